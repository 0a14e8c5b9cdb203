// The current view as a picture: what the plate's elements look like by their computed style, and the words about it.

Blocmap.canvas = (app, plate, scale = 2) => {
  const { map, scene } = app, size = map.getSize(), canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
  const page = getComputedStyle(map.getContainer()), ink = page.color, family = page.fontFamily, margin = 16;
  const held = scene.countries.map(country => app.status(country, app.state.date)).filter(Boolean).map(found => found.status.id || found.status);
  const keys = scene.statuses.filter(status => held.includes(status.id) && !app.state.hidden.has(`status:${status.id}`));
  const words = id => document.getElementById(id)?.textContent.replace(/\s+/g, " ").trim() || "";
  const head = 64, foot = keys.length ? 56 : 34;

  canvas.width = size.x * scale;
  canvas.height = (size.y + head + foot) * scale;
  pen.scale(scale, scale);
  pen.fillStyle = Blocmap.opaque(map.getContainer());
  pen.fillRect(0, 0, size.x, size.y + head + foot);

  const write = (text, x, y, font, anchor = "left") => {
    pen.font = `${font} ${family}`;
    pen.fillStyle = ink;
    pen.textAlign = anchor;
    pen.fillText(text, x, y, size.x - 2 * margin);
    return pen.measureText(text).width;
  };
  write(words("title"), margin, 30, "600 20px");
  write(words("subtitle"), margin, 51, "14px");

  pen.save();
  pen.translate(0, head);
  pen.beginPath();
  pen.rect(0, 0, size.x, size.y);
  pen.clip();
  const from = map.layerPointToContainerPoint([0, 0]);
  pen.translate(from.x, from.y);
  for (const group of Object.values(plate.groups)) Blocmap.paint(pen, group, 1);
  pen.restore();

  let x = margin;
  const top = head + size.y;
  for (const status of keys) {
    pen.fillStyle = status.color;
    pen.fillRect(x, top + 11, 13, 13);
    x += 19 + write(app.text(status.label), x + 19, top + 22, "13px") + 18;
  }
  write([app.date(app.state.date), ...(scene.credits || []).map(credit => app.text(credit.text)), app.text(scene.worldview.label)].join(" · "),
    margin, top + foot - 12, "11px");
  return canvas;
};

Blocmap.opaque = element => {
  for (let at = element; at; at = at.parentElement) {
    const colour = getComputedStyle(at).backgroundColor;
    if (colour !== "transparent" && !/, 0\)$/.test(colour)) return colour;
  }
  return "white";
};

// Draw an SVG element and what it holds: paths, circles and text, as far as the plate uses them.
Blocmap.paint = (pen, element, alpha) => {
  const style = getComputedStyle(element), tag = element.tagName, given = name => Number(element.getAttribute(name)) || 0;
  if (style.display === "none" || style.visibility === "hidden") return;
  const own = alpha * style.opacity;
  pen.save();
  const turn = element.getAttribute("transform")?.match(/-?[\d.]+/g)?.map(Number);
  if (turn) { pen.translate(turn[0], turn[1]); pen.rotate((turn[2] || 0) * Math.PI / 180); }
  if (tag === "g" || tag === "text") {
    for (const child of element.children) Blocmap.paint(pen, child, own);
  } else {
    const url = style.fill.match(/url\("?#([^")]+)/), fill = url ? Blocmap.tile(pen, document.getElementById(url[1])) : style.fill;
    const shape = new Path2D(tag === "path" ? element.getAttribute("d") : undefined);
    if (tag === "circle") shape.arc(given("cx"), given("cy"), given("r"), 0, 2 * Math.PI);
    pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    if ("letterSpacing" in pen) pen.letterSpacing = style.letterSpacing === "normal" ? "0px" : style.letterSpacing;
    Object.assign(pen, {
      fillStyle: fill, strokeStyle: style.stroke, lineWidth: parseFloat(style.strokeWidth),
      lineCap: style.strokeLinecap, lineJoin: style.strokeLinejoin,
    });
    pen.setLineDash(style.strokeDasharray === "none" ? [] : style.strokeDasharray.split(/[, ]+/).map(parseFloat));
    const text = tag === "tspan", at = [element.textContent, given("x"), given("y")];
    pen.globalAlpha = own * style.strokeOpacity;
    const stroke = () => style.stroke !== "none" && pen.lineWidth && (text ? pen.strokeText(...at) : pen.stroke(shape));
    if (text) stroke(); // the halo stands behind the letters
    pen.globalAlpha = own * style.fillOpacity;
    if (style.fill !== "none") { if (text) pen.fillText(...at); else pen.fill(shape, style.fillRule); }
    pen.globalAlpha = own * style.strokeOpacity;
    if (!text) stroke();
  }
  pen.restore();
};

Blocmap.tile = (pen, pattern) => {
  const canvas = document.createElement("canvas"), size = Number(pattern.getAttribute("width")), fine = 4;
  canvas.width = canvas.height = size * fine;
  const tile = canvas.getContext("2d");
  tile.scale(fine, fine);
  for (const child of pattern.children) Blocmap.paint(tile, child, 1);
  const repeated = pen.createPattern(canvas, "repeat");
  repeated.setTransform(new DOMMatrix().scale(1 / fine));
  return repeated;
};
