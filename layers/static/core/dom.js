// Elements of the page: found, made, filled.

export const root = document.documentElement;
/** @returns {number} what an arrow to the right means: 1 onward, -1 back where words run from right to left */
export const onward = () => root.dir === "rtl" ? -1 : 1;
/** @param {string} id @returns {any} the element that the page's template has; each user knows of which kind */
export const find = id => document.getElementById(id);
/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} [attributes]
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export const el = (tag, attributes, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value != null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  return fill(node, ...children);
};
/** @template {Element} E @param {E} node @param {Child[]} children @returns {E} */
export const fill = (node, ...children) => {
  node.replaceChildren(.../** @type {Node[]} */ (children.flat(9)).filter(Boolean));
  return node;
};
/**
 * @template {Tag} T
 * @param {T} tag
 * @param {Attributes} attributes
 * @param {Element | null} parent
 * @returns {SVGElementTagNameMap[T]}
 */
export const svg = (tag, attributes = {}, parent = null) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) if (value != null) element.setAttribute(name, value);
  return parent ? parent.appendChild(element) : element;
};

// A link only where the address is a web address; anything else stays text.
/** @param {string | undefined} url @param {Child} text */
export const link = (url, text) => /^(https?:\/\/|mailto:)/i.test(url || "")
  ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text) : el("span", {}, text);
