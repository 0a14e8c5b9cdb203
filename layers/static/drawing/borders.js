// Coasts and borders: every arc is drawn once, by who stands on its two sides.

/** @param {App} app @param {MapRenderer} renderer @param {Fills} fills @param {References} clip */
export const drawBorders = (app, renderer, { countries }, clip) => {
  const owners = /** @type {Map<number, string[]>} */ (new Map()), edge = new Set(clip), shapes = /** @type {Record<string, Shape>} */ ({});
  for (const [code, { shape }] of countries) {
    for (const reference of shape.lists.flat()) {
      const arc = reference < 0 ? ~reference : reference;
      if (!edge.has(arc)) owners.set(arc, [...owners.get(arc) || [], code]);
    }
  }
  for (const kind of ["border-other", "coast", "border-members"]) {
    shapes[kind] = renderer.shape("borders", kind, [], { closed: false });
  }
  return { update() {
    /** @type {Record<string, References>} */
    const lists = { coast: [], "border-other": [], "border-members": [] };
    for (const [arc, codes] of owners) {
      const filled = codes.every(code => countries.get(code)?.status);
      lists[codes.length === 1 ? "coast" : filled ? "border-members" : "border-other"].push(arc);
    }
    for (const kind in shapes) shapes[kind].setLists([lists[kind]]);
  } };
};
