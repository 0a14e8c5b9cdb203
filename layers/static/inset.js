// The locator: the same plate, small and coarse, with a frame where the view is.

Blocmap.inset = (app, arcs, fills) => {
  const { scene, map } = app;
  if (!scene.locator) return { update() {}, redraw() {} };
  const width = 132, height = 96, crs = map.options.crs, element = map.getContainer().appendChild(document.createElement("div"));
  element.className = "inset";
  element.setAttribute("aria-hidden", "true");
  const svg = Blocmap.svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height }, element);
  const box = Blocmap.boxOf(Blocmap.outline(scene.locator.bounds, crs)), scale = Math.min(width / (box.right - box.left), height / (box.bottom - box.top));
  const view = {
    level: 2, ax: scale, ay: -scale,
    bx: width / 2 - scale * (box.left + box.right) / 2, by: height / 2 + scale * (box.top + box.bottom) / 2,
  };
  const edge = { min: { x: 0, y: 0 }, max: { x: width, y: height } };
  const shapes = [...fills.countries.values()].map(entry => {
    const parts = entry.rings.flatMap(ring => arcs.trace(ring, true, view, edge));
    return { entry, path: Blocmap.svg("path", { class: "land", "fill-rule": "evenodd", d: L.SVG.pointsToPath(parts, true) }, svg) };
  });
  const frame = Blocmap.svg("rect", { class: "inset-frame" }, svg);

  const update = () => {
    for (const { entry, path } of shapes) {
      path.classList.toggle("filled", Boolean(entry.status));
      if (entry.status) path.style.setProperty("--fill", entry.status.color);
      else path.style.removeProperty("--fill");
    }
  };
  const redraw = () => {
    const at = point => crs.projection.project(map.containerPointToLatLng(point)), size = map.getSize();
    const a = at([0, 0]), b = at([size.x, size.y]), x = a.x * view.ax + view.bx, y = a.y * view.ay + view.by;
    const attributes = { x, y, width: Math.max(3, (b.x - a.x) * scale), height: Math.max(3, (a.y - b.y) * scale) };
    for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value.toFixed(1));
  };
  return { update, redraw };
};
