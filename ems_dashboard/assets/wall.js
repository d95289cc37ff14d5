// The wall: listens, fetches the picture when it changed, and replaces only the blocks that changed.
const SILENT_MS = 7000, body = document.body, at = (id) => document.getElementById(id);
let shown = null, heardAt = Date.now(), checkedAt = Date.now(), ahead = 0, blind = false, map = null, labels = null, layers = {};
const address = location.search;

function fit() { body.style.zoom = Math.min(innerWidth / 1920, innerHeight / 1080); if (map) map.invalidateSize(); }

async function refresh() {
  try {
    const answer = await fetch("/wall/picture" + address);
    if (answer.status === 401) return location.reload(); // its token was revoked: the server shows it the door
    if (!answer.ok) return;
    const picture = await answer.json();
    ahead = Date.parse(picture.now) - Date.now();
    checkedAt = Date.now();
    draw(picture);
  } catch (error) { return; } // the watchdog below says that the server is gone
}

function draw(picture) {
  for (const [name, html] of Object.entries(picture.blocks)) {
    const node = at(name);
    if (node.dataset.html !== html) { node.innerHTML = html; node.dataset.html = html; } // escaped by the server
  }
  const mark = at("mark");
  mark.hidden = !picture.past;
  mark.textContent = body.dataset.replay + " " + picture.as_of.slice(5, 16).replace("T", " ");
  at("set-back").hidden = !picture.clock;
  at("set-back").textContent = picture.clock;
  drawMap(picture.map);
  shown = picture;
}

function style(kind, p) {
  if (kind === "counties") return { color: "#070f16", weight: 1.5, fillColor: p.fill, fillOpacity: 0.92 };
  if (kind === "cones") return { stroke: false, fillColor: "#e8eef2", fillOpacity: 0.1 };
  if (kind === "circles") return { color: p.colour, weight: 2, fill: p.force > 7, fillColor: p.colour, fillOpacity: 0.1 };
  if (kind === "forecasts") return { color: p.colour, weight: 2, dashArray: "5 5", fillOpacity: 0.9, fillColor: p.colour };
  if (kind === "lines") return { color: p.colour, weight: 1.2, dashArray: p.dash, opacity: 0.7 };
  if (kind === "zones") return { color: "#e8eef2", weight: 1.5, fillColor: p.fill, fillOpacity: 1 };
  if (kind === "places") return p.kind === "shelter" ? { color: "#8fd0c0", weight: 1, fillColor: "#8fd0c0", fillOpacity: 0.35 }
    : { color: "#070f16", weight: 1, fillColor: "#e8eef2", fillOpacity: 1 };
  return { color: p.colour, weight: 2.2, fillColor: p.colour, fillOpacity: 1 };
}

const KINDS = ["lines", "counties", "cones", "circles", "zones", "places", "forecasts", "track"];

function drawMap(data) {
  if (!map) openMap();
  if (at("key").dataset.html !== data.key) { // escaped by the server; before the map is fitted: it takes of its height
    at("key").innerHTML = at("key").dataset.html = data.key;
    map.invalidateSize();
  }
  const right = at("inset").firstChild ? 100 : 14; // the city beside the small map, not beneath it
  const bounds = JSON.stringify([data.bounds, map.getSize(), right]); // the place is kept as long as the storm stays in the same view
  if (bounds !== map.shownBounds) { map.shownBounds = bounds; map.fitBounds(data.bounds, { paddingTopLeft: [14, 14], paddingBottomRight: [right, 14], animate: false }); }
  let changed = false;
  for (const kind of KINDS) {
    const text = JSON.stringify(data[kind]);
    if (layers[kind]?.text === text) continue;
    layers[kind]?.layer.remove();
    const layer = L.geoJSON({ type: "FeatureCollection", features: data[kind] }, {
      interactive: false, style: (feature) => style(kind, feature.properties),
      pointToLayer: (feature, place) => L.circleMarker(place, { radius: feature.properties.radius || (kind === "zones" ? 6 : 4) }),
    }).addTo(map);
    layers[kind] = { text, layer };
    changed = true;
  }
  if (changed) labels(KINDS.flatMap((kind) => data[kind].map((feature) => feature.properties)));
}

function openMap() {
  map = L.map("map", { zoomSnap: 0.05, attributionControl: false, zoomControl: false, keyboard: false, dragging: false, scrollWheelZoom: false });
  labels = emsLabels(map, false);
  fetch("/wall/land").then((answer) => answer.json()).then((land) => L.geoJSON(land, {
    interactive: false, style: (feature) => feature.properties.line ? { color: "#34505f", weight: 1, fill: false } : { color: "#21394a", weight: 0.7, fillColor: "#0f1e29", fillOpacity: 1 },
  }).addTo(map).bringToBack());
}

function listen() {
  const token = new URLSearchParams(address).get("token");
  const seeing = () => { heardAt = checkedAt = Date.now(); blind = false; };
  emsStream("/events" + (token ? "?token=" + encodeURIComponent(token) : ""), ({ kind, data }) => {
    if (kind === "failed") return; // the watchdog below says that the server is gone
    if (kind === "blind") { heardAt = Date.now(); blind = true; return; } // the server is there, its database is not
    seeing();
    if (body.classList.contains("lost")) refresh();
    if (kind === "version") compare(JSON.parse(data));
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { heardAt = Date.now(); refresh(); } });
}

function compare({ version, stamp }) {
  if (!shown || version !== shown.version || (stamp && stamp !== shown.stamp)) refresh();
}

setInterval(() => {
  if (document.hidden) return;
  const lost = Date.now() - heardAt > SILENT_MS;
  body.classList.toggle("lost", lost || blind);
  at("lost").hidden = !lost && !blind;
  at("lost").textContent = lost ? body.dataset.lost : body.dataset.blind;
  const now = shown?.past ? new Date(Date.parse(shown.as_of)) : new Date(Date.now() + ahead);
  at("clock").textContent = now.toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" }).slice(5, shown?.past ? 16 : 19);
  at("age").textContent = body.dataset.age.replace("{n}", Math.round((Date.now() - checkedAt) / 1000)).replace("{v}", shown?.version ?? "—");
}, 1000);
setInterval(() => { if (shown && !shown.past && !document.hidden) refresh(); }, 60000); // ages and the rhythm move with the clock
addEventListener("resize", fit);
fit();
refresh();
listen();
