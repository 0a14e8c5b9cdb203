// Anyone's frames, row by row: a list that a frame has not is the same for all rows.

/** @param {Frame} frame @param {number} row */
export const rowId = (frame, row) => `frame:${frame.id}:${row}`;
/** @param {Frame} frame @param {number} row */
export const classOf = (frame, row) => frame.of ? frame.of[row] : 0;
/** @param {Frame} frame @param {number} row */
export const sizeOf = (frame, row) => frame.sizes ? frame.sizes[row] : frame.size;
/** @param {Frame} frame @param {number} row */
export const nameOf = (frame, row) => frame.names?.[row] || `#${row + 1}`;
// What the legend switches: the rows of a class.
/** @param {Frame} frame @param {number} n */
export const switchOf = (frame, n) => `class:${frame.id}:${n}`;
/** @param {App} app @param {Frame} frame @param {number} row */
export const isShown = (app, frame, row) => app.shown(switchOf(frame, classOf(frame, row)));

/** @param {App} app @param {Frame} frame @param {number} n */
export const classWords = (app, frame, n) => {
  const { label, span } = frame.classes[n], name = app.text(frame.name);
  if (!span) return app.text(label) || name;
  const [low, high] = span.map(limit => app.number(limit, { maximumFractionDigits: 12 }));
  return low === high ? low : `${low} – ${high}`;
};
