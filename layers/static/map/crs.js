/* The map's projections, as layers of Leaflet know them. Formulas: Snyder 1987 (azimuthal equal-area on the ellipsoid,
   chapter 24; orthographic, 20; Mercator on the sphere, 7); Šavrič, Patterson and Jenny 2018 (Equal Earth). */

import { METRES_PER_PIXEL } from "./zoom.js";

const RADIANS = Math.PI / 180, A = 6378137, F = 1 / 298.257223563, E2 = F * (2 - F), E = Math.sqrt(E2);
const E4 = E2 * E2, E6 = E4 * E2, NEAR = 1e-12;
/** @param {number} s */
const q = (s) => (1 - E2) * (s / (1 - E2 * s * s) + Math.atanh(E * s) / E);
const POLE = q(1), R = A * Math.sqrt(POLE / 2);
// The authalic latitude (of the sphere with the same surface), as its sine, and from it back to the geodetic one.
const C2 = E2 / 3 + 31 * E4 / 180 + 517 * E6 / 5040, C4 = 23 * E4 / 360 + 251 * E6 / 3780, C6 = 761 * E6 / 45360;
/** @param {number} lat in degrees */
const authalic = (lat) => clamp(q(Math.sin(lat * RADIANS)) / POLE);
/** @param {number} beta @returns {number} degrees */
const geodetic = (beta) => (beta + C2 * Math.sin(2 * beta) + C4 * Math.sin(4 * beta) + C6 * Math.sin(6 * beta)) / RADIANS;
/** @param {number} value @param {number} most */
const clamp = (value, most = 1) => Math.max(-most, Math.min(most, value));
/** @param {number} lon @returns {number} within (-180, 180] */
const around = (lon) => lon - 360 * Math.ceil((lon - 180) / 360);

/** @typedef {{ forward: Crs["forward"], inverse: (x: number, y: number) => number[], rim: () => number[][] }} Plane */

// The rim of a disk.
/** @param {number} radius */
const circle = (radius) => [...Array(720).keys()].map((i) => [radius * Math.cos(i * Math.PI / 360), radius * Math.sin(i * Math.PI / 360)]);

/** @param {Projection} centre @returns {Plane} */
function azimuthal(centre) {
  const s1 = authalic(centre.lat), c1 = Math.sqrt(Math.max(0, 1 - s1 * s1)), phi = centre.lat * RADIANS;
  const D = c1 < 1e-6 ? 1 : A * Math.cos(phi) / Math.sqrt(1 - E2 * Math.sin(phi) ** 2) / (R * c1);
  return {
    forward(lon, lat, out, at) {
      const s = authalic(lat), c = Math.sqrt(1 - s * s);
      const turn = (lon - centre.lon) * RADIANS, north = c1 * s - s1 * c * Math.cos(turn);
      const nearness = 1 + s1 * s + c1 * c * Math.cos(turn);
      // The antipode is a whole circle in the plane; one point of it, the southernmost, stands for it.
      const k = nearness > NEAR ? R * Math.sqrt(2 / nearness) : 0;
      out[at] = k * D * c * Math.sin(turn);
      out[at + 1] = k ? k / D * north : -2 * R / D;
    },
    inverse(x, y) {
      let u = x / D, v = y * D, rho = Math.hypot(u, v);
      if (rho < 1e-9) return [centre.lon, centre.lat];
      if (rho > 2 * R) { u *= 2 * R / rho; v *= 2 * R / rho; rho = 2 * R; }
      const angle = 2 * Math.asin(rho / (2 * R)), sin = Math.sin(angle), cos = Math.cos(angle);
      const beta = Math.asin(clamp(cos * s1 + v * sin * c1 / rho));
      return [centre.lon + Math.atan2(u * sin, rho * c1 * cos - v * s1 * sin) / RADIANS, geodetic(beta)];
    },
    rim: () => circle(2 * R * Math.sin(centre.horizon * RADIANS / 2)),
  };
}

// The globe from afar, on a sphere. What lies on its far side is put around it, where it is out of the picture.
/** @param {Projection} centre @returns {Plane} */
function orthographic(centre) {
  const s1 = Math.sin(centre.lat * RADIANS), c1 = Math.cos(centre.lat * RADIANS);
  return {
    forward(lon, lat, out, at) {
      const s = Math.sin(lat * RADIANS), c = Math.cos(lat * RADIANS), turn = (lon - centre.lon) * RADIANS;
      const x = c * Math.sin(turn), y = c1 * s - s1 * c * Math.cos(turn), rim = Math.max(Math.hypot(x, y), NEAR);
      const k = A * (s1 * s + c1 * c * Math.cos(turn) < 0 ? (2 - rim) / rim : 1);
      out[at] = k * x;
      out[at + 1] = k * y;
    },
    inverse(x, y) {
      const away = Math.max(1, Math.hypot(x, y) / A), u = x / A / away, v = y / A / away;
      const cos = Math.sqrt(Math.max(0, 1 - u * u - v * v));
      return [centre.lon + Math.atan2(u, c1 * cos - s1 * v) / RADIANS, Math.asin(clamp(s1 * cos + c1 * v)) / RADIANS];
    },
    rim: () => circle(A * Math.sin(centre.horizon * RADIANS)),
  };
}

// A world cut open opposite to its middle has straight parallels: its rim goes up one side and down the other.
/** @param {Projection} centre @param {number} limit in degrees @param {Crs["forward"]} forward */
const sides = (centre, limit, forward) => [1, -1].flatMap((side) => [...Array(361).keys()].map((i) => {
  const at = [0, 0];
  forward(centre.lon + side * 179.97, side * limit * (i - 180) / 180, at, 0);
  return at;
}));

/** @param {Projection} centre @returns {Plane} */
function equalEarth(centre) {
  const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796], M = Math.sqrt(3) / 2;
  /** @param {number} t */
  const height = (t) => t * (A1 + A2 * t ** 2 + t ** 6 * (A3 + A4 * t ** 2));
  /** @param {number} t */
  const slope = (t) => A1 + 3 * A2 * t ** 2 + t ** 6 * (7 * A3 + 9 * A4 * t ** 2);
  /** @type {Crs["forward"]} */
  const forward = (lon, lat, out, at) => {
    const t = Math.asin(M * authalic(lat));
    out[at] = R * around(lon - centre.lon) * RADIANS * Math.cos(t) / (M * slope(t));
    out[at + 1] = R * height(t);
  };
  return {
    forward,
    inverse(x, y) {
      const top = Math.asin(M);
      let t = clamp(y / R, height(top));
      for (let i = 0; i < 9; i++) t = clamp(t - (height(t) - clamp(y / R, height(top))) / slope(t), top);
      const turn = clamp(x * M * slope(t) / (R * Math.cos(t)) / RADIANS, 180);
      return [centre.lon + turn, geodetic(Math.asin(clamp(Math.sin(t) / M)))];
    },
    rim: () => sides(centre, 89.97, forward),
  };
}

// The plane of web maps, which goes on beyond 180°, so that tiles fit.
/** @param {Projection} centre @returns {Plane} */
function mercator(centre) {
  /** @type {Crs["forward"]} */
  const forward = (lon, lat, out, at) => {
    const turn = lon - centre.lon;
    out[at] = A * (centre.lon + (Math.abs(turn) > 180 ? around(turn) : turn)) * RADIANS;
    out[at + 1] = A * Math.asinh(Math.tan(clamp(lat, 89) * RADIANS));
  };
  return {
    forward,
    inverse: (x, y) => [centre.lon + clamp(x / A / RADIANS - centre.lon, 180), Math.atan(Math.sinh(y / A)) / RADIANS],
    rim: () => sides(centre, 85.02, forward),
  };
}

/** @type {Record<string, (centre: Projection) => Plane>} */
const PLANES = { laea: azimuthal, orthographic, "equal-earth": equalEarth, "web-mercator": mercator };

/**
 * Make the L.CRS of a scene's projection {name, lon, lat, horizon}.
 *
 * Beside what Leaflet needs it has `rim`, the edge of the map in metres of the plane, its `middle` and `radius` across;
 * `beyond(point)`, above 1 for a point off the map; and `forward(lon, lat, out, at)`, which writes x, y in metres to out[at], out[at + 1] without
 * making objects.
 *
 * @param {Projection} centre @returns {Crs}
 */
export function makeCrs(centre) {
  const { forward, inverse, rim } = (PLANES[centre.name] || azimuthal)(centre), tiled = centre.name === "web-mercator";
  const edge = rim(), round = !["equal-earth", "web-mercator"].includes(centre.name), spot = [0, 0];
  const side = A * Math.PI, box = L.bounds(edge.map(([x, y]) => L.point(x, y))), middle = box.getCenter(), half = box.getSize().divideBy(2);
  /** @param {L.LatLng} latlng */
  const project = (latlng) => {
    forward(latlng.lng, latlng.lat, spot, 0);
    return L.point(spot[0], spot[1]);
  };
  return L.extend({}, /** @type {any} */ (L.CRS), {
    code: tiled ? "EPSG:3857" : `blocmap:${centre.name}`,
    infinite: !tiled,
    wrapLng: tiled ? [-180, 180] : undefined,
    projection: {
      project,
      /** @param {Point} point */
      unproject(point) {
        const [lon, lat] = inverse(point.x, point.y);
        return L.latLng(lat, tiled ? lon : lon - 360 * Math.floor((lon + 180) / 360));
      },
      bounds: L.bounds([-side, -side], [side, side]),
    },
    transformation: tiled ? L.transformation(1, side, -1, side) : L.transformation(1, 0, -1, 0),
    /** @param {number} zoom */
    scale: (zoom) => 2 ** zoom / METRES_PER_PIXEL,
    /** @param {number} scale */
    zoom: (scale) => Math.log2(scale * METRES_PER_PIXEL),
    distance: L.CRS.Earth.distance,
    R: /** @type {any} */ (L.CRS.Earth).R,
    rim: edge,
    radius: half.x,
    /** @param {Point} point */
    beyond: (point) => round ? Math.hypot(point.x, point.y) / half.x
      : Math.max(Math.abs(point.x - middle.x) / half.x, Math.abs(point.y - middle.y) / half.y),
    middle,
    forward,
  });
};
