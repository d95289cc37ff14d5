// @ts-check
// A tab's share of the one stream of its browser. Hidden it wants nothing, unless somebody is
// signed in who is to be told what waits for them; seen again it is told the newest at once.

import { openHub } from "./hub.js";

const HERE_MS = 5000;
const DEAF_MS = 15000;

/**
 * @param {string} address
 * @param {(told: Told) => void} heard
 * @param {() => boolean} person whether somebody is signed in
 * @returns {Stream}
 */
export function openStream(address, heard, person = () => false) {
  /** @type {MessagePort | null} */
  let port = null;
  /** @type {Hub | null} */
  let hub = null;
  let answeredAt = Date.now();
  let closed = false;
  const wants = () => !closed && (!document.hidden || (Boolean(port) && person()));

  // no shared workers (Android), or this browser's has died: a stream of its own
  const alone = () => {
    if (hub) return;
    port?.postMessage({ address, bye: true });
    port = null;
    hub = openHub(address, heard, () => false);
    hub.want(wants());
  };

  const say = () => {
    if (hub) return hub.want(wants());
    if (wants() && Date.now() - answeredAt > DEAF_MS) return alone();
    port?.postMessage({
      address,
      seen: !document.hidden,
      wants: wants(),
      person: person(),
      bye: closed,
    });
  };

  const join = () => {
    try {
      const script = new URL("./stream_worker.js", import.meta.url);
      const worker = new SharedWorker(script, { name: "ems-stream", type: "module" });
      worker.onerror = alone;
      port = worker.port;
      port.onmessage = ({ data }) => {
        answeredAt = Date.now();
        if (data.kind !== "here" && !closed) heard(data);
      };
    } catch (error) {
      alone();
    }
  };

  join();
  say();
  setInterval(say, HERE_MS);
  document.addEventListener("visibilitychange", () => {
    answeredAt = Date.now();
    if (!document.hidden) hub?.retry();
    say();
  });
  addEventListener("pagehide", () => port?.postMessage({ address, bye: true }));
  addEventListener("pageshow", (event) => {
    if (event.persisted) say();
  });
  return {
    close() {
      closed = true;
      say();
    },
  };
}
