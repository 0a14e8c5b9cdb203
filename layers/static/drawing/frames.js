// Anyone's frames on the map: what is drawn of each, what answers the pointer, and what names may not cover.

/** @param {App} app @param {MapRenderer} renderer @param {Features} features @param {Own} [own] */
export const drawFrames = (app, renderer, features, own) => {
  const drawings = own ? app.scene.frames.map(frame => own.draw(app, renderer, features, frame)) : [];
  /** @param {string} id */
  const ownerOf = id => drawings.find(one => id.startsWith(`frame:${one.frame.id}:`));
  /** @template T @param {(drawing: FrameDrawing) => T[]} ask */
  const all = ask => drawings.flatMap(ask);
  return {
    update() { for (const one of drawings) one.update(); },
    redraw() { for (const one of drawings) one.redraw(); },
    // The circle of a point that is drawn now.
    /** @param {string} id */
    spot: id => ownerOf(id)?.spot(Number(id.split(":")[2])) || null,
    // The shape of a line or area that has no element.
    /** @param {string} id */
    outline: id => ownerOf(id)?.outline?.(Number(id.split(":")[2])) || null,
    // The row on a canvas under a pixel, that of the highest layer.
    /** @param {number} x @param {number} y */
    hit: (x, y) => drawings.reduceRight((/** @type {string | null} */ found, one) => found || one.hit?.(x, y) || null, null),
    hasCanvas: drawings.some(one => one.hit),
    // The class of the area at a pixel, that of the highest layer.
    /** @param {number} x @param {number} y */
    at: (x, y) => drawings.reduceRight((/** @type {FrameClass | null} */ found, one) => found || one.at(x, y), null),
    ids: () => all(one => one.ids()),
    boxes: () => all(one => one.boxes()),
    parts: () => all(one => one.parts()),
    named: () => all(one => one.frame.labelled ? one.named() : []),
  };
};

// (The policy of the page allows no style in markup.)
/** @template {SVGElement} E @param {E} element @param {string} colour @param {number} width @returns {E} */
export const dress = (element, colour, width) => {
  element.style.setProperty("--color", colour);
  element.style.setProperty("--width", `${width}px`);
  return element;
};
/** @param {Frame} frame @param {number} unit */
export const dashOf = (frame, unit) => frame.dash?.map(length => Math.max(0.01, length * unit)).join(" ");
