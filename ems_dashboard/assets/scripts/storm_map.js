// @ts-check
// The map of one storm: the land once, the storm anew at every bulletin in the same node, its key
// with the agencies to switch on and off, and a replay of its own with a tick for every bulletin.

import { make, the } from "./dom.js";
import { placeLabels } from "./labels.js";
import { drawReplay } from "./storm_replay.js";

const LEAST_PX = 420;
const LEAST_NARROW_PX = 700; // a phone shows the map alone, its key beneath
const NARROW_PX = 760;
const BELOW_PX = 12;
const FOOT_MS = 200;
const EDGE_PX = 44;
const EDGE_NARROW_PX = 26;
const FAR_OUT = 1.2; // zooms by which a view may be too wide before it is fitted anew
const STILL = { interactive: false, keyboard: false };
const RING = { ...STILL, color: "#6f8796", weight: 0.7, opacity: 0.6, dashArray: "1 6" };
const LINE = { ...STILL, color: "#9db4c1", weight: 1, opacity: 0.55 };
const CONE = { className: "ems-cone", stroke: false, fillColor: "#e8eef2", fillOpacity: 0.13 };
const CIRCLE = { ...STILL, color: "#e8eef2", fillColor: "#e8eef2", className: "ems-circle" };
const TRACK = { ...STILL, color: "#e8eef2", weight: 2, className: "ems-track" };
const EARLIER = { color: "#b9a7e0", weight: 1.6, dashArray: "1 5" };
const STROKE = { x1: 0, y1: 5, x2: 30, y2: 5, "stroke-width": 2.4 };
/** @type {Record<string, object>} */
const LAND = {
  abroad: { stroke: true, color: "#1b2f3d", weight: 0.7, fillColor: "#0d1a24", fillOpacity: 1 },
  land: { stroke: true, color: "#21394a", weight: 0.7, fillColor: "#0f1e29", fillOpacity: 1 },
  near: { stroke: false, fillColor: "#0f1e29", fillOpacity: 1 },
  border: { color: "#21394a", weight: 0.7, fill: false },
  line: { color: "#34505f", weight: 1, fill: false },
  unit: { color: "#9db4c1", weight: 0.8, fillColor: "#2d5f62", fillOpacity: 0.75 },
};

/** @type {Promise<void> | null} */
let loading = null;

function leaflet() {
  loading ??= new Promise((loaded, failed) => {
    const sheet = { rel: "stylesheet", href: "/assets/vendor/leaflet.css" };
    const script = make("script", { src: "/assets/vendor/leaflet.js" });
    script.onload = () => loaded();
    script.onerror = () => {
      loading = null;
      failed(new Error("leaflet.js"));
    };
    document.head.append(make("link", sheet), script);
  });
  return loading;
}

/**
 * @param {StormMapNode} node
 * @param {StormMapData} data
 */
function open(node, data) {
  const box = make("div", { class: "ems-storm-canvas" });
  const key = make("div", { class: "ems-storm-key" });
  const replay = make("div", { class: "ems-storm-replay" });
  const hint = make("div", { class: "ems-storm-hint", hidden: true });
  node.replaceChildren(box, key, replay);
  box.append(hint);
  const map = L.map(box, {
    attributionControl: false, zoomSnap: 0.1, scrollWheelZoom: false, maxZoom: 13,
    dragging: !L.Browser.mobile, keyboard: false, worldCopyJump: false,
  });
  map.zoomControl?.setPosition("topright");
  map.createPane("land").style.zIndex = 210;
  map.createPane("pale").style.zIndex = 220;
  holdWheel(map, box, hint);
  const shown = L.layerGroup().addTo(map);
  node.ems = {
    data, map, box, key, replay, hint, shown, labels: placeLabels(map, false), off: new Set(),
    earlier: false, moved: false, fitted: "", watch: new ResizeObserver(() => resize(node)),
    tip: L.tooltip({ direction: "top", offset: [0, -6] }),
  };
  map.on("dragstart", () => { node.ems.moved = true; });
  box.addEventListener("click", () => { node.ems.moved = true; }, { passive: true });
  node.ems.watch.observe(document.body);
  return node.ems;
}

/**
 * The wheel scrolls the page until the map has been clicked, and again once the pointer has left.
 * @param {any} map
 * @param {HTMLElement} box
 * @param {HTMLElement} hint
 */
function holdWheel(map, box, hint) {
  const free = () => {
    map.scrollWheelZoom.enable();
    map.dragging.enable();
    hint.hidden = true;
  };
  box.addEventListener("click", free);
  box.addEventListener("mouseleave", () => {
    map.scrollWheelZoom.disable();
    hint.hidden = true;
  });
  box.addEventListener("wheel", () => {
    hint.hidden = map.scrollWheelZoom.enabled();
  }, { passive: true });
}

/**
 * As high as the window leaves it, so that map, key and replay are in the first view.
 * @param {StormMapNode} node
 */
function resize(node) {
  const main = document.querySelector(".stMain");
  const top = node.getBoundingClientRect().top + (main ? main.scrollTop : 0);
  const least = window.innerWidth < NARROW_PX ? LEAST_NARROW_PX : LEAST_PX;
  const sentence = document.querySelector(".c-line"); // lies over the foot of the page
  const foot = BELOW_PX + (sentence ? sentence.getBoundingClientRect().height : 0);
  const height = Math.max(least, window.innerHeight - Math.max(0, top) - foot);
  if (node.style.height === height + "px") return;
  node.style.height = height + "px";
  node.ems.map.invalidateSize({ animate: false });
  if (!node.ems.moved) fit(node.ems);
}

/**
 * The sentence at the foot of the page comes last and may have two lines.
 * @param {StormMapNode} node
 */
function watchFoot(node) {
  const sentence = document.querySelector(".c-line");
  if (sentence) node.ems.watch.observe(sentence);
  else if (node.isConnected) setTimeout(() => watchFoot(node), FOOT_MS);
}

/** @param {StormMapState} state */
async function drawLand(state) {
  if (state.land) return;
  state.land = true;
  const answer = await fetch(state.data.land);
  L.geoJSON(await answer.json(), {
    ...STILL, pane: "land",
    style: (/** @type {any} */ feature) => LAND[feature.properties.kind],
  }).addTo(state.map);
}

/** @param {StormMapState} state */
function fit(state) {
  const { map, data } = state;
  if (!map.getSize().x) return;
  const edge = map.getSize().x < NARROW_PX ? EDGE_NARROW_PX : EDGE_PX;
  map.fitBounds(data.view, { padding: [edge, edge], animate: false });
  state.fitted = data.storm;
}

/**
 * The viewer's own place stays; the view follows a storm that leaves it.
 * @param {StormMapState} state
 */
function follow(state) {
  const { map, data } = state;
  if (state.fitted !== data.storm) {
    state.moved = false;
    return fit(state);
  }
  if (state.moved) return;
  const wanted = L.latLngBounds(data.view);
  const wide = map.getBoundsZoom(wanted) - map.getZoom();
  if (!map.getBounds().pad(-0.02).contains(wanted) || wide > FAR_OUT) fit(state);
}

/** @param {StormMapState} state */
function draw(state) {
  const { data, shown, off } = state;
  shown.clearLayers();
  /** @type {any[]} */
  const labels = [...data.names];
  /** @type {any[]} */
  const dots = [];
  drawQuiet(state, labels);
  if (data.earlier && state.earlier) drawEarlier(state, data.earlier, labels);
  const on = data.agencies.filter(({ code }) => !off.has(code));
  for (const agency of [...on].reverse())
    drawAgency(state, agency, agency === on[0], labels, dots);
  drawTrack(state, labels, dots);
  state.labels(labels, dots);
}

/**
 * @param {StormMapState} state
 * @param {any[]} labels
 */
function drawQuiet({ data, shown }, labels) {
  for (const { ring, name, label_at } of data.rings) {
    shown.addLayer(L.polyline(ring, RING));
    labels.push({ label_kind: "ring", label_at, name });
  }
  for (const { line, dash, name, labels_at } of data.lines) {
    shown.addLayer(L.polyline(line, { ...LINE, dashArray: dash }));
    for (const label_at of labels_at) labels.push({ label_kind: "line", label_at, name });
  }
  if (data.cone)
    shown.addLayer(L.geoJSON(data.cone, { ...STILL, pane: "pale", style: () => CONE }));
  for (const { ring, weight, depth, name, label_at } of data.circles) {
    shown.addLayer(L.polygon(ring, { ...CIRCLE, weight, fillOpacity: depth, opacity: 0.85 }));
    labels.push({ label_kind: "circle", label_at, name });
  }
}

/**
 * @param {StormMapState} state
 * @param {EarlierStorm} earlier
 * @param {any[]} labels
 */
function drawEarlier(state, { line, said, short, label_at }, labels) {
  const look = { ...STILL, ...EARLIER, opacity: 0.85, className: "ems-earlier" };
  state.shown.addLayer(L.polyline(line, look));
  line.forEach((at, index) => dot(state, at, EARLIER.color, 1.8, said[index]));
  labels.push({ label_kind: "agency", label_at, name: short, colour: EARLIER.color });
}

/**
 * @param {StormMapState} state
 * @param {StormAgency} agency
 * @param {boolean} first whether it bears the hours
 * @param {any[]} labels
 * @param {any[]} dots
 */
function drawAgency(state, agency, first, labels, dots) {
  const { colour, dash, points, name, from } = agency;
  if (!points.length) return;
  const line = [from, ...points.map(({ at }) => at)];
  const look = { ...STILL, color: colour, weight: first ? 2.4 : 1.5, dashArray: dash };
  state.shown.addLayer(L.polyline(line, { ...look, className: "ems-agency" }));
  for (const point of points) {
    dot(state, point.at, colour, first ? 3.4 : 2.4, point.said);
    dots.push(point.at);
    if (first && point.labelled) labels.push({ ...point, label_kind: "point", label_at: point.at });
  }
  const end = points[points.length - 1];
  labels.push({ label_kind: "agency", label_at: end.at, name, colour });
}

/**
 * @param {StormMapState} state
 * @param {any[]} labels
 * @param {any[]} dots
 */
function drawTrack(state, labels, dots) {
  const { points, name, label } = state.data.track;
  const line = points.map(({ at }) => at);
  state.shown.addLayer(L.polyline(line, TRACK));
  const now = points[points.length - 1];
  for (const { at, colour, said } of points) dot(state, at, colour, 3.2, said);
  dot(state, now.at, now.colour, 7.5, now.said).setStyle({ color: "#ffffff", weight: 1.6 });
  dots.push(...line);
  labels.push({ label_kind: "storm", label_at: now.at, name, label });
}

/**
 * @param {StormMapState} state
 * @param {[number, number]} at
 * @param {string} colour
 * @param {number} radius
 * @param {string} said
 */
function dot({ shown, map, tip }, at, colour, radius, said) {
  const look = { radius, color: "#070f16", weight: 0.8, fillColor: colour, fillOpacity: 1 };
  const made = L.circleMarker(at, { ...look, keyboard: false });
  const tell = () => tip.setLatLng(at).setContent(make("span", {}, said)).addTo(map);
  made.on("mouseover click", tell);
  made.on("mouseout", () => tip.remove());
  shown.addLayer(made);
  return made;
}

/** @param {StormMapState} state */
function drawKey(state) {
  const { data, key } = state;
  const { key: said, text } = data;
  const grades = said.grades.map(([colour, name]) => item("dot", { "--c": colour }, name));
  const circles = said.circles.map(([width, name]) => item("ring", { "--w": width + "px" }, name));
  const lines = said.lines.map(([dash, name]) => item(dash ? "dashed" : "line", {}, name));
  const cone = said.cone && data.cone ? [item("pale", {}, said.cone)] : [];
  const rings = item("dotted", {}, said.rings);
  key.replaceChildren(
    ...agencyButtons(state), ...earlierButton(state, text), ...grades, ...circles, ...lines, rings,
    ...cone, make("em", {}, said.credit),
  );
}

/**
 * @param {string} sign
 * @param {Record<string, string>} look
 * @param {string} name
 */
function item(sign, look, name) {
  const style = Object.entries(look).map((pair) => pair.join(":")).join(";");
  return make("span", { class: "item" }, make("u", { class: sign, style }), name);
}

/** @param {StormMapState} state */
function agencyButtons(state) {
  return state.data.agencies.map(({ code, name, colour, dash }) => {
    const toggle = () => {
      if (!state.off.delete(code)) state.off.add(code);
      drawKey(state);
      draw(state);
    };
    const pressed = String(!state.off.has(code));
    const button = make("button", { type: "button", "aria-pressed": pressed, onclick: toggle });
    button.append(strokeOf(colour, dash), name);
    return button;
  });
}

/**
 * @param {StormMapState} state
 * @param {Texts} text
 */
function earlierButton(state, text) {
  const { earlier } = state.data;
  if (!earlier) return [];
  const toggle = () => {
    state.earlier = !state.earlier;
    drawKey(state);
    draw(state);
  };
  const pressed = { type: "button", "aria-pressed": String(state.earlier) };
  const button = make("button", { ...pressed, onclick: toggle, title: text.earlier_toggle });
  button.append(strokeOf(EARLIER.color, EARLIER.dashArray), earlier.name);
  return [button];
}

/**
 * @param {string} colour
 * @param {string} dash
 */
function strokeOf(colour, dash) {
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  const line = document.createElementNS(space, "line");
  const look = { ...STROKE, stroke: colour, "stroke-dasharray": dash };
  for (const [name, value] of Object.entries(look)) line.setAttribute(name, String(value));
  for (const [name, value] of Object.entries({ width: 30, height: 10, "aria-hidden": "true" }))
    picture.setAttribute(name, String(value));
  picture.append(line);
  return picture;
}

/** @param {Component<StormMapData>} component */
export default async function (component) {
  const node = /** @type {StormMapNode} */ (the(component.parentElement, ".ems-storm-map"));
  const { data } = component;
  node.emsData = data;
  await leaflet();
  if (node.emsData !== data) return; // a newer run has come meanwhile
  const state = node.ems ?? open(node, data);
  state.data = data;
  state.hint.textContent = data.text.wheel;
  drawKey(state);
  drawReplay(state, (moment) => component.setTriggerValue("bulletin", moment));
  resize(node);
  follow(state);
  draw(state);
  drawLand(state);
  watchFoot(node);
  if (data.as_of) node.dataset.asOf = data.as_of;
  else delete node.dataset.asOf;
  node.dataset.drawn = data.chosen;
}
