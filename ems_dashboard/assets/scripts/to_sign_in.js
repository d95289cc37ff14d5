// @ts-check
// Who is not signed in is taken to where they can be, and comes back to the same address.

export default function toSignIn() {
  if (window.emsLeaving) return; // who pressed 退出 is on the way already (person.js)
  const wanted = location.pathname + location.search;
  location.assign(`/sign-in?next=${encodeURIComponent(wanted)}`);
}
