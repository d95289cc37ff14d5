// @ts-check
// Listens for new versions and asks for a rerun only when the page shows something else. Nothing
// here polls.

import { all, filled } from "./dom.js";
import { stop } from "./moment.js";
import { hearClock, now } from "./practice.js";
import { openStream } from "./stream.js";
import { count, owed } from "./waiting.js";

const SILENT_MS = 9000;
const GRACE_MS = 2000;
const AGAIN_MS = 4000;
const HAND_MS = 400;
const LATER_MS = 200;
const ASKED_MS = 3000;

/** @param {BarState} state */
export function listen(state) {
  if (state.stream) return;
  state.heardAt = Date.now();
  const isPerson = () => Boolean(state.data.person);
  state.stream = openStream("/events", (told) => hear(state, told), isPerson);
  setInterval(() => watch(state), 1000);
  document.addEventListener("visibilitychange", () => {
    state.heardAt = Date.now();
    state.failedAt = 0;
    compare(state); // of whom the stream told while the page was hidden
  });
}

/** @param {BarState} state */
function watch(state) {
  if (document.hidden) return; // nothing is heard, and nobody looks
  if (state.lost === "refused") return; // nor is anything expected
  const now = Date.now();
  const silent = now - state.heardAt > SILENT_MS;
  if (silent || (state.failedAt && now - state.failedAt > GRACE_MS)) setLost(state, "lost");
  tryAgain(state, now);
}

/**
 * @param {BarState} state
 * @param {Told} told
 */
function hear(state, { kind, data }) {
  if (kind === "failed") {
    state.failedAt ||= Date.now();
    return;
  }
  if (kind === "refused") {
    setLost(state, "refused");
    return;
  }
  if (kind === "waiting") {
    if (document.hidden && !state.data.moment.past) count(state, owed(data));
    return;
  }
  state.heardAt = Date.now();
  state.failedAt = 0;
  const said = JSON.parse(data);
  if (said.clock) hearClock(state, said.clock);
  if (kind === "version") state.pushed = said;
  else setLost(state, said === "ok" ? "" : said); // the server is there, its database is not whole
  if (state.lost !== "away") compare(state);
}

/**
 * A run that the database failed is drawn anew once it answers: the version alone would not ask
 * for it.
 * @param {BarState} state
 * @param {number} now
 */
async function tryAgain(state, now) {
  const failed = document.querySelector(".ems-trouble[data-again]");
  if (!failed || now - (state.triedAt || 0) < AGAIN_MS) return;
  state.triedAt = now;
  try {
    if ((await fetch("/health")).ok) location.reload();
  } catch (error) {
    return; // nor does the server
  }
}

/**
 * @param {BarState} state
 * @param {Lost} lost
 */
function setLost(state, lost) {
  if ((state.lost || "") === lost) return;
  state.lost = lost;
  if (lost) stop(state);
  state.drawLive?.();
}

/** @param {BarState} state */
export function compare(state) {
  const { pushed, data } = state;
  if (!pushed || !data || document.hidden) return;
  const { shown, moment } = data;
  if (moment.past) {
    const fresh = pushed.version !== shown.version && pushed.version !== state.settled;
    if (fresh) comparePast(state, pushed.version);
    return;
  }
  const moved = pushed.version !== shown.version;
  if (moved || (pushed.stamp && pushed.stamp !== shown.stamp)) refresh(state);
}

/**
 * A past picture changes only when history is imported: asks for its identity, once per version.
 * @param {BarState} state
 * @param {number} version
 */
async function comparePast(state, version) {
  const { moment, shown } = state.data;
  state.settled = version;
  try {
    const answer = await fetch(`/stamp?as_of=${encodeURIComponent(moment.as_of)}`);
    const now = await answer.json();
    const same = state.data.moment.as_of === moment.as_of;
    if (same && now.stamp !== shown.stamp) refresh(state);
  } catch (error) {
    state.settled = null; // the server went away meanwhile: asked again with the next sign of life
  }
}

let handAt = 0;
for (const kind of ["pointerdown", "keydown", "click"]) {
  document.addEventListener(kind, () => {
    handAt = Date.now();
  }, true);
}

/**
 * A run under way may be the one that answers a press, and a hand that has just moved is about to
 * cause one: a push would stop that run, so it waits for its end.
 */
function isBusy() {
  const app = /** @type {HTMLElement | null} */ (document.querySelector('[data-testid="stApp"]'));
  return Date.now() - handAt < HAND_MS || app?.dataset.testScriptState !== "notRunning";
}

/** @param {BarState} state */
function refresh(state) {
  if (isBusy()) {
    clearTimeout(state.later);
    state.later = setTimeout(() => compare(state), LATER_MS);
    return;
  }
  const wanted = JSON.stringify(state.pushed);
  const now = Date.now();
  if (state.asked === wanted && now - state.askedAt < ASKED_MS) return;
  state.asked = wanted;
  state.askedAt = now;
  state.refresh();
}

/**
 * Ages tick in the browser: any element with data-age-since="ISO moment" says how old it is.
 * @param {BarState} state
 */
export function drawAges(state) {
  for (const node of all(document, "[data-age-since]")) {
    const minutes = Math.floor((now(state) - Date.parse(node.dataset.ageSince ?? "")) / 60000);
    if (Number.isNaN(minutes)) continue;
    const said = age(state.data.text, minutes);
    if (node.textContent !== said) node.textContent = said;
  }
}

/**
 * @param {Texts} text
 * @param {number} minutes
 */
function age(text, minutes) {
  if (minutes < 1) return text.age_now;
  if (minutes < 60) return filled(text.age_minutes, { n: minutes });
  if (minutes < 2880) return filled(text.age_hours, { n: Math.floor(minutes / 60) });
  return filled(text.age_days, { n: Math.floor(minutes / 1440) });
}
