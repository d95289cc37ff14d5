// @ts-check
// What was typed into a form and had not reached the server when its page went: drafts.js leaves it
// with the tab.

const KEPT_MS = 30 * 60000;

/** @param {string} prefix the form's name in the browser */
const place = (prefix) => `ems-${prefix}`;

/**
 * @param {string} prefix
 * @returns {Fields}
 */
export function leftWithTab(prefix) {
  try {
    const left = JSON.parse(sessionStorage.getItem(place(prefix)) || "{}");
    return Date.now() - left.at < KEPT_MS ? left.fields : {};
  } catch (error) {
    return {};
  }
}

/**
 * @param {string} prefix
 * @param {Fields} fields
 */
export function leaveWithTab(prefix, fields) {
  try {
    if (Object.keys(fields).length)
      sessionStorage.setItem(place(prefix), JSON.stringify({ fields, at: Date.now() }));
    else sessionStorage.removeItem(place(prefix));
  } catch (error) {
    return; // a browser without storage: it is retried as long as the form stands
  }
}
