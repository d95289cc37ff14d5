// @ts-check
// Elements, made and found.

/**
 * A function is set as a property (onclick), true as an empty attribute; what is null, undefined
 * or false is left out.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === "function") Object.assign(node, { [name]: value });
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children);
  return node;
}

/**
 * The one element that our own markup promises.
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function the(root, selector) {
  const found = root.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`no ${selector}`);
  return found;
}

/**
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
export const all = (root, selector) =>
  /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]);

/**
 * The element that an event came from, and those around it.
 * @param {Event} event
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export function around(event, selector) {
  const target = event.target;
  return target instanceof Element ? target.closest(selector) : null;
}

/**
 * Puts the values into the places of a text: "{n} 项" and {n: 3} make "3 项".
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export const filled = (text, values) =>
  text.replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));

/**
 * As Words.listed says it: a, b and c; official Chinese has its sign before the last one as well.
 * @param {string[]} names
 */
export function listed(names) {
  if (document.documentElement.lang.startsWith("zh")) return names.join("、");
  return new Intl.ListFormat("en-GB").format(names);
}
