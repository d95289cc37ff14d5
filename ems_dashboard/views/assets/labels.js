// Labels of a map, placed in pixels after every zoom: the gravest first, each at the first of its places that neither
// touches another label nor leaves the map; what finds no place is not shown (the tooltip still says it).
function emsLabels(map, decode) {
  const said = (text) => decode ? new DOMParser().parseFromString(text, "text/html").documentElement.textContent : text;
  const layer = L.layerGroup().addTo(map);
  let labels = [];
  const make = ({ label_kind: kind, label_at: at, name, label }) => {
    const node = document.createElement("div"), first = document.createElement("b"), second = document.createElement("i");
    node.className = "ems-label " + kind;
    first.textContent = said(name);
    second.textContent = said(label || "");
    node.append(first, second);
    const icon = L.divIcon({ html: node, className: "ems-label-box", iconSize: [0, 0] });
    return { at, kind, node, marker: L.marker(at, { icon, interactive: false, keyboard: false }) };
  };
  const places = (kind, w, h) => kind === "county"
    ? [[-w / 2, -h / 2], [-w / 2, -h - 2], [-w / 2, 4], [-w - 4, -h / 2], [4, -h / 2]]
    : kind === "storm" ? [[12, -h - 12], [-w - 12, -h - 12], [12, 12], [-w - 12, 12], [-w / 2, -h - 20]]
    : [[10, -h / 2], [-w - 10, -h / 2], [-w / 2, -h - 10], [-w / 2, 10], [10, -h - 10], [-w - 10, 10]];
  const hits = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  const place = () => {
    const size = map.getSize(), taken = [];
    for (const { at, kind, node } of labels) {
      const dot = map.latLngToContainerPoint(at), w = node.offsetWidth, h = node.offsetHeight;
      const box = ([dx, dy]) => [dot.x + dx, dot.y + dy, dot.x + dx + w, dot.y + dy + h];
      const fits = (spot) => {
        const [left, top, right, bottom] = box(spot);
        return left > 2 && top > 2 && right < size.x - 2 && bottom < size.y - 2 && !taken.some((other) => hits(box(spot), other));
      };
      const spot = places(kind, w, h).find(fits);
      node.style.visibility = spot ? "visible" : "hidden";
      if (!spot) continue;
      node.style.transform = `translate(${Math.round(spot[0])}px, ${Math.round(spot[1])}px)`;
      taken.push(box(spot));
    }
  };
  map.on("zoomend resize moveend", place);
  return (features) => {
    layer.clearLayers();
    const order = { storm: 0, county: 1, zone: 2 };
    labels = features.filter((properties) => properties.label_kind).map(make).sort((a, b) => order[a.kind] - order[b.kind]);
    for (const { marker } of labels) layer.addLayer(marker);
    place();
  };
}
