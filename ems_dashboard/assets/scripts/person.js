// @ts-check
// Who is signed in, their password and the way out; for others the way in.

import { make } from "./dom.js";
import { groupButton, openGroup } from "./menu.js";
import { soundButton } from "./waiting.js";

/**
 * @param {BarState} state
 * @param {HTMLElement} place
 */
export function drawPerson(state, place) {
  const { person, text } = state.data;
  const here = location.pathname + location.search;
  const said = JSON.stringify([person, here]);
  if (place.dataset.said === said) return; // an open menu stays open
  place.dataset.said = said;
  if (person) {
    place.replaceChildren(personBox(state, person));
    return;
  }
  const enter = { class: "ems-enter", href: `/sign-in?next=${encodeURIComponent(here)}` };
  place.replaceChildren(make("a", enter, text.sign_in));
}

/**
 * @param {BarState} state
 * @param {Person} person
 */
function personBox(state, person) {
  const { text } = state.data;
  const out = make("button", { type: "submit" }, text.sign_out);
  const leave = make("form", { method: "post", action: "/sign-out" }, out);
  leave.onsubmit = () => {
    window.emsLeaving = true; // or the end of the session, told by push, would overtake the form
    state.stream?.close();
  };
  const password = make("a", { href: "/sign-in/password" }, text.password);
  const role = make("p", {}, person.role);
  const phone = make("a", { href: "/m" }, text.phone);
  const entries = [role, soundButton(state), ...(person.unit ? [phone] : []), password, leave];
  const list = make("div", { class: "ems-drop", hidden: "" }, ...entries);
  const button = groupButton(null, make("span", { class: "group" }, person.name));
  const box = make("div", { class: "ems-group ems-who" }, button, list);
  button.onclick = () => openGroup(list.hidden ? box : null);
  return box;
}
