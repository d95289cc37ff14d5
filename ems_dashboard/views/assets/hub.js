// The stream of versions of one address, for whoever listens to it: open while it is wanted, opened anew where it falls
// silent. Runs in stream_worker.js for all tabs of a browser, and in the tab itself where there are no such workers.
const EMS_HUB_SILENCE = 9000;

function emsHub(address, tell) {
  let source = null, heardAt = 0, newest = null;
  const hear = (kind) => (event) => {
    heardAt = Date.now();
    if (kind === "version") newest = event.data;
    tell({ kind, data: event.data });
  };
  const open = () => {
    source?.close();
    heardAt = Date.now();
    source = new EventSource(address);
    for (const kind of ["alive", "blind", "version"]) source.addEventListener(kind, hear(kind));
    source.onerror = () => { newest = null; tell({ kind: "failed" }); };
  };
  const close = () => { source.close(); source = newest = null; };
  setInterval(() => {
    const silent = Date.now() - heardAt > EMS_HUB_SILENCE;
    if (source && (silent || source.readyState === EventSource.CLOSED)) open();
  }, 1000);
  return {
    want(wanted) { if (wanted !== Boolean(source)) (wanted ? open : close)(); },
    newest: () => newest, // null where nobody knows whether it still is
  };
}
