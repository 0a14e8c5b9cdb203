// The scene as it travels, put together again: docs/scene.md tells how its texts stand in columns.

/** @type {Record<string, string>} */
const ENCODINGS = { ru: "cp1251", zh: "gbk", ar: "cp1256" };

// Tables → the lists of records that they were.
/** @param {any} value @returns {any} */
const records = value => {
  if (Array.isArray(value)) return value.map(records);
  if (!value || typeof value !== "object") return value;
  if ("~" in value) return rowsIn(value);
  for (const key in value) value[key] = records(value[key]);
  return value;
};
/** @param {any} table @returns {any[]} */
const rowsIn = ({ "~": size, ...columns }) => {
  const rows = Array.from({ length: [size].flat().reduce((sum, n) => sum + n, 0) }, () => /** @type {any} */ ({}));
  for (const key in columns) {
    const column = columns[key], inner = column["~"] && rowsIn(column);
    let at = 0;
    rows.forEach((row, i) => {
      const value = inner ? inner.slice(at, at += column["~"][i]) : Array.isArray(column) ? records(column[i]) : column;
      if (value != null && (!inner || value.length)) row[key] = value;
    });
  }
  return rows;
};

/** @param {Uint8Array} bytes @returns {Scene} */
export const readWire = bytes => {
  const view = new DataView(bytes.buffer), parts = /** @type {any[]} */ ([]);
  for (let at = 0, size = 0; at < bytes.length; at += 4 + size) {
    size = view.getUint32(at, true);
    parts.push(JSON.parse(new TextDecoder(parts.length ? ENCODINGS[parts[0].languages[parts.length - 1]] || "cp1252" : "utf-8").decode(bytes.subarray(at + 4, at + 4 + size))));
  }
  const [scene, ...columns] = parts, spoken = scene.languages, { ids } = scene.cited;
  let fresh = 0;
  /** @param {number} n */
  const text = n => Object.fromEntries(spoken.flatMap((/** @type {string} */ language, /** @type {number} */ i) => columns[i][n] === null ? [] : [[language, columns[i][n]]]));
  /** @param {any} value @returns {any} */
  const cited = value => Array.isArray(value) ? value.map(cited) : typeof value === "number" ? ids[value] : value;
  /** @param {any} value @returns {any} */
  const whole = value => {
    if (typeof value === "string" && value[0] === "~") return value[1] === "~" ? value.slice(1) : text(value[1] ? +value.slice(1) : fresh++);
    if (Array.isArray(value)) return value.map(whole);
    if (value && typeof value === "object") for (const key in value) {
      const one = value[key];
      value[key] = key === "sources" && Array.isArray(one) ? cited(one) : whole(one);
    }
    return value;
  };
  const { cited: { rows }, words, ...rest } = records(whole(scene)), languages = spoken.map((/** @type {string} */ language) =>
    [language, Object.fromEntries(Object.entries(words).flatMap(([key, text]) => language in text ? [[key, text[language]]] : []))]);
  return { ...rest, words: Object.fromEntries(languages), sources: Object.fromEntries(ids.map((/** @type {string} */ id, /** @type {number} */ i) => [id, rows[i]])) };
};
