// Who is signed in, his password and the way out; for others the way in.
function emsDrawPerson(state, place) {
  const { person, text } = state.data;
  const said = JSON.stringify([person, location.pathname + location.search]);
  if (place.dataset.said === said) return; // an open menu stays open
  place.dataset.said = said;
  if (!person) {
    const onward = encodeURIComponent(location.pathname + location.search);
    place.replaceChildren(emsNode("a", { class: "ems-enter", href: `/sign-in?next=${onward}` }, text.sign_in));
    return;
  }
  const leave = emsNode("form", { method: "post", action: "/sign-out" }, emsNode("button", { type: "submit" }, text.sign_out));
  leave.onsubmit = () => { window.emsLeaving = true; state.stream?.close(); }; // or the end of the session, told by push, would overtake the form
  const list = emsNode("div", { class: "ems-drop", hidden: "" }, emsNode("p", {}, person.role),
    emsSound(state),
    emsNode("a", { href: "/sign-in/password" }, text.password), leave);
  const button = emsNode("button", { type: "button", "aria-expanded": "false", "aria-haspopup": "menu" },
    emsNode("span", { class: "group" }, person.name));
  const box = emsNode("div", { class: "ems-group ems-who" }, button, list);
  button.onclick = () => emsOpenGroup(list.hidden ? box : null);
  place.replaceChildren(box);
}
