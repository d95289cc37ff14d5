// A tab's share of the one stream of its browser. Hidden it wants nothing, unless somebody is signed in who is to be told
// what waits for him; seen again it is told the newest at once.
const EMS_HERE = 5000, EMS_DEAF = 15000;

function emsStream(address, heard, person = () => false) {
  let port = null, hub = null, answeredAt = Date.now(), closed = false;
  const wants = () => !closed && (!document.hidden || (Boolean(port) && person()));
  const alone = () => { // no shared workers (Android), or this browser's has died: a stream of its own
    if (hub) return;
    port?.postMessage({ address, bye: true });
    port = null;
    hub = emsHub(address, heard, () => false);
    hub.want(wants());
  };
  const say = () => {
    if (hub) return hub.want(wants());
    if (wants() && Date.now() - answeredAt > EMS_DEAF) return alone();
    port.postMessage({ address, seen: !document.hidden, wants: wants(), person: person(), bye: closed });
  };
  const join = () => {
    try {
      const worker = new SharedWorker("/assets/stream_worker.js", { name: "ems-stream" });
      worker.onerror = alone;
      port = worker.port;
      port.onmessage = ({ data }) => { answeredAt = Date.now(); if (data.kind !== "here" && !closed) heard(data); };
    } catch (error) { alone(); }
  };
  join();
  say();
  setInterval(say, EMS_HERE);
  document.addEventListener("visibilitychange", () => { answeredAt = Date.now(); say(); });
  addEventListener("pagehide", () => port?.postMessage({ address, bye: true }));
  addEventListener("pageshow", (event) => { if (event.persisted) say(); });
  return { close() { closed = true; say(); } };
}
