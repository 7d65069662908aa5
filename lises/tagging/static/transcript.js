// The talk: numbered turns, what is marked in them, and the margin beside them.

import { all, byId, framed, h } from "./dom.js";
import { filterTurns, passes, settle, showAnyhow } from "./showing.js";
import { inTurn, laid, segments, spanOf } from "./spans.js";
import {
  codeOf, colourOf, emit, filtered, isOwn, labelOf, lengthOf, on, passagesIn, sortToTurns, state, textOf, turnOf,
} from "./store.js";
import { w } from "./words.js";

/** @typedef {import("./types.js").Passage} Passage */
/** @typedef {import("./types.js").Turn} Turn */
/** @typedef {import("./spans.js").Laid<Passage>} Laid */

const LANES = 4; // lines that can stand under one word; the margin shows all
const CHUNK = 300; // turns made between two frames
const BLOCK = 12; // turns laid out together; each block costs the browser a look per frame

/** @type {Map<number, HTMLElement>} */
const places = new Map();
/** @type {Map<number, Laid[]>} */
const drawn = new Map();
/** @type {Map<number, string>} */
const labelled = new Map();
/** @type {Set<Element>} blocks of turns in view */
const seen = new Set();
/** @type {Set<number>} turns whose bars and labels do not stand yet */
const unmeasured = new Set();
/** @type {Set<number>} turns whose passages are not drawn as they are now: out of view they can wait */
const stale = new Set();
let opening = 0;

const watcher = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (!isIntersecting) seen.delete(target);
    else {
      seen.add(target);
      settle(target);
      for (const place of target.children) {
        const n = Number(/** @type {HTMLElement} */ (place).dataset.n);
        if (stale.has(n) && !held) drawTurn(n);
        unmeasured.add(n);
      }
    }
  }
  measure();
}, { root: byId("reading"), rootMargin: "70% 0px" });

/** @param {number} n @returns {HTMLElement | undefined} */
export const placeOf = (n) => places.get(n);

/** The words of a turn, with its passages drawn. @param {number} n */
export function saidOf(n) {
  if (stale.has(n) && !held) drawTurn(n);
  return /** @type {HTMLElement} */ (places.get(n)?.querySelector(".said"));
}

/** Draw a turn's passages, at once where it is in view. @param {number} n */
function redraw(n) {
  const block = places.get(n)?.parentElement;
  if (block && seen.has(block) && !held) drawTurn(n);
  else stale.add(n);
}

let held = false;
/** While a hand draws over words they must not be drawn anew: the choice would be lost. @param {boolean} on_ */
export function hold(on_) {
  held = on_;
  if (on_) return;
  for (const block of seen) {
    for (const place of block.children) {
      const n = Number(/** @type {HTMLElement} */ (place).dataset.n);
      if (stale.has(n)) drawTurn(n);
    }
  }
}

/** @param {Turn} turn */
function newTurn(turn) {
  const { n } = turn;
  const place = h("article", {
    class: turn.interviewer ? "turn asks" : "turn", id: `t${n}`, "data-n": n, tabindex: -1,
    "aria-labelledby": `n${n} w${n}`, "aria-describedby": `s${n}`,
    "aria-posinset": n, "aria-setsize": state.interview.turns.length,
  },
  h("span", { class: "number", id: `n${n}` }, String(n)),
  h("span", { class: "who", id: `w${n}` }, turn.label, turn.time ? h("time", {}, turn.time.replace(/^00:/, "")) : null),
  h("p", { class: "said", id: `s${n}`, lang: state.study.language }, turn.text),
  h("div", { class: "margin" }, h("div", { class: "bars", "aria-hidden": "true" }), h("ul", { class: "labels" })));
  return place;
}

/** Make all turns anew: another interview, or other words. */
export async function drawInterview() {
  const mine = (opening += 1);
  const feed = byId("turns");
  watcher.disconnect();
  for (const kept of [places, drawn, seen, unmeasured, stale]) kept.clear();
  feed.replaceChildren();
  const { turns } = state.interview;
  feed.setAttribute("aria-busy", "true");
  for (let from = 0; from < turns.length; from += CHUNK) {
    if (from) await new Promise((go) => window.setTimeout(go));
    if (mine !== opening) return;
    const blocks = [];
    for (let at = from; at < Math.min(from + CHUNK, turns.length); at += BLOCK) {
      const made = turns.slice(at, Math.min(at + BLOCK, from + CHUNK)).map(newTurn);
      for (const place of made) places.set(Number(place.dataset.n), place);
      for (const place of made) if (passagesIn(Number(place.dataset.n)).length) stale.add(Number(place.dataset.n));
      blocks.push(h("div", { class: "block", role: "presentation" }, ...made));
    }
    feed.append(...blocks);
    for (const block of blocks) watcher.observe(block);
  }
  feed.removeAttribute("aria-busy");
  showTurns();
}

/** Show the turns that the filters let through. */
export function showTurns() {
  const feed = byId("turns");
  feed.classList.toggle("filtered", filtered());
  const shown = filterTurns(feed.children, seen);
  measure();
  byId("none").hidden = shown > 0;
  feed.hidden = !shown; // a feed must have articles
  emit("shown", shown);
}

/** @returns {number[]} */
export const shownTurns = () =>
  state.interview.turns.map((turn) => turn.n).filter((n) => places.has(n) && passes(n));

// ---- One turn --------------------------------------------------------------------------------------

/**
 * A line in the passage's colours: whole for one's own, broken for others'.
 * @param {Passage} passage
 * @param {string} towards
 */
function line(passage, towards) {
  const colours = [...new Set(passage.codes.map(colourOf))].map((colour) => `var(--k${colour})`);
  if (!colours.length) colours.push("var(--lises-edge)");
  const dashed = !isOwn(passage.set) || passage.suggested;
  const parts = colours.map((colour, i) => `${colour} ${i * 10}px ${i * 10 + (dashed ? 6 : 10)}px`
    + (dashed ? `, transparent ${i * 10 + 6}px ${i * 10 + 10}px` : ""));
  return `repeating-linear-gradient(${towards}, ${parts.join(", ")})`;
}

/** @param {number} n */
export function drawTurn(n) {
  const place = places.get(n);
  if (!place) return;
  stale.delete(n);
  const length = lengthOf(n);
  const coverings = passagesIn(n).flatMap((passage) => {
    const span = spanOf(passage);
    const here = span && inTurn(span, n, length);
    return here ? [{ item: passage, start: here[0], end: here[1] }] : [];
  });
  const lanes = laid(coverings);
  drawn.set(n, lanes);
  labelled.set(n, namesIn(n));
  const said = /** @type {HTMLElement} */ (place.querySelector(".said"));
  said.replaceChildren(...segments(textOf(n), lanes).map(({ text, over }) => (over.length ? mark(text, over) : text)));
  const used = Math.min(LANES, 1 + Math.max(-1, ...lanes.map((one) => one.lane)));
  place.dataset.lanes = String(used);
  drawMargin(place, lanes, n);
  unmeasured.add(n);
  if (place.parentElement && seen.has(place.parentElement)) measure();
}

/**
 * @param {string} text
 * @param {Laid[]} over
 */
function mark(text, over) {
  const inner = over.reduce((a, b) => (b.end - b.start <= a.end - a.start ? b : a)).item;
  const made = h("mark", { "data-p": over.map((one) => one.item.id).join(" "), "data-layers": Math.min(3, over.length) }, text);
  made.style.setProperty("--tint", inner.codes.length ? `var(--k${colourOf(inner.codes[0])})` : "var(--lises-edge)");
  for (const { item, lane } of over) if (lane < LANES) made.style.setProperty(`--u${lane}`, line(item, "90deg"));
  if (over.some((one) => one.item.id === state.open)) made.classList.add("open");
  return made;
}

/**
 * @param {HTMLElement} place
 * @param {Laid[]} lanes
 * @param {number} n
 */
function drawMargin(place, lanes, n) {
  const [bars, labels] = /** @type {HTMLElement[]} */ ([...place.querySelectorAll(".bars, .labels")]);
  bars.replaceChildren(...lanes.map(({ item }) => {
    const bar = h("div", {
      class: `bar${item.turn < n ? " from" : ""}${item.turn_end > n ? " on" : ""}${item.id === state.open ? " open" : ""}`,
      "data-p": item.id,
    });
    bar.style.setProperty("--line", line(item, "180deg"));
    return bar;
  }));
  labels.replaceChildren(...lanes.map(({ item }) => label(item, n)));
}

/**
 * @param {Passage} passage
 * @param {number} n
 */
function label(passage, n) {
  const first = passage.turn === n;
  const own = isOwn(passage.set);
  const codes = passage.codes.length
    ? passage.codes.map((code) => h("span", { class: "code", title: codeOf(code)?.definition }, dot(code), labelOf(code)))
    : [h("span", { class: "code" }, w("tag-no-code"))];
  const button = h("button", {
    type: "button", class: `label${first ? "" : " later"}${passage.id === state.open ? " open" : ""}`,
    "data-p": passage.id, tabindex: n === state.current ? 0 : -1,
  },
  first ? null : h("span", { class: "unseen" }, `${w("tag-continued")} `),
  ...codes,
  passage.suggested ? h("span", { class: "sign" }, w("tag-suggested")) : null,
  own ? null : h("span", { class: "sign" }, w("tag-by", { coder: passage.coder || passage.set })),
  passage.memo ? h("span", { class: "sign note" }, w("tag-memo-sign")) : null);
  return h("li", { "data-p": passage.id }, button);
}

/** @param {string} code @returns {HTMLElement} a spot of the code's colour; its label stands beside it */
export function dot(code) {
  return h("span", { class: `dot k${colourOf(code)}`, "aria-hidden": "true" });
}

// ---- Where bars and labels stand ---------------------------------------------------------------------

/** Read all places first, then write: the page is laid out once. */
const measure = framed(() => {
  /** @type {[HTMLElement, string, string][]} */
  const writes = [];
  for (const n of unmeasured) {
    const lanes = drawn.get(n);
    const place = places.get(n);
    if (!place?.parentElement || place.hidden || !seen.has(place.parentElement)) continue;
    unmeasured.delete(n);
    if (lanes?.length) measureTurn(place, lanes, writes);
  }
  for (const [element, name, value] of writes) element.style.setProperty(name, value);
});

/**
 * @param {HTMLElement} place
 * @param {Laid[]} lanes
 * @param {[HTMLElement, string, string][]} writes
 */
function measureTurn(place, lanes, writes) {
  const margin = /** @type {HTMLElement} */ (place.querySelector(".margin"));
  const { top } = margin.getBoundingClientRect();
  const [marks, bars, labels] = ["mark", ".bar", ".labels > li"].map((kind) => all(place, kind));
  /** @type {{item: number, start: number, end: number}[]} */
  const extents = [];
  let free = 0;
  lanes.forEach(({ item }, i) => {
    const its = marks.filter((one) => /** @type {string} */ (one.dataset.p).split(" ").includes(item.id));
    if (!its.length) return;
    const start = its[0].getClientRects()[0].top - top;
    const boxes = its[its.length - 1].getClientRects();
    const end = boxes[boxes.length - 1].bottom - top;
    extents.push({ item: i, start, end });
    const gap = Math.max(0, start - free);
    free += gap + labels[i].offsetHeight;
    writes.push([bars[i], "--top", `${start}px`], [bars[i], "--tall", `${end - start}px`], [labels[i], "--gap", `${gap}px`]);
  });
  // Beside the text two bars share a column only where they share no line.
  const columns = laid(extents);
  for (const { item, lane } of columns) writes.push([bars[item], "--lane", String(lane)]);
  writes.push([margin, "--lanes", String(1 + Math.max(0, ...columns.map((one) => one.lane)))]);
}

// ---- Keeping up --------------------------------------------------------------------------------------

/** @param {string | null} id */
function outline(id) {
  const room = byId("turns");
  all(room, ".open").forEach((one) => one.classList.remove("open"));
  if (!id) return;
  all(room, `[data-p~="${CSS.escape(id)}"]`).forEach((one) => (one.querySelector(".label") || one).classList.add("open"));
}

/**
 * Make a turn the current one.
 * @param {number} n
 * @param {{focus?: boolean, scroll?: boolean}} [how]
 */
export function goTo(n, { focus = true, scroll = true } = {}) {
  const place = places.get(n);
  if (!place || !turnOf(n)) return;
  const old = places.get(state.current);
  if (old) {
    old.tabIndex = -1;
    old.classList.remove("current");
    all(old, ".label").forEach((one) => { one.tabIndex = -1; });
  }
  state.current = n;
  place.tabIndex = 0;
  place.classList.add("current");
  all(place, ".label").forEach((one) => { one.tabIndex = 0; });
  if (place.hidden) showAnyhow(place);
  if (focus) place.focus({ preventScroll: true });
  if (scroll) reveal(place);
  emit("current");
}

/** @param {Element} element */
export function reveal(element) {
  const box = element.getBoundingClientRect();
  const room = byId("reading").getBoundingClientRect();
  const dock = byId("dock").getBoundingClientRect();
  const bottom = Math.min(room.bottom, dock.height ? dock.top : room.bottom);
  if (box.top >= room.top + 8 && box.bottom <= bottom - 8) return;
  const whole = box.height < bottom - room.top - 60;
  element.scrollIntoView({ block: whole ? "center" : "start" });
}

export function wireTranscript() {
  on("interview", drawInterview);
  on("passages", (turns) => {
    for (const n of turns || places.keys()) if (turns || drawn.has(n) || passagesIn(n).length) redraw(n);
    if (filtered() && state.filter.state !== "uncoded") showTurns();
  });
  let drawnFor = "|";
  on("filter", () => {
    const now = `${state.filter.code}|${state.filter.coder}`;
    if (now !== drawnFor) {
      sortToTurns();
      for (const n of places.keys()) if (drawn.get(n)?.length || passagesIn(n).length) redraw(n);
    }
    drawnFor = now;
    showTurns();
  });
  on("codes", framed(() => {
    for (const n of drawn.keys()) if (drawn.get(n)?.length) relabel(n);
  }));
  on("open", () => outline(state.open));
  on("renamed", ({ from, to }) => {
    for (const one of all(byId("turns"), `[data-p~="${from}"]`)) {
      one.dataset.p = /** @type {string} */ (one.dataset.p).split(" ").map((id) => (id === from ? to : id)).join(" ");
    }
  });
  let width = 0;
  new ResizeObserver(([entry]) => {
    if (entry.contentRect.width === width) return;
    width = entry.contentRect.width;
    for (const n of places.keys()) unmeasured.add(n);
    measure();
  }).observe(byId("turns"));
}

/** @param {number} n the names and colours that the labels of a turn have */
const namesIn = (n) => passagesIn(n).flatMap((one) => one.codes.map((code) => labelOf(code) + colourOf(code))).join("|");

/** Draw a turn again where the name or colour of one of its codes is not as it was drawn. @param {number} n */
function relabel(n) {
  if (labelled.get(n) !== namesIn(n)) redraw(n);
}
