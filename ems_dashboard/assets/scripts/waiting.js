// @ts-check
// What waits for the viewer: a count in the bar with its list, the same in the tab's title, a tone
// when it grows. A past picture asks for nothing. What is only told (a decision) counts until its
// page was seen.

import { filled, make } from "./dom.js";
import { groupButton, openGroup } from "./menu.js";

const SEEN = "ems-seen";
const MUTED = "ems-muted";
const TONED = "ems-toned";
const SEEN_KEPT = 200;
const ONE_TAB_MS = 2000;
const FORM = '.ems-grid, [class*="st-key-form-"]';

/**
 * @template T
 * @param {string} name
 * @param {T} otherwise
 * @returns {T}
 */
function kept(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null") ?? otherwise;
  } catch (error) {
    return otherwise;
  }
}

/**
 * @param {string} name
 * @param {unknown} value
 */
function keep(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch (error) {
    return; // a browser that keeps nothing
  }
}

const seenKeys = () => kept(SEEN, /** @type {string[]} */ ([]));
const isMuted = () => kept(MUTED, false);

/** @param {string[]} keys */
function see(keys) {
  const seen = seenKeys();
  const fresh = keys.filter((key) => !seen.includes(key));
  if (fresh.length) keep(SEEN, [...seen, ...fresh].slice(-SEEN_KEPT));
}

/** @param {Waiting[]} items */
export function owed(items) {
  const seen = seenKeys();
  return items.filter((item) => !item.notice || !seen.includes(item.key));
}

/** @param {BarState} state */
export function buildWaiting(state) {
  const first = make("a", { class: "ems-wait" });
  const more = groupButton("ems-wait-all", "▾");
  const list = make("div", { class: "ems-drop ems-tasks", role: "menu", hidden: "" });
  const box = make("div", { class: "ems-group ems-waiting" }, first, more, list);
  more.onclick = () => openGroup(list.hidden ? box : null);
  state.tasks = { box, first, more, list };
  return box;
}

/** @param {BarState} state */
export function drawWaiting(state) {
  const { waiting, moment, page, text } = state.data;
  const { box, first, more, list } = state.tasks;
  if (!moment.past && !document.hidden) {
    const here = waiting.filter((item) => item.notice && item.page === page);
    see(here.map((item) => item.key));
  }
  const items = owed(waiting);
  const [head] = items;
  count(state, moment.past ? [] : items);
  box.hidden = !head;
  if (!head) return;
  first.textContent = filled(text.waiting, { n: items.length });
  first.title = [head.kind, head.text, head.due].filter(Boolean).join(" · ");
  first.href = head.href;
  first.onclick = (event) => {
    if (!head.here) return;
    event.preventDefault(); // the page is open already: where on it is told instead
    openGroup(list.hidden ? box : null);
  };
  first.classList.toggle("late", items.some((item) => item.late));
  more.hidden = items.length < 2;
  more.setAttribute("aria-label", text.waiting_all);
  list.replaceChildren(...items.map(task));
}

/** @param {Waiting} item */
function task(item) {
  const due = [item.due, item.here].filter(Boolean).join(" · ");
  const told = [make("b", {}, item.kind), make("span", {}, item.text), make("em", {}, due)];
  const link = make("a", { href: item.href, class: item.late ? "late" : "" }, ...told);
  if (item.here) link.onclick = (event) => {
    event.preventDefault();
    openGroup(null);
    document.querySelector(FORM)?.scrollIntoView({ block: "start", behavior: "smooth" });
  };
  return link;
}

/**
 * Told by the page's own run, and by the stream where the tab is hidden and does not run.
 * @param {BarState} state
 * @param {Waiting[]} items
 */
export function count(state, items) {
  const keys = items.map((item) => item.key);
  const before = state.owed;
  const grew = before && (keys.length > before.length || keys.some((key) => isUrged(key, before)));
  state.owed = keys;
  drawTitle(state);
  if (grew) sound(state);
}

/**
 * @param {string} key
 * @param {string[]} before
 */
const isUrged = (key, before) => key.startsWith("reminded:") && !before.includes(key);

/** @param {BarState} state */
function drawTitle(state) {
  const shown = document.title;
  const plain = shown === state.titled ? state.title ?? "" : shown;
  const n = state.owed?.length;
  const titled = n ? filled(state.data.text.waiting_title, { n, title: plain }) : plain;
  Object.assign(state, { title: plain, titled });
  if (shown !== titled) document.title = titled;
  if (state.titles) return;
  state.titles = new MutationObserver(() => {
    if (document.title !== state.titled) drawTitle(state); // Streamlit's own
  });
  state.titles.observe(document.head, { childList: true, subtree: true, characterData: true });
}

/** @type {AudioContext | null} */
let audio = null;

// a browser lets a page sound only after a hand has touched it
for (const kind of ["pointerdown", "keydown"]) {
  document.addEventListener(kind, () => {
    const Context = window.AudioContext || window.webkitAudioContext;
    if (audio || !Context || isMuted()) return;
    audio = new Context();
  }, true);
}

/** @param {BarState} state */
function sound(state) {
  if (!audio || isMuted()) return;
  const context = audio;
  const last = kept(TONED, 0);
  const now = Date.now();
  if (now - last < ONE_TAB_MS && now >= last) return; // one tab of the browser is enough
  keep(TONED, now);
  state.toned = (state.toned || 0) + 1;
  const play = () => {
    tone(context, 660, 0);
    tone(context, 880, 0.18);
  };
  context.resume().then(play).catch(() => {}); // no loudspeaker
}

/**
 * @param {AudioContext} context
 * @param {number} hertz
 * @param {number} after_s
 */
function tone(context, hertz, after_s) {
  const source = context.createOscillator();
  const volume = context.createGain();
  const at = context.currentTime + after_s;
  source.frequency.value = hertz;
  volume.gain.setValueAtTime(0.12, at);
  volume.gain.exponentialRampToValueAtTime(0.001, at + 0.35);
  source.connect(volume).connect(context.destination);
  source.start(at);
  source.stop(at + 0.36);
}

/** @param {BarState} state */
export function soundButton(state) {
  const { text } = state.data;
  const button = make("button", { type: "button", class: "ems-sound" });
  const draw = () => {
    const muted = isMuted();
    button.textContent = text[muted ? "sound_off" : "sound_on"];
    button.setAttribute("aria-pressed", String(!muted));
  };
  button.onclick = () => {
    keep(MUTED, !isMuted());
    draw();
    if (isMuted()) return;
    keep(TONED, 0);
    sound(state); // so sounds what will be heard
  };
  draw();
  return button;
}
