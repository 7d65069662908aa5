// What is different where the page stands in a notebook: the choice is told to the kernel, and what
// could not be sent stays in the browser tab, for the page that the cell shows when it is run again.

import { byId, settled } from "./dom.js";
import { inNotebook, tell } from "./kernel.js";
import { takeUp, waiting } from "./saving.js";
import { spanOf } from "./spans.js";
import { on, passageOf, state } from "./store.js";
import { say } from "./say.js";
import { w } from "./words.js";

const unsentOf = () => `lises-unsent-${state.study.id}-${state.study.set}-`;
const page = Math.random().toString(36).slice(2);

/** The words that are chosen, or those of the passage that is open. */
function chosen() {
  const passage = state.open ? passageOf(state.open) : undefined;
  const span = passage ? spanOf(passage) : state.chosen;
  if (!span || !state.interview) return null;
  const { turn, turn_end, start, end } = span;
  // A passage that the kernel has not named yet has no id to be asked for.
  const id = passage && !passage.id.startsWith("new-") ? passage.id : "";
  return { interview: state.interview.id, turn, turn_end, start, end, passage: id };
}

let last = "null";
const tellChosen = settled(150, () => {
  const now = chosen();
  if (JSON.stringify(now) === last) return;
  last = JSON.stringify(now);
  tell({ chosen: now });
});

const tellWhere = settled(300, () => tell({ where: { interview: state.interview.id, turn: state.current } }));

/** Memos can be among it: it stays in this tab and goes with it. */
function keep() {
  const items = waiting();
  try {
    if (items.length) sessionStorage.setItem(unsentOf() + page, JSON.stringify(items));
    else sessionStorage.removeItem(unsentOf() + page);
  } catch {
    // a browser that keeps nothing: the page has it all the same
  }
}

/** @returns {any[]} what pages before this one could not send */
function kept() {
  const items = [];
  try {
    for (const name of Object.keys(sessionStorage)) {
      if (!name.startsWith(unsentOf())) continue;
      items.push(...JSON.parse(sessionStorage.getItem(name) || "[]"));
      sessionStorage.removeItem(name);
    }
  } catch {
    // nothing that can be read
  }
  return items;
}

export function wireNotebook() {
  if (!inNotebook) return;
  byId("theme").hidden = true; // the notebook's own
  for (const name of ["chosen", "open", "renamed", "interview", "passages"]) on(name, tellChosen);
  for (const name of ["current", "interview"]) on(name, tellWhere);
  on("answered", () => tell({ acted: true }));
  on("saving", keep);
}

/** Send what a page before this one could not. */
export async function resume() {
  const items = inNotebook ? kept() : [];
  if (!items.length) return;
  const lost = await takeUp(items);
  if (lost) say(w("tag-kernel-lost", { n: lost }), true);
  else say(w("tag-kernel-kept", { n: items.length }));
}
