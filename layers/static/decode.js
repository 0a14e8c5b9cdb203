/* The geometry: shared arcs with levels of detail, read from the bytes that docs/scene.md describes. */
"use strict";

/** Read the unzipped bytes; return {step, arcs: [{lon, lat, level}], polygons, lines, horizon}. */
Blocmap.decode = function (bytes) {
  const text = (from, to) => new TextDecoder().decode(bytes.subarray(from, to));
  if (text(0, 4) !== "BMG1") throw new Error("The geometry of this page cannot be read.");
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
  const { step, arcs: count, polygons, lines, horizon } = JSON.parse(text(8, 8 + size));
  let at = 8 + size;

  function varint() {
    let value = 0, weight = 1, byte;
    do {
      byte = bytes[at++];
      value += (byte & 127) * weight;
      weight *= 128;
    } while (byte > 127);
    return value;
  }
  const starts = new Uint32Array(count + 1);
  for (let i = 0; i < count; i++) starts[i + 1] = starts[i] + varint();

  function axis() {
    const values = new Float64Array(starts[count]);
    let first = 0;
    for (let i = 0; i < count; i++) {
      let value = first;
      for (let k = starts[i]; k < starts[i + 1]; k++) {
        const coded = varint();
        value += coded % 2 ? -(coded + 1) / 2 : coded / 2;
        if (k === starts[i]) first = value;
        values[k] = value * step;
      }
    }
    return values;
  }
  const lon = axis(), lat = axis(), level = bytes.subarray(at, at + starts[count]), arcs = [];
  for (let i = 0; i < count; i++) {
    const from = starts[i], to = starts[i + 1];
    arcs.push({ lon: lon.subarray(from, to), lat: lat.subarray(from, to), level: level.subarray(from, to) });
  }
  return { step, arcs, polygons, lines, horizon };
};

/** Read base64 of gzip of the bytes; return a promise of what Blocmap.decode returns. */
Blocmap.readGeometry = async function (text) {
  const raw = atob(text.trim()), packed = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) packed[i] = raw.charCodeAt(i);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return Blocmap.decode(new Uint8Array(await new Response(stream).arrayBuffer()));
};
