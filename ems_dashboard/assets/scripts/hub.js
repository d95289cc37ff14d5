// @ts-check
// The stream of versions of one address, for whoever listens to it: open while it is wanted, opened
// anew where it falls silent. Runs in stream_worker.js for all tabs of a browser, and in the tab
// itself where there are no such workers.

const SILENT_MS = 9000;
const ASK_AFTER_MS = 500;

/**
 * @param {string} address
 * @param {(told: Told) => void} tell
 * @param {() => boolean} asks whether somebody wants to be told what waits for them
 * @returns {Hub}
 */
export function openHub(address, tell, asks) {
  /** @type {EventSource | null} */
  let source = null;
  let heardAt = 0;
  /** @type {string | null} */
  let newest = null;
  /** @type {number | null} */
  let asking = null;

  // what waits for who is signed in; a tab that is hidden does not run, and says it in its title
  const ask = async () => {
    asking = null;
    try {
      const answer = await fetch("/waiting");
      if (answer.ok) tell({ kind: "waiting", data: await answer.json() });
    } catch (error) {
      return; // asked again with the next version
    }
  };

  /** @param {"alive" | "blind" | "version"} kind */
  const hear = (kind) => (/** @type {MessageEvent} */ event) => {
    heardAt = Date.now();
    tell({ kind, data: event.data });
    if (kind !== "version") return;
    newest = event.data;
    if (asks() && asking === null) asking = setTimeout(ask, ASK_AFTER_MS);
  };

  const open = () => {
    source?.close();
    heardAt = Date.now();
    source = new EventSource(address);
    source.addEventListener("alive", hear("alive"));
    source.addEventListener("blind", hear("blind"));
    source.addEventListener("version", hear("version"));
    source.onerror = () => {
      newest = null;
      tell({ kind: "failed" });
    };
  };

  const close = () => {
    source?.close();
    source = null;
    newest = null;
  };

  setInterval(() => {
    const silent = Date.now() - heardAt > SILENT_MS;
    if (source && (silent || source.readyState === EventSource.CLOSED)) open();
  }, 1000);

  return {
    want(wanted) {
      if (wanted === Boolean(source)) return;
      if (wanted) open();
      else close();
    },
    newest: () => newest, // null where nobody knows whether it still is
  };
}
