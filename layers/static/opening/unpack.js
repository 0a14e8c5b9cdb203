// Letters → the bytes of a gzip → what was packed. Four bytes stand as five letters of these, the highest first.

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#,%.()*+-;/=:?@^_[]|}~";

/** @param {string} text */
const toBytes = text => {
  const digits = new Uint8Array(128), whole = Math.ceil(text.length / 5), letters = new TextEncoder().encode(text.padEnd(5 * whole, "~"));
  [...LETTERS].forEach((letter, i) => { digits[letter.charCodeAt(0)] = i; });
  const view = new DataView(new ArrayBuffer(4 * whole));
  for (let i = 0, at = 0; at < 4 * whole; at += 4) {
    let value = 0;
    for (const end = i + 5; i < end; i++) value = value * 85 + digits[letters[i]];
    view.setUint32(at, value);
  }
  return new Uint8Array(view.buffer, 0, Math.floor(text.length * 4 / 5));
};

/** @param {string} text */
const bytesOf = async text => {
  const { readable, writable } = new DecompressionStream("gzip"), writer = writable.getWriter();
  // (What goes wrong here shows where it is read.)
  Promise.all([writer.write(toBytes(text.trim())), writer.close()]).catch(() => {});
  return new Uint8Array(await new Response(readable).arrayBuffer());
};
// What an element of the page holds, unpacked once: the loader begins what others wait for. What goes wrong meanwhile
// shows when it is awaited.
/** @param {any} element @returns {Promise<Uint8Array>} */
export const unpack = element => {
  if (!element.unpacked) (element.unpacked = bytesOf(element.textContent)).catch(() => {});
  return element.unpacked;
};
