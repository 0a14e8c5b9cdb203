/* The geometry: shared arcs with levels of detail, read from the bytes that docs/scene.md describes. */

/** Read the unzipped bytes. @param {Uint8Array} bytes @returns {Geometry} */
export function decode(bytes) {
  /** @param {number} from @param {number} to */
  const text = (from, to) => new TextDecoder().decode(bytes.subarray(from, to));
  if (text(0, 4) !== "BMG1") throw new Error("This page is damaged.");
  const body = 8 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
  const header = JSON.parse(text(8, body));
  let at = body, fresh = 0;

  /** Return a function that reads the next of `count` numbers: a byte, and what it overflows by from behind them. @param {number} count */
  function numbers(count) {
    let next = at;
    at += count;
    return () => {
      let value = bytes[next++];
      if (value < 255) return value;
      for (let weight = 1, byte = 255; byte > 127; weight *= 128) value += ((byte = bytes[at++]) & 127) * weight;
      return value;
    };
  }
  const size = numbers(header.arcs), starts = [0], units = /** @type {number[]} */ ([]);
  for (let i = 0; i < header.arcs; i++) {
    const coded = size();
    units.push(coded % 2 ? 1 : header.coarse);
    starts.push(starts[i] + (coded >> 1));
  }
  const total = starts[header.arcs];

  function axis() {
    const values = new Float64Array(total), number = numbers(total);
    let whole = 0;
    units.forEach((unit, i) => {
      let value = Math.floor(whole / unit);
      for (let k = starts[i]; k < starts[i + 1]; k++) {
        const coded = number();
        value += coded % 2 ? -(coded + 1) / 2 : coded / 2;
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
