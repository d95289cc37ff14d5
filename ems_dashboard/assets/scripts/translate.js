// @ts-check
// Streamlit's built-in texts are English: put ours in their place, exact matches only, never in
// what the pages wrote.

const ATTRIBUTES = ["aria-label", "title", "placeholder"];
const OURS = ".ems-frame, .stHtml, .stMarkdown, textarea";

/** @type {Map<string, string>} */
let dictionary = new Map();
/** @type {MutationObserver | null} */
let observer = null;

/** @param {Element | null} element */
const isOurs = (element) => Boolean(element?.closest(OURS));

/** @param {Text} node */
function translateText(node) {
  const said = node.data.trim();
  const wanted = said && dictionary.get(said);
  if (wanted && !isOurs(node.parentElement)) node.data = node.data.replace(said, wanted);
}

/**
 * @param {Element} element
 * @param {string} name
 */
function translateAttribute(element, name) {
  const wanted = dictionary.get(element.getAttribute(name)?.trim() ?? "");
  if (wanted && !isOurs(element)) element.setAttribute(name, wanted);
}

/** @param {Node} root */
function translateAll(root) {
  if (root instanceof Text) return translateText(root);
  if (!(root instanceof Element)) return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) translateText(/** @type {Text} */ (walker.currentNode));
  const elements = root.querySelectorAll("[aria-label], [title], [placeholder]");
  for (const element of [root, ...elements])
    for (const name of ATTRIBUTES) translateAttribute(element, name);
}

/** @param {MutationRecord} record */
function follow({ type, target, attributeName, addedNodes }) {
  if (type === "characterData") translateText(/** @type {Text} */ (target));
  else if (type === "attributes" && attributeName)
    translateAttribute(/** @type {Element} */ (target), attributeName);
  else addedNodes.forEach(translateAll);
}

/** @param {[string, string][]} builtin what Streamlit writes, and ours for it */
export function translate(builtin) {
  dictionary = new Map(builtin);
  if (observer || !dictionary.size) return;
  translateAll(document.body);
  observer = new MutationObserver((records) => records.forEach(follow));
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  });
}
