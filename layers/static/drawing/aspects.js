// Further memberships over the fills: an outline around all who hold a status of an aspect together.

/** @param {App} app @param {MapRenderer} renderer @param {Fills} fills @param {References} clip */
export const drawAspects = (app, renderer, { countries }, clip) => {
  const edge = new Set(clip), outlined = app.scene.aspects.filter(aspect => aspect.mark === "outline");
  const drawn = outlined.flatMap((aspect, i) => aspect.statuses.map((status, n) => {
    const shapes = ["aspect-casing", "aspect-line"].map(name => renderer.shape("borders", n ? `${name} dashed` : name, [], { closed: false }));
    shapes[1].element.style.setProperty("--color", status.color);
    for (const { element } of shapes) element.style.setProperty("--later", String(outlined.length - 1 - i));
    return { status, shapes };
  }));
  return { update() {
    for (const { status, shapes } of drawn) {
      const sides = /** @type {Map<number, number>} */ (new Map());
      for (const { country, shape } of app.shown(`aspect:${status.id}`) ? countries.values() : []) {
        if (!app.aspects(country).some(one => one.status === status)) continue;
        for (const reference of shape.lists.flat()) {
          const arc = reference < 0 ? ~reference : reference;
          sides.set(arc, (sides.get(arc) || 0) + 1);
        }
      }
      const list = [...sides].filter(([arc, count]) => count === 1 && !edge.has(arc)).map(([arc]) => [arc]);
      for (const shape of shapes) shape.setLists(list);
    }
  } };
};
