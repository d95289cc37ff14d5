// @ts-check
// The stream of versions of one address, for whoever listens to it: open while it is wanted, opened
// anew where it falls silent. Runs in stream_worker.js for all tabs of a browser, and in the tab
// itself where there are no such workers.

const SILENT_MS = 9000;
const ASK_AFTER_MS = 500;
const AGAIN_MS = 1000;
const AGAIN_AT_MOST_MS = 60000;
const REFUSED = [401, 403];

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
  let refused = false;
  let closed = 0; // how often one after the other, and when it is tried again
  let againAt = 0;

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

  /** @param {"alive" | "version"} kind */
  const hear = (kind) => (/** @type {MessageEvent} */ event) => {
    heardAt = Date.now();
    closed = 0;
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

  // the stream does not say why it was closed: who is signed in no more is not let in by asking
  // again, a server that is just starting is
  const tryAgain = async () => {
    againAt = Date.now() + Math.min(AGAIN_MS * 2 ** closed, AGAIN_AT_MOST_MS);
    closed += 1;
    const asked = source;
    const isRefused = await refuses(address);
    if (source !== asked) return; // closed or opened anew meanwhile
    if (!isRefused) return open();
    refused = true;
    close();
    tell({ kind: "refused" });
  };

  setInterval(() => {
    if (!source) return;
    if (source.readyState === EventSource.CLOSED) {
      if (Date.now() > againAt) tryAgain();
    } else if (Date.now() - heardAt > SILENT_MS) open();
  }, 1000);

  return {
    retry() {
      refused = false;
    },
    want(wanted) {
      if (wanted === Boolean(source) || refused) return;
      if (wanted) open();
      else close();
    },
    newest: () => newest, // null where nobody knows whether it still is
  };
}

/** @param {string} address */
async function refuses(address) {
  const asking = new AbortController();
  try {
    const { status } = await fetch(address, { signal: asking.signal });
    return REFUSED.includes(status);
  } catch (error) {
    return false; // the server does not answer at all
  } finally {
    asking.abort(); // a stream that opens has no end
  }
}
