// Every key in one table; the help is made from it.

import { byId, h, within } from "./dom.js";
import { closeAll, showCard } from "./card.js";
import { editCode } from "./editcode.js";
import { showFind } from "./find.js";
import { showFindings } from "./findings.js";
import { showJournal } from "./journal.js";
import { showJudging } from "./judging.js";
import { newCode } from "./newcode.js";
import { atHand, goToCodes } from "./palette.js";
import { say } from "./say.js";
import { redo, undo } from "./saving.js";
import { before, inTurn, spanOf } from "./spans.js";
import { codedTurns, isShown, lengthOf, passageOf, passagesIn, state, turnOf } from "./store.js";
import { move, takeSentence, takeTurn } from "./selecting.js";
import { hideSide, showSide } from "./side.js";
import { showAdjudicate } from "./adjudicate.js";
import { showStudy } from "./side-study.js";
import { open, remove, subject, toggleQuick } from "./tagging.js";
import { showLikes } from "./suggest.js";
import { goTo, reveal, saidOf, shownTurns } from "./transcript.js";
import { w } from "./words.js";

const OFF = "lises-keys-off";
let off = localStorage.getItem(OFF) === "yes";

// ---- What the keys do ------------------------------------------------------------------------------

/** @param {1 | -1} way */
export function nextTurn(way) {
  const turns = shownTurns();
  const at = turns.indexOf(state.current);
  const next = turns[at < 0 ? 0 : at + way];
  if (next) goTo(next);
}

/** @param {1 | -1} way */
export function nextUncoded(way) {
  const coded = codedTurns();
  const { turns } = state.interview;
  const order = way > 0
    ? [...turns.slice(state.current), ...turns.slice(0, state.current)]
    : [...turns.slice(0, state.current - 1).reverse(), ...turns.slice(state.current - 1).reverse()];
  const next = order.find((turn) => !turn.interviewer && turn.text && !coded.has(turn.n) && isShown(turn, coded));
  if (next) goTo(next.n);
  else say(w("tag-said-all-coded"));
}

/** @param {1 | -1} way */
function nextPassage(way) {
  const shown = shownTurns().flatMap((n) => passagesIn(n).filter((one) => one.turn === n));
  shown.sort((a, b) => before({ turn: a.turn, at: a.start || 0 }, { turn: b.turn, at: b.start || 0 }));
  const now = state.open ? shown.findIndex((one) => one.id === state.open) : -1;
  const from = now >= 0 ? now + way : way > 0
    ? shown.findIndex((one) => one.turn >= state.current)
    : shown.filter((one) => one.turn < state.current).length - 1;
  if (shown[from]) openPassage(shown[from].id);
  else say(w("tag-said-no-passage"));
}

/** @param {string} id */
export function openPassage(id) {
  const passage = passageOf(id);
  if (!passage) return;
  if (passage.start !== null) goTo(passage.turn, { focus: false, scroll: false });
  const place = saidOf(passage.turn)?.querySelector(`[data-p~="${CSS.escape(id)}"]`);
  if (place) reveal(place);
  open(id);
  showCard("card");
}

/** Choose a code for the words; without words, open what stands in the turn. */
function tag() {
  if (state.chosen || state.open) return showCard("field");
  const here = passagesIn(state.current).find((one) => {
    const span = spanOf(one);
    return span && inTurn(span, state.current, lengthOf(state.current));
  });
  if (here) return openPassage(here.id);
  takeTurn();
  return showCard("field");
}

function memo() {
  if (state.chosen || state.open) showCard("memo");
  else showSide("memos");
}

function removeOpen() {
  const passage = subject();
  if (passage) remove(passage);
}

function escape() {
  if (state.open || state.chosen || !byId("card").hidden) closeAll();
  else if (!byId("side").hidden) hideSide();
  else document.body.classList.remove("with-codes");
}

// ---- The table -------------------------------------------------------------------------------------

/** @type {{keys: string[], name: string, act: (event: KeyboardEvent) => void, plain?: boolean}[]} */
export const TABLE = [
  { keys: ["j"], name: "next-turn", act: () => nextTurn(1) },
  { keys: ["k"], name: "last-turn", act: () => nextTurn(-1) },
  { keys: ["n"], name: "next-uncoded", act: () => nextUncoded(1) },
  { keys: ["N"], name: "last-uncoded", act: () => nextUncoded(-1) },
  { keys: ["g"], name: "go", act: () => byId("go").focus() },
  { keys: ["ArrowRight"], name: "word-on", act: () => move(1, "word", false) },
  { keys: ["ArrowLeft"], name: "word-back", act: () => move(-1, "word", false) },
  { keys: ["Shift+ArrowRight"], name: "extend", act: () => move(1, "word", true) },
  { keys: ["Shift+ArrowLeft"], name: "shorten", act: () => move(-1, "word", true) },
  { keys: ["Shift+ArrowDown"], name: "extend-sentence", act: () => move(1, "sentence", true) },
  { keys: ["Shift+ArrowUp"], name: "shorten-sentence", act: () => move(-1, "sentence", true) },
  { keys: ["Alt+Shift+ArrowRight"], name: "extend-letter", act: () => move(1, "grapheme", true) },
  { keys: ["Alt+Shift+ArrowLeft"], name: "shorten-letter", act: () => move(-1, "grapheme", true) },
  { keys: ["s"], name: "sentence", act: takeSentence },
  { keys: ["a"], name: "turn", act: takeTurn },
  { keys: ["Enter", "t"], name: "tag", act: tag },
  { keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"], name: "quick", act: (event) => toggleQuick(event.key) },
  { keys: ["c"], name: "new-code", act: () => newCode() },
  { keys: ["m"], name: "memo", act: memo },
  { keys: ["p"], name: "next-passage", act: () => nextPassage(1) },
  { keys: ["P"], name: "last-passage", act: () => nextPassage(-1) },
  { keys: ["Delete", "Backspace"], name: "remove", act: removeOpen },
  { keys: ["u", "Ctrl+z"], name: "undo", act: undo },
  { keys: ["U", "Ctrl+y", "Ctrl+Z"], name: "redo", act: redo },
  { keys: ["/"], name: "find", act: showFind },
  { keys: ["l"], name: "codes", act: goToCodes },
  { keys: ["y"], name: "likes", act: () => showLikes() },
  { keys: ["e"], name: "edit-code", act: () => editCode(atHand()) },
  { keys: ["d"], name: "journal", act: () => void showJournal() },
  { keys: ["h"], name: "judging", act: showJudging },
  { keys: ["v"], name: "findings", act: showFindings },
  { keys: ["r"], name: "reading", act: () => showSide("reading") },
  { keys: ["b"], name: "adjudicate", act: () => void showAdjudicate() },
  { keys: ["w"], name: "study", act: () => void showStudy() },
  { keys: ["f"], name: "filter", act: () => byId("by-state").focus() },
  { keys: ["i"], name: "interview", act: () => byId("interview").focus() },
  { keys: ["Escape"], name: "escape", act: escape },
  { keys: ["?"], name: "help", act: showHelp },
];

/** @type {Map<string, (event: KeyboardEvent) => void>} */
const acts = new Map(TABLE.flatMap(({ keys, act }) => keys.map((key) => /** @type {[string, (event: KeyboardEvent) => void]} */ ([key, act]))));

/** @param {KeyboardEvent} event */
function named(event) {
  const mod = event.ctrlKey || event.metaKey ? "Ctrl+" : event.altKey ? "Alt+" : "";
  const letter = event.key.length === 1;
  const shift = event.shiftKey && !letter ? "Shift+" : "";
  return `${mod}${shift}${mod === "Ctrl+" && event.shiftKey && letter ? event.key.toUpperCase() : event.key}`;
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.defaultPrevented || event.isComposing || /** @type {HTMLDialogElement} */ (byId("dialog")).open) return;
  const field = within(event.target, "input:not([type=checkbox]), textarea, select");
  const name = named(event);
  if (field && event.key !== "Escape") return;
  if (off && event.key.length === 1 && !/^(Ctrl|Alt)/.test(name)) return;
  const pressed = within(event.target, "button, a, summary, input[type=checkbox]");
  if (pressed && (event.key === "Enter" || event.key === " ")) return;
  if (/^(Arrow|Shift\+Arrow)/.test(name) && within(event.target, "#side, #palette, header")) return;
  const act = acts.get(name);
  if (!act || !turnOf(state.current)) return;
  event.preventDefault();
  if (field) field.blur();
  act(event);
}

// ---- The help ----------------------------------------------------------------------------------------

/** @param {string} key */
const shownKey = (key) => key.replace("ArrowRight", "→").replace("ArrowLeft", "←").replace("ArrowDown", "↓")
  .replace("ArrowUp", "↑").replace("Shift+", "⇧ ").replace("Alt+", "Alt ").replace(/^Ctrl\+Z$/, "Ctrl ⇧ z").replace("Ctrl+", "Ctrl ")
  .replace("Enter", "↵").replace("Escape", "Esc").replace(/^([A-Z])$/, (one) => `⇧ ${one.toLowerCase()}`);

export function showHelp() {
  const dialog = /** @type {HTMLDialogElement} */ (byId("dialog"));
  const back = /** @type {HTMLElement | null} */ (document.activeElement);
  const rows = TABLE.map(({ keys, name }) => {
    const shown = name === "quick" ? ["1 – 9"] : keys.map(shownKey);
    return h("div", {}, h("dt", {}, ...shown.map((key) => h("kbd", {}, key))), h("dd", {}, w(`tag-key-${name}`)));
  });
  const box = h("input", { type: "checkbox", checked: !off });
  box.addEventListener("change", () => {
    off = !box.checked;
    localStorage.setItem(OFF, off ? "yes" : "no");
  });
  dialog.setAttribute("aria-labelledby", "dialog-title");
  dialog.replaceChildren(h("div", { class: "help" },
    h("h2", { id: "dialog-title" }, w("tag-help")), h("p", {}, w("tag-help-mouse")), h("p", {}, w("tag-help-reader")),
    h("dl", { class: "keys" }, ...rows),
    h("label", { class: "check" }, box, ` ${w("tag-keys-on")}`),
    h("div", { class: "buttons" }, h("button", { type: "button", class: "main", onclick: () => dialog.close() }, w("tag-close")))));
  dialog.addEventListener("close", () => { if (back?.isConnected) back.focus({ preventScroll: true }); }, { once: true });
  dialog.showModal();
}

export function wireKeys() {
  document.addEventListener("keydown", onKey);
}
