// @ts-check
// The clock of a demonstration: where it stands, how fast it runs, and what whoever looks may do
// with it. The screens go on with it by themselves between two pictures.

import { make } from "./dom.js";
import { tourButton } from "./tour.js";

const TICK_MS = 500;
const SURE_MS = 5000;
const BEIJING_MS = 8 * 3600000;

/**
 * What the clock of the ledger says: that of a demonstration where it has one.
 * @param {BarState} state
 */
export function now(state) {
  const { ownClock } = state;
  return ownClock ? ownClock.now_ms + (Date.now() - ownClock.heardAt) * ownClock.speed : Date.now();
}

/** @param {number} ms */
export const beijing = (ms) => new Date(ms + BEIJING_MS).toISOString();

/**
 * @param {BarState} state
 * @param {OwnClock | null} clock
 */
export function hearClock(state, clock) {
  const practice = state.data?.practice;
  if (!practice) return;
  practice.clock = clock;
  state.ownClock = clock && {
    now_ms: Date.parse(clock.now), heardAt: Date.now(), speed: clock.speed,
  };
}

/** @param {BarState} state */
export function buildPractice(state) {
  const { data: { practice, text } } = state;
  if (!practice) return [];
  const time = make("b", { class: "time" });
  const pause = make("button", { type: "button" });
  pause.onclick = () => turn(state, { do: "run", speed: state.ownClock?.speed ? 0 : 1 });
  const speeds = practice.speeds.map((speed) => {
    const run = () => turn(state, { do: "run", speed });
    return make("button", { type: "button", onclick: run, "data-speed": speed }, `×${speed}`);
  });
  const parts = { time, pause, speeds, hours: hourChoice(state) };
  state.practice = parts;
  clearInterval(state.ticking);
  state.ticking = setInterval(() => tick(state), TICK_MS);
  return [
    make("span", { class: "mark" }, practice.clock ? text.practice : text.practice_is_today),
    time, pause, ...speeds, parts.hours, anewButton(state), todayButton(state), tourButton(state),
    make("span", { class: "note" }, text.practice_note),
  ];
}

/** @param {BarState} state */
function hourChoice(state) {
  const { data: { practice, text } } = state;
  const choice = make("select", { "aria-label": text.practice_hours });
  choice.append(make("option", { value: "" }, text.practice_hours));
  for (const hour of practice?.hours ?? []) {
    const label = `${hour.at.slice(5).replace("T", " ")} ${hour.name}`;
    choice.append(make("option", { value: hour.at }, label));
  }
  choice.onchange = () => {
    if (choice.value) turn(state, { do: "go", at: choice.value });
    choice.value = "";
  };
  return choice;
}

/**
 * What everybody did is lost: asked once more.
 * @param {BarState} state
 */
function anewButton(state) {
  const { text } = state.data;
  const button = make("button", { type: "button" }, text.practice_anew);
  /** @type {number | undefined} */
  let asking;
  const rest = () => {
    clearTimeout(asking);
    asking = undefined;
    button.textContent = text.practice_anew;
  };
  button.onclick = () => {
    if (asking) {
      rest();
      turn(state, { do: "anew" });
      return;
    }
    button.textContent = text.practice_sure;
    asking = setTimeout(rest, SURE_MS);
  };
  return button;
}

/** @param {BarState} state */
function todayButton(state) {
  const { data: { text, practice } } = state;
  const today = !practice?.clock;
  const wanted = today ? "evening" : "today";
  const button = make("button", { type: "button", class: today ? "first" : "" });
  button.textContent = today ? text.practice_evening : text.practice_today;
  button.onclick = () => turn(state, { do: wanted });
  return button;
}

/** @param {BarState} state */
function tick(state) {
  drawPractice(state);
  state.drawPill?.();
}

/** @param {BarState} state */
export function drawPractice(state) {
  const { practice: parts, ownClock, data: { text } } = state;
  if (!parts) return;
  const running = Boolean(ownClock?.speed);
  const [from, to] = state.narrow() ? [5, 16] : [0, 19]; // a phone has no room for year and second
  const said = ownClock ? beijing(now(state)).slice(from, to).replace("T", " ") : "";
  if (parts.time.textContent !== said) parts.time.textContent = said;
  parts.pause.textContent = running ? text.practice_pause : text.practice_run;
  for (const node of [parts.time, parts.pause, ...parts.speeds]) node.hidden = !ownClock;
  for (const button of parts.speeds)
    button.setAttribute("aria-pressed", String(Number(button.dataset.speed) === ownClock?.speed));
}

/**
 * @param {BarState} state
 * @param {{do: string, speed?: number, at?: string}} said
 */
async function turn(state, said) {
  const headers = { "Content-Type": "application/json" };
  try {
    const answer = await fetch("/clock", { method: "POST", headers, body: JSON.stringify(said) });
    if (!answer.ok) return;
    hearClock(state, await answer.json());
  } catch (error) {
    return; // the bar says that the server is gone
  }
  drawPractice(state);
  if (state.data.moment.past) state.go({ as_of: null });
  else state.refresh();
}
