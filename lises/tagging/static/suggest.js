// Passages like those of a code: a list at the side, each judged by a person, one by one.

import { asked } from "./asking.js";
import { all, byId, framed, h } from "./dom.js";
import { atHand } from "./palette.js";
import { say } from "./say.js";
import { change, openInterview } from "./saving.js";
import { showSide } from "./side.js";
import { spanOf, touch } from "./spans.js";
import { codeOf, labelOf, on, state, withChildren } from "./store.js";
import { paint, rangeOf } from "./selecting.js";
import { dot, goTo, placeOf } from "./transcript.js";
import { w } from "./words.js";

/**
 * @typedef {object} Like
 * @property {string} interview
 * @property {number} turn
 * @property {string} label
 * @property {number} start
 * @property {number} end
 * @property {string} before
 * @property {string} text
 * @property {string} after
 * @property {{word: string, share: number}[]} words
 * @property {[number, number][]} spans where they stand in the text, code points
 * @property {boolean} [accepted]
 */

const SHOWN = 20;
const ASKED = 200;
const WORDS = 4; // of those that make it alike; the rest say little
const KEPT = "lises-put-away";

/** @type {Like[]} */
let likes = [];
let code = "";
let unit = "sentence";
let active = 0;
let shown = SHOWN;
let asking = 0;
/** @type {Set<string>} what was put away, until the page is closed */
const away = new Set(keptAway());

function keptAway() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) || "[]");
  } catch {
    return []; // a frame may have no storage
  }
}

/** @param {Like} like */
const nameOf = (like) => [code, like.interview, like.turn, like.start, like.end].join(" ");

/** @param {Like} like */
const spanIn = (like) => ({ turn: like.turn, turn_end: like.turn, start: like.start, end: like.end });

/** @param {Like} like whether it bears the code by now; of another interview what was done here is known */
function taken(like) {
  if (like.interview !== state.interview.id) return Boolean(like.accepted);
  const family = withChildren(code);
  return [...state.passages.values()].some((one) => {
    const its = spanOf(one);
    return its !== null && touch(its, spanIn(like)) && one.codes.some((its_) => family.has(its_));
  });
}

// ---- Asking ------------------------------------------------------------------------------------------

/**
 * Suggest what is worded like the passages of a code: this one, else the open passage's, else the one at hand.
 * @param {string} [wanted]
 */
export function showLikes(wanted) {
  const open = state.open ? state.passages.get(state.open) : undefined;
  const chosen = wanted || open?.codes[0] || atHand();
  if (!codeOf(chosen)) return say(w("tag-like-no-code"));
  code = chosen;
  build();
  showSide("likes");
  return void ask();
}

function build() {
  const choice = h("select", { "aria-label": w("tag-like-unit") },
    h("option", { value: "sentence", selected: unit === "sentence" }, w("tag-like-unit-sentence")),
    h("option", { value: "turn", selected: unit === "turn" }, w("tag-like-unit-turn")));
  choice.addEventListener("change", () => { unit = choice.value; void ask(); });
  const list = h("ol", { id: "likes", "aria-label": w("tag-like-list") });
  list.addEventListener("click", onClick);
  list.addEventListener("keydown", onKey);
  byId("side-likes").replaceChildren(
    h("p", { class: "like-code" }, dot(code), h("b", {}, labelOf(code)), " ", h("span", { id: "likes-said", role: "status" })),
    h("p", { class: "hint" }, w("tag-like-note")),
    h("div", { class: "tools" }, choice, h("button", { type: "button", onclick: () => void ask() }, w("tag-like-again"))),
    list,
    h("button", { type: "button", id: "likes-more", hidden: true, onclick: more }, w("tag-like-more")),
    h("p", { class: "hint keys-only" }, w("tag-like-keys")));
}

async function ask() {
  const mine = (asking += 1);
  const said = byId("likes-said");
  said.textContent = w("tag-like-asking");
  likes = [];
  draw();
  try {
    const found = await asked(`/api/likes?code=${encodeURIComponent(code)}&unit=${unit}&limit=${ASKED}`);
    if (mine !== asking) return;
    likes = found.likes.filter((/** @type {Like} */ one) => !away.has(nameOf(one)));
    said.textContent = found.learnt < found.needed
      ? w("tag-like-few", { n: found.learnt, needed: found.needed })
      : `${w("tag-like-learnt", { n: found.learnt })}${likes.length ? "" : ` ${w("tag-like-none")}`}`;
  } catch (fault) {
    if (mine === asking) said.textContent = fault instanceof Error ? fault.message : String(fault);
  }
  active = 0;
  shown = SHOWN;
  draw();
  rowAt(0)?.focus();
}

// ---- The list ----------------------------------------------------------------------------------------

/** The words of a suggestion, those that make it alike marked. @param {Like} like */
function marked({ text, spans }) {
  const points = Array.from(text);
  /** @type {(Node | string)[]} */
  const parts = [];
  let at = 0;
  for (const [start, end] of spans) {
    parts.push(points.slice(at, start).join(""), h("b", {}, points.slice(start, end).join("")));
    at = end;
  }
  return [...parts, points.slice(at).join("")];
}

/** @param {Like} like @param {number} i */
function row(like, i) {
  const done = taken(like);
  const tabindex = i === active ? 0 : -1;
  const why = like.words.slice(0, WORDS).map((one) => `${one.word} ${Math.round(100 * one.share)}\u00a0%`).join(" · ");
  return h("li", { "data-i": i, class: done ? "taken" : null },
    h("button", { type: "button", class: "like", tabindex, "aria-describedby": `like${i}` },
      h("span", { class: "where" }, `${like.interview} · ${like.turn} · ${like.label}`),
      h("span", { class: "line", lang: state.study.language },
        h("span", { class: "around" }, like.before.length < like.start ? "… " : "", like.before), ...marked(like),
        h("span", { class: "around" }, like.after))),
    h("p", { class: "why", id: `like${i}` }, `${w("tag-like-by")} ${why}`),
    done ? h("p", { class: "done" }, w("tag-like-taken")) : h("div", { class: "tools" },
      h("button", { type: "button", class: "main", "data-does": "accept", tabindex, "aria-label": w("tag-like-accept-as", { code: labelOf(code) }) },
        w("tag-like-accept"), h("kbd", { "aria-hidden": "true" }, "a")),
      h("button", { type: "button", "data-does": "not", tabindex }, w("tag-like-not"), h("kbd", { "aria-hidden": "true" }, "x"))));
}

function draw() {
  byId("likes").replaceChildren(...likes.slice(0, shown).map(row));
  byId("likes-more").hidden = likes.length <= shown;
  paintLikes();
}

function more() {
  const from = shown;
  shown += SHOWN;
  draw();
  step(from);
}

/** @param {number} i @returns {HTMLElement | null} */
const rowAt = (i) => byId("likes").children[i]?.querySelector(".like") || null;

/** @param {number} i @param {boolean} [focus] */
function redraw(i, focus = false) {
  const old = byId("likes").children[i];
  if (!old) return;
  const had = old.contains(document.activeElement);
  old.replaceWith(row(likes[i], i));
  if (focus || had) rowAt(i)?.focus({ preventScroll: !focus });
}

/** @param {number} to */
function step(to) {
  if (to < 0 || to >= Math.min(shown, likes.length)) return;
  const from = active;
  active = to;
  redraw(from);
  redraw(to, true);
}

/** Show a suggestion in its turn; the focus stays in the list. @param {number} i */
async function look(i) {
  const like = likes[i];
  if (active !== i) step(i);
  if (like.interview !== state.interview.id) await openInterview(like.interview);
  // A long interview is made in parts: its later turns are there some frames on.
  for (let frame = 0; frame < 60 && !placeOf(like.turn); frame += 1) await new Promise(requestAnimationFrame);
  goTo(like.turn, { focus: false });
  paintLikes();
}

/** Put the code on it, one step for undo; the next one comes to hand. @param {number} i */
async function accept(i) {
  const like = likes[i];
  if (taken(like)) return step(i + 1);
  try {
    await look(i);
  } catch (fault) {
    return say(fault instanceof Error ? fault.message : String(fault), true);
  }
  like.accepted = true;
  change({ op: "accept", ...spanIn(like), codes: [code] }).catch(() => { like.accepted = false; });
  say(w("tag-like-said-accepted", { code: labelOf(code), turn: like.turn, interview: like.interview }));
  return step(i + 1);
}

/** @param {number} i */
function putAway(i) {
  away.add(nameOf(likes[i]));
  try {
    sessionStorage.setItem(KEPT, JSON.stringify([...away]));
  } catch {
    // then until the page is loaded again
  }
  likes.splice(i, 1);
  active = Math.max(0, Math.min(i, likes.length - 1));
  draw();
  rowAt(active)?.focus();
  say(w("tag-like-said-not"));
}

/** @param {Event} event */
function onClick(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const i = Number(/** @type {HTMLElement | null} */ (target.closest("[data-i]"))?.dataset.i);
  const does = /** @type {HTMLElement | null} */ (target.closest("[data-does]"))?.dataset.does;
  if (does === "accept") void accept(i);
  else if (does === "not") putAway(i);
  else if (target.closest(".like")) look(i).catch((fault) => say(String(fault), true));
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const i = Number(/** @type {HTMLElement} */ (event.target).closest("[data-i]")?.getAttribute("data-i"));
  /** @type {Record<string, () => void>} */
  const keys = { ArrowDown: () => step(i + 1), ArrowUp: () => step(i - 1), a: () => void accept(i), x: () => putAway(i) };
  const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
  if (!act || Number.isNaN(i)) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

function paintLikes() {
  if (byId("side").dataset.shows !== "likes") return;
  const here = likes.slice(0, shown).filter((like) => like.interview === state.interview.id && placeOf(like.turn));
  paint("found", here.map((like) => rangeOf(spanIn(like))).filter((range) => range !== null));
}

export function wireLikes() {
  on("likes", showLikes);
  on("passages", framed(() => {
    if (byId("side").dataset.shows !== "likes") return;
    likes.slice(0, shown).forEach((like, i) => {
      const at = byId("likes").children[i];
      if (at && taken(like) !== at.classList.contains("taken")) redraw(i);
    });
    paintLikes();
  }));
  on("side", (name) => { if (name === "likes") paintLikes(); else if (name !== "find") paint("found", []); });
}
