// @ts-check
// Counts as people type them, read as ems_dashboard/feeds/values.py reads them:
// tests/samples/numbers.json holds both to one table of cases. The server decides; this is for the
// sums on the screen.

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;
// 1,250 and 1 250, but not 12,5: whether that is twelve and a half nobody can tell
const GROUPED = /^[+-]?\d{1,3}([, \u00a0_'])\d{3}(?:\1\d{3})*(?:\.\d+)?$/;
const SEPARATORS = /[, \u00a0_']/g;
const INVISIBLE = /[\u200b\u200c\u200d\u2060\ufeff]/g;
const NOTHING = new Set(["", "-", "--", "\u2013", "\u2014", "\u2014\u2014", "/"]);
const LARGEST = 1e15;

/** @param {string} text */
const plain = (text) => text.normalize("NFKC").replace(INVISIBLE, "").trim();

/**
 * Whether the text says that there is no figure.
 * @param {string} text
 */
export const isBlank = (text) => NOTHING.has(plain(text));

/**
 * A whole number that is not negative; null for what is none.
 * @param {string} text
 * @returns {number | null}
 */
export function readWhole(text) {
  const typed = plain(text);
  const written = GROUPED.test(typed) ? typed.replace(SEPARATORS, "") : typed;
  if (!NUMBER.test(written)) return null;
  const number = Number(written);
  return Number.isInteger(number) && number >= 0 && number <= LARGEST ? number + 0 : null;
}

/** @param {number | null | undefined} number */
export const shown = (number) => number?.toLocaleString("en") ?? "";
