// What a page without scripts shows, for a browser that is too old or a file that was damaged on its way.

/** @param {Node | null} still */
export const fallBack = (still = document.getElementById("still")) => {
  const main = /** @type {HTMLElement} */ (document.getElementById("main")), hidden = main.querySelector("noscript")?.textContent;
  document.body.className = "plain";
  if (hidden) main.replaceChildren(still || "", ...new DOMParser().parseFromString(hidden, "text/html").body.childNodes);
};
