// Everything that can be selected, by its id.
/** @param {Scene} scene */
export const indexScene = scene => {
  const index = new Map();
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
