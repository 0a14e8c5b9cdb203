import { svg } from "../core/dom.js";
import { pathOf } from "./renderer.js";

// Outlines and rings about what has the focus, is under the pointer, or is selected.
/** @param {App} app @param {MapRenderer} renderer @param {Symbols} symbols @param {Frames} frames @param {Features} features */
export const drawHighlights = (app, renderer, symbols, frames, features) => {
  const { map } = app, focused = new Set();
  /** @type {string | null} */
  let hovered = null;
  /** @param {string} id @returns {Glyph | undefined} */
  const form = id => {
    const symbol = symbols.get(id), spot = symbol?.on ? symbol : frames.spot(id), shape = features.get(id)?.shape;
    if (spot) return ["circle", { cx: spot.x, cy: spot.y, r: spot.radius + 5 }];
    return shape && ["path", { d: pathOf(shape.parts, shape.closed) }];
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
  map.on("movestart", () => hover(null));
  map.on("click", event => app.select(idOf(event.originalEvent.target)));
  const box = map.getContainer();
  box.addEventListener("pointerover", event => event.pointerType !== "touch" && hover(idOf(event.target)));
  box.addEventListener("pointerleave", () => hover(null));
  return { redraw };
};
