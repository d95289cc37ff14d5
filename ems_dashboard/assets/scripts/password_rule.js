// @ts-check
// Says while a new password is typed which part of the rule it meets; the server decides.

import { all, the } from "./dom.js";

const CLASSES = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{Ll}\p{Lu}\p{Nd}]/u];

const form = /** @type {HTMLFormElement} */ (the(document, "form[data-password-rule]"));
const list = the(form, ".rule ul");

/** @param {string} name */
function field(name) {
  const input = form.elements.namedItem(name);
  return input instanceof HTMLInputElement ? input.value : "";
}

/** @param {string} text */
const classes = (text) => CLASSES.filter((kind) => kind.test(text)).length;

/** @param {string | undefined} part of the rule */
function isMet(part) {
  const password = field("new");
  if (!password) return false;
  if (part === "short") return [...password].length >= Number(list.dataset.shortest);
  if (part === "classes") return classes(password) >= Number(list.dataset.classes);
  if (part === "name") return !holdsAccount(password);
  return password === field("again");
}

/** @param {string} password */
function holdsAccount(password) {
  const account = (field("account") || list.dataset.account || "").trim().toLowerCase();
  return Boolean(account) && password.toLowerCase().includes(account);
}

form.addEventListener("input", () => {
  for (const line of all(list, "[data-part]")) {
    const met = isMet(line.dataset.part);
    const begun = line.dataset.part !== "again" || Boolean(field("again"));
    line.classList.toggle("met", met);
    line.classList.toggle("missing", !met && Boolean(field("new")) && begun);
  }
});
