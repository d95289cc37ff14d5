// @ts-check
// Labels of a map, placed in pixels after every zoom: the gravest first, each at the first of its
// places that neither touches another label nor leaves the map; a unit that finds none beside it
// stands farther out, at the end of a line; what finds no place there either is not shown (the
// tooltip still says it).

const TURNS = [0, 0.35, -0.35, 0.7, -0.7, 1.05, -1.05, 1.4, -1.4, 1.75, -1.75];
const REACHES_PX = [30, 46, 64, 86, 112, 140];
const GAP_PX = 8; // at the sides: two labels on one line must not read as one
const EDGE_PX = 2;
const DOT_PX = 4;
/** @type {Record<string, number>} */
const ORDER = {
  storm: 0, agency: 1, county: 1, zone: 2, point: 3, circle: 4, city: 5, place: 5, sea: 6, land: 6,
  province: 6, line: 7, ring: 8, neighbour: 9,
};
const LED = ["county", "zone"];
const CENTRED = ["sea", "land", "province", "line", "ring", "circle"];
const LINE = { color: "#e8eef2", weight: 1, opacity: 0.8 };
const LEAD = { ...LINE, interactive: false, className: "ems-lead" };

/**
 * Where a label of the kind may stand beside its place, the best first: its upper left corner.
 * @param {string} kind
 * @param {number} w
 * @param {number} h
 * @returns {Spot[]}
 */
function spotsBeside(kind, w, h) {
  if (CENTRED.includes(kind)) return [[-w / 2, -h / 2], [-w / 2, -h - 6], [-w / 2, 6]];
  if (kind === "county")
    return [[-w / 2, -h / 2], [-w / 2, -h - 2], [-w / 2, 4], [-w - 4, -h / 2], [4, -h / 2]];
  if (kind === "storm")
    return [[12, -h - 12], [-w - 12, -h - 12], [12, 12], [-w - 12, 12], [-w / 2, -h - 20]];
  return [
    [10, -h / 2], [-w - 10, -h / 2], [-w / 2, -h - 10],
    [-w / 2, 10], [10, -h - 10], [-w - 10, 10],
  ];
}

/**
 * Away from the middle of all, where the map is empty.
 * @param {Measured} label
 * @param {Point} middle
 * @returns {Spot[]}
 */
function spotsFarther({ dot, w, h }, middle) {
  const outward = Math.atan2(dot.y - middle.y, dot.x - middle.x);
  /** @type {Spot[]} */
  const spots = [];
  for (const reach of REACHES_PX) for (const turn of TURNS) {
    const x = Math.cos(outward + turn);
    const y = Math.sin(outward + turn);
    spots.push([x * (reach + w / 2) - w / 2, y * (reach + h / 2) - h / 2]);
  }
  return spots;
}

/**
 * @param {Box} a
 * @param {Box} b
 */
function touches(a, b) {
  const across = a[0] < b[2] + GAP_PX && b[0] < a[2] + GAP_PX;
  return across && a[1] < b[3] && b[1] < a[3];
}

/** @param {number[]} values */
const mean = (values) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/**
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
const within = (value, low, high) => Math.max(low, Math.min(high, value));

/**
 * @param {Measured} label
 * @param {Spot} spot
 * @returns {Box}
 */
const boxAt = ({ dot, w, h }, [dx, dy]) => [dot.x + dx, dot.y + dy, dot.x + dx + w, dot.y + dy + h];

/**
 * @param {LabelProperties} properties
 * @param {(text: string) => string} said
 */
function makeLabel({ label_kind: kind, label_at: at, name, label, zooms, colour }, said) {
  const node = document.createElement("div");
  const first = document.createElement("b");
  const second = document.createElement("i");
  node.className = "ems-label " + kind;
  first.textContent = said(name);
  second.textContent = said(label || "");
  if (colour && kind === "agency") first.style.color = colour;
  node.append(first, second);
  const icon = L.divIcon({ html: node, className: "ems-label-box", iconSize: [0, 0] });
  const marker = L.marker(at, { icon, interactive: false, keyboard: false });
  return { at, kind, node, zooms, marker };
}

/** @param {string} text escaped for folium */
const decoded = (text) =>
  new DOMParser().parseFromString(text, "text/html").documentElement.textContent ?? "";

/**
 * @param {any} map of Leaflet
 * @param {boolean} decode whether the texts are escaped
 * @returns {(features: LabelProperties[], dots?: [number, number][]) => void} shows the labels of
 * these, off the dots
 */
export function placeLabels(map, decode) {
  /** @param {string} text */
  const said = (text) => (decode ? decoded(text) : text);
  const layer = L.layerGroup().addTo(map);
  const lines = L.layerGroup().addTo(map);
  const page = map.getContainer().ownerDocument;
  /** @type {Label[]} */
  let labels = [];
  /** @type {[number, number][]} */
  let dots = [];

  /** Where the map ends: a key that lies over its foot hides what stands there. */
  const foot = () => {
    const key = page.querySelector(".ems-legend");
    const over = key && getComputedStyle(key).position === "absolute";
    return map.getSize().y - (over ? key.offsetHeight : 0);
  };

  /** @returns {Box[]} where a smaller map or the buttons of a storm's map lie over this one */
  const covered = () => [...insets(), ...buttons()];

  /** @returns {Box[]} */
  const insets = () => [...page.querySelectorAll(".ems-inset")].map(
    ({ offsetLeft: x, offsetTop: y, offsetWidth: w, offsetHeight: h }) => [x, y, x + w, y + h]);

  /** @returns {Box[]} */
  const buttons = () => {
    const { left, top } = map.getContainer().getBoundingClientRect();
    const found = page.querySelectorAll(".ems-storm-canvas .leaflet-control-zoom");
    return [...found].map((node) => {
      const box = node.getBoundingClientRect();
      return [box.left - left, box.top - top, box.right - left, box.bottom - top];
    });
  };

  /**
   * @param {[number, number]} at
   * @returns {Box}
   */
  const boxAround = (at) => {
    const { x, y } = map.latLngToContainerPoint(at);
    const half = DOT_PX - GAP_PX; // a label may touch a dot's side: the gap is between labels
    return [x - half, y - DOT_PX, x + half, y + DOT_PX];
  };

  /** @param {Label} label */
  const measure = (label) => ({
    ...label,
    dot: map.latLngToContainerPoint(label.at),
    w: label.node.offsetWidth,
    h: label.node.offsetHeight,
  });

  /**
   * @param {Measured} label
   * @param {Box} box
   */
  const lead = ({ at, dot }, [left, top, right, bottom]) => {
    const nearest = [within(dot.x, left, right), within(dot.y, top, bottom)];
    const end = map.containerPointToLatLng(nearest);
    lines.addLayer(L.polyline([at, end], LEAD));
  };

  const place = () => {
    const right = map.getSize().x - EDGE_PX;
    const bottom = foot() - EDGE_PX;
    const taken = covered();
    const spotted = dots.map(boxAround);
    const zoom = map.getZoom();

    /**
     * @param {Box} box
     * @param {string} kind the storm's own label may lie on dots
     */
    const isFree = (box, kind) => {
      const inside = box[0] > EDGE_PX && box[1] > EDGE_PX && box[2] < right && box[3] < bottom;
      const others = kind === "storm" ? taken : [...taken, ...spotted];
      return inside && !others.some((other) => touches(box, other));
    };

    /**
     * @param {Measured} label
     * @param {Spot[]} spots
     * @returns {Box | null} where it stands now
     */
    const settle = (label, spots) => {
      const spot = spots.find((each) => isFree(boxAt(label, each), label.kind));
      label.node.style.visibility = spot ? "visible" : "hidden";
      if (!spot) return null;
      label.node.style.transform = `translate(${Math.round(spot[0])}px, ${Math.round(spot[1])}px)`;
      const box = boxAt(label, spot);
      taken.push(box);
      return box;
    };

    const isWanted = (/** @type {Label} */ { zooms }) =>
      !zooms || (zoom >= zooms[0] && zoom <= zooms[1]);
    for (const label of labels) if (!isWanted(label)) label.node.style.visibility = "hidden";
    const measured = labels.filter(isWanted).map(measure);
    /** @param {Measured} label */
    const isCrowded = (label) => !settle(label, spotsBeside(label.kind, label.w, label.h));
    const crowded = measured.filter(isCrowded);
    const led = measured.filter(({ kind }) => LED.includes(kind)).map(({ dot }) => dot);
    const middle = { x: mean(led.map(({ x }) => x)), y: mean(led.map(({ y }) => y)) };
    lines.clearLayers();
    for (const label of crowded) {
      if (!LED.includes(label.kind)) continue;
      const box = settle(label, spotsFarther(label, middle));
      if (box) lead(label, box);
    }
  };

  map.on("zoomend resize moveend", place);
  return (features, spots = []) => {
    dots = spots;
    layer.clearLayers();
    const wanted = features.filter((properties) => properties.label_kind);
    labels = wanted.map((properties) => makeLabel(properties, said));
    labels.sort((a, b) => ORDER[a.kind] - ORDER[b.kind]);
    for (const { marker } of labels) layer.addLayer(marker);
    place();
  };
}
