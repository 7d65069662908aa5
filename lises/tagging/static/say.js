// What happened, for a screen reader and for the eye: a live region and a line that goes away.

import { byId, settled } from "./dom.js";

const clear = settled(3500, () => byId("said").classList.remove("shown"));

/**
 * @param {string} text
 * @param {boolean} [urgent]
 * @param {boolean} [shown] false: what the eye sees anyhow
 */
export function say(text, urgent = false, shown = true) {
  const place = byId("said");
  place.classList.toggle("urgent", urgent);
  place.classList.toggle("shown", shown);
  // The same words twice are said twice.
  place.textContent = place.textContent === text ? `${text}\u00a0` : text;
  clear();
}
