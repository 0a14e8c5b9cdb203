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

// Read the points of a frame: counted in millionths of a degree from -180 and -90, all first bytes together, then all
// second ones, and so on.
/** @param {Uint8Array} bytes @returns {Points} */
export const decodePoints = bytes => {
  const count = (bytes.length - 4) / 8;
  /** @param {number} from @param {number} low */
  const axis = (from, low) => {
    const values = new Float64Array(count);
    for (let plane = 3; plane >= 0; plane--) {
      for (let i = 0, at = 4 + (from + plane) * count; i < count; i++) values[i] = values[i] * 256 + bytes[at + i];
    }
    for (let i = 0; i < count; i++) values[i] = values[i] / 1e6 + low;
    return values;
  };
  return { lon: axis(0, -180), lat: axis(4, -90) };
};
