import { svg } from "../core/dom.js";
import { pathOf } from "../drawing/renderer.js";

// Outlines and rings about what has the focus, is under the pointer, or is selected.
/** @param {App} app @param {MapRenderer} renderer @param {Symbols} symbols @param {Frames} frames @param {Features} features */
export const drawHighlights = (app, renderer, symbols, frames, features) => {
  const { map } = app, focused = new Set();
  /** @type {string | null} */
  let hovered = null;
  /** @param {string} id @returns {Glyph | undefined} */
  const form = id => {
    const symbol = symbols.get(id), spot = symbol?.on ? symbol : frames.spot(id), shape = features.get(id)?.shape || frames.outline(id);
    if (spot) return ["circle", { cx: spot.x, cy: spot.y, r: spot.radius + 5 }];
    return shape ? ["path", { d: pathOf(shape.parts, shape.closed) }] : undefined;
  };
  const redraw = () => {
    const { selected } = app.state, { highlights } = renderer.groups;
    highlights.replaceChildren();
    for (const id of new Set([selected, hovered, ...focused].filter(id => id != null).filter(form))) {
      const kind = id.split(":")[0];
      /** @type {Record<string, boolean>} */
      const is = { focus: focused.has(id), hover: id === hovered, selected: id === selected, [kind]: true };
      const kinds = Object.keys(is).filter(one => is[one]).join(" "), [tag, attributes] = /** @type {Glyph} */ (form(id));
      for (const name of ["highlight-casing", "highlight"]) svg(tag, { ...attributes, class: `${name} ${kinds}` }, highlights);
    }
  };
  app.highlight = (id, on) => {
    focused[on ? "add" : "delete"](id);
    redraw();
  };
  /** @param {string | null} id */
  const hover = id => {
    if (id === hovered) return;
    hovered = id;
    redraw();
    app.hover(id);
  };
  /** @param {any} target @returns {string | null} */
  const idOf = target => target.closest?.(".drawing [data-id]")?.dataset.id || null;
  // What is drawn on a canvas lies over the land and under the signs.
  /** @param {MouseEvent} event */
  const idAt = event => {
    const id = idOf(event.target);
    if (!frames.hasCanvas || id && !/^(country|dispute|frame)/.test(id)) return id;
    const { x, y } = map.mouseEventToLayerPoint(event);
    return frames.hit(x, y) || id;
  };
  map.on("movestart", () => hover(null));
  map.on("click", event => app.select(idAt(event.originalEvent)));
  const box = map.getContainer();
  box.addEventListener("pointerover", event => event.pointerType !== "touch" && !frames.hasCanvas && hover(idOf(event.target)));
  let waits = false;
  if (frames.hasCanvas) box.addEventListener("pointermove", event => {
    if (waits || event.pointerType === "touch" || event.buttons) return;
    waits = true;
    requestAnimationFrame(() => { waits = false; hover(idAt(event)); });
  });
  box.addEventListener("pointerleave", () => hover(null));
  return { redraw, tell() { app.hover(hovered); } };
};
