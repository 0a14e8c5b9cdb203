// Base64 of gzip → bytes.

/** @param {string} base64 */
export const unpack = async base64 => {
  const packed = Uint8Array.fromBase64?.(base64) || Uint8Array.from(atob(base64.trim()), letter => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};
