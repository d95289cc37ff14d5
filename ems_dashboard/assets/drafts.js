// Saves what is typed as it is typed, without a run of the page, and says who else has the form open.
const EMS_DRAFT_PAUSE = 400, EMS_DRAFT_AGAIN = 2000, EMS_DRAFT_BEAT = 15000, EMS_DRAFT_PATIENCE = 8000;

function emsDraftDesk() {
  const forms = new Map();
  const put = (prefix, name, value) => {
    const form = forms.get(prefix);
    if (!form) return;
    form.pending[name] = value;
    emsDraftLeave(form);
    if (form.state !== "waiting") emsDraftSay(form, "saving");
    emsDraftLater(form, EMS_DRAFT_PAUSE);
  };
  const typed = (event) => {
    if (event.isComposing || !event.target.closest) return;
    const box = event.target.closest('[class*="st-key-draft-"]');
    const found = box && /st-key-(draft-[0-9a-f]+-\d+)-[tn]-(\w+)/.exec(box.className);
    if (!found) return;
    const form = forms.get(found[1]);
    if (form) form.typed[found[2]] = event.target.value;
    put(found[1], found[2], event.target.value);
  };
  document.addEventListener("input", typed, true);
  document.addEventListener("compositionend", (event) => setTimeout(() => typed({ target: event.target })), true);
  const digits = (event) => {
    const box = event.target.closest?.('[class*="st-key-draft-"]'), input = box?.querySelector("input");
    if (input && /st-key-draft-[0-9a-f]+-\d+-n-/.test(box.className)) input.inputMode = "decimal"; // a phone's number keys
  };
  for (const kind of ["pointerdown", "focusin"]) document.addEventListener(kind, digits, true);
  const all = (act) => () => forms.forEach(act);
  window.addEventListener("pagehide", all((form) => Object.keys(form.pending).length && emsDraftSend(form, true)));
  window.addEventListener("beforeunload", (event) => {
    if ([...forms.values()].some((form) => Object.keys(form.pending).length && form.state === "waiting")) event.preventDefault();
  });
  window.addEventListener("online", all((form) => emsDraftSend(form)));
  setInterval(all((form) => document.hidden || emsDraftSend(form)), EMS_DRAFT_BEAT);
  return { forms, put };
}

// what has not reached the server lies with the tab too: a page that failed takes its forms along
function emsDraftLeave(form) {
  if (form.gone && window.emsDrafts.forms.has(form.data.prefix)) return; // another stands in its place
  const fields = { ...form.flying, ...form.pending }, place = `ems-${form.data.prefix}`;
  try {
    if (Object.keys(fields).length) sessionStorage.setItem(place, JSON.stringify({ fields, at: Date.now() }));
    else sessionStorage.removeItem(place);
  } catch (error) { return; } // a browser without storage: it is retried as long as the form stands
}

function emsDraftLater(form, pause) {
  clearTimeout(form.timer);
  form.timer = setTimeout(() => emsDraftSend(form), pause);
}

async function emsDraftSend(form, leaving = false) {
  clearTimeout(form.timer);
  if (form.sending && !leaving) return emsDraftLater(form, EMS_DRAFT_PAUSE);
  const fields = (form.flying = form.pending);
  form.pending = {};
  form.sending = true;
  let answer = null, status = 0;
  try {
    const body = JSON.stringify({ ticket: form.data.ticket, fields });
    const patience = leaving ? undefined : AbortSignal.timeout(EMS_DRAFT_PATIENCE);
    const response = await fetch("/drafts", { method: "POST", body, keepalive: leaving, signal: patience });
    status = response.status;
    if (response.ok) answer = await response.json();
  } catch (error) { status = 0; } // the server is away: what was typed waits here
  form.sending = false;
  form.flying = {};
  if (!answer?.kept) form.pending = { ...fields, ...form.pending };
  emsDraftLeave(form);
  if (form.gone) return;
  if (answer?.kept) {
    form.others = answer.others;
    if (Object.keys(fields).length) form.at = answer.at;
    if (!Object.keys(form.pending).length && form.at) emsDraftSay(form, "saved");
    emsDraftDraw(form);
    return;
  }
  if (status === 413) return emsDraftSay(form, "too_large"); // again would not help: it is tried when something else is typed
  if (Object.keys(form.pending).length) emsDraftSay(form, "waiting");
  if (status === 403 || answer) form.renew(); // drawn before a restart, or before the form was handed in
  emsDraftLater(form, EMS_DRAFT_AGAIN);
}

function emsDraftSay(form, state) {
  form.state = state;
  form.note = form.data.text[state].replace("{at}", form.at || "");
  emsDraftDraw(form);
}

// gives the draft up or takes it back: what is still under way for it is worth nothing then
function emsDraftGive(form, what) {
  clearTimeout(form.timer);
  form.pending = {};
  form.typed = {};
  form.flying = {};
  emsDraftLeave(form);
  form.give(what);
}

function emsDraftDraw(form) {
  const { drop, undo } = form.buttons;
  drop.hidden = !(form.data.held || form.at || Object.keys(form.pending).length);
  undo.hidden = !drop.hidden || !form.data.undo;
  if (!undo.hidden) form.note = form.data.text.dropped;
  const { others, note, line, state } = form, names = others.join("、");
  line.querySelector(".others").textContent = names && form.data.text.others.replace("{names}", names);
  line.querySelector(".note").textContent = note;
  line.querySelector(".note").dataset.state = state || "";
}

// a server that was started anew restores what had reached it; what was typed since stands here and is put back
function emsDraftRestore(form, until) {
  for (const [name, text] of Object.entries(form.typed)) {
    const box = document.querySelector(`[class*="st-key-${form.data.prefix}-"][class*="-${name}"]`);
    const input = box?.className.match(new RegExp(`${form.data.prefix}-[tn]-${name}(\\s|$)`)) && box.querySelector("input, textarea");
    if (!input || input.value === text) continue;
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value").set.call(input, text);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    // Streamlit takes a text when its field is left; this one was never entered, and a press would hand in the old text
    if (document.activeElement !== input) setTimeout(() => input.dispatchEvent(new FocusEvent("focusout", { bubbles: true })));
  }
  if (!form.gone && Date.now() < until) setTimeout(() => emsDraftRestore(form, until), 250);
}

function emsDraftEnd(form) {
  if (!form || form.gone) return;
  if (Object.keys(form.pending).length) emsDraftSend(form, true);
  form.gone = true;
  clearTimeout(form.timer);
  if (window.emsDrafts.forms.get(form.data.prefix) === form) window.emsDrafts.forms.delete(form.data.prefix);
}

export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  const desk = (window.emsDrafts ??= emsDraftDesk()), line = parentElement.querySelector(".ems-draft");
  if (line.form && line.form.data.prefix !== data.prefix) emsDraftEnd(line.form); // the node's next form
  let form = desk.forms.get(data.prefix);
  const left = form ? {} : emsDraftLeft(data.prefix);
  if (!form) desk.forms.set(data.prefix, (form = { pending: left, typed: { ...left }, flying: {}, note: data.note }));
  line.form = form;
  const buttons = {};
  for (const what of ["drop", "undo"]) {
    buttons[what] = line.querySelector("." + what);
    buttons[what].textContent = data.text[what];
    buttons[what].onclick = () => emsDraftGive(form, what);
  }
  Object.assign(form, {
    data, others: data.others, gone: false, line, buttons, renew: () => setTriggerValue("renew", Date.now()),
    give: (what) => setTriggerValue("given", what),
  });
  emsDraftDraw(form);
  if (Object.keys(form.pending).length) emsDraftLater(form, EMS_DRAFT_PAUSE);
  if (Object.keys(left).length || (form.ticket && form.ticket !== data.ticket)) emsDraftRestore(form, Date.now() + 5000);
  form.ticket = data.ticket;
  return () => emsDraftEnd(form);
}
