// Words, dates and numbers in the language of the state.
/** @param {Scene} scene @param {State} state */
export const speech = (scene, state) => {
  const formats = new Map(), locales = /** @type {Record<string, string>} */ ({ en: "en-GB", ar: "ar-u-nu-latn" });
  /** @param {string} kind @param {object} [options] @returns {any} */
  const intl = (kind, options) => {
    const key = state.lang + kind + JSON.stringify(options);
    if (!formats.has(key)) formats.set(key, new (/** @type {any} */ (Intl)[kind])(locales[state.lang] || state.lang, options));
    return formats.get(key);
  };
  /** @param {number} n @param {Intl.NumberFormatOptions} [options] @returns {string} */
  const number = (n, options) => intl("NumberFormat", { maximumFractionDigits: 2, ...options }).format(n);
  /** @param {string} lang @param {string} key @param {unknown} n @returns {string | undefined} */
  const look = (lang, key, n) => {
    const words = scene.words[lang] || {}, form = Number.isFinite(n) ? intl("PluralRules").select(n) : "other";
    return words[key] ?? words[`${key}.${form}`] ?? words[`${key}.other`];
  };
  /** @param {string} key @param {Record<string, string | number | undefined>} values @returns {string} */
  const t = (key, values = {}) => (look(state.lang, key, values.n) ?? look("en", key, values.n) ?? key)
    .replace(/\{(\w+)\}/g, (whole, name) => typeof values[name] === "number" ? number(values[name]) : values[name] ?? whole);
  return {
    t, number,
    /** @param {string[]} words @returns {string} */
    list: words => intl("ListFormat").format(words),
    // Marks that reorder what follows them are of no use in these texts and could forge them.
    /** @param {Words} [words] @returns {string} */
    text: words => (words && (words[state.lang] || words.en || Object.values(words)[0]) || "").replace(/[\u202a-\u202e\u2066-\u2069]/g, ""),
    // The word for an id of the data; an id without a word of its own is shown as it is.
    /** @param {string} prefix @param {string} id @returns {string} */
    word(prefix, id) {
      const key = `${prefix}_${id}`, text = t(key);
      return text === key ? id.replace(/[_-]/g, " ") : text;
    },
    /** @param {number} n @param {string} unit @returns {string} */
    quantity(n, unit) {
      const key = `unit_${unit}`, ungrouped = /^(year|mm)$/.test(unit) && number(n, { useGrouping: false });
      const words = t(key, { n: ungrouped || n, n10: n * 10, n100: n * 100 });
      return words === key ? `${number(n)} ${unit.replace(/_/g, " ")}` : words;
    },
    // A cell of anyone's frame: a number, a day, or text.
    /** @param {string | number | null | undefined} cell @returns {string} */
    cell(cell) {
      return typeof cell === "number" ? number(cell, { maximumFractionDigits: 6 }) : this.text({ en: cell || "" });
    },
    // A day without its year, which the title says.
    /** @param {string | null | undefined} iso @returns {string} */
    day(iso) {
      return iso?.length === 10 ? intl("DateTimeFormat", { timeZone: "UTC", month: "long", day: "numeric" }).format(new Date(iso)) : this.date(iso);
    },
    // A date as precise as it is known, or a run of days.
    /** @param {string | null | undefined} iso @param {string} [last] @returns {string} */
    date(iso, last) {
      if (iso === "0001-01-01") return ""; // what has no day
      if (!iso || !/^\d{4}(-\d\d){0,2}$/.test(iso)) return iso || "";
      const [, month, day] = iso.split("-");
      const format = intl("DateTimeFormat", { timeZone: "UTC", year: "numeric", month: month && "long", day: day && "numeric" });
      return last && last !== iso ? format.formatRange(new Date(iso), new Date(last)) : format.format(new Date(iso));
    },
  };
};
