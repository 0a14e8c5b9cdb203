// Elements of the page: found, made, filled.

export const root = document.documentElement;
export const find = id => document.getElementById(id);
export const el = (tag, attributes, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value != null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  return fill(node, ...children);
};
export const fill = (node, ...children) => {
  node.replaceChildren(...children.flat(9).filter(Boolean));
  return node;
};
export const svg = (tag, attributes = {}, parent = null) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) if (value != null) element.setAttribute(name, value);
  return parent ? parent.appendChild(element) : element;
};

// A link only where the address is a web address; anything else stays text.
export const link = (url, text) => /^(https?:\/\/|mailto:)/i.test(url || "")
  ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text) : el("span", {}, text);
