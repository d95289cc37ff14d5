// What waits for the viewer: a count in the bar with its list, the same in the tab's title, a tone when it grows. A past
// picture asks for nothing. What is only told (a decision) counts until its page was seen.
const EMS_SEEN = "ems-seen", EMS_MUTED = "ems-muted", EMS_SEEN_KEPT = 200;

function emsKept(name, otherwise) {
  try { return JSON.parse(localStorage.getItem(name)) ?? otherwise; } catch (error) { return otherwise; }
}

function emsKeep(name, value) {
  try { localStorage.setItem(name, JSON.stringify(value)); } catch (error) { return; } // a browser that keeps nothing
}

function emsSee(keys) {
  const seen = emsKept(EMS_SEEN, []), fresh = keys.filter((key) => !seen.includes(key));
  if (fresh.length) emsKeep(EMS_SEEN, [...seen, ...fresh].slice(-EMS_SEEN_KEPT));
}

function emsOwed(items) {
  const seen = emsKept(EMS_SEEN, []);
  return items.filter((item) => !item.notice || !seen.includes(item.key));
}

function emsBuildWaiting(state) {
  const first = emsNode("a", { class: "ems-wait" });
  const more = emsNode("button", { type: "button", class: "ems-wait-all", "aria-expanded": "false", "aria-haspopup": "menu" }, "▾");
  const list = emsNode("div", { class: "ems-drop ems-tasks", role: "menu", hidden: "" });
  const box = emsNode("div", { class: "ems-group ems-waiting" }, first, more, list);
  more.onclick = () => emsOpenGroup(list.hidden ? box : null);
  state.tasks = { box, first, more, list };
  return box;
}

function emsDrawWaiting(state) {
  const { data: { waiting, moment, page, text }, tasks } = state;
  if (!moment.past && !document.hidden) emsSee(waiting.filter((item) => item.notice && item.page === page).map((item) => item.key));
  const owed = emsOwed(waiting), [head] = owed;
  emsCount(state, moment.past ? [] : owed);
  tasks.box.hidden = !head;
  if (!head) return;
  tasks.first.textContent = text.waiting.replace("{n}", owed.length);
  tasks.first.title = [head.kind, head.text, head.due].filter(Boolean).join(" · ");
  tasks.first.href = head.href;
  tasks.first.classList.toggle("late", owed.some((item) => item.late));
  tasks.more.hidden = owed.length < 2;
  tasks.more.setAttribute("aria-label", text.waiting_all);
  tasks.list.replaceChildren(...owed.map((item) => emsNode("a", { href: item.href, class: item.late ? "late" : "" },
    emsNode("b", {}, item.kind), emsNode("span", {}, item.text), emsNode("em", {}, item.due))));
}

// told by the page's own run, and by the stream where the tab is hidden and does not run
function emsCount(state, owed) {
  const keys = owed.map((item) => item.key), before = state.owed;
  const urged = (key) => key.startsWith("reminded:") && !before.includes(key);
  const grew = before && (keys.length > before.length || keys.some(urged));
  state.owed = keys;
  emsTitle(state);
  if (grew) emsTone(state);
}

function emsTitle(state) {
  const shown = document.title, plain = shown === state.titled ? state.title : shown;
  const n = state.owed?.length, titled = n ? state.data.text.waiting_title.replace("{n}", n).replace("{title}", plain) : plain;
  Object.assign(state, { title: plain, titled });
  if (shown !== titled) document.title = titled;
  if (state.titles) return;
  state.titles = new MutationObserver(() => { if (document.title !== state.titled) emsTitle(state); }); // Streamlit's own
  state.titles.observe(document.head, { childList: true, subtree: true, characterData: true });
}

// a browser lets a page sound only after a hand has touched it
for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, () => {
  const Context = window.AudioContext || window.webkitAudioContext;
  if (window.emsAudio || !Context || emsKept(EMS_MUTED, false)) return;
  window.emsAudio = new Context();
}, true);

function emsTone(state) {
  const audio = window.emsAudio;
  if (!audio || emsKept(EMS_MUTED, false)) return;
  const last = emsKept("ems-toned", 0), now = Date.now();
  if (now - last < 2000 && now >= last) return; // one tab of the browser is enough
  emsKeep("ems-toned", now);
  state.toned = (state.toned || 0) + 1;
  audio.resume().then(() => [[660, 0], [880, 0.18]].forEach(([hertz, after]) => {
    const tone = audio.createOscillator(), volume = audio.createGain(), at = audio.currentTime + after;
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0.12, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.35);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + 0.36);
  })).catch(() => {}); // no loudspeaker
}

function emsSound(state) {
  const { text } = state.data, button = emsNode("button", { type: "button", class: "ems-sound" });
  const draw = () => {
    const muted = emsKept(EMS_MUTED, false);
    button.textContent = text[muted ? "sound_off" : "sound_on"];
    button.setAttribute("aria-pressed", String(!muted));
  };
  button.onclick = () => {
    emsKeep(EMS_MUTED, !emsKept(EMS_MUTED, false));
    draw();
    if (!emsKept(EMS_MUTED, false)) { emsKeep("ems-toned", 0); emsTone(state); } // so sounds what will be heard
  };
  draw();
  return button;
}
