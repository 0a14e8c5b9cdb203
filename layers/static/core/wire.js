// The scene as it travels, put together again: docs/scene.md tells how its texts stand in columns.

const LANGUAGES = ["en", "ru", "zh"], ENCODINGS = ["utf-8", "windows-1252", "windows-1251", "gbk"];

/** @param {Uint8Array} bytes @returns {Scene} */
export const readWire = bytes => {
  const view = new DataView(bytes.buffer), parts = [];
  for (let at = 0, size = 0; at < bytes.length; at += 4 + size) {
    size = view.getUint32(at, true);
    parts.push(JSON.parse(new TextDecoder(ENCODINGS[parts.length]).decode(bytes.subarray(at + 4, at + 4 + size))));
  }
  const [scene, ...columns] = parts, ids = scene.cited.map((/** @type {[string]} */ [id]) => id);
  let fresh = 0;
  /** @param {number} n */
  const text = n => Object.fromEntries(LANGUAGES.flatMap((language, i) => columns[i][n] === null ? [] : [[language, columns[i][n]]]));
  /** @param {any} value @returns {any} */
  const whole = value => {
    if (typeof value === "string" && value[0] === "~") return value[1] === "~" ? value.slice(1) : text(value[1] ? +value.slice(1) : fresh++);
    if (value && typeof value === "object") for (const key in value) {
      const one = value[key];
      value[key] = key === "sources" && Array.isArray(one) ? one.map(id => typeof id === "number" ? ids[id] : id) : whole(one);
    }
    return value;
  };
  whole(scene);
  const { cited, words, ...rest } = scene, languages = LANGUAGES.map(language =>
    [language, Object.fromEntries(Object.entries(words).flatMap(([key, text]) => language in text ? [[key, text[language]]] : []))]);
  return { ...rest, words: Object.fromEntries(languages), sources: Object.fromEntries(cited) };
};
