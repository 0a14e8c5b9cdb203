// The view: where the map opens, and how it makes room for what lies over it.

import { boxOf } from "./boxes.js";
import { makeCrs } from "./crs.js";
import { roomFor } from "./room.js";
import { SNAP } from "./zoom.js";

export const lessMotion = matchMedia("(prefers-reduced-motion: reduce)");

// Show a box of the plane as large as it can be beside the panels.
/**
 * @param {BlocMap} map
 * @param {Box} box
 * @param {{ animate?: boolean, limit?: number, margin?: number }} how
 * @returns {Home}
 */
export const fit = (map, box, { animate, limit = Infinity, margin = 14 } = {}) => {
  const LEAST = 1e-9, { crs, zoomSnap } = map.options;
  const { padding, scale } = roomFor(map.getContainer(), { across: box.right - box.left, down: box.bottom - box.top }, margin);
  // (A frame that is not shown yet has no size, hence the least scale.)
  const wanted = Math.floor(crs.zoom(Math.max(scale, LEAST)) / zoomSnap) * zoomSnap;
  const zoom = Math.max(map.getMinZoom(), Math.min(map.getMaxZoom(), limit, wanted)), metres = 1 / crs.scale(zoom);
  const centre = crs.projection.unproject(L.point(
    (box.left + box.right - (padding.left - padding.right) * metres) / 2,
    (box.top + box.bottom + (padding.top - padding.bottom) * metres) / 2,
  ));
  if (animate && !lessMotion.matches) map.flyTo(centre, zoom, { duration: 0.5 });
  // (Whoever listens to the map is not told of a move that is none.)
  else if (!map.home || zoom !== map.getZoom() || !map.getCenter().equals(centre)) map.setView(centre, zoom, { animate: false });
  return { centre, zoom };
};

/** @param {BlocMap} map */
const isResized = map => {
  const { x, y } = map.getSize(), { clientWidth, clientHeight } = map.getContainer();
  return clientWidth !== x || clientHeight !== y;
};
// Show the whole of what the map is about; in a small window that may be farther out than the scene's least zoom.
/** @param {BlocMap} map @param {Scene} scene @param {boolean} [animate] */
export const showAll = (map, { view: { extent, min_zoom: least } }, animate) => {
  // (The view of a map that had no size lies beyond the horizon; it is not called back before it is replaced. Where the
  // size is as it was, Leaflet would forget the middle to a fraction of a pixel.)
  if (isResized(map)) map.invalidateSize({ pan: false, debounceMoveend: true });
  map.options.minZoom = 0;
  map.home = fit(map, boxOf(extent), { animate });
  map.options.minZoom = Math.min(least, map.home.zoom);
};
// Who has not moved the map keeps the whole view when the page around it changes its size.
/** @param {BlocMap} map */
export const isUnmoved = map => map.getZoom() === map.home.zoom
  && map.project(map.home.centre).distanceTo(map.project(map.getCenter())) < 2;

// Make the map; it is shown by showAll, once what lies over it is there.
/** @param {Scene} scene @param {HTMLElement} element @returns {BlocMap} */
export const createMap = (scene, element) => {
  // A fling goes no farther than half the window, or the whole globe would leave it: v² / (2 × 3400 × 0.2), by Leaflet.
  const inertiaMaxSpeed = Math.sqrt(680 * Math.min(innerWidth, innerHeight));
  const crs = makeCrs(scene.projection), moves = !lessMotion.matches, { max_zoom: maxZoom } = scene.view;
  const map = /** @type {BlocMap} */ (L.map(element, {
    crs, maxZoom, zoomSnap: SNAP, wheelPxPerZoomLevel: 90, inertia: moves, inertiaMaxSpeed, zoomAnimation: moves,
    keyboard: false, zoomControl: false, attributionControl: false, trackResize: false,
  }));
  map.createPane("bloc").style.zIndex = "250"; // below what others put on the map
  new ResizeObserver(() => {
    if (!isResized(map)) return;
    if (isUnmoved(map)) showAll(map, scene);
    else map.invalidateSize({ pan: false });
  }).observe(element);
  // Nobody gets lost beyond the edge of the map. (Leaflet's maxBounds thinks in rectangles of latitude and longitude.)
  map.on("moveend", () => {
    const at = crs.projection.project(map.getCenter()), beyond = crs.beyond(at) / 0.9, { middle } = crs;
    if (beyond > 1) map.panTo(crs.projection.unproject(at.subtract(middle).divideBy(1.01 * beyond).add(middle)), { animate: moves });
  });
  return map;
};
