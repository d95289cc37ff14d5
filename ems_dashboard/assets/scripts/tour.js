// @ts-check
// The guided tour of a demonstration: a sheet that goes with the viewer from page to page, by whose
// side everything can be tried. Where it stands is the browser's own.

import { filled, make } from "./dom.js";

const KEPT = "ems-tour";
const LOOK_MS = 700;

/** @returns {number | null} the stop, null where nobody follows the tour */
function stopKept() {
  const kept = localStorage.getItem(KEPT);
  return kept === null || kept === "" ? null : Number(kept);
}

/**
 * @param {BarState} state
 * @param {number | null} at
 */
function keep(state, at) {
  localStorage.setItem(KEPT, at === null ? "" : String(at));
  drawTour(state);
  const stop = at === null ? null : state.tour?.stops[at];
  if (stop && stop.page !== state.data.page) state.go({ page: stop.page });
}

/**
 * @param {BarState} state
 * @returns {HTMLElement} what opens it
 */
export function tourButton(state) {
  const button = make("button", { type: "button", class: "tour" }, state.data.text.practice_tour);
  button.onclick = () => keep(state, stopKept() ?? 0);
  return button;
}

/** @param {BarState} state */
async function load(state) {
  if (state.tour?.lang === state.data.lang || state.tourAsked === state.data.lang) return;
  state.tourAsked = state.data.lang;
  const answer = await fetch(`/tour?lang=${state.data.lang}`);
  if (!answer.ok) return;
  state.tour = { lang: state.data.lang, ...(await answer.json()) };
  drawTour(state);
}

/** @param {BarState} state */
export function drawTour(state) {
  const at = state.data.practice ? stopKept() : null;
  const { part: { tour: sheet } } = state;
  clearTimeout(state.pointing);
  if (at === null) {
    sheet.hidden = true;
    point("");
    return;
  }
  load(state);
  const stop = state.tour?.stops[at];
  if (!stop) return;
  const shown = `${state.data.lang} ${at} ${state.data.page}`;
  if (sheet.dataset.shown !== shown) sheet.replaceChildren(...filledSheet(state, at));
  sheet.dataset.shown = shown;
  sheet.hidden = false;
  const isThere = state.data.page === stop.page;
  const look = () => {
    point(isThere ? stop.point : "");
    state.pointing = setTimeout(look, LOOK_MS);
  };
  look();
}

/**
 * The page may be drawn anew at any time, so what is pointed at is looked for again.
 * @param {string} selector
 */
function point(selector) {
  const wanted = selector ? document.querySelector(selector) : null;
  for (const node of document.querySelectorAll(".ems-pointed"))
    if (node !== wanted) node.classList.remove("ems-pointed");
  wanted?.classList.add("ems-pointed");
}

/**
 * @param {BarState} state
 * @param {number} at
 */
function filledSheet(state, at) {
  const { tour } = state;
  if (!tour) return [];
  const { stops, text, wall } = tour;
  const stop = stops[at];
  const last = at === stops.length - 1;
  const step = filled(text.step, { n: String(at + 1), of: String(stops.length) });
  /** @param {number | null} to */
  const going = (to) => () => keep(state, to);
  const leave = { type: "button", class: "quiet", onclick: going(null) };
  const back = make("button", { type: "button", onclick: going(at - 1) }, text.back);
  const onward = { type: "button", class: "first", onclick: going(last ? null : at + 1) };
  const buttons = [
    ...(at > 0 ? [back] : []),
    make("button", onward, last ? text.end : text.next),
    ...(last ? [] : [make("button", leave, text.leave)]),
  ];
  const away = stop.page !== state.data.page;
  const here = make("button", { type: "button", onclick: going(at) }, text.here);
  const opened = { href: wall.href, target: "_blank", rel: "noopener" };
  return [
    make("p", { class: "step" }, step),
    make("h4", {}, stop.title),
    make("p", {}, stop.seen),
    make("p", { class: "do" }, make("b", {}, text.press), " ", stop.do),
    ...(last ? [make("p", {}, make("a", opened, wall.label))] : []),
    ...(away ? [here] : []),
    make("div", { class: "row" }, ...buttons),
  ];
}
