// The bar: name, menu, moment, connection, language. Built once, then only what changed is drawn.
function emsNode(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null) continue;
    if (typeof value === "function") node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

const emsQuery = (address) =>
  new URLSearchParams(Object.entries(address).filter(([, value]) => value)).toString().replaceAll("%3A", ":");
const emsHref = (page, address) => `${page}${emsQuery(address) ? "?" + emsQuery(address) : ""}`;

function emsBuild(state, root) {
  const { data } = state, { text } = data;
  const part = (state.part = {
    nav: emsNode("nav", { class: "ems-nav", "aria-label": text.menu }),
    live: emsNode("span", { class: "ems-live", role: "status" }, emsNode("span", { class: "word" })),
    age: emsNode("span", { class: "ems-age" }),
    waiting: emsBuildWaiting(state),
    sample: emsNode("span", { class: "ems-sample" }, text.sample),
    person: emsNode("div", { class: "ems-person" }),
    lang: emsNode("button", { type: "button", class: "ems-lang" }, text.other_language),
    strip: emsNode("div", { class: "ems-strip" }),
    watermark: emsNode("div", { class: "ems-watermark", "aria-hidden": "true" }),
    lostNote: emsNode("div", { class: "ems-lost-note", role: "alert", hidden: "" }),
  });
  part.lang.onclick = () => {
    const lang = state.data.lang === "zh" ? "en" : "zh";
    document.cookie = `ems_lang=${lang}; path=/; max-age=31536000; SameSite=Lax`;
    state.go({ lang });
  };
  const name = emsNode("span", { class: "ems-name" }, emsNode("span", { class: "full" }, text.product),
    emsNode("span", { class: "short" }, text.product_short));
  const status = emsNode("div", { class: "ems-state" }, part.sample, part.age, part.live);
  const bar = emsNode("header", { class: "ems-bar" }, name, part.nav, part.waiting, status, emsBuildMoment(state), part.lang, part.person);
  part.bar = bar;
  root.replaceChildren(bar, part.strip, part.watermark, part.lostNote);
  new ResizeObserver(() => {
    emsFit(bar);
    document.documentElement.style.setProperty("--ems-bar", bar.offsetHeight + "px");
  }).observe(bar);
  new ResizeObserver(() => document.documentElement.style.setProperty("--ems-strip", part.strip.offsetHeight + "px"))
    .observe(part.strip);
}

// where the words are long or much waits, the steps through time go first, then the name: never the way out
function emsFit(bar) {
  for (const crowd of ["0", "1", "2"]) {
    bar.dataset.crowd = crowd;
    if (bar.scrollWidth <= bar.clientWidth) return;
  }
}

function emsDraw(state) {
  const { data, part } = state, { text, moment } = data;
  emsDrawMenu(state, part.nav);
  emsDrawPerson(state, part.person);
  emsDrawWaiting(state);
  part.sample.hidden = !data.sample;
  part.age.replaceChildren(text.version.replace("{n}", data.shown.version.toLocaleString("en")), " · ",
    emsNode("span", { "data-age-since": data.written_at || "" }));
  emsDrawMark(state);
  part.strip.hidden = moment.past || data.open || !moment.keys.length;
  part.strip.replaceChildren(emsNode("span", {}, text.nothing_open), ...moment.keys.filter((key) => key.chief).map((key) =>
    emsNode("button", { type: "button", onclick: () => state.go({ as_of: key.at }) }, `${key.name} · ${key.level}`)));
  state.drawLive = () => emsDrawLive(state);
  emsDrawLive(state);
  emsDrawMoment(state);
  emsAges(state);
  emsFit(part.bar);
}

function emsDrawMark(state) {
  const { data: { text, moment }, part } = state;
  part.watermark.hidden = !moment.past;
  const mark = state.loading ? text.loading : `${text.replay} ${emsPretty(moment.as_of)}`;
  part.watermark.replaceChildren(...Array.from({ length: 9 }, () => emsNode("span", {}, mark)));
}

function emsDrawLive(state) {
  const { data: { text }, part } = state;
  part.live.classList.toggle("lost", Boolean(state.lost));
  part.live.firstChild.textContent = text[state.lost || "live"];
  part.lostNote.textContent = text[`${state.lost || "lost"}_note`];
  part.lostNote.hidden = !state.lost;
}

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  const root = parentElement.querySelector(".ems-frame");
  const state = (window.emsFrame ??= { speed: 60, narrow: () => window.innerWidth <= 760 });
  const changed = state.data?.lang !== data.lang;
  state.data = data;
  state.go = (change) => {
    if ("as_of" in change) emsAsk(state, change.as_of);
    setTriggerValue("go", { ...state.data.address, ...change });
  };
  state.refresh = () => setTriggerValue("version", Date.now());
  if (state.root !== root || changed) {
    state.root = root;
    emsBuild(state, root);
  }
  document.documentElement.classList.toggle("ems-desk", data.theme === "desk");
  state.loading = emsIsLoading(state);
  document.documentElement.lang = data.lang === "zh" ? "zh-CN" : "en";
  emsDraw(state);
  emsTranslate(state);
  emsListen(state);
  emsCompare(state);
  emsSettle(state);
  state.clock ??= setInterval(() => emsAges(state), 20000);
}
