// @ts-check
// The menu: groups that open downwards. A group of one page is that page.

import { all, around, make, the } from "./dom.js";

/** @param {Record<string, string | null | undefined>} address */
function query(address) {
  const given = Object.entries(address).filter(([, value]) => value);
  const said = new URLSearchParams(/** @type {[string, string][]} */ (given)).toString();
  return said.replaceAll("%3A", ":");
}

/**
 * @param {string} page
 * @param {Record<string, string | null | undefined>} address
 */
const hrefOf = (page, address) => (query(address) ? `${page}?${query(address)}` : page);

let bound = false;

/**
 * @param {BarState} state
 * @param {HTMLElement} nav
 */
export function drawMenu(state, nav) {
  nav.replaceChildren(...state.data.groups.map((group) => menuGroup(state, group)));
  if (bound) return;
  bound = true;
  document.addEventListener("pointerdown", (event) => {
    if (!around(event, ".ems-group")) openGroup(null);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") openGroup(null);
  });
}

/**
 * @param {BarState} state
 * @param {MenuGroup} group
 */
function menuGroup(state, group) {
  const { page } = state.data;
  if (group.pages.length === 1) return menuLink(state, group.pages[0]);
  const current = group.pages.find((entry) => entry.name === page);
  const links = group.pages.map((entry) => menuLink(state, entry));
  const list = make("div", { class: "ems-drop", role: "menu", hidden: "" }, ...links);
  const title = make("span", { class: "group" }, group.title);
  const chosen = current ? [make("b", {}, current.title)] : [];
  const button = groupButton(current ? "here" : "", title, ...chosen);
  const box = make("div", { class: "ems-group" }, button, list);
  let hovered = false; // a mouse has opened it before it clicks
  button.onclick = () => {
    openGroup(list.hidden || hovered ? box : null);
    hovered = false;
  };
  box.onpointerenter = (event) => {
    if (event.pointerType !== "mouse") return;
    hovered = list.hidden;
    openGroup(box);
  };
  box.onpointerleave = (event) => {
    if (event.pointerType === "mouse") openGroup(null);
  };
  return box;
}

/**
 * What opens a group.
 * @param {string | null} name its class
 * @param {...(Node | string)} children
 */
export function groupButton(name, ...children) {
  const says = { type: "button", class: name, "aria-expanded": "false", "aria-haspopup": "menu" };
  return make("button", says, ...children);
}

/** @param {HTMLElement | null} box the one that is to be open */
export function openGroup(box) {
  for (const other of all(document, ".ems-bar .ems-group")) {
    const open = other === box;
    the(other, ".ems-drop").hidden = !open;
    the(other, "button").setAttribute("aria-expanded", String(open));
  }
}

/**
 * @param {BarState} state
 * @param {MenuPage} page
 */
function menuLink(state, { name, title, href }) {
  const { address, page } = state.data;
  const current = name === page ? "page" : null;
  const link = make("a", { href: hrefOf(href, address), "aria-current": current }, title);
  if (name === "wall") {
    link.target = "_blank";
    return link;
  }
  link.onclick = (event) => {
    // a new tab is the browser's business
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    openGroup(null);
    state.go({ page: name });
  };
  return link;
}
