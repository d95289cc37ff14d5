// Streamlit's built-in texts are English: put ours in their place, exact matches only, never in what the pages wrote.
function emsTranslate(state) {
  state.dictionary = new Map(state.data.builtin);
  if (state.observer || !state.dictionary.size) return;
  const attributes = ["aria-label", "title", "placeholder"];
  const ours = (element) => element?.closest(".ems-frame, .stHtml, .stMarkdown, textarea");
  const text = (node) => {
    const said = node.data.trim(), wanted = said && state.dictionary.get(said);
    if (wanted && !ours(node.parentElement)) node.data = node.data.replace(said, wanted);
  };
  const attribute = (element, name) => {
    const wanted = state.dictionary.get(element.getAttribute(name)?.trim());
    if (wanted && !ours(element)) element.setAttribute(name, wanted);
  };
  const all = (root) => {
    if (root.nodeType === Node.TEXT_NODE) return text(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) text(walker.currentNode);
    for (const element of [root, ...root.querySelectorAll("[aria-label], [title], [placeholder]")])
      for (const name of attributes) attribute(element, name);
  };
  all(document.body);
  state.observer = new MutationObserver((records) => {
    for (const record of records) {
      if (record.type === "characterData") text(record.target);
      else if (record.type === "attributes") attribute(record.target, record.attributeName);
      else record.addedNodes.forEach(all);
    }
  });
  state.observer.observe(document.body,
    { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: attributes });
}
