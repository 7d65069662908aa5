// Which words are chosen: with the mouse, a finger, caret browsing, or word by word with keys.

import { framed, within } from "./dom.js";
import { before, pieces, pointsIn, quoted, same, toPoints, toUnits, trimmed } from "./spans.js";
import { emit, lengthOf, on, state, textOf } from "./store.js";
import { goTo, placeOf, reveal, saidOf, shownTurns } from "./transcript.js";
import { say } from "./say.js";
import { w } from "./words.js";

/** @typedef {import("./types.js").Span} Span */
/** @typedef {{turn: number, at: number}} Place */

/** @type {{fixed: Place, moving: Place} | null} the ends of a choice made with keys */
let ends = null;
let byKeys = false;

/** How a choice came to be: keys draw no native selection. */
export const chosenByKeys = () => byKeys;

// ---- Between the page and places -------------------------------------------------------------------

/**
 * @param {Node} node
 * @param {number} offset
 * @returns {Place | null}
 */
function placeAt(node, offset) {
  const said = within(node, ".said");
  const turn = within(node, ".turn");
  if (!turn) return null;
  const n = Number(turn.dataset.n);
  if (!said) {
    // Beside the words: before them in number and speaker, after them in the margin.
    const after = within(node, ".margin") || (node === turn && offset > 2);
    return { turn: n, at: after ? lengthOf(n) : 0 };
  }
  const range = document.createRange();
  range.setStart(said, 0);
  range.setEnd(node, offset);
  return { turn: n, at: toPoints(textOf(n), range.toString().length) };
}

/**
 * The DOM point of a place.
 * @param {Place} place
 * @returns {[Node, number] | null}
 */
function pointAt({ turn, at }) {
  const said = saidOf(turn);
  if (!said) return null;
  let left = toUnits(textOf(turn), at);
  const walker = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
  let last = null;
  while (walker.nextNode()) {
    last = /** @type {Text} */ (walker.currentNode);
    if (left <= last.length) return [last, left];
    left -= last.length;
  }
  return last ? [last, last.length] : [said, 0];
}

/** @param {Span} span @returns {Range | null} */
export function rangeOf(span) {
  const start = pointAt({ turn: span.turn, at: span.start });
  const end = pointAt({ turn: span.turn_end, at: span.end });
  if (!start || !end) return null;
  const range = document.createRange();
  range.setStart(...start);
  range.setEnd(...end);
  return range;
}

/**
 * @param {Place} a
 * @param {Place} b
 * @returns {Span | null}
 */
function between(a, b) {
  const [first, last] = before(a, b) <= 0 ? [a, b] : [b, a];
  return trimmed({ turn: first.turn, turn_end: last.turn, start: first.at, end: last.at }, textOf);
}

// ---- The mouse and fingers -------------------------------------------------------------------------

/** Take over what the browser has selected. */
export function readSelection() {
  const selection = document.getSelection();
  if (!selection || !selection.anchorNode || !selection.focusNode) return;
  if (!within(selection.anchorNode, "#turns") || !within(selection.focusNode, "#turns")) return;
  const a = placeAt(selection.anchorNode, selection.anchorOffset);
  const b = placeAt(selection.focusNode, selection.focusOffset);
  if (!a || !b) return;
  if (selection.isCollapsed) {
    ends = { fixed: a, moving: a };
    return;
  }
  const span = between(a, b);
  if (!span) return;
  ends = { fixed: { turn: a.turn, at: a.at }, moving: { turn: b.turn, at: b.at } };
  byKeys = false;
  if (!state.chosen || !same(span, state.chosen)) choose(span);
}

/** @param {Span | null} span */
export function choose(span) {
  state.chosen = span;
  if (!span) ends = null;
  emit("chosen");
}

/** Put the choice away, the browser's too. */
export function chooseNothing() {
  document.getSelection()?.removeAllRanges();
  if (state.chosen) choose(null);
}

// ---- Keys ------------------------------------------------------------------------------------------

/** @returns {Place} */
function moving() {
  if (ends && (state.chosen || ends.moving.turn === state.current)) return ends.moving;
  return { turn: state.current, at: 0 };
}

/**
 * The next border of a word, sentence or letter.
 * @param {Place} from
 * @param {1 | -1} way
 * @param {"word" | "sentence" | "grapheme"} unit
 * @param {boolean} ahead to the end of a piece, else to its start
 * @returns {Place}
 */
function nextBorder(from, way, unit, ahead) {
  const found = pieces(textOf(from.turn), unit, state.study.language);
  const borders = found.map(([start, end]) => (ahead ? end : start));
  const at = way > 0 ? borders.find((one) => one > from.at) : borders.reverse().find((one) => one < from.at);
  if (at !== undefined) return { turn: from.turn, at };
  if (way < 0 && from.at > 0 && unit !== "word") return { turn: from.turn, at: 0 };
  const turns = shownTurns();
  const next = turns[turns.indexOf(from.turn) + way];
  if (!next) return from;
  if (way > 0) return ahead ? nextBorder({ turn: next, at: 0 }, 1, unit, true) : { turn: next, at: 0 };
  return nextBorder({ turn: next, at: lengthOf(next) + 1 }, -1, unit, ahead);
}

/**
 * Move the caret, or extend the choice.
 * @param {1 | -1} way
 * @param {"word" | "sentence" | "grapheme"} unit
 * @param {boolean} extend
 */
export function move(way, unit, extend) {
  const from = moving();
  byKeys = true;
  document.getSelection()?.removeAllRanges();
  if (!extend) {
    const to = nextBorder(from, way, unit, false);
    ends = { fixed: to, moving: to };
    state.chosen = null;
    emit("chosen");
    caretTo(to);
    return;
  }
  const fixed = ends && (state.chosen || ends.fixed.turn === state.current) ? ends.fixed : from;
  // Beyond the fixed end a choice reaches to the ends of words, before it to their starts.
  const ahead = way > 0 ? before(from, fixed) >= 0 : before(from, fixed) > 0;
  let to = nextBorder(from, way, unit, ahead);
  if (before(from, fixed) > 0 && before(to, fixed) < 0) to = fixed;
  ends = { fixed, moving: to };
  const span = before(fixed, to) ? between(fixed, to) : null;
  state.chosen = span;
  emit("chosen");
  if (to.turn !== state.current) goTo(to.turn, { scroll: false });
  showPlace(to);
  if (span) sayChosen(span);
}

/** @param {Place} to */
function caretTo(to) {
  if (to.turn !== state.current) goTo(to.turn);
  paintCaret(to);
  showPlace(to);
  const word = pieces(textOf(to.turn), "word", state.study.language).find(([start]) => start >= to.at);
  if (word) say(Array.from(textOf(to.turn)).slice(...word).join(""));
}

/** @param {Place} place */
function showPlace(place) {
  const point = pointAt(place);
  const around = point && (point[0].parentElement || null);
  if (around) reveal(around);
}

/** The sentence at the caret; again: the next one too. */
export function takeSentence() {
  const now = state.chosen;
  const turn = now ? now.turn_end : state.current;
  const at = now ? now.end : moving().at;
  const found = pieces(textOf(turn), "sentence", state.study.language);
  const sentence = found.find(([, end]) => end > at) || found[found.length - 1];
  if (!sentence) return;
  const start = now && now.end < sentence[1] ? { turn: now.turn, at: now.start } : { turn, at: sentence[0] };
  byKeys = true;
  ends = { fixed: start, moving: { turn, at: sentence[1] } };
  take(between(start, ends.moving));
}

/** The whole turn. */
export function takeTurn() {
  const n = state.current;
  byKeys = true;
  ends = { fixed: { turn: n, at: 0 }, moving: { turn: n, at: lengthOf(n) } };
  take(between(ends.fixed, ends.moving));
}

/** @param {Span | null} span */
function take(span) {
  document.getSelection()?.removeAllRanges();
  if (!span) return;
  choose(span);
  sayChosen(span);
}

/** @param {Span} span */
function sayChosen(span) {
  const text = quoted(span, textOf).join(" ");
  const n = pieces(text, "word", state.study.language).length;
  const short = pointsIn(text) > 90 ? `${text.slice(0, 40)} … ${text.slice(-40)}` : text;
  say(`${w("tag-words", { n })}: ${short}`);
}

/**
 * A span with one of its ends moved by a word.
 * @param {Span} span
 * @param {"start" | "end"} which
 * @param {1 | -1} way
 * @returns {Span | null}
 */
export function stretched(span, which, way) {
  const start = { turn: span.turn, at: span.start };
  const end = { turn: span.turn_end, at: span.end };
  if (which === "start") Object.assign(start, nextBorder(start, way, "word", false));
  else Object.assign(end, nextBorder(end, way, "word", true));
  return before(start, end) < 0 ? between(start, end) : null;
}

// ---- Painting --------------------------------------------------------------------------------------
// With the CSS Custom Highlight API: nothing in the page changes, however often it is called.

/**
 * @param {string} name
 * @param {Range[]} ranges
 */
export function paint(name, ranges) {
  if (!("highlights" in CSS)) return;
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
  else CSS.highlights.delete(name);
}

/** @param {Place} at */
function paintCaret(at) {
  const word = pieces(textOf(at.turn), "word", state.study.language).find(([, end]) => end > at.at);
  const range = word && rangeOf({ turn: at.turn, turn_end: at.turn, start: word[0], end: word[1] });
  paint("caret", range ? [range] : []);
}

const repaint = framed(() => {
  const range = state.chosen && !state.open && placeOf(state.chosen.turn) ? rangeOf(state.chosen) : null;
  paint("chosen", range ? [range] : []);
  if (range) paint("caret", []);
});

export function wireSelecting() {
  document.addEventListener("selectionchange", framed(readSelection));
  on("chosen", repaint);
  on("passages", repaint);
  on("open", repaint);
  on("interview", () => { ends = null; repaint(); });
  on("current", () => {
    if (ends && !state.chosen && ends.moving.turn !== state.current) {
      ends = null;
      paint("caret", []);
    }
  });
}
