// Operations applied to the page's own copy, before the server has answered.

import { quoted, same, spanOf } from "./spans.js";
import { state, textOf } from "./store.js";

/** @typedef {import("./types.js").Passage} Passage */
/** @typedef {import("./types.js").Op} Op */

let made = 0;
/** A name for a passage that the server has not named yet. */
export const newName = () => `new-${(made += 1)}`;

/** @param {Op} op */
const spanIn = ({ turn, turn_end, start, end }) => ({ turn, turn_end, start, end });

/**
 * @param {Map<string, Passage>} passages changed in place
 * @param {Op} op an op "add" carries the name `as`
 */
export function apply(passages, op) {
  if (op.op === "add" || op.op === "accept") return add(passages, op);
  if (op.op === "remove") return void passages.delete(op.id);
  const found = op.id ? passages.get(op.id) : undefined;
  if (!found) return undefined;
  const changed = { ...found };
  if (op.op === "codes") changed.codes = op.codes;
  else if (op.op === "memo") changed.memo = op.text;
  else if (op.op === "span") Object.assign(changed, spanIn(op), { quote: quoted(spanIn(op), textOf), problem: null });
  passages.set(found.id, changed);
  return undefined;
}

/**
 * @param {Map<string, Passage>} passages
 * @param {Op} op
 */
function add(passages, op) {
  const span = spanIn(op);
  const suggested = op.op === "accept";
  const there = [...passages.values()].filter((one) => { const its = spanOf(one); return its && same(its, span); });
  // What was suggested is never laid onto what a person marked.
  const one = suggested ? there.find((its) => its.suggested) : there.find((its) => !its.suggested) || there[0];
  if (one) {
    passages.set(one.id, { ...one, codes: [...new Set([...one.codes, ...op.codes])], memo: one.memo || op.memo || "" });
    return;
  }
  passages.set(op.as, {
    id: op.as, ...span, quote: quoted(span, textOf), codes: op.codes, memo: op.memo || "",
    set: state.study.set, coder: state.study.coder.id, suggested, problem: null,
  });
}

/** What of a passage is drawn. @param {Passage} one */
const drawnOf = (one) =>
  JSON.stringify([one.turn, one.turn_end, one.start, one.end, one.codes, one.memo, one.set, one.suggested]);

/**
 * Which turns differ between two states of the passages.
 * @param {Map<string, Passage>} old
 * @param {Map<string, Passage>} now
 * @returns {Set<number>}
 */
export function differing(old, now) {
  const turns = new Set();
  /** @param {Passage | undefined} passage */
  const note = (passage) => {
    if (!passage) return;
    for (let n = passage.turn; n <= passage.turn_end; n += 1) turns.add(n);
  };
  for (const id of new Set([...old.keys(), ...now.keys()])) {
    const [was, is] = [old.get(id), now.get(id)];
    if (was === is || (was && is && drawnOf(was) === drawnOf(is))) continue;
    note(was);
    note(is);
  }
  return turns;
}
