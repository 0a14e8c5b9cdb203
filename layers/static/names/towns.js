// Towns that a map names besides its places: from their zoom on, where there is room, as quietly as can be read.

import { svg } from "../core/dom.js";
import { distance } from "../map/boxes.js";

/**
 * @param {App} app
 * @param {MapRenderer} renderer
 * @param {{ symbols: Symbols }} points
 * @param {LabelSpace} space
 */
export const townNames = (app, renderer, { symbols }, space) => {
  const { scene, map } = app, towns = scene.towns.map(town => ({ ...town, plane: renderer.plane(town.lon, town.lat) }));
  const RADIUS = 2, CLEAR_PX = 9, SAME_PX = 24;

  /** @param {Box} frame @returns {Iterable<Label>} */
  function* names(frame) {
    if (!app.shown("layer:towns")) return;
    const on = [...symbols.values()].filter(symbol => symbol.on);
    for (const [order, { name, zoom, plane }] of towns.entries()) {
      if (map.getZoom() < zoom - 0.01) continue;
      const at = renderer.pixel(plane), { x, y } = at, text = app.text(name);
      if (x < frame.left || x > frame.right || y < frame.top || y > frame.bottom) continue;
      // (What has a sign of its own there has the name too.)
      if (on.some(one => distance(one, at) < (app.text(one.of.name) === text ? SAME_PX : CLEAR_PX))) continue;
      const size = space.measure([text], "town"), dot = { left: x - RADIUS, right: x + RADIUS, top: y - RADIUS, bottom: y + RADIUS };
      const boxes = () => space.free(dot) ? space.beside(size, x, y, RADIUS + 1).slice(0, 6).map(box => ({ ...box, path: [dot] })) : [];
      yield { id: `town:${order}`, kind: "town", need: scene.symbology.label_needs.town, order, at, strict: true, boxes };
    }
  }
  /** @param {Point} at */
  const dot = ({ x, y }) => svg("circle", { class: "town-dot", cx: x.toFixed(1), cy: y.toFixed(1), r: RADIUS - 0.2 });
  return { names, dot };
};
