// The locator: the land of the bloc, small and coarse, with a frame where the view is; and the scale bar.

import { el, svg } from "../core/dom.js";
import { boxAround } from "./boxes.js";
import { tint } from "../drawing/fills.js";
import { pathOf } from "../drawing/renderer.js";

/** @param {App} app @param {Fills} fills */
export const drawLocator = (app, { countries }) => {
  const { scene, map } = app, { crs } = map.options, W = 132, H = 96;
  if (!scene.locator) return { update() {}, redraw() {} };
  const element = map.getContainer().appendChild(el("div", { class: "locator", "aria-hidden": "true" }));
  const picture = svg("svg", { viewBox: `0 0 ${W} ${H}`, width: W, height: H }, element);
  const members = new Set(scene.statuses.filter(status => status.member).map(status => status.id));
  /** @param {CountryEntry} entry */
  const isMember = ({ country }) => country.spells?.some(spell => members.has(spell.status));
  const all = [...countries.values()], bloc = all.filter(isMember), edge = { min: { x: 0, y: 0 }, max: { x: W, y: H } };
  const { left, right, top, bottom } = boxAround((bloc.length ? bloc : all).map(entry => entry.extent));
  const k = Math.min(W / (right - left), H / (bottom - top));
  const view = { level: 2, ax: k, ay: -k, bx: W / 2 - k * (left + right) / 2, by: H / 2 + k * (top + bottom) / 2 };
  const lands = all.map(entry => {
    const d = pathOf(entry.shape.trace(view, edge), true);
    return { entry, path: svg("path", { class: "land", d }, picture) };
  });
  const frame = svg("path", { class: "locator-frame" }, picture);
  return {
    update() { for (const { entry, path } of lands) tint(path, entry.status); },
    redraw() {
      const corners = [L.point(0, 0), map.getSize()].map(point => map.containerPointToLatLng(point));
      const [a, b] = corners.map(corner => crs.projection.project(corner));
      const x = a.x * k + view.bx, y = view.by - a.y * k;
      frame.setAttribute("d", `M${x} ${y}h${Math.max(3, (b.x - a.x) * k)}v${Math.max(3, (a.y - b.y) * k)}H${x}z`);
    },
  };
};

// A scale bar that is true at the middle of the map. (Leaflet's own misleads off the equator of another projection.)
/** @param {App} app */
export const drawScaleBar = app => {
  const { map } = app, bar = el("div", { class: "scale" });
  return { redraw() {
    if (!bar.isConnected) map.getContainer().append(bar);
    const { x, y } = map.getSize().divideBy(2);
    const [a, b] = [x - 65, x + 65].map(at => map.containerPointToLatLng([at, y]));
    const km = L.CRS.Earth.distance(a, b) / 1000, ten = 10 ** Math.floor(Math.log10(km));
    const length = ([5, 2].find(n => n * ten <= km) ?? 1) * ten;
    bar.textContent = app.t("unit_km", { n: length });
    bar.style.width = `${Math.round(130 * length / km)}px`;
  } };
};
