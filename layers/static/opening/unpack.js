// Letters → the bytes of a gzip → what was packed. Four bytes stand as five letters of these, the highest first.

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#,%.()*+-;/=:?@^_[]|}~";

/** @param {string} text */
const toBytes = text => {
  const digits = new Uint8Array(128), whole = Math.ceil(text.length / 5), padded = text.padEnd(5 * whole, "~");
  [...LETTERS].forEach((letter, i) => { digits[letter.charCodeAt(0)] = i; });
  const view = new DataView(new ArrayBuffer(4 * whole));
  for (let i = 0, at = 0; at < 4 * whole; at += 4) {
    let value = 0;
    for (const end = i + 5; i < end; i++) value = value * 85 + digits[padded.charCodeAt(i)];
    view.setUint32(at, value);
  }
  return new Uint8Array(view.buffer, 0, Math.floor(text.length * 4 / 5));
};

/** @param {string} text */
export const unpack = async text => {
  const stream = new Blob([toBytes(text.trim())]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};
