// The moment of the picture: now or a past one, by steps, by choice, by a slider over the incident, or played.
const EMS_MINUTE = 60000;
const emsToMs = (text) => Date.parse(text + ":00Z"); // wall-clock arithmetic; the zone never enters
const emsToText = (ms) => new Date(ms).toISOString().slice(0, 16);
const EMS_FRAME = 1000, EMS_STANDS = 400, EMS_LOOK = 60, EMS_LOOK_LONG = 1000, EMS_PATIENCE = 5000; // ms
const emsPretty = (text) => text.replace("T", " ");

function emsBuildMoment(state) {
  const { text } = state.data;
  const shift = (minutes) => () => emsShift(state, minutes);
  const step = (key, minutes, shown) => emsNode("button", { type: "button", class: shown, onclick: shift(minutes) }, text[key]);
  const pill = emsNode("button", { type: "button", class: "pill", "aria-haspopup": "dialog", onclick: () => emsPanel(state) });
  const play = emsNode("button", { type: "button", class: "mid", onclick: () => emsPlay(state) });
  const back = emsNode("button", { type: "button", onclick: () => { emsStop(state); state.go({ as_of: null }); } }, text.back);
  const panel = emsNode("div", { class: "ems-panel", role: "dialog", "aria-label": text.moment_title, hidden: "" });
  const box = emsNode("div", { class: "ems-moment" },
    step("earlier_hour", -60, "wide"), step("earlier", -10, "mid"), pill, step("later", 10, "mid forward"),
    step("later_hour", 60, "wide forward"), play, back, panel);
  state.moment = { box, pill, play, back, panel, ...emsFillPanel(state, panel, step) };
  document.addEventListener("pointerdown", (event) => { if (!box.contains(event.target)) panel.hidden = true; });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") panel.hidden = true; });
  return box;
}

function emsFillPanel(state, panel, step) {
  const { text } = state.data;
  const field = emsNode("input", { type: "text", inputmode: "numeric", placeholder: text.moment_format,
    "aria-label": text.moment_title, autocomplete: "off" });
  const note = emsNode("div", { class: "wrong-note", role: "alert" });
  const show = () => emsChoose(state, field, note);
  field.onkeydown = (event) => { if (event.key === "Enter") show(); };
  const slider = emsNode("input", { type: "range", step: 10, "aria-label": text.moment_title });
  slider.oninput = () => { field.value = emsPretty(emsToText(slider.value * EMS_MINUTE)); };
  slider.onchange = show;
  const ends = emsNode("div", { class: "ends" });
  const speed = emsNode("select", { "aria-label": text.play });
  for (const minutes of [10, 60, 180]) speed.append(emsNode("option", { value: minutes }, text["speed" + minutes]));
  speed.value = state.speed;
  speed.onchange = () => { state.speed = Number(speed.value); };
  const play = emsNode("button", { type: "button", onclick: () => emsPlay(state) });
  const keys = emsNode("div", { class: "keys" });
  panel.append(
    emsNode("h4", {}, text.moment_title),
    emsNode("div", { class: "row" }, field, emsNode("button", { type: "button", onclick: show }, text.moment_go)), note,
    slider, ends,
    emsNode("div", { class: "row" }, step("earlier_hour", -60), step("earlier", -10), step("later", 10, "forward"),
      step("later_hour", 60, "forward")),
    emsNode("div", { class: "row" }, play, speed),
    emsNode("h4", {}, text.keys_title), keys);
  return { field, note, slider, ends, keys, panelPlay: play };
}

function emsDrawMoment(state) {
  const { data: { moment, text }, moment: part } = state;
  const { box, pill, play, back, slider, ends, field, keys } = part;
  box.classList.toggle("past", moment.past);
  if (!state.loading && pill.offsetWidth) box.style.setProperty("--ems-pill", pill.offsetWidth + "px");
  box.classList.toggle("loading", state.loading);
  pill.textContent = state.loading ? text.loading : moment.past ? emsPretty(moment.as_of).slice(state.narrow() ? 5 : 0) : `${text.now} ${moment.now.slice(11)}`;
  pill.title = text.moment_title;
  back.hidden = !moment.past;
  for (const button of box.querySelectorAll(".forward")) button.disabled = !moment.past;
  for (const button of [play, part.panelPlay]) {
    button.textContent = state.playing ? "❚❚ " + text.stop : "▶ " + text.play;
    button.disabled = !moment.past && !state.playing;
  }
  if (document.activeElement !== field) field.value = emsPretty(moment.as_of);
  slider.hidden = ends.hidden = !moment.span;
  if (moment.span && document.activeElement !== slider) {
    [slider.min, slider.max] = moment.span.map((at) => emsToMs(at) / EMS_MINUTE);
    slider.value = emsToMs(moment.as_of) / EMS_MINUTE;
    ends.replaceChildren(...moment.span.map((at) => emsNode("span", {}, emsPretty(at).slice(5))));
  }
  keys.replaceChildren(...emsKeys(state));
}

const emsKeys = (state) => state.data.moment.keys.map((key) =>
  emsNode("button", { type: "button", onclick: () => { emsStop(state); state.go({ as_of: key.at }); state.moment.panel.hidden = true; } },
    emsNode("span", {}, key.name), emsNode("span", {}, `${key.level} · ${emsPretty(key.at).slice(5)}`)));

function emsPanel(state) {
  const { panel, field, note } = state.moment;
  panel.hidden = !panel.hidden;
  note.textContent = "";
  field.classList.remove("wrong");
  if (!panel.hidden && !state.narrow()) field.focus();
}

function emsChoose(state, field, note) {
  const found = field.value.trim().match(/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]+(\d{1,2})[::](\d{2})$/);
  const [year, month, day, hour, minute] = found ? found.slice(1).map((part) => part.padStart(2, "0")) : [];
  const at = `${year}-${month}-${day}T${hour}:${minute}`;
  const right = found && !Number.isNaN(emsToMs(at)) && emsToText(emsToMs(at)) === at && at < state.data.moment.now;
  field.classList.toggle("wrong", !right);
  note.textContent = right ? "" : state.data.text.moment_wrong;
  if (!right) return;
  emsStop(state);
  state.go({ as_of: at });
}

function emsShift(state, minutes) {
  const { moment } = state.data;
  const at = emsToText(emsToMs(moment.as_of) + minutes * EMS_MINUTE);
  state.go({ as_of: at < moment.now ? at : null });
}

function emsPlay(state) {
  if (state.playing) return emsStop(state);
  state.playing = true;
  state.frameAt = null;
  state.push = history.pushState; // a played minute must not leave sixty entries behind the back button
  history.pushState = function (...args) { return history.replaceState(...args); };
  emsDrawMoment(state);
  emsSettle(state);
}

function emsStop(state) {
  if (!state.playing) return;
  state.playing = false;
  clearTimeout(state.timer);
  history.pushState = state.push;
  emsDrawMoment(state);
}

// One picture, one moment. The bar comes first and the blocks follow, in a busy hour seconds later: from the press until
// the run has ended and every block bears the moment of the bar, the bar says that it is loading, and no frame follows.
const emsMomentOf = (state) => state.data.moment.past ? state.data.moment.as_of : "now";

function emsAsk(state, asOf) {
  const wanted = asOf || "now";
  if (wanted === emsMomentOf(state)) return;
  state.wanted = wanted;
  state.wantedAt = Date.now();
  emsSettle(state);
}

function emsSettle(state) {
  clearTimeout(state.settling);
  const shown = emsMomentOf(state), whole = emsWhole(shown), failed = document.querySelector(".ems-trouble");
  if (state.wanted === shown || (whole && Date.now() - state.wantedAt > EMS_PATIENCE)) state.wanted = null;
  const settled = whole && !state.wanted;
  if (settled) state.wholeOf = shown;
  emsDrawLoading(state);
  if (failed) emsStop(state);
  if (!settled && (state.loading || state.playing))
    state.settling = setTimeout(() => emsSettle(state), failed ? EMS_LOOK_LONG : EMS_LOOK);
  else if (state.playing) emsNextFrame(state);
}

const emsIsLoading = (state) => Boolean(state.wanted) || state.wholeOf !== emsMomentOf(state);

function emsDrawLoading(state) {
  if (emsIsLoading(state) === state.loading) return;
  state.loading = emsIsLoading(state);
  emsDrawMoment(state);
  emsDrawMark(state);
}

function emsWhole(wanted) {
  const app = document.querySelector('[data-testid="stApp"]'), end = document.querySelector(".ems-end");
  if (app?.dataset.testScriptState !== "notRunning" || !end || emsMinute(end.dataset.of) !== wanted) return false;
  if (wanted !== "now" && document.querySelector(".ems-chart:not([data-as-of])")) return false; // not drawn yet
  return wanted === "now" || emsPages().every((page) => page.readyState === "complete"
    && [...page.querySelectorAll("[data-as-of]")].every((block) => emsMinute(block.dataset.asOf) === wanted));
}

const emsMinute = (moment) => moment.slice(0, 16);
// the page and those in its frames (the maps); a frame that is closed to us cannot be asked
const emsPages = () => [document, ...[...document.querySelectorAll(".stMain iframe")].map((frame) => frame.contentDocument)]
  .filter(Boolean);

// the next frame is asked for a second after the last was asked for, and never before that one is whole
function emsNextFrame(state) {
  clearTimeout(state.timer);
  const { moment } = state.data, end = moment.span ? moment.span[1] : moment.now;
  const wait = state.frameAt ? Math.max(EMS_STANDS, EMS_FRAME - (Date.now() - state.frameAt)) : 0;
  state.timer = setTimeout(() => {
    const at = emsToText(emsToMs(moment.as_of) + state.speed * EMS_MINUTE);
    if (!moment.past || at >= moment.now || (moment.as_of < end && at > end)) return emsStop(state);
    state.frameAt = Date.now();
    state.go({ as_of: at });
  }, wait);
}
