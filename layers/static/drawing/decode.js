/* The geometry: shared arcs with levels of detail, read from the bytes that docs/scene.md describes. */

/** Read the unzipped bytes. @param {Uint8Array} bytes @returns {Geometry} */
export function decode(bytes) {
  /** @param {number} from @param {number} to */
  const text = (from, to) => new TextDecoder().decode(bytes.subarray(from, to));
  if (text(0, 4) !== "BMG1") throw new Error("This page is damaged.");
  const body = 8 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
  const header = JSON.parse(text(8, body));
  let at = body, fresh = 0;

  // A number is a byte; what it overflows by stands behind all the bytes of its kind.
  function overflow() {
    let value = 255;
    for (let weight = 1, byte = 255; byte > 127; weight *= 128) value += ((byte = bytes[at++]) & 127) * weight;
    return value;
  }
  const starts = [0], units = /** @type {number[]} */ ([]);
  at += header.arcs;
  for (let i = 0; i < header.arcs; i++) {
    const byte = bytes[body + i], coded = byte < 255 ? byte : overflow();
    units.push(coded % 2 ? 1 : header.coarse);
    starts.push(starts[i] + (coded >> 1));
  }
  const total = starts[header.arcs];

  function axis() {
    const values = new Float64Array(total);
    let whole = 0, next = at;
    at += total;
    units.forEach((unit, i) => {
      let value = Math.floor(whole / unit);
      for (let k = starts[i]; k < starts[i + 1]; k++) {
        const byte = bytes[next++], coded = byte < 255 ? byte : overflow();
        value += coded & 1 ? -(coded + 1) / 2 : coded / 2;
        values[k] = value * unit * header.step;
      }
      whole = value * unit;
    });
    return values;
  }
  const lon = axis(), lat = axis(), level = new Uint8Array(total);
  let half = 0;
  const arcs = units.map((_, i) => {
    const from = starts[i], to = starts[i + 1];
    for (let k = from + 1; k < to - 1; k++, half++) level[k] = bytes[at + (half >> 1)] >> (half % 2 * 4) & 15;
    return { lon: lon.subarray(from, to), lat: lat.subarray(from, to), level: level.subarray(from, to) };
  });

  /** @param {References} codes */
  const ring = (codes) => codes.map((code) => code > 0 ? code - 1 : code || fresh++);
  const polygons = header.polygons.map((/** @type {[string, References[][]]} */ [key, pieces]) => [key, pieces.map((rings) => rings.map(ring))]);
  const lines = header.lines.map((/** @type {[string, References]} */ [key, codes]) => [key, ring(codes)]);
  return {
    step: header.step, arcs, horizon: header.horizon,
    polygons: Object.fromEntries(polygons), lines: Object.fromEntries(lines),
  };
};
