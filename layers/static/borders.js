// Coasts and borders: every arc is drawn once, by who stands on its two sides.

Blocmap.borders = (app, plate, arcs, fills) => {
  const owners = new Map(), shapes = {};
  for (const [code, { rings }] of fills.countries) {
    for (const reference of rings.flat()) {
      const arc = reference < 0 ? ~reference : reference;
      owners.set(arc, [...(owners.get(arc) || []), code]);
    }
  }
  for (const kind of ["border-other", "coast", "border-members"]) {
    shapes[kind] = new Blocmap.Shape(plate, [], { parent: plate.groups.borders, className: kind, closed: false }).addTo(app.map);
  }
  const filled = code => fills.countries.get(code).status;

  const update = () => {
    const lists = { coast: [], "border-other": [], "border-members": [] };
    for (const [arc, codes] of owners) {
      lists[codes.length === 1 ? "coast" : codes.every(filled) ? "border-members" : "border-other"].push(arc);
    }
    for (const kind in shapes) shapes[kind].setLists([lists[kind]]);
  };
  return { update };
};
