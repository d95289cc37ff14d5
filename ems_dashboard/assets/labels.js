// Labels of a map, placed in pixels after every zoom: the gravest first, each at the first of its places that neither
// touches another label nor leaves the map; a unit that finds none beside it stands farther out, at the end of a line;
// what finds no place there either is not shown (the tooltip still says it).
function emsLabels(map, decode) {
  const said = (text) => decode ? new DOMParser().parseFromString(text, "text/html").documentElement.textContent : text;
  const layer = L.layerGroup().addTo(map), lines = L.layerGroup().addTo(map);
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
  const TURNS = [0, 0.35, -0.35, 0.7, -0.7, 1.05, -1.05, 1.4, -1.4, 1.75, -1.75], REACHES = [30, 46, 64, 86, 112, 140];
  const farther = (dot, middle, w, h) => { // away from the middle of all, where the map is empty
    const outward = Math.atan2(dot.y - middle.y, dot.x - middle.x);
    return REACHES.flatMap((reach) => TURNS.map((turn) => {
      const x = Math.cos(outward + turn), y = Math.sin(outward + turn);
      return [x * (reach + w / 2) - w / 2, y * (reach + h / 2) - h / 2];
    }));
  };
  const GAP = 8; // px at the sides: two labels on one line must not read as one
  const hits = (a, b) => a[0] < b[2] + GAP && b[0] < a[2] + GAP && a[1] < b[3] && b[1] < a[3];
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const within = (value, low, high) => Math.max(low, Math.min(high, value));
  const lead = (at, dot, [left, top, right, bottom]) => {
    const end = map.containerPointToLatLng([within(dot.x, left, right), within(dot.y, top, bottom)]);
    lines.addLayer(L.polyline([at, end], { color: "#e8eef2", weight: 1, opacity: 0.8, interactive: false, className: "ems-lead" }));
  };
  const floor = (height) => { // a key that lies over the map's foot hides what stands there
    const key = map.getContainer().ownerDocument.querySelector(".ems-legend");
    return height - (key && getComputedStyle(key).position === "absolute" ? key.offsetHeight : 0);
  };
  const covered = () => [...map.getContainer().ownerDocument.querySelectorAll(".ems-inset")].map( // a smaller map over this one
    ({ offsetLeft: x, offsetTop: y, offsetWidth: w, offsetHeight: h }) => [x, y, x + w, y + h]);
  const place = () => {
    const size = map.getSize(), foot = floor(size.y), taken = covered(), left = [];
    const settle = (label, spots) => {
      const { node, dot, w, h } = label;
      const box = ([dx, dy]) => [dot.x + dx, dot.y + dy, dot.x + dx + w, dot.y + dy + h];
      const spot = spots.find((spot) => {
        const [west, north, east, south] = box(spot);
        return west > 2 && north > 2 && east < size.x - 2 && south < foot - 2 && !taken.some((other) => hits(box(spot), other));
      });
      node.style.visibility = spot ? "visible" : "hidden";
      if (!spot) return null;
      node.style.transform = `translate(${Math.round(spot[0])}px, ${Math.round(spot[1])}px)`;
      taken.push(box(spot));
      return box(spot);
    };
    const measured = labels.map((label) => ({ ...label, dot: map.latLngToContainerPoint(label.at), w: label.node.offsetWidth, h: label.node.offsetHeight }));
    for (const label of measured) if (!settle(label, places(label.kind, label.w, label.h)) && label.kind !== "storm") left.push(label);
    const dots = measured.filter(({ kind }) => kind !== "storm").map(({ dot }) => dot);
    const middle = { x: mean(dots.map(({ x }) => x)), y: mean(dots.map(({ y }) => y)) };
    lines.clearLayers();
    for (const label of left) {
      const box = settle(label, farther(label.dot, middle, label.w, label.h));
      if (box) lead(label.at, label.dot, box);
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
