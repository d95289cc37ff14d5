// The menu: groups that open downwards. A group of one page is that page.
function emsDrawMenu(state, nav) {
  const { groups, page } = state.data;
  nav.replaceChildren(...groups.map((group) => {
    if (group.pages.length === 1) return emsLink(state, group.pages[0]);
    const current = group.pages.find((entry) => entry.name === page);
    const list = emsNode("div", { class: "ems-drop", role: "menu", hidden: "" }, ...group.pages.map((entry) => emsLink(state, entry)));
    const title = emsNode("span", { class: "group" }, group.title);
    const button = emsNode("button", { type: "button", class: current ? "here" : "", "aria-expanded": "false", "aria-haspopup": "menu" },
      title, ...(current ? [emsNode("b", {}, current.title)] : []));
    const box = emsNode("div", { class: "ems-group" }, button, list);
    let hovered = false; // a mouse has opened it before it clicks
    button.onclick = () => { emsOpenGroup(list.hidden || hovered ? box : null); hovered = false; };
    box.onpointerenter = (event) => { if (event.pointerType === "mouse") { hovered = list.hidden; emsOpenGroup(box); } };
    box.onpointerleave = (event) => { if (event.pointerType === "mouse") emsOpenGroup(null); };
    return box;
  }));
  if (state.menuBound) return;
  state.menuBound = true;
  document.addEventListener("pointerdown", (event) => { if (!event.target.closest?.(".ems-group")) emsOpenGroup(null); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") emsOpenGroup(null); });
}

function emsOpenGroup(box) {
  for (const other of document.querySelectorAll(".ems-bar .ems-group")) {
    const open = other === box;
    other.querySelector(".ems-drop").hidden = !open;
    other.querySelector("button").setAttribute("aria-expanded", String(open));
  }
}

function emsLink(state, { name, title, href }) {
  const { address, page } = state.data;
  const link = emsNode("a", { href: emsHref(href, address), "aria-current": name === page ? "page" : null }, title);
  if (name === "wall") link.target = "_blank";
  else link.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return; // a new tab is the browser's business
    event.preventDefault();
    emsOpenGroup(null);
    state.go({ page: name });
  };
  return link;
}
