// Coasts and borders: every arc is drawn once, by who stands on its two sides.

/** @param {App} app @param {MapRenderer} renderer @param {Fills} fills @param {References} clip */
export const drawBorders = (app, renderer, { countries }, clip) => {
  const owners = /** @type {Map<number, CountryEntry[]>} */ (new Map()), edge = new Set(clip), shapes = /** @type {Record<string, Shape>} */ ({});
  for (const entry of countries.values()) {
    for (const reference of entry.shape.lists.flat()) {
      const arc = reference < 0 ? ~reference : reference;
      if (!edge.has(arc)) owners.set(arc, [...owners.get(arc) || [], entry]);
    }
  }
  for (const kind of ["border-other", "coast", "border-members"]) {
    shapes[kind] = renderer.shape("borders", kind, [], { closed: false });
  }
  return { update() {
    /** @type {Record<string, References>} */
    const lists = { coast: [], "border-other": [], "border-members": [] };
    for (const [arc, all] of owners) {
      const here = all.filter(({ country }) => !app.away(country));
      // (Within a state that is made of others there is none.)
      if (here[0]) lists[here[1] ? here.every(one => one.status) ? "border-members" : "border-other" : "coast"].push(arc);
    }
    for (const kind in shapes) shapes[kind].setLists([lists[kind]]);
  } };
};
