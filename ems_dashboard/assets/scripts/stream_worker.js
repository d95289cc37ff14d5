// @ts-check
// One stream for all tabs of a browser, which opens six connections to a server and no more. A tab
// says that it is there, and whether it wants to be told; one that has not said so for a while is
// gone.

import { openHub } from "./hub.js";

const GONE_MS = { seen: 20000, hidden: 150000 }; // a hidden tab's clock goes once a minute

/** @type {Map<MessagePort, Tab & {at: number}>} what each tab said last */
const tabs = new Map();
/** @type {Map<string, Hub>} by address */
const hubs = new Map();

/** @param {string} address */
const tabsOf = (address) => [...tabs].filter(([, tab]) => tab.address === address);

/**
 * @param {string} address
 * @returns {Hub}
 */
function hubOf(address) {
  const known = hubs.get(address);
  if (known) return known;
  /** @param {Told} told */
  const tell = (told) => {
    for (const [port, tab] of tabsOf(address)) if (tab.wants) port.postMessage(told);
  };
  const asks = () => tabsOf(address).some(([, tab]) => tab.person && !tab.seen);
  const hub = openHub(address, tell, asks);
  hubs.set(address, hub);
  return hub;
}

function settle() {
  for (const [port, tab] of tabs) {
    const patience = tab.seen ? GONE_MS.seen : GONE_MS.hidden;
    if (Date.now() - tab.at > patience) tabs.delete(port);
  }
  for (const [address, hub] of hubs) hub.want(tabsOf(address).some(([, tab]) => tab.wants));
}

/**
 * @param {MessagePort} port
 * @param {Tab} said
 */
function hear(port, said) {
  const before = tabs.get(port);
  const hub = hubOf(said.address);
  if (said.wants && !before?.wants) hub.retry(); // somebody may have signed in since
  if (said.bye) tabs.delete(port);
  else tabs.set(port, { ...said, at: Date.now() });
  port.postMessage({ kind: "here" });
  const newest = hub.newest();
  if (said.wants && !before?.wants && newest !== null)
    port.postMessage({ kind: "version", data: newest });
  settle();
}

addEventListener("connect", (event) => {
  const [port] = /** @type {MessageEvent} */ (event).ports;
  port.onmessage = ({ data }) => hear(port, data);
});
setInterval(settle, 5000);
