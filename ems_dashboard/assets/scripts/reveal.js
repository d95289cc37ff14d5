// @ts-check
// What the address asks for is brought into view once it stands.

const DRAWN_MS = 300;

/** @param {string} selector */
export default function reveal(selector) {
  const bring = () => document.querySelector(selector)?.scrollIntoView({ block: "start" });
  setTimeout(bring, DRAWN_MS);
}
