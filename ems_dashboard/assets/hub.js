// The stream of versions of one address, for whoever listens to it: open while it is wanted, opened anew where it falls
// silent. `asks`: whether somebody wants to be told what waits for him. Runs in stream_worker.js for all tabs of a browser, and in the tab itself where there are no such workers.
const EMS_HUB_SILENCE = 9000, EMS_HUB_ASK = 500;

function emsHub(address, tell, asks) {
  let source = null, heardAt = 0, newest = null, asking = null;
  const ask = async () => { // what waits for who is signed in; a tab that is hidden does not run, and says it in its title
    asking = null;
    try {
      const answer = await fetch("/waiting");
      if (answer.ok) tell({ kind: "waiting", data: await answer.json() });
    } catch (error) { return; } // asked again with the next version
  };
  const hear = (kind) => (event) => {
    heardAt = Date.now();
    tell({ kind, data: event.data });
    if (kind !== "version") return;
    newest = event.data;
    if (asks()) asking ??= setTimeout(ask, EMS_HUB_ASK);
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
