import { nameOf } from "./rows.js";

// Everything that can be selected, by its id. A row of a frame has its entry made when it is asked for.
class SceneIndex extends Map {
  /** @param {Frame[]} frames */
  constructor(frames) {
    super();
    this.frames = frames;
    /** @type {Map<string, OwnGeometry>} */
    this.geometry = new Map();
  }
  /** @param {string} id @returns {Entry | undefined} */
  get(id) { return super.get(id) || this.row(id); }
  /** @param {string} id */
  has(id) { return Boolean(this.get(id)); }
  /** @param {string} id @returns {Entry | undefined} */
  row(id) {
    const [kind, of, text] = String(id).split(":"), row = Number(text), frame = kind === "frame" && this.frames.find(one => one.id === of);
    if (!frame || !/^\d+$/.test(text) || row >= frame.rows) return undefined;
    const points = () => this.geometry.get(of)?.points;
    return { id, kind, data: { frame, row }, name: { en: nameOf(frame, row) }, layer: frame.name,
      get at() { return /** @type {[number, number]} */ ([points()?.lat[row] || 0, points()?.lon[row] || 0]); } };
  }
}

/** @param {Scene} scene */
export const indexScene = scene => {
  const index = new SceneIndex(scene.frames || []);
  /**
   * @param {string} kind
   * @param {string} key
   * @param {Entry["data"]} data
   * @param {{ lat: number, lon: number }} place
   * @param {object} [more]
   */
  const add = (kind, key, data, { lat, lon }, more) =>
    index.set(`${kind}:${key}`, { id: `${kind}:${key}`, kind, data, at: [lat, lon], name: data.name, ...more });
  for (const country of scene.countries) add("country", country.code, country, { lat: country.label[1], lon: country.label[0] });
  for (const place of scene.places) add("place", place.id, place, place);
  for (const route of scene.routes) {
    const stops = route.branches.flatMap(branch => branch.stops.map(stop => ({ branch, stop })));
    add("route", route.id, route, stops[stops.length >> 1].stop);
    for (const { branch, stop } of stops) {
      if (stop.kind !== "waypoint") add("stop", `${route.id}:${branch.id}:${stop.seq}`, stop, stop, { route });
    }
  }
  for (const dispute of scene.disputes) add("dispute", dispute.id, dispute, dispute);
  for (const trip of scene.journeys) add("journey", trip.id, trip, trip.end, { name: trip.who });
  return index;
};
