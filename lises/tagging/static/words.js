// The interface's words, from the server, in Danish or English.

import { asked } from "./asking.js";

/** @type {Record<string, string | [string, string]>} */
let entries = {};
export const language = { now: "en", all: ["da", "en"] };

/**
 * A text; `n` chooses between the form for one and that for others.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 */
export function w(key, values = {}) {
  const entry = entries[key];
  if (entry === undefined) return key;
  const text = typeof entry === "string" ? entry : entry[values.n === 1 ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** @param {string} [wanted] */
export async function readWords(wanted) {
  const answer = await asked(`/api/words${wanted ? `?language=${wanted}` : ""}`);
  entries = answer.words;
  language.now = answer.language;
  language.all = answer.languages;
  document.documentElement.lang = answer.language;
}

/** The present time as the reader writes it. */
export function clock() {
  const now = new Date();
  const [hours, minutes] = [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, "0"));
  return hours + (language.now === "da" ? "." : ":") + minutes;
}
