// Which turns stand on the page under the filters. To hide a turn costs the browser nothing; to show one
// again costs its whole look, even out of view: so those in view are shown at once, the others when they
// come into view, and a few at a time.

import { codedTurns, filtered, isShown, state, textOf } from "./store.js";

const SLICE = 3; // blocks shown in a frame
const AHEAD = 1.5; // screens of turns that are shown at once

/** @type {Set<number>} the turns that the filters let through, and those that were gone to */
const passing = new Set();
/** @type {Set<Element>} blocks with turns that are still to be shown */
const waiting = new Set();
let timer = 0;

/** @param {number} n whether the filters let a turn through */
export const passes = (n) => passing.has(n);

/** @param {Element} place */
const numberOf = (place) => Number(/** @type {HTMLElement} */ (place).dataset.n);

/** The room a turn is thought to take unseen, in rem, so that the scroll bar stands about right. @param {number} n */
const room = (n) => Math.ceil(textOf(n).length / 72) * 1.95 + 0.6;

/** Give a block the room of the turns that are let through. @param {Element} block @returns {number} in rem */
function makeRoom(block) {
  const rem = [...block.children].map(numberOf).filter(passes).reduce((sum, n) => sum + room(n), 0);
  /** @type {HTMLElement} */ (block).hidden = !rem;
  /** @type {HTMLElement} */ (block).style.setProperty("--room", `${rem}rem`);
  return rem;
}

/** Show the turns of a block that are let through. @param {Element} block */
export function settle(block) {
  waiting.delete(block);
  for (const place of block.children) if (passing.has(numberOf(place))) /** @type {HTMLElement} */ (place).hidden = false;
}

function settleSome() {
  for (const block of [...waiting].slice(0, SLICE)) settle(block);
  timer = waiting.size ? requestAnimationFrame(settleSome) : 0;
}

/** Show a turn that was gone to, whatever the filters. @param {HTMLElement} place */
export function showAnyhow(place) {
  passing.add(numberOf(place));
  if (!place.parentElement) return;
  makeRoom(place.parentElement);
  settle(place.parentElement);
}

/**
 * Let through what the filters want.
 * @param {Iterable<Element>} blocks of turns, in order
 * @param {Set<Element>} seen those in view
 * @returns {number} how many turns are let through
 */
export function filterTurns(blocks, seen) {
  const coded = codedTurns();
  const any = filtered();
  passing.clear();
  waiting.clear();
  for (const turn of state.interview.turns) if (!any || isShown(turn, coded)) passing.add(turn.n);
  // What stands at the top of the view stays there: from it on turns are needed at once.
  const first = [...blocks].find((block) => seen.has(block) && block.getBoundingClientRect().bottom > 0);
  let left = 0;
  for (const block of blocks) {
    for (const place of block.children) if (!passing.has(numberOf(place))) /** @type {HTMLElement} */ (place).hidden = true;
    const rem = makeRoom(block);
    if (block === first) left = AHEAD * window.innerHeight / 16;
    if (left > 0) settle(block);
    else if (rem) waiting.add(block);
    left -= rem;
  }
  if (!timer && waiting.size) timer = requestAnimationFrame(settleSome);
  return passing.size;
}
