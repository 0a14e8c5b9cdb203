// Letters → the bytes of a gzip → what was packed. Four bytes stand as five letters of these, the highest first.

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#,%.()*+-;/=:?@^_[]|}~";

/** @param {string} text */
const toBytes = text => {
  const digits = new Uint8Array(128), bytes = new Uint8Array(Math.floor(text.length * 4 / 5));
  [...LETTERS].forEach((letter, i) => { digits[letter.charCodeAt(0)] = i; });
  for (let i = 0, at = 0; i < text.length; i += 5) {
    let value = 0;
    for (let k = i; k < i + 5; k++) value = value * 85 + (k < text.length ? digits[text.charCodeAt(k)] : 84);
    for (let shift = 24; shift >= 0; shift -= 8) bytes[at++] = value >>> shift;
  }
  return bytes;
};

/** @param {string} text */
export const unpack = async text => {
  const stream = new Blob([toBytes(text.trim())]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};
