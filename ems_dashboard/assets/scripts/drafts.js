// @ts-check
// Saves what is typed as it is typed, without a run of the page, and says who else has the form
// open.

import { all, around, listed, the } from "./dom.js";
import { leaveWithTab, leftWithTab } from "./left.js";

const PAUSE_MS = 400;
const AGAIN_MS = 2000;
const BEAT_MS = 15000;
const PATIENCE_MS = 8000;
const RESTORE_MS = 5000;
const RESTORE_STEP_MS = 250;
const BOX = '[class*="st-key-draft-"]';
const BOX_NAME = /st-key-(draft-[0-9a-f]+-\d+)-[tn]-(\w+)/;
const NUMBER_BOX = /st-key-draft-[0-9a-f]+-\d+-n-/;

/** @returns {DraftDesk} the forms that stand on the page, by their name in the browser */
function openDesk() {
  /** @type {Map<string, DraftForm>} */
  const forms = new Map();

  /** @type {DraftDesk["put"]} */
  const put = (prefix, name, value) => {
    const form = forms.get(prefix);
    if (!form) return;
    form.pending[name] = value;
    leave(form);
    if (form.state !== "waiting") say(form, "saving");
    sendLater(form, PAUSE_MS);
  };

  /** @param {Event} event */
  const typed = (event) => {
    const found = BOX_NAME.exec(around(event, BOX)?.className ?? "");
    if (!found) return;
    const [, prefix, name] = found;
    const { value } = /** @type {HTMLInputElement} */ (event.target);
    const form = forms.get(prefix);
    if (form) form.typed[name] = value;
    put(prefix, name, value);
  };

  document.addEventListener("input", (event) => {
    if (!(/** @type {InputEvent} */ (event).isComposing)) typed(event);
  }, true);
  // the value is whole only after the event of the input method
  document.addEventListener("compositionend", (event) => setTimeout(() => typed(event)), true);
  for (const kind of ["pointerdown", "focusin"])
    document.addEventListener(kind, askForDigits, true);

  window.addEventListener("pagehide", () => {
    for (const form of forms.values()) if (isPending(form)) send(form, true);
  });
  window.addEventListener("beforeunload", (event) => {
    const lost = [...forms.values()].some((form) => isPending(form) && form.state === "waiting");
    if (lost) event.preventDefault();
  });
  window.addEventListener("online", () => forms.forEach((form) => send(form)));
  setInterval(() => {
    if (!document.hidden) forms.forEach((form) => send(form));
  }, BEAT_MS);
  return { forms, put };
}

/**
 * A phone shows its number keys.
 * @param {Event} event
 */
function askForDigits(event) {
  const box = around(event, BOX);
  const input = box?.querySelector("input");
  if (box && input && NUMBER_BOX.test(box.className)) input.inputMode = "decimal";
}

/** @param {DraftForm} form */
const isPending = (form) => Object.keys(form.pending).length > 0;

/**
 * What has not reached the server lies with the tab too: a page that failed takes its forms along.
 * @param {DraftForm} form
 */
function leave(form) {
  const { prefix } = form.data;
  if (form.gone && window.emsDrafts?.forms.has(prefix)) return; // another stands in its place
  leaveWithTab(prefix, { ...form.flying, ...form.pending });
}

/**
 * @param {DraftForm} form
 * @param {number} pause_ms
 */
function sendLater(form, pause_ms) {
  clearTimeout(form.timer);
  form.timer = setTimeout(() => send(form), pause_ms);
}

/**
 * @param {DraftForm} form
 * @param {boolean} [leaving] the page goes: no answer is waited for
 */
async function send(form, leaving = false) {
  clearTimeout(form.timer);
  if (form.sending && !leaving) return sendLater(form, PAUSE_MS);
  const fields = (form.flying = form.pending);
  form.pending = {};
  form.sending = true;
  const { status, answer } = await post(form, fields, leaving);
  form.sending = false;
  form.flying = {};
  if (!answer?.kept) form.pending = { ...fields, ...form.pending };
  leave(form);
  if (form.gone) return;
  if (answer?.kept) return takeKept(form, answer, Object.keys(fields).length > 0);
  // again would not help: it is tried when something else is typed
  if (status === 413) return say(form, "too_large");
  if (isPending(form)) say(form, "waiting");
  // drawn before a restart, or before the form was handed in
  if (status === 403 || answer) form.renew();
  sendLater(form, AGAIN_MS);
}

/**
 * @param {DraftForm} form
 * @param {Fields} fields
 * @param {boolean} leaving
 * @returns {Promise<{status: number, answer: DraftAnswer | null}>} status 0: the server is away
 */
async function post(form, fields, leaving) {
  const body = JSON.stringify({ ticket: form.data.ticket, fields });
  const patience = new AbortController();
  if (!leaving) setTimeout(() => patience.abort(), PATIENCE_MS);
  const { signal } = patience;
  try {
    const response = await fetch("/drafts", { method: "POST", body, keepalive: leaving, signal });
    return { status: response.status, answer: response.ok ? await response.json() : null };
  } catch (error) {
    return { status: 0, answer: null };
  }
}

/**
 * @param {DraftForm} form
 * @param {DraftAnswer} answer
 * @param {boolean} written whether there was something to keep
 */
function takeKept(form, answer, written) {
  form.others = answer.others;
  if (written) form.at = answer.at;
  if (!isPending(form) && form.at) say(form, "saved");
  draw(form);
}

/**
 * @param {DraftForm} form
 * @param {string} state
 */
function say(form, state) {
  form.state = state;
  form.note = form.data.text[state].replace("{at}", form.at || "");
  draw(form);
}

/**
 * Gives the draft up or takes it back: what is still under way for it is worth nothing then.
 * @param {DraftForm} form
 * @param {"drop" | "undo"} what
 */
function give(form, what) {
  clearTimeout(form.timer);
  form.pending = {};
  form.typed = {};
  form.flying = {};
  leave(form);
  form.give(what);
}

/** @param {DraftForm} form */
function draw(form) {
  const { drop, undo } = form.buttons;
  drop.hidden = !(form.data.held || form.at || isPending(form));
  undo.hidden = !drop.hidden || !form.data.undo;
  if (!undo.hidden) form.note = form.data.text.dropped;
  const names = listed(form.others);
  the(form.line, ".others").textContent = names && form.data.text.others.replace("{names}", names);
  const note = the(form.line, ".note");
  note.textContent = form.note;
  note.dataset.state = form.state || "";
}

/**
 * A server that was started anew restores what had reached it; what was typed since stands here
 * and is put back.
 * @param {DraftForm} form
 * @param {number} until
 */
function restore(form, until) {
  for (const [name, text] of Object.entries(form.typed)) {
    const input = fieldOf(form.data.prefix, name);
    if (input && input.value !== text) putBack(input, text);
  }
  if (!form.gone && Date.now() < until) setTimeout(() => restore(form, until), RESTORE_STEP_MS);
}

/**
 * @param {string} prefix
 * @param {string} name
 * @returns {HTMLInputElement | HTMLTextAreaElement | null}
 */
function fieldOf(prefix, name) {
  const [box] = all(document, `[class*="st-key-${prefix}-"][class*="-${name}"]`);
  const whole = new RegExp(`${prefix}-[tn]-${name}(\\s|$)`);
  return box && whole.test(box.className) ? box.querySelector("input, textarea") : null;
}

/**
 * @param {HTMLInputElement | HTMLTextAreaElement} input
 * @param {string} text
 */
function putBack(input, text) {
  // past React, which keeps an own setter on the node
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(input), "value")?.set?.call(input, text);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  // Streamlit takes a text when its field is left; this one was never entered, and a press would
  // hand in the old text
  const left = () => input.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
  if (document.activeElement !== input) setTimeout(left);
}

/** @param {DraftForm} form */
function end(form) {
  if (form.gone) return;
  if (isPending(form)) send(form, true);
  form.gone = true;
  clearTimeout(form.timer);
  const forms = window.emsDrafts?.forms;
  if (forms?.get(form.data.prefix) === form) forms.delete(form.data.prefix);
}

/** @param {Component<DraftData>} component */
export default function (component) {
  const { parentElement, data, setTriggerValue } = component;
  const { forms } = (window.emsDrafts ??= openDesk());
  const line = /** @type {DraftLine} */ (the(parentElement, ".ems-draft"));
  if (line.form && line.form.data.prefix !== data.prefix) end(line.form); // the node's next form
  const known = forms.get(data.prefix);
  const left = known ? {} : leftWithTab(data.prefix);
  const begun = { pending: left, typed: { ...left }, flying: {}, note: data.note };
  const form = known ?? /** @type {DraftForm} */ (begun);
  forms.set(data.prefix, form);
  line.form = form;
  const renewed = form.ticket && form.ticket !== data.ticket;
  Object.assign(form, {
    data,
    line,
    ticket: data.ticket,
    others: data.others,
    gone: false,
    buttons: { drop: button(form, line, data, "drop"), undo: button(form, line, data, "undo") },
    renew: () => setTriggerValue("renew", Date.now()),
    give: (/** @type {string} */ what) => setTriggerValue("given", what),
  });
  draw(form);
  if (isPending(form)) sendLater(form, PAUSE_MS);
  if (Object.keys(left).length || renewed) restore(form, Date.now() + RESTORE_MS);
  return () => end(form);
}

/**
 * @param {DraftForm} form
 * @param {HTMLElement} line
 * @param {DraftData} data
 * @param {"drop" | "undo"} what
 */
function button(form, line, data, what) {
  const found = the(line, "." + what);
  found.textContent = data.text[what];
  found.onclick = () => give(form, what);
  return found;
}
