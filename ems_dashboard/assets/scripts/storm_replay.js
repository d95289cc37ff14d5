// @ts-check
// The replay of a storm: a slider in the bulletins' own time with a tick for each, step by step or
// played. The next bulletin is asked for when the page has come to rest at the one before.

import { make } from "./dom.js";

const FRAME_MS = 800;
const LOOK_MS = 120;
const MINUTE_MS = 60000;

/** @param {string} moment */
const minutes = (moment) => Math.round(Date.parse(moment) / MINUTE_MS);

/**
 * @param {StormMapState} state
 * @param {(moment: string) => void} ask
 */
export function drawReplay(state, ask) {
  const { moments, chosen, text } = state.data;
  state.ask = ask;
  if (!state.slider) build(state);
  const { slider, ticks, label, play } = /** @type {StormReplay} */ (state.slider);
  const [first, last] = [minutes(moments[0][0]), minutes(moments[moments.length - 1][0])];
  slider.min = String(first);
  slider.max = String(Math.max(first + 1, last));
  slider.value = String(minutes(chosen));
  const share = (/** @type {string} */ moment) =>
    ((minutes(moment) - first) / Math.max(1, last - first)) * 100;
  const marks = moments.map(([moment]) => {
    const style = `left:${share(moment).toFixed(2)}%`;
    return make("i", { style, class: moment === chosen ? "now" : "" });
  });
  ticks.replaceChildren(...marks);
  label.textContent = said(state, chosen);
  slider.setAttribute("aria-valuetext", label.textContent);
  play.textContent = (state.playing ? "❚❚ " : "▶ ") + (state.playing ? text.stop : text.play);
  state.replay.hidden = moments.length < 2;
}

/**
 * @param {StormMapState} state
 * @param {string} moment
 */
function said({ data }, moment) {
  const index = data.moments.findIndex(([each]) => each === moment);
  const [, name] = data.moments[Math.max(0, index)];
  return `${data.text.shown} ${name} (${index + 1}/${data.moments.length})`;
}

/** @param {StormMapState} state */
function build(state) {
  const { text } = state.data;
  const slider = make("input", { type: "range", step: 1, "aria-label": text.replay });
  const ticks = make("div", { class: "ticks", "aria-hidden": "true" });
  const label = make("output", {});
  const button = (/** @type {string} */ name, /** @type {() => void} */ onclick) =>
    make("button", { type: "button", onclick }, name);
  const play = button("", () => toggle(state));
  const before = button("‹ " + text.before, () => step(state, -1));
  const after = button(text.after + " ›", () => step(state, 1));
  slider.oninput = () => { label.textContent = said(state, nearest(state, Number(slider.value))); };
  slider.onchange = () => {
    state.playing = false;
    go(state, nearest(state, Number(slider.value)));
  };
  state.replay.append(play, before, make("div", { class: "rail" }, ticks, slider), after, label);
  state.slider = { slider, ticks, label, play };
}

/**
 * @param {StormMapState} state
 * @param {number} at in minutes
 */
function nearest({ data }, at) {
  const off = (/** @type {string} */ moment) => Math.abs(minutes(moment) - at);
  return data.moments.reduce((best, each) => (off(each[0]) < off(best[0]) ? each : best))[0];
}

/**
 * @param {StormMapState} state
 * @param {string} moment
 */
function go(state, moment) {
  if (moment !== state.data.chosen) state.ask?.(moment);
}

/**
 * @param {StormMapState} state
 * @param {number} by
 * @returns {boolean} whether there is another one
 */
function step(state, by) {
  const { moments, chosen } = state.data;
  const next = moments[moments.findIndex(([each]) => each === chosen) + by];
  if (next) go(state, next[0]);
  return Boolean(next);
}

/** @param {StormMapState} state */
function toggle(state) {
  state.playing = !state.playing;
  const { moments, chosen } = state.data;
  const atEnd = moments[moments.length - 1][0] === chosen;
  if (state.playing && atEnd) go(state, moments[0][0]);
  drawReplay(state, /** @type {(moment: string) => void} */ (state.ask));
  if (state.playing) setTimeout(() => next(state), FRAME_MS);
}

/** @param {StormMapState} state */
function next(state) {
  if (!state.playing || !state.box.isConnected) return;
  const app = /** @type {HTMLElement | null} */ (document.querySelector('[data-testid="stApp"]'));
  if (app?.dataset.testScriptState !== "notRunning") {
    setTimeout(() => next(state), LOOK_MS);
    return;
  }
  state.playing = step(state, 1);
  if (state.playing) setTimeout(() => next(state), FRAME_MS);
  else drawReplay(state, /** @type {(moment: string) => void} */ (state.ask));
}
