// @ts-check
// The moment of the picture: now or a past one, by steps, by choice, by a slider over the incident,
// or played.

import { all, make } from "./dom.js";
import { beijing, now } from "./practice.js";

const MINUTE_MS = 60000;
const FRAME_MS = 1000;
const STANDS_MS = 400;
const LOOK_MS = 60;
const LOOK_LONG_MS = 1000;
const PATIENCE_MS = 5000;
const SPEEDS = [10, 60, 180]; // minutes a frame
const TYPED = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]+(\d{1,2})[::](\d{2})$/;

/** @param {string} text wall-clock arithmetic; the zone never enters */
const toMs = (text) => Date.parse(text + ":00Z");
/** @param {number} ms */
const toText = (ms) => new Date(ms).toISOString().slice(0, 16);
/** @param {string} text */
const pretty = (text) => text.replace("T", " ");
/** @param {string} moment */
const toMinute = (moment) => moment.slice(0, 16);

/** @param {BarState} state */
export function buildMoment(state) {
  const { text } = state.data;
  const opens = { type: "button", class: "pill", "aria-haspopup": "dialog" };
  const pill = make("button", { ...opens, onclick: () => togglePanel(state) });
  const play = make("button", { type: "button", class: "mid", onclick: () => togglePlay(state) });
  const leavePast = () => {
    stop(state);
    state.go({ as_of: null });
  };
  const back = make("button", { type: "button", onclick: leavePast }, text.back);
  const dialog = { role: "dialog", "aria-label": text.moment_title, hidden: "" };
  const panel = make("div", { class: "ems-panel", ...dialog });
  const box = make(
    "div", { class: "ems-moment" },
    stepButton(state, "earlier_hour", -60, "wide"), stepButton(state, "earlier", -10, "mid"), pill,
    stepButton(state, "later", 10, "mid forward"),
    stepButton(state, "later_hour", 60, "wide forward"), play, back, panel,
  );
  state.moment = { box, pill, play, back, panel, ...fillPanel(state, panel) };
  document.addEventListener("pointerdown", (event) => {
    if (!box.contains(/** @type {Node} */ (event.target))) panel.hidden = true;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") panel.hidden = true;
  });
  return box;
}

/**
 * @param {BarState} state
 * @param {string} key of its text
 * @param {number} minutes
 * @param {string} [name] its class
 */
function stepButton(state, key, minutes, name) {
  const step = () => shift(state, minutes);
  return make("button", { type: "button", class: name, onclick: step }, state.data.text[key]);
}

/**
 * @param {BarState} state
 * @param {HTMLElement} panel
 */
function fillPanel(state, panel) {
  const { text } = state.data;
  const field = make("input", {
    type: "text", inputmode: "numeric", placeholder: text.moment_format,
    "aria-label": text.moment_title, autocomplete: "off",
  });
  const note = make("div", { class: "wrong-note", role: "alert" });
  const show = () => choose(state, field, note);
  field.onkeydown = (event) => {
    if (event.key === "Enter") show();
  };
  const slider = make("input", { type: "range", step: 10, "aria-label": text.moment_title });
  slider.oninput = () => {
    field.value = pretty(toText(Number(slider.value) * MINUTE_MS));
  };
  slider.onchange = show;
  const ends = make("div", { class: "ends" });
  const panelPlay = make("button", { type: "button", onclick: () => togglePlay(state) });
  const keys = make("div", { class: "keys" });
  const go = make("button", { type: "button", onclick: show }, text.moment_go);
  panel.append(
    make("h4", {}, text.moment_title),
    make("div", { class: "row" }, field, go), note, slider, ends,
    make(
      "div", { class: "row" },
      stepButton(state, "earlier_hour", -60), stepButton(state, "earlier", -10),
      stepButton(state, "later", 10, "forward"), stepButton(state, "later_hour", 60, "forward"),
    ),
    make("div", { class: "row" }, panelPlay, speedChoice(state)),
    make("h4", {}, text.keys_title), keys,
  );
  return { field, note, slider, ends, keys, panelPlay };
}

/** @param {BarState} state */
function speedChoice(state) {
  const { text } = state.data;
  const choice = make("select", { "aria-label": text.play });
  for (const minutes of SPEEDS)
    choice.append(make("option", { value: minutes }, text["speed" + minutes]));
  choice.value = String(state.speed);
  choice.onchange = () => {
    state.speed = Number(choice.value);
  };
  return choice;
}

/** @param {BarState} state */
export function drawMoment(state) {
  const { data: { moment, text }, moment: part } = state;
  const { box, pill, field } = part;
  box.classList.toggle("past", moment.past);
  const width = state.loading ? 0 : pill.offsetWidth;
  if (width) box.style.setProperty("--ems-pill", width + "px");
  box.classList.toggle("loading", state.loading);
  state.drawPill = () => {
    const said = pillText(state);
    if (pill.textContent !== said) pill.textContent = said;
  };
  state.drawPill();
  pill.title = text.moment_title;
  part.back.hidden = !moment.past;
  for (const button of box.querySelectorAll("button.forward"))
    /** @type {HTMLButtonElement} */ (button).disabled = !moment.past;
  for (const button of [part.play, part.panelPlay]) {
    button.textContent = state.playing ? "❚❚ " + text.stop : "▶ " + text.play;
    button.disabled = !moment.past && !state.playing;
  }
  if (document.activeElement !== field) field.value = pretty(moment.as_of);
  drawSlider(moment, part);
  part.keys.replaceChildren(...keyButtons(state));
}

/** @param {BarState} state */
function pillText(state) {
  const { moment, text } = state.data;
  if (state.loading) return text.loading;
  const clock = state.ownClock ? beijing(now(state)).slice(11, 16) : moment.now.slice(11);
  if (!moment.past) return `${text.now} ${clock}`;
  return pretty(moment.as_of).slice(state.narrow() ? 5 : 0); // a phone has no room for the year
}

/**
 * @param {Moment} moment
 * @param {MomentParts} part
 */
function drawSlider(moment, { slider, ends }) {
  slider.hidden = ends.hidden = !moment.span;
  if (!moment.span || document.activeElement === slider) return;
  [slider.min, slider.max] = moment.span.map((at) => String(toMs(at) / MINUTE_MS));
  slider.value = String(toMs(moment.as_of) / MINUTE_MS);
  ends.replaceChildren(...moment.span.map((at) => make("span", {}, pretty(at).slice(5))));
}

/** @param {BarState} state */
function keyButtons(state) {
  return state.data.moment.keys.map((key) => {
    const open = () => {
      stop(state);
      state.go({ as_of: key.at });
      state.moment.panel.hidden = true;
    };
    const name = make("span", {}, key.name);
    const when = make("span", {}, `${key.level} · ${pretty(key.at).slice(5)}`);
    return make("button", { type: "button", onclick: open }, name, when);
  });
}

/** @param {BarState} state */
function togglePanel(state) {
  const { panel, field, note } = state.moment;
  panel.hidden = !panel.hidden;
  note.textContent = "";
  field.classList.remove("wrong");
  if (!panel.hidden && !state.narrow()) field.focus();
}

/**
 * @param {string} typed
 * @returns {string | null} the moment as the address carries it
 */
function readMoment(typed) {
  const found = typed.trim().match(TYPED);
  if (!found) return null;
  const [year, month, day, hour, minute] = found.slice(1).map((part) => part.padStart(2, "0"));
  const at = `${year}-${month}-${day}T${hour}:${minute}`;
  return !Number.isNaN(toMs(at)) && toText(toMs(at)) === at ? at : null; // no 30th of February
}

/**
 * @param {BarState} state
 * @param {HTMLInputElement} field
 * @param {HTMLElement} note
 */
function choose(state, field, note) {
  const at = readMoment(field.value);
  const right = at !== null && at < state.data.moment.now;
  field.classList.toggle("wrong", !right);
  note.textContent = right ? "" : state.data.text.moment_wrong;
  if (!right) return;
  stop(state);
  state.go({ as_of: at });
}

/**
 * @param {BarState} state
 * @param {number} minutes
 */
function shift(state, minutes) {
  const { moment } = state.data;
  const at = toText(toMs(moment.as_of) + minutes * MINUTE_MS);
  state.go({ as_of: at < moment.now ? at : null });
}

/** @param {BarState} state */
function togglePlay(state) {
  if (state.playing) return stop(state);
  state.playing = true;
  state.frameAt = null;
  // a played minute must not leave sixty entries behind the back button
  state.push = history.pushState;
  history.pushState = (...entry) => history.replaceState(...entry);
  drawMoment(state);
  settle(state);
}

/** @param {BarState} state */
export function stop(state) {
  if (!state.playing) return;
  state.playing = false;
  clearTimeout(state.timer);
  if (state.push) history.pushState = state.push;
  drawMoment(state);
}

// One picture, one moment. The bar comes first and the blocks follow, in a busy hour seconds later:
// from the press until the run has ended and every block bears the moment of the bar, the bar says
// that it is loading, and no frame follows.

/** @param {BarState} state */
const momentOf = (state) => (state.data.moment.past ? state.data.moment.as_of : "now");

/**
 * @param {BarState} state
 * @param {string | null | undefined} asOf
 */
export function ask(state, asOf) {
  const wanted = asOf || "now";
  if (wanted === momentOf(state)) return;
  state.wanted = wanted;
  state.wantedAt = Date.now();
  settle(state);
}

/** @param {BarState} state */
export function settle(state) {
  clearTimeout(state.settling);
  const shown = momentOf(state);
  const whole = isWhole(shown);
  const failed = document.querySelector(".ems-trouble");
  const waited = Date.now() - state.wantedAt > PATIENCE_MS;
  if (state.wanted === shown || (whole && waited)) state.wanted = null;
  const settled = whole && !state.wanted;
  if (settled) state.wholeOf = shown;
  drawLoading(state);
  if (failed) stop(state);
  if (!settled && (state.loading || state.playing))
    state.settling = setTimeout(() => settle(state), failed ? LOOK_LONG_MS : LOOK_MS);
  else if (state.playing) nextFrame(state);
}

/** @param {BarState} state */
export const isLoading = (state) => Boolean(state.wanted) || state.wholeOf !== momentOf(state);

/** @param {BarState} state */
function drawLoading(state) {
  if (isLoading(state) === state.loading) return;
  state.loading = isLoading(state);
  drawMoment(state);
  drawWatermark(state);
}

/** @param {BarState} state */
export function drawWatermark(state) {
  const { data: { text, moment }, part } = state;
  part.watermark.hidden = !moment.past;
  const mark = state.loading ? text.loading : `${text.replay} ${pretty(moment.as_of)}`;
  part.watermark.replaceChildren(...Array.from({ length: 9 }, () => make("span", {}, mark)));
}

/** @param {string} wanted */
function isWhole(wanted) {
  const [app] = all(document, '[data-testid="stApp"]');
  const [end] = all(document, ".ems-end");
  if (app?.dataset.testScriptState !== "notRunning") return false;
  if (!end || toMinute(end.dataset.of ?? "") !== wanted) return false;
  if (wanted === "now") return true;
  if (document.querySelector(".ems-chart:not([data-as-of])")) return false; // not drawn yet
  return documents().every((page) => page.readyState === "complete" && bearsOnly(page, wanted));
}

/**
 * @param {Document} page
 * @param {string} wanted
 */
const bearsOnly = (page, wanted) =>
  all(page, "[data-as-of]").every((block) => toMinute(block.dataset.asOf ?? "") === wanted);

/** The page and those in its frames (the maps); a frame that is closed to us cannot be asked. */
function documents() {
  const frames = /** @type {HTMLIFrameElement[]} */ (all(document, ".stMain iframe"));
  const pages = [document, ...frames.map((frame) => frame.contentDocument)];
  return pages.flatMap((page) => page ?? []);
}

/**
 * The next frame is asked for a second after the last was asked for, and never before that one is
 * whole.
 * @param {BarState} state
 */
function nextFrame(state) {
  clearTimeout(state.timer);
  const { moment } = state.data;
  const end = moment.span ? moment.span[1] : moment.now;
  const since = state.frameAt ? Date.now() - state.frameAt : null;
  const wait = since === null ? 0 : Math.max(STANDS_MS, FRAME_MS - since);
  state.timer = setTimeout(() => {
    const at = toText(toMs(moment.as_of) + state.speed * MINUTE_MS);
    const passes = moment.as_of < end && at > end;
    if (!moment.past || at >= moment.now || passes) return stop(state);
    state.frameAt = Date.now();
    state.go({ as_of: at });
  }, wait);
}
