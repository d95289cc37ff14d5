// @ts-check
// The wall: listens, fetches the picture when it changed, and replaces only the blocks that
// changed.

import { filled, the } from "./dom.js";
import { placeLabels } from "./labels.js";
import { openStream } from "./stream.js";

const SILENT_MS = 7000;
const LONGEST_MS = 10000;
const WIDTH_PX = 1920;
const HEIGHT_PX = 1080;
const MARGIN_PX = 14;
const INSET_MARGIN_PX = 100;
const KINDS = ["lines", "counties", "cones", "circles", "zones", "places", "forecasts", "track"];
const OPTIONS = {
  zoomSnap: 0.05, attributionControl: false, zoomControl: false,
  keyboard: false, dragging: false, scrollWheelZoom: false,
};
const AROUND = { color: "#21394a", weight: 0.7, fillColor: "#0f1e29", fillOpacity: 1 };
const BORDER = { color: "#34505f", weight: 1, fill: false };
const SHELTER = { color: "#8fd0c0", weight: 1, fillColor: "#8fd0c0", fillOpacity: 0.35 };
const PLACE = { color: "#070f16", weight: 1, fillColor: "#e8eef2", fillOpacity: 1 };

const { body } = document;
const address = location.search;
/** @param {string} id */
const at = (id) => the(document, `#${id}`);

/** @type {WallPicture | null} */
let shown = null;
/** When the picture was asked for that has not come yet; 0 where none is. */
let askedAt = 0;
/** @type {Shown | null} what was pushed while a picture was on its way */
let meanwhile = null;
let heardAt = Date.now();
let checkedAt = Date.now();
/** The server's clock, or that of a demonstration: where it stood when it was heard of. */
let base_ms = Date.now();
let baseAt = Date.now();
/** @type {number | null} how many times as fast as ours; null: it is the server's own */
let pace = null;
/** What is wrong with the database: a word of store/condition.py. */
let trouble = "";
let refused = false;
/** @type {any} of Leaflet */
let map = null;
/** @type {ReturnType<typeof placeLabels>} */
let showLabels = () => {};
let shownBounds = "";
/** @type {Map<string, {text: string, layer: any}>} */
const layers = new Map();

function fit() {
  const zoom = Math.min(innerWidth / WIDTH_PX, innerHeight / HEIGHT_PX);
  body.style.setProperty("zoom", String(zoom));
  if (map) map.invalidateSize();
}

async function refresh() {
  if (isAsking()) return;
  askedAt = Date.now();
  await fetchPicture();
  askedAt = 0;
  const newest = meanwhile;
  meanwhile = null;
  if (newest) compare(newest); // once for what was pushed: a past picture has its own version
}

// a server that never answers does not keep the wall from asking again
const isAsking = () => Date.now() - askedAt < LONGEST_MS;

async function fetchPicture() {
  try {
    const answer = await fetch("/wall/picture" + address);
    // its token was revoked: the server shows it the door
    if (answer.status === 401) return location.reload();
    if (!answer.ok) return;
    /** @type {WallPicture} */
    const picture = await answer.json();
    const said = answer.headers.get("Ems-Pace");
    setClock(answer.headers.get("Ems-Now") ?? "", said === null ? null : Number(said));
    checkedAt = Date.now();
    draw(picture);
  } catch (error) {
    return; // the watchdog below says that the server is gone
  }
}

/**
 * @param {string} now
 * @param {number | null} speed
 */
function setClock(now, speed) {
  base_ms = Date.parse(now);
  baseAt = Date.now();
  pace = speed;
  const { practice, stopped } = body.dataset;
  at("practice").hidden = pace === null;
  at("practice").textContent = `${practice} ${pace ? `×${pace}` : stopped}`;
}

/** @param {WallPicture} picture */
function draw(picture) {
  for (const [name, html] of Object.entries(picture.blocks)) replaceBlock(at(name), html);
  const mark = at("mark");
  mark.hidden = !picture.past;
  mark.textContent = body.dataset.replay + " " + picture.as_of.slice(5, 16).replace("T", " ");
  at("set-back").hidden = !picture.clock;
  at("set-back").textContent = picture.clock;
  drawMap(picture.map);
  shown = picture;
}

/**
 * @param {HTMLElement} node
 * @param {string} html escaped by the server
 * @returns {boolean} whether it was another
 */
function replaceBlock(node, html) {
  if (node.dataset.html === html) return false;
  node.innerHTML = html;
  node.dataset.html = html;
  return true;
}

/**
 * @param {string} colour
 * @param {number} weight
 * @param {number} fillOpacity
 */
const filledWith = (colour, weight, fillOpacity) =>
  ({ color: colour, weight, fillColor: colour, fillOpacity });

/** @type {Record<string, (p: MapProperties) => object>} */
const STYLES = {
  counties: (p) => ({ color: "#070f16", weight: 1.5, fillColor: p.fill, fillOpacity: 0.92 }),
  cones: () => ({ stroke: false, fillColor: "#e8eef2", fillOpacity: 0.1 }),
  circles: (p) => ({ ...filledWith(p.colour, 2, 0.1), fill: p.force > 7 }),
  forecasts: (p) => ({ ...filledWith(p.colour, 2, 0.9), dashArray: "5 5" }),
  lines: (p) => ({ color: p.colour, weight: 1.2, dashArray: p.dash, opacity: 0.7 }),
  zones: (p) => ({ color: "#e8eef2", weight: 1.5, fillColor: p.fill, fillOpacity: 1 }),
  places: (p) => (p.kind === "shelter" ? SHELTER : PLACE),
  track: (p) => filledWith(p.colour, 2.2, 1),
};

/** @param {WallMap} data */
function drawMap(data) {
  if (!map) openMap();
  // before the map is fitted: the key takes of its height
  if (replaceBlock(at("key"), data.key)) map.invalidateSize();
  keepInView(data.bounds);
  const changed = KINDS.filter((kind) => replaceLayer(kind, data[kind]));
  if (!changed.length) return;
  /** @type {Feature[]} */
  const features = KINDS.flatMap((kind) => data[kind]);
  showLabels(features.map((feature) => feature.properties));
}

/**
 * The place is kept as long as the storm stays in the same view.
 * @param {unknown} bounds
 */
function keepInView(bounds) {
  // the city beside the small map, not beneath it
  const right = at("inset").firstChild ? INSET_MARGIN_PX : MARGIN_PX;
  const wanted = JSON.stringify([bounds, map.getSize(), right]);
  if (wanted === shownBounds) return;
  shownBounds = wanted;
  map.fitBounds(bounds, {
    paddingTopLeft: [MARGIN_PX, MARGIN_PX], paddingBottomRight: [right, MARGIN_PX], animate: false,
  });
}

/**
 * @param {string} kind
 * @param {Feature[]} features
 * @returns {boolean} whether they are others
 */
function replaceLayer(kind, features) {
  const text = JSON.stringify(features);
  const before = layers.get(kind);
  if (before?.text === text) return false;
  before?.layer.remove();
  const radius = kind === "zones" ? 6 : 4;
  const layer = L.geoJSON({ type: "FeatureCollection", features }, {
    interactive: false,
    style: (/** @type {Feature} */ feature) => STYLES[kind](feature.properties),
    pointToLayer: (/** @type {Feature} */ feature, /** @type {unknown} */ place) =>
      L.circleMarker(place, { radius: feature.properties.radius || radius }),
  });
  layers.set(kind, { text, layer: layer.addTo(map) });
  return true;
}

function openMap() {
  map = L.map("map", OPTIONS);
  showLabels = placeLabels(map, false);
  drawLand();
}

async function drawLand() {
  const answer = await fetch("/wall/land");
  /** @param {Feature} feature */
  const style = ({ properties }) => (properties.line ? BORDER : AROUND);
  L.geoJSON(await answer.json(), { interactive: false, style }).addTo(map).bringToBack();
}

function listen() {
  const token = new URLSearchParams(address).get("token");
  openStream("/events" + (token ? "?token=" + encodeURIComponent(token) : ""), hear);
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    heardAt = Date.now();
    refresh();
  });
}

/** @param {Told} told */
function hear({ kind, data }) {
  if (kind === "failed") return; // the watchdog below says that the server is gone
  refused = kind === "refused";
  if (refused) return watch();
  heardAt = Date.now();
  const said = JSON.parse(data);
  if (said.clock) setClock(said.clock.now, said.clock.speed);
  if (kind !== "version") trouble = said === "ok" ? "" : said;
  if (isBlind()) return;
  checkedAt = Date.now();
  if (body.classList.contains("lost")) refresh();
  if (kind === "version") compare(said);
}

const isBlind = () => trouble === "away" || trouble === "damaged";

/** @param {Shown} pushed */
function compare(pushed) {
  const { version, stamp } = pushed;
  if (isAsking()) meanwhile = pushed;
  else if (!shown || version !== shown.version || (stamp && stamp !== shown.stamp)) refresh();
}

function watch() {
  if (document.hidden) return;
  const lost = refused || Date.now() - heardAt > SILENT_MS;
  body.classList.toggle("lost", lost || isBlind());
  at("lost").hidden = !lost && !trouble;
  const why = refused ? body.dataset.refused : lost ? body.dataset.lost : body.dataset[trouble];
  at("lost").textContent = why ?? "";
  at("clock").textContent = clockText();
  const seconds = String(Math.round((Date.now() - checkedAt) / 1000));
  const age = body.dataset.age ?? "";
  const version = String(shown?.version ?? "—");
  at("age").textContent = filled(age, { n: seconds, v: version });
}

/**
 * The minute of a past picture, the second of the present by the server's clock or that of a
 * demonstration.
 */
function clockText() {
  const past = Boolean(shown?.past);
  const running = base_ms + (Date.now() - baseAt) * (pace ?? 1);
  const now = new Date(shown?.past ? shown.as_of : running);
  return now.toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" }).slice(5, past ? 16 : 19);
}

setInterval(watch, 1000);
setInterval(() => {
  // ages and the rhythm move with the clock
  if (shown && !shown.past && !document.hidden) refresh();
}, 60000);
addEventListener("resize", fit);
fit();
refresh();
listen();
