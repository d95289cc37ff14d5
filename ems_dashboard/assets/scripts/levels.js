// @ts-check
// A press on a place of a map opens its picture: the map stands in a frame and tells the page,
// which goes there as by its own menu. The list beside the map is the way for the keyboard, so the
// shapes themselves are not in the order of Tab.

const OPEN = "ems-open-level";

/** @param {any} map a map of Leaflet */
export function openLevels(map) {
  map.eachLayer((/** @type {any} */ layer) => {
    const code = layer.feature?.properties.code;
    if (code) layer.on("click", () => parent.postMessage({ kind: OPEN, code }, "*"));
  });
  for (const shape of document.querySelectorAll("path, .leaflet-container"))
    shape.setAttribute("tabindex", "-1");
}

/**
 * What a map of this page asks for; another window's word is not heard.
 * @param {(code: string) => void} go
 */
export function hearMaps(go) {
  addEventListener("message", ({ data, source }) => {
    const frames = [...document.querySelectorAll("iframe")];
    const ours = frames.some((frame) => frame.contentWindow === source);
    if (ours && data?.kind === OPEN && /^\w{6,12}$/.test(data.code)) go(data.code);
  });
}
