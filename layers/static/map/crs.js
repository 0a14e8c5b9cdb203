/* The map's projection: Lambert azimuthal equal-area on the WGS84 ellipsoid (Snyder 1987, chapter 24). */

export const METRES_PER_PIXEL = 156543.03392804097;  // at zoom 0

/**
 * Make the L.CRS of a scene's projection {lon, lat, horizon}.
 *
 * Beside what Leaflet needs it has `radius`, that of the drawn disk in metres of the plane, and
 * `forward(lon, lat, out, at)`, which writes x, y in metres to out[at], out[at + 1] without making objects.
 *
 * @param {Projection} centre @returns {Crs}
 */
export function makeCrs(centre) {
  const RADIANS = Math.PI / 180, A = 6378137, F = 1 / 298.257223563, E2 = F * (2 - F), E = Math.sqrt(E2);
  const E4 = E2 * E2, E6 = E4 * E2;
  /** @param {number} s */
  const q = (s) => (1 - E2) * (s / (1 - E2 * s * s) + Math.atanh(E * s) / E);
  const POLE = q(1), R = A * Math.sqrt(POLE / 2), NEAR = 1e-12;
  // From the authalic latitude (of the sphere with the same surface) back to the geodetic one.
  const C2 = E2 / 3 + 31 * E4 / 180 + 517 * E6 / 5040, C4 = 23 * E4 / 360 + 251 * E6 / 3780, C6 = 761 * E6 / 45360;

  const phi = centre.lat * RADIANS, s1 = q(Math.sin(phi)) / POLE, c1 = Math.sqrt(Math.max(0, 1 - s1 * s1));
  const D = c1 < 1e-6 ? 1 : A * Math.cos(phi) / Math.sqrt(1 - E2 * Math.sin(phi) ** 2) / (R * c1);

  /** @type {Crs["forward"]} */
  function forward(lon, lat, out, at) {
    const s = Math.max(-1, Math.min(1, q(Math.sin(lat * RADIANS)) / POLE)), c = Math.sqrt(1 - s * s);
    const turn = (lon - centre.lon) * RADIANS, north = c1 * s - s1 * c * Math.cos(turn);
    const nearness = 1 + s1 * s + c1 * c * Math.cos(turn);
    // The antipode is a whole circle in the plane; one point of it, the southernmost, stands for it.
    const k = nearness > NEAR ? R * Math.sqrt(2 / nearness) : 0;
    out[at] = k * D * c * Math.sin(turn);
    out[at + 1] = k ? k / D * north : -2 * R / D;
  }

  /** @param {number} x @param {number} y */
  function inverse(x, y) {
    let u = x / D, v = y * D, rho = Math.hypot(u, v);
    if (rho < 1e-9) return [centre.lon, centre.lat];
    if (rho > 2 * R) { u *= 2 * R / rho; v *= 2 * R / rho; rho = 2 * R; }
    const angle = 2 * Math.asin(rho / (2 * R)), sin = Math.sin(angle), cos = Math.cos(angle);
    const beta = Math.asin(Math.max(-1, Math.min(1, cos * s1 + v * sin * c1 / rho)));
    const lat = beta + C2 * Math.sin(2 * beta) + C4 * Math.sin(4 * beta) + C6 * Math.sin(6 * beta);
    const lon = centre.lon + Math.atan2(u * sin, rho * c1 * cos - v * s1 * sin) / RADIANS;
    return [lon - 360 * Math.floor((lon + 180) / 360), lat / RADIANS];
  }

  const radius = 2 * R * Math.sin(centre.horizon * RADIANS / 2), spot = [0, 0];
  /** @param {L.LatLng} latlng */
  const project = (latlng) => {
    forward(latlng.lng, latlng.lat, spot, 0);
    return L.point(spot[0], spot[1]);
  };
  return L.extend({}, /** @type {any} */ (L.CRS), {
    code: "blocmap:laea",
    infinite: true,
    projection: {
      project,
      /** @param {Point} point */
      unproject(point) {
        const [lon, lat] = inverse(point.x, point.y);
        return L.latLng(lat, lon);
      },
    },
    transformation: L.transformation(1, 0, -1, 0),
    /** @param {number} zoom */
    scale: (zoom) => 2 ** zoom / METRES_PER_PIXEL,
    /** @param {number} scale */
    zoom: (scale) => Math.log2(scale * METRES_PER_PIXEL),
    distance: L.CRS.Earth.distance,
    R: /** @type {any} */ (L.CRS.Earth).R,
    radius,
    forward,
  });
};
