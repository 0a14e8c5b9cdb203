function (features) {
  // Draws a layer on any Leaflet map. Words are set as text, links only where they are web addresses.
  const card = feature => {
    const box = document.createElement("div");
    const add = (tag, text, parent) => {
      const element = document.createElement(tag);
      element.textContent = text;
      return (parent || box).appendChild(element);
    };
    add("strong", feature.title);
    feature.lines.forEach(line => add("div", line));
    feature.sources.forEach(source => {
      const row = add("div", "");
      if (!/^https?:\/\//.test(source.url || "")) { row.textContent = source.text; return; }
      const link = add("a", source.text, row);
      link.href = source.url;
      link.target = "_blank";
      link.rel = "noopener noreferrer";
    });
    return box;
  };
  // Many shapes are many elements; a canvas is one.
  const how = features.length > 1500 ? { renderer: L.canvas() } : {};
  return L.featureGroup(features.map(feature => L.geoJSON(feature.geometry, {
    style: { ...feature.style, ...how },
    pointToLayer: (_, at) => L.circleMarker(at, { ...feature.style, ...how }),
  }).bindTooltip(() => {
    const name = document.createElement("span");
    name.textContent = feature.title;
    return name;
  }).bindPopup(() => card(feature))));
}
