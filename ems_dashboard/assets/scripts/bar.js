// @ts-check
// The bar: name, menu, moment, connection, language. Built once, then only what changed is drawn.

import { make, the } from "./dom.js";
import { compare, drawAges, listen } from "./live.js";
import { hearMaps } from "./levels.js";
import { drawMenu } from "./menu.js";
import { ask, buildMoment, drawMoment, drawWatermark, isLoading, settle } from "./moment.js";
import { drawPerson } from "./person.js";
import { buildPractice, drawPractice, hearClock } from "./practice.js";
import { drawTour } from "./tour.js";
import { translate } from "./translate.js";
import { buildWaiting, drawWaiting } from "./waiting.js";

const NARROW_PX = 760;
const AGES_MS = 20000;

/**
 * @param {BarState} state
 * @param {HTMLElement} root
 */
function build(state, root) {
  const { text } = state.data;
  const part = (state.part = {
    nav: make("nav", { class: "ems-nav", "aria-label": text.menu }),
    live: make("span", { class: "ems-live", role: "status" }, make("span", { class: "word" })),
    age: make("span", { class: "ems-age" }),
    waiting: buildWaiting(state),
    sample: make("span", { class: "ems-sample" }, text.sample),
    person: make("div", { class: "ems-person" }),
    lang: make("button", { type: "button", class: "ems-lang" }, text.other_language),
    strip: make("div", { class: "ems-strip" }),
    watermark: make("div", { class: "ems-watermark", "aria-hidden": "true" }),
    tour: make("aside", { class: "ems-tour", hidden: "" }),
    lostNote: make("div", { class: "ems-lost-note", role: "alert", hidden: "" }),
  });
  part.lang.onclick = () => changeLanguage(state);
  const full = make("span", { class: "full" }, text.product);
  const short = make("span", { class: "short" }, text.product_short);
  const name = make("span", { class: "ems-name" }, full, short);
  const status = make("div", { class: "ems-state" }, part.sample, part.age, part.live);
  const parts = [name, part.nav, part.waiting, status, buildMoment(state), part.lang, part.person];
  const bar = make("header", { class: "ems-bar" }, ...parts);
  state.bar = bar;
  root.replaceChildren(bar, part.strip, part.watermark, part.tour, part.lostNote);
  keepHeight(bar, "--ems-bar", () => fit(bar));
  keepHeight(part.strip, "--ems-strip");
}

/** @param {BarState} state */
function changeLanguage(state) {
  const lang = state.data.lang === "zh" ? "en" : "zh";
  document.cookie = `ems_lang=${lang}; path=/; max-age=31536000; SameSite=Lax`;
  state.go({ lang });
}

/**
 * @param {HTMLElement} node
 * @param {string} variable of the style sheets
 * @param {() => void} [before]
 */
function keepHeight(node, variable, before) {
  new ResizeObserver(() => {
    before?.();
    document.documentElement.style.setProperty(variable, node.offsetHeight + "px");
  }).observe(node);
}

/**
 * Where the words are long or much waits, the steps through time go first, then the name: never
 * the way out.
 * @param {HTMLElement} bar
 */
function fit(bar) {
  for (const crowd of ["0", "1", "2"]) {
    bar.dataset.crowd = crowd;
    if (bar.scrollWidth <= bar.clientWidth) return;
  }
}

/** @param {BarState} state */
function draw(state) {
  const { data, part } = state;
  const { text } = data;
  drawMenu(state, part.nav);
  drawPerson(state, part.person);
  drawWaiting(state);
  part.sample.hidden = !data.sample;
  const version = text.version.replace("{n}", data.shown.version.toLocaleString("en"));
  const since = make("span", { "data-age-since": data.written_at || "" });
  part.age.replaceChildren(version, " · ", since);
  drawWatermark(state);
  drawStrip(state);
  state.drawLive = () => drawLive(state);
  drawLive(state);
  drawMoment(state);
  drawAges(state);
  fit(state.bar);
}

/**
 * Where nothing is open the gravest hours are offered; a demonstration has its clock there.
 * @param {BarState} state
 */
function drawStrip(state) {
  const { data, part: { strip } } = state;
  const { text, moment, practice } = data;
  const offered = !moment.past && !data.open && moment.keys.length > 0;
  const own = practice && `${data.lang} ${Boolean(practice.clock)}`;
  strip.hidden = !offered && !practice;
  strip.classList.toggle("practice", Boolean(practice));
  if (!own) strip.replaceChildren(make("span", {}, text.nothing_open), ...chiefButtons(state));
  else if (strip.dataset.own !== own) strip.replaceChildren(...buildPractice(state));
  strip.dataset.own = own ?? "";
  drawPractice(state);
  drawTour(state);
}

/** @param {BarState} state */
function chiefButtons(state) {
  const chief = state.data.moment.keys.filter((key) => key.chief);
  return chief.map((key) => {
    const open = () => state.go({ as_of: key.at });
    return make("button", { type: "button", onclick: open }, `${key.name} · ${key.level}`);
  });
}

/** @param {BarState} state */
function drawLive(state) {
  const { data: { text }, part, lost } = state;
  part.live.classList.toggle("lost", Boolean(lost));
  the(part.live, ".word").textContent = text[lost || "live"];
  const here = encodeURIComponent(location.pathname + location.search);
  const enter = make("a", { href: `/sign-in?next=${here}` }, text.sign_in);
  const said = text[`${lost || "lost"}_note`];
  part.lostNote.replaceChildren(...(lost === "refused" ? [said, " ", enter] : [said]));
  part.lostNote.hidden = !lost;
}

/** @param {Component<BarData>} component */
export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  const root = the(parentElement, ".ems-frame");
  const narrow = () => window.innerWidth <= NARROW_PX;
  const state = (window.emsFrame ??= /** @type {BarState} */ ({ speed: 60, narrow }));
  const changed = state.data?.lang !== data.lang;
  state.data = data;
  hearClock(state, data.practice?.clock ?? null);
  state.go = (change) => {
    if ("as_of" in change) ask(state, change.as_of);
    setTriggerValue("go", { ...state.data.address, ...change });
  };
  state.refresh = () => setTriggerValue("version", Date.now());
  if (state.root !== root || changed) {
    state.root = root;
    build(state, root);
  }
  document.documentElement.classList.toggle("ems-desk", data.theme === "desk");
  state.loading = isLoading(state);
  document.documentElement.lang = data.lang === "zh" ? "zh-CN" : "en";
  draw(state);
  translate(data.builtin);
  listen(state);
  compare(state);
  settle(state);
  if (!state.clock) hearMaps((unit) => state.go({ page: "overview", unit }));
  state.clock ??= setInterval(() => drawAges(state), AGES_MS);
}
