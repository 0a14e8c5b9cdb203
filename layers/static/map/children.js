// What only a page carries that has folium's own children on its map: Leaflet told that this map is equal-area, where it
// thinks in rectangles of latitude and longitude or in Mercator. It runs before the map is made.

const SIDE_STEPS = 24, TURN = 360;
const leaflet = /** @type {any} */ (L);
/** @param {any} map */
const isOurs = map => map.options.crs.code.startsWith("blocmap:");
/** @type {any} */
const ancestor = { ...leaflet.Map.prototype };

// A rectangle of latitude and longitude has curved sides here.
/** @param {L.LatLngBounds} bounds @returns {L.LatLng[]} once around, from the south-west */
const outline = bounds => {
  const [west, south, east, north] = bounds.toBBoxString().split(",").map(Number);
  /** @type {L.LatLng[]} */
  const points = [];
  /** @param {number} lat @param {number} lng @param {number} toLat @param {number} toLng */
  const side = (lat, lng, toLat, toLng) => {
    for (let i = 0; i < SIDE_STEPS; i++) {
      points.push(L.latLng(lat + (toLat - lat) * i / SIDE_STEPS, lng + (toLng - lng) * i / SIDE_STEPS));
    }
  };
  side(south, west, north, west);
  side(north, west, north, east);
  side(north, east, south, east);
  side(south, east, south, west);
  return points;
};
/** @param {any} map @param {L.LatLngBounds} bounds @returns {L.Bounds} in metres of the plane */
const planeBox = (map, bounds) => L.bounds(outline(bounds).map(at => map.options.crs.projection.project(at)));

leaflet.Map.include({
  // All that is in the window; beyond 180° and about a pole it is every longitude, counted either way.
  getBounds() {
    if (!isOurs(this)) return ancestor.getBounds.call(this);
    const { x, y } = this.getSize(), steps = [...Array(SIDE_STEPS + 1).keys()].map(i => i / SIDE_STEPS);
    const rows = steps.map(down => steps.map(across => this.containerPointToLatLng([x * across, y * down])));
    const found = L.latLngBounds(rows.flat()), torn = rows.some(row =>
      row.some(({ lng }, i) => i && Math.abs(lng - row[i - 1].lng) > TURN / 2));
    for (const lat of [-90, 90]) if (L.bounds([0, 0], [x, y]).contains(this.latLngToContainerPoint([lat, 0]))) found.extend([lat, 0]);
    return torn ? found.extend([found.getSouth(), -TURN]).extend([found.getNorth(), TURN]) : found;
  },
  getBoundsZoom(/** @type {any} */ given, /** @type {boolean} */ inside, /** @type {any} */ padding) {
    if (!isOurs(this)) return ancestor.getBoundsZoom.call(this, given, inside, padding);
    const box = planeBox(this, leaflet.latLngBounds(given)).getSize(), room = this.getSize().subtract(L.point(padding || [0, 0]));
    const scale = Math[inside ? "max" : "min"](room.x / box.x, room.y / box.y), { zoomSnap } = this.options;
    const zoom = scale > 0 ? this.options.crs.zoom(scale) : 0, round = inside ? Math.ceil : Math.floor;
    return Math.max(this.getMinZoom(), Math.min(this.getMaxZoom(), round(zoom / zoomSnap) * zoomSnap));
  },
  _getBoundsCenterZoom(/** @type {any} */ given, /** @type {any} */ options = {}) {
    if (!isOurs(this)) return ancestor._getBoundsCenterZoom.call(this, given, options);
    const bounds = given.getBounds ? given.getBounds() : leaflet.latLngBounds(given);
    const near = L.point(options.paddingTopLeft || options.padding || [0, 0]), far = L.point(options.paddingBottomRight || options.padding || [0, 0]);
    const zoom = Math.min(options.maxZoom ?? Infinity, this.getBoundsZoom(bounds, false, near.add(far)));
    const { crs } = this.options, middle = planeBox(this, bounds).getCenter(), metres = 1 / (2 * crs.scale(zoom));
    const centre = L.point(middle.x + (far.x - near.x) * metres, middle.y - (far.y - near.y) * metres);
    return { center: crs.projection.unproject(centre), zoom };
  },
  // Before the map is drawn it is the view to open with, beside the panels, and to come back to.
  fitBounds(/** @type {any} */ given, /** @type {any} */ options) {
    const { app } = this, bounds = leaflet.latLngBounds(given);
    if (app && !app.state.ready) {
      const { min, max } = /** @type {Bounds} */ (/** @type {unknown} */ (planeBox(this, bounds))), room = this.getSize();
      const metres = options?.maxZoom == null ? 0 : 1 / this.options.crs.scale(options.maxZoom);
      const [x, y] = [room.x * metres - (max.x - min.x), room.y * metres - (max.y - min.y)].map(lack => Math.max(0, lack) / 2);
      app.scene.view.extent = [min.x - x, min.y - y, max.x + x, max.y + y];
    }
    return ancestor.fitBounds.call(this, bounds, options);
  },
});

// A radius in metres keeps its area; Leaflet would take the way north for the way up.
const project = leaflet.Circle.prototype._project;
leaflet.Circle.include({
  _project() {
    const { crs } = this._map.options;
    if (!isOurs(this._map)) { project.call(this); return; }
    this._point = this._map.latLngToLayerPoint(this._latlng);
    this._radius = this._radiusY = this._mRadius * crs.scale(this._map.getZoom());
    this._updateBounds();
  },
});
leaflet.Rectangle.include({ _boundsToLatLngs: (/** @type {any} */ bounds) => outline(leaflet.latLngBounds(bounds)) });
// The default marker's pictures are whole addresses: there is no folder to put before them.
delete leaflet.Icon.Default.prototype._getIconUrl;
leaflet.Map.addInitHook(/** @this {L.Map} */ function () { this.getContainer().classList.add("folium-map"); });

// Folium makes the words of a popup with jQuery's $(`…`)[0]. Where nothing else asks for jQuery, this answers.
/** @param {any} what */
const make = what => {
  if (typeof what === "function") what();
  const node = typeof what === "string" ? new DOMParser().parseFromString(what.trim(), "text/html").body.firstElementChild : what;
  return { 0: node, length: 1, ready(/** @type {() => void} */ run) { run(); } };
};
/** @type {any} */ (window).$ ||= make;
// Tiles lie below the statuses, which let them through, and go on beyond 180° where that is in the middle of the map.
const { onAdd } = leaflet.GridLayer.prototype;
leaflet.GridLayer.include({
  onAdd(/** @type {any} */ map) {
    map.getContainer().classList.add("on-tiles");
    onAdd.call(this, map);
  },
  _wrapCoords(/** @type {any} */ { x, y, z }) {
    const around = Math.max(1, Math.round(256 * 2 ** z / this.getTileSize().x));
    return Object.assign(L.point((x % around + around) % around, y), { z });
  },
});
