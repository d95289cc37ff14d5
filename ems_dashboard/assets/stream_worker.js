// One stream for all tabs of a browser, which opens six connections to a server and no more. A tab says that it is
// there, and whether it wants to be told; one that has not said so for a while is gone.
importScripts("/assets/hub.js");
const GONE_MS = { seen: 20000, hidden: 150000 }; // a hidden tab's clock goes once a minute
const tabs = new Map(), hubs = new Map(); // port → what its tab said last; address → its hub

function hubOf(address) {
  if (!hubs.has(address)) hubs.set(address, emsHub(address, (told) => {
    for (const [port, tab] of tabs) if (tab.address === address && tab.wants) port.postMessage(told);
  }, () => [...tabs.values()].some((tab) => tab.address === address && tab.person && !tab.seen)));
  return hubs.get(address);
}

function settle() {
  for (const [port, tab] of tabs) if (Date.now() - tab.at > (tab.seen ? GONE_MS.seen : GONE_MS.hidden)) tabs.delete(port);
  for (const [address, hub] of hubs) hub.want([...tabs.values()].some((tab) => tab.address === address && tab.wants));
}

function hear(port, said) {
  const before = tabs.get(port), hub = hubOf(said.address);
  if (said.bye) tabs.delete(port);
  else tabs.set(port, { ...said, at: Date.now() });
  port.postMessage({ kind: "here" });
  if (said.wants && !before?.wants && hub.newest() !== null) port.postMessage({ kind: "version", data: hub.newest() });
  settle();
}

onconnect = ({ ports: [port] }) => { port.onmessage = ({ data }) => hear(port, data); };
setInterval(settle, 5000);
