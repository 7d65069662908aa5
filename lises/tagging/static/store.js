// What the page knows: the study, the interview, its passages with all that is not yet answered.

import { toPoints } from "./spans.js";

/** @typedef {import("./types.js").Span} Span */
/** @typedef {import("./types.js").Passage} Passage */
/** @typedef {import("./types.js").Code} Code */
/** @typedef {import("./types.js").Turn} Turn */

export const state = {
  /** @type {import("./types.js").Study} */
  study: /** @type {any} */ (null),
  /** @type {import("./types.js").Interview} */
  interview: /** @type {any} */ (null),
  /** @type {Map<string, Passage>} own passages as they are to be, by id */
  passages: new Map(),
  /** @type {Span | null} */
  chosen: null,
  /** @type {string | null} the passage whose card is open */
  open: null,
  current: 1,
  filter: { code: "", coder: "", speaker: "", state: "" },
};

/** @type {Map<string, Set<(detail?: any) => void>>} */
const listeners = new Map();

/**
 * Events: `interview`, `passages` (a Set of turns), `codes`, `chosen`, `open`, `filter`, `study`,
 * `saving`, `current`.
 * @param {string} name
 * @param {(detail?: any) => void} call
 */
export function on(name, call) {
  const calls = listeners.get(name) || new Set();
  listeners.set(name, calls.add(call));
}

/**
 * @param {string} name
 * @param {any} [detail]
 */
export function emit(name, detail) {
  for (const call of listeners.get(name) || []) call(detail);
}

/** @param {number} n @returns {Turn | undefined} */
export const turnOf = (n) => state.interview.turns[n - 1];
/** @param {number} n */
export const textOf = (n) => turnOf(n)?.text ?? "";
/** @param {number} n */
export const lengthOf = (n) => toPoints(textOf(n), textOf(n).length);

/** @param {string} id @returns {Code | undefined} */
export const codeOf = (id) => state.study.codes.find((code) => code.id === id);
/** @param {string} id */
export const labelOf = (id) => codeOf(id)?.label || id;
/** @param {string} id */
export const colourOf = (id) => codeOf(id)?.colour || 1;
/** @param {string} set */
export const isOwn = (set) => set === state.study.set;

/** @param {string} id @returns {Passage | undefined} own or another coder's */
export const passageOf = (id) =>
  state.passages.get(id) || state.interview.others.find((passage) => passage.id === id);

/** @param {string} code @returns {Set<string>} it and all below it */
export function withChildren(code) {
  const found = new Set([code]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const one of state.study.codes) if (one.parent && found.has(one.parent)) found.add(one.id);
  }
  return found;
}

/** The passages that the filters let through, own first. */
export function shownPassages() {
  const { code, coder } = state.filter;
  const codes = code ? withChildren(code) : null;
  return [...state.passages.values(), ...state.interview.others].filter((passage) =>
    (!coder || passage.set === coder) && (!codes || passage.codes.some((one) => codes.has(one))));
}

/** @type {Map<number, Passage[]>} */
let byTurn = new Map();

/** Sort the shown passages to their turns; called when passages or filters changed. */
export function sortToTurns() {
  byTurn = new Map();
  for (const passage of shownPassages()) {
    if (passage.start === null) continue;
    for (let n = passage.turn; n <= passage.turn_end; n += 1) {
      const here = byTurn.get(n);
      if (here) here.push(passage);
      else byTurn.set(n, [passage]);
    }
  }
}

/** @param {number} n @returns {Passage[]} */
export const passagesIn = (n) => byTurn.get(n) || [];

/** Turns in which the coder has coded something, whatever the filters. */
export function codedTurns() {
  const found = new Set();
  for (const passage of state.passages.values()) {
    for (let n = passage.turn; n <= passage.turn_end; n += 1) found.add(n);
  }
  return found;
}

/** @param {Turn} turn @param {Set<number>} coded */
export function isShown(turn, coded) {
  const { code, coder, speaker, state: which } = state.filter;
  if (speaker && turn.label !== speaker) return false;
  if (which === "uncoded" && (turn.interviewer || coded.has(turn.n))) return false;
  if (which === "coded" && !coded.has(turn.n)) return false;
  return !(code || coder) || passagesIn(turn.n).length > 0;
}

export const filtered = () => Object.values(state.filter).some(Boolean);

/** The nine quick codes: the coder's own choice, else the study's. */
const quickKept = () => `lises-quick-${state.study.id}-${state.study.coder.id}`;

/** @returns {Record<string, string>} */
export function quick() {
  try {
    const own = JSON.parse(localStorage.getItem(quickKept()) || "null");
    if (own) return own;
  } catch {
    // a choice that cannot be read is none
  }
  return state.study.quick;
}

/**
 * @param {string} code
 * @param {string} digit empty: none
 */
export function setQuick(code, digit) {
  const now = Object.fromEntries(Object.entries(quick()).filter(([key, one]) => one !== code && key !== digit));
  if (digit) now[digit] = code;
  localStorage.setItem(quickKept(), JSON.stringify(now));
  emit("codes");
}

/** @param {string} code */
export const digitOf = (code) => Object.entries(quick()).find(([, one]) => one === code)?.[0] || "";
