// What a coder does to passages: add a code, take it away, remove, make longer or shorter.

import { say } from "./say.js";
import { change } from "./saving.js";
import { same, spanOf } from "./spans.js";
import { emit, isOwn, labelOf, passageOf, quick, state } from "./store.js";
import { used } from "./picker.js";
import { w } from "./words.js";

/** @typedef {import("./types.js").Span} Span */
/** @typedef {import("./types.js").Passage} Passage */

/** @param {Span} span @returns {Passage | undefined} the own passage with just these words */
export function ownAt(span) {
  return [...state.passages.values()].find((one) => {
    const its = spanOf(one);
    return its !== null && same(its, span);
  });
}

/** @returns {Passage | undefined} the own passage that is open or chosen */
export function subject() {
  const open = state.open ? passageOf(state.open) : undefined;
  if (open) return isOwn(open.set) ? open : undefined;
  return state.chosen ? ownAt(state.chosen) : undefined;
}

/** @param {string | null} id */
export function open(id) {
  state.open = id;
  emit("open");
}

/**
 * Put a code on what is open or chosen; take it off where it is already.
 * @param {string} code
 */
export function toggle(code) {
  const passage = subject();
  if (passage) {
    const has = passage.codes.includes(code);
    const codes = has ? passage.codes.filter((one) => one !== code) : [...passage.codes, code];
    if (codes.length || passage.memo) change({ op: "codes", id: passage.id, codes });
    else unmark(passage);
    say(w(has ? "tag-said-untagged" : "tag-said-tagged", { code: labelOf(code) }));
  } else if (state.chosen) {
    change({ op: "add", ...state.chosen, codes: [code] });
    say(w("tag-said-tagged", { code: labelOf(code) }));
    open(ownAt(state.chosen)?.id || null);
  } else {
    say(w("tag-said-choose-words"));
    return;
  }
  used(code);
  emit("tagged");
}

/** The last code went and there is no memo: the passage goes, its words stay chosen. @param {Passage} passage */
function unmark(passage) {
  change({ op: "remove", id: passage.id });
  state.open = null;
  state.chosen = spanOf(passage);
  emit("open");
  emit("chosen");
}

/** @param {string} digit */
export function toggleQuick(digit) {
  const code = quick()[digit];
  if (code && labelOf(code)) toggle(code);
}

/** @param {Passage} passage */
export function remove(passage) {
  if (state.open === passage.id) open(null);
  change({ op: "remove", id: passage.id });
  say(w("tag-said-removed"));
}

/**
 * @param {Passage} passage
 * @param {Span} span
 */
export function setSpan(passage, span) {
  change({ op: "span", id: passage.id, ...span });
  say(w("tag-said-span"));
}
