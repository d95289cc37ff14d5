// Saves what is typed as it is typed, without a run of the page, and says who else has the form open.
const EMS_DRAFT_PAUSE = 400, EMS_DRAFT_AGAIN = 3000, EMS_DRAFT_BEAT = 30000;

function emsDraftDesk() {
  const forms = new Map();
  const put = (prefix, name, value) => {
    const form = forms.get(prefix);
    if (!form) return;
    form.pending[name] = value;
    emsDraftLater(form, EMS_DRAFT_PAUSE);
  };
  const typed = (event) => {
    if (event.isComposing || !event.target.closest) return;
    const box = event.target.closest('[class*="st-key-draft-"]');
    const found = box && /st-key-(draft-[0-9a-f]+-\d+)-[tn]-(\w+)/.exec(box.className);
    if (found) put(found[1], found[2], event.target.value);
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
  setInterval(all((form) => document.hidden || emsDraftSend(form)), EMS_DRAFT_BEAT);
  return { forms, put };
}

function emsDraftLater(form, pause) {
  clearTimeout(form.timer);
  form.timer = setTimeout(() => emsDraftSend(form), pause);
}

async function emsDraftSend(form, leaving = false) {
  clearTimeout(form.timer);
  if (form.sending && !leaving) return emsDraftLater(form, EMS_DRAFT_PAUSE);
  const fields = form.pending;
  form.pending = {};
  form.sending = true;
  let answer = null, status = 0;
  try {
    const body = JSON.stringify({ ticket: form.data.ticket, fields });
    const response = await fetch("/drafts", { method: "POST", body, keepalive: leaving });
    status = response.status;
    if (response.ok) answer = await response.json();
  } catch (error) { status = 0; } // the server is away: what was typed waits here
  form.sending = false;
  if (form.gone) return;
  if (answer?.kept) {
    form.others = answer.others;
    if (Object.keys(fields).length) form.note = form.data.text.saved.replace("{at}", answer.at);
  } else {
    form.pending = { ...fields, ...form.pending };
    if (Object.keys(form.pending).length) form.note = form.data.text.waiting;
    if (status === 403 || answer) form.renew(); // drawn before a restart, or before the form was handed in
    emsDraftLater(form, EMS_DRAFT_AGAIN);
  }
  emsDraftDraw(form);
}

function emsDraftDraw(form) {
  const { others, note, line } = form, names = others.join("、");
  line.querySelector(".others").textContent = names && form.data.text.others.replace("{names}", names);
  line.querySelector(".note").textContent = note;
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
  if (!form) desk.forms.set(data.prefix, (form = { pending: {}, note: data.note }));
  line.form = form;
  Object.assign(form, {
    data, others: data.others, gone: false, line, renew: () => setTriggerValue("renew", Date.now()),
  });
  emsDraftDraw(form);
  if (Object.keys(form.pending).length) emsDraftLater(form, EMS_DRAFT_PAUSE);
  return () => emsDraftEnd(form);
}
