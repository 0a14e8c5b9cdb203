// The page inside a program that rebuilds folium's maps from their parts: a map of Leaflet for the program, that it may
// ask for bounds and zoom, and over it our page in its frame.

/** @param {string} id @param {string} page @param {string} title @param {[number, number]} at */
export const host = (id, page, title, at) => {
  const box = /** @type {HTMLElement} */ (document.getElementById(id)), frame = document.createElement("iframe");
  const map = L.map(box, { zoomControl: false, attributionControl: false, keyboard: false }).setView(at, 3);
  frame.title = title;
  frame.setAttribute("sandbox", "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox");
  Object.assign(frame.style, { position: "absolute", inset: "0", width: "100%", height: "100%", border: "0", zIndex: "1100" });
  frame.srcdoc = page;
  box.append(frame);
  addEventListener("message", ({ source, data }) => {
    if (source !== frame.contentWindow || data?.type !== "blocmap") return;
    if (data.listening) frame.contentWindow?.postMessage({ type: "blocmap", set: {} }, "*"); // it may tell its view
    const view = data.state?.view;
    if (Array.isArray(view) && view.length === 3 && view.every(Number.isFinite)) map.setView([view[1], view[0]], Math.round(view[2]), { animate: false });
  });
  return map;
};
