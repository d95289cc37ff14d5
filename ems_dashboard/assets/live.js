// Listens for new versions and asks for a rerun only when the page shows something else. Nothing here polls.
const EMS_SILENCE = 9000, EMS_GRACE = 2000, EMS_AGAIN = 4000;

function emsListen(state) {
  if (state.stream) return;
  state.heardAt = Date.now();
  state.stream = emsStream("/events", (told) => emsHear(state, told), () => Boolean(state.data.person));
  setInterval(() => {
    if (document.hidden) return; // nothing is heard, and nobody looks
    const now = Date.now(), silent = now - state.heardAt > EMS_SILENCE;
    if (silent || (state.failedAt && now - state.failedAt > EMS_GRACE)) emsSetLost(state, "lost");
    emsTryAgain(state, now);
  }, 1000);
  document.addEventListener("visibilitychange", () => {
    state.heardAt = Date.now();
    state.failedAt = 0;
    emsCompare(state); // of whom the stream told while he was hidden
  });
}

function emsHear(state, { kind, data }) {
  if (kind === "failed") { state.failedAt ||= Date.now(); return; }
  if (kind === "waiting") {
    if (document.hidden && !state.data.moment.past) emsCount(state, emsOwed(data));
    return;
  }
  state.heardAt = Date.now();
  state.failedAt = 0;
  emsSetLost(state, kind === "blind" ? "blind" : ""); // blind: the server is there, its database is not
  if (kind === "version") state.pushed = JSON.parse(data);
  if (kind !== "blind") emsCompare(state);
}

// a run that the database failed is drawn anew once it answers: the version alone would not ask for it
async function emsTryAgain(state, now) {
  if (!document.querySelector(".ems-trouble[data-again]") || now - (state.triedAt || 0) < EMS_AGAIN) return;
  state.triedAt = now;
  try {
    if ((await fetch("/health")).ok) location.reload();
  } catch (error) { return; } // nor does the server
}

function emsSetLost(state, lost) {
  if ((state.lost || "") === lost) return;
  state.lost = lost;
  if (lost) emsStop(state);
  state.drawLive?.();
}

function emsCompare(state) {
  const { pushed, data } = state;
  if (!pushed || !data || document.hidden) return;
  const { shown, moment } = data;
  if (!moment.past) {
    if (pushed.version !== shown.version || (pushed.stamp && pushed.stamp !== shown.stamp)) emsRefresh(state);
  } else if (pushed.version !== shown.version && pushed.version !== state.settled) {
    emsComparePast(state, pushed.version, moment.as_of, shown.stamp);
  }
}

// a past picture changes only when history is imported: ask for its identity, once per version
async function emsComparePast(state, version, asOf, stamp) {
  state.settled = version;
  try {
    const answer = await fetch(`/stamp?as_of=${encodeURIComponent(asOf)}`);
    const now = await answer.json();
    if (state.data.moment.as_of === asOf && now.stamp !== stamp) emsRefresh(state);
  } catch (error) {
    state.settled = null; // the server went away meanwhile: asked again with the next sign of life
  }
}

// a run under way may be the one that answers a press, and a hand that has just moved is about to cause one: a push
// would stop that run, so it waits for its end
const EMS_HAND = 400;
let emsHandAt = 0;
for (const kind of ["pointerdown", "keydown", "click"])
  document.addEventListener(kind, () => { emsHandAt = Date.now(); }, true);
const emsBusy = () => Date.now() - emsHandAt < EMS_HAND
  || document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState !== "notRunning";

function emsRefresh(state) {
  if (emsBusy()) {
    clearTimeout(state.later);
    state.later = setTimeout(() => emsCompare(state), 200);
    return;
  }
  const wanted = JSON.stringify(state.pushed), now = Date.now();
  if (state.asked === wanted && now - state.askedAt < 3000) return;
  state.asked = wanted;
  state.askedAt = now;
  state.refresh();
}

// ages tick in the browser: any element with data-age-since="ISO moment" says how old it is
function emsAges(state) {
  const text = state.data.text, word = (key, n) => text[key].replace("{n}", n);
  for (const node of document.querySelectorAll("[data-age-since]")) {
    const minutes = Math.floor((Date.now() - Date.parse(node.dataset.ageSince)) / 60000);
    if (Number.isNaN(minutes)) continue;
    const said = minutes < 1 ? text.age_now : minutes < 60 ? word("age_minutes", minutes)
      : minutes < 2880 ? word("age_hours", Math.floor(minutes / 60)) : word("age_days", Math.floor(minutes / 1440));
    if (node.textContent !== said) node.textContent = said;
  }
}
