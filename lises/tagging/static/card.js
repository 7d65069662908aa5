// The card at a passage or at chosen words: its codes, its memo, its span, and what else is there.

import { byId, h, narrow, settled } from "./dom.js";
import { newPicker } from "./picker.js";
import { change } from "./saving.js";
import { spanOf, touch } from "./spans.js";
import { colourOf, emit, isOwn, labelOf, on, passageOf, state } from "./store.js";
import { choose, chooseNothing, rangeOf, stretched } from "./selecting.js";
import { open, ownAt, remove, setSpan, subject, toggle } from "./tagging.js";
import { dot, goTo } from "./transcript.js";
import { newCode } from "./newcode.js";
import { w } from "./words.js";

/** @typedef {import("./types.js").Span} Span */
/** @typedef {import("./types.js").Passage} Passage */

let key = "";
let asked = false; // a card was asked for; chosen words alone show it only after the mouse
/** @type {ReturnType<typeof newPicker> | null} */
let picker = null;
/** @type {HTMLElement | null} where the focus was */
let from = null;

const card = () => /** @type {HTMLElement} */ (byId("card"));

/** What the card is about: an open passage, or chosen words. */
function about() {
  const passage = state.open ? passageOf(state.open) : state.chosen ? ownAt(state.chosen) : undefined;
  const span = passage ? spanOf(passage) : state.chosen;
  return { passage, span };
}

/**
 * Show the card, with the focus in its field, its memo, or left where it is.
 * @param {"field" | "memo" | "card" | "none"} [focus]
 */
export function showCard(focus = "none") {
  const { passage, span } = about();
  if (!passage && !span) return;
  asked = true;
  if (focus !== "none" && !card().contains(document.activeElement)) {
    from = /** @type {HTMLElement | null} */ (document.activeElement);
  }
  refresh();
  if (focus === "field" && picker) picker.focus();
  else if (focus === "memo") card().querySelector("textarea")?.focus({ preventScroll: true });
  else if (focus === "field" || focus === "card") card().focus({ preventScroll: true });
}

/** Put the card away; the focus goes back to the turn. */
export function hideCard() {
  const had = card().contains(document.activeElement);
  keepMemo.now();
  asked = false;
  key = "";
  picker = null;
  card().hidden = true;
  card().replaceChildren();
  if (had) {
    if (from && from.isConnected && from.tabIndex >= 0 && from !== document.body) from.focus({ preventScroll: true });
    else goTo(state.current, { scroll: false });
  }
}

/** Everything away: the card, the choice, the open passage. */
export function closeAll() {
  hideCard();
  if (state.open) open(null);
  chooseNothing();
  emit("chosen");
}

// ---- Building --------------------------------------------------------------------------------------

function refresh() {
  const { passage, span } = about();
  if (!asked || (!passage && !span)) {
    if (asked) hideCard();
    return;
  }
  const now = JSON.stringify([span, passage && !span ? passage.id : "", passage ? passage.set : state.study.set]);
  if (now !== key) {
    keepMemo.now();
    key = now;
    build(passage, span);
  }
  update(passage, span);
  card().hidden = false;
  stand(span);
}

/**
 * @param {Passage | undefined} passage
 * @param {Span | null} span
 */
function build(passage, span) {
  const own = !passage || isOwn(passage.set);
  const had = card().contains(document.activeElement);
  picker = own ? newPicker({
    choose: toggle,
    on: () => subject()?.codes || [],
    create: (label) => newCode(label),
    leave: closeAll,
  }) : null;
  const title = span
    ? w("tag-card-turn", { turn: span.turn === span.turn_end ? span.turn : `${span.turn}–${span.turn_end}` })
    : w("tag-card-lost");
  card().setAttribute("aria-label", title);
  card().replaceChildren(
    h("header", {}, h("strong", {}, title), h("span", { class: "quote" }),
      h("button", { type: "button", class: "close", "aria-label": w("tag-close"), onclick: closeAll }, "×")),
    h("p", { class: "problem" }),
    h("ul", { class: "chips", "aria-label": w("tag-codes-on-it") }),
    ...(picker ? [h("div", { class: "picker" }, ...picker.parts)] : []),
    ...(own ? [memoField(passage)] : [h("p", { class: "others-memo" })]),
    h("div", { class: "tools" }),
    h("div", { class: "here" }));
  if (had) card().focus({ preventScroll: true });
}

/** @param {Passage | undefined} passage */
function memoField(passage) {
  const field = h("textarea", { rows: 2, "aria-label": w("tag-memo"), placeholder: w("tag-memo-write"), value: passage?.memo || "" });
  field.addEventListener("input", () => keepMemo.soon());
  field.addEventListener("blur", () => keepMemo.now());
  return field;
}

const keepMemo = (() => {
  const now = () => {
    const field = card().querySelector("textarea");
    if (!field || !key) return;
    const [span, lost] = JSON.parse(key);
    const passage = lost ? passageOf(lost) : span && ownAt(span);
    const text = field.value.trim();
    if (passage && passage.memo !== text) change({ op: "memo", id: passage.id, text });
    else if (!passage && span && text) change({ op: "add", ...span, codes: [], memo: text });
  };
  return { now, soon: settled(1200, now) };
})();

/**
 * @param {Passage | undefined} passage
 * @param {Span | null} span
 */
function update(passage, span) {
  /** @param {string} selector @returns {any} */
  const part = (selector) => card().querySelector(selector);
  const own = passage && isOwn(passage.set);
  const quote = passage ? passage.quote.join(" ") : rangeText(span);
  part(".quote").textContent = quote.length > 70 ? `»${quote.slice(0, 34)} … ${quote.slice(-30)}«` : `»${quote}«`;
  part(".problem").textContent = passage?.problem ? `${passage.problem.message} ${passage.problem.remedy}` : "";
  const codes = passage?.codes || [];
  redrawn(part(".chips"), [own, codes.map((code) => [code, labelOf(code), colourOf(code)])],
    () => codes.map((code) => chip(code, Boolean(own))));
  picker?.fill();
  const field = part("textarea");
  if (field && passage && document.activeElement !== field) field.value = passage.memo;
  if (part(".others-memo")) part(".others-memo").textContent = `${w("tag-by", { coder: passage?.coder || "" })}${passage?.memo ? `: ${passage.memo}` : ""}`;
  const had = document.activeElement && part(".tools").contains(document.activeElement) ? document.activeElement.getAttribute("data-does") : null;
  redrawn(part(".tools"), [passage?.id, passage?.set, passage?.suggested, span], () => tools(passage, span));
  if (had) part(`.tools [data-does="${had}"]`)?.focus();
  const rest = alsoHere(passage, span);
  redrawn(part(".here"), [passage?.id, span, rest, rest.map((one) => one.codes.map(labelOf))], () => here(rest, passage, span));
}

/**
 * Fill a part of the card only where it would look or do otherwise: a button that is replaced between
 * the press and the release of the mouse is never clicked.
 * @param {HTMLElement} place
 * @param {any} key what it is made from
 * @param {() => Node[]} make
 */
function redrawn(place, key, make) {
  const now = JSON.stringify(key);
  if (place.dataset.from === now) return;
  place.dataset.from = now;
  place.replaceChildren(...make());
}

/** @param {Span | null} span */
const rangeText = (span) => (span && rangeOf(span)?.toString()) || "";

/** @param {string} code @param {boolean} own */
function chip(code, own) {
  const parts = [dot(code), labelOf(code)];
  if (!own) return h("li", { class: "chip" }, ...parts);
  return h("li", {}, h("button", {
    type: "button", class: "chip", "aria-label": w("tag-take-off", { code: labelOf(code) }), onclick: () => toggle(code),
  }, ...parts, h("span", { class: "cross", "aria-hidden": "true" }, "×")));
}

/**
 * @param {string} does
 * @param {string} text
 * @param {() => void} act
 * @param {string} [label]
 */
const tool = (does, text, act, label) =>
  h("button", { type: "button", "data-does": does, "aria-label": label || null, title: label || null, onclick: act }, text);

/**
 * @param {Passage | undefined} passage
 * @param {Span | null} span
 */
function tools(passage, span) {
  if (!passage) return [];
  if (!isOwn(passage.set)) {
    return span ? [tool("same", w("tag-code-too"), () => { open(null); choose(span); showCard("field"); })] : [];
  }
  /** @param {"start" | "end"} which @param {1 | -1} way */
  const stretch = (which, way) => () => {
    const longer = span && stretched(span, which, way);
    if (!longer) return;
    key = JSON.stringify([longer, "", passage.set]); // the same card goes on
    state.open = passage.id;
    setSpan(passage, longer);
  };
  const ends = span ? [
    h("span", { class: "ends", role: "group", "aria-label": w("tag-start") }, w("tag-start"),
      tool("s-", "◂", stretch("start", -1), w("tag-start-earlier")), tool("s+", "▸", stretch("start", 1), w("tag-start-later"))),
    h("span", { class: "ends", role: "group", "aria-label": w("tag-end") }, w("tag-end"),
      tool("e-", "◂", stretch("end", -1), w("tag-end-earlier")), tool("e+", "▸", stretch("end", 1), w("tag-end-later"))),
  ] : [];
  return [
    ...ends,
    passage.suggested ? h("span", { class: "hint" }, w("tag-suggested-by-program")) : null,
    tool("remove", w("tag-remove"), () => remove(passage)),
  ].filter((one) => one !== null);
}

/**
 * What else lies over these words.
 * @param {Passage | undefined} passage
 * @param {Span | null} span
 */
const alsoHere = (passage, span) => [...state.passages.values(), ...state.interview.others].filter((one) => {
  const its = spanOf(one);
  return one.id !== passage?.id && (its ? span && touch(its, span) : !passage && span);
});

/**
 * The list of it; with words newly chosen, a passage can be given them.
 * @param {Passage[]} rest
 * @param {Passage | undefined} passage
 * @param {Span | null} span
 */
function here(rest, passage, span) {
  if (!rest.length) return [];
  const rows = rest.map((one) => h("li", {},
    h("button", { type: "button", class: "other", onclick: () => { chooseNothing(); open(one.id); showCard("card"); } },
      ...one.codes.map((code) => h("span", { class: "code" }, dot(code), labelOf(code))),
      h("span", { class: "quote" }, `»${shortened(one.quote.join(" "))}«`),
      isOwn(one.set) ? null : h("span", { class: "sign" }, w("tag-by", { coder: one.coder || one.set }))),
    !passage && span && isOwn(one.set)
      ? h("button", { type: "button", class: "give", onclick: () => { setSpan(one, span); open(one.id); } }, w("tag-give-words"))
      : null));
  return [h("h2", {}, w("tag-also-here", { n: rest.length })), h("ul", {}, ...rows)];
}

/** @param {string} text */
const shortened = (text) => (text.length > 40 ? `${text.slice(0, 38)}…` : text);

// ---- Standing ----------------------------------------------------------------------------------------

/** Below the words where there is room, else above them; on a phone the style puts it at the bottom. @param {Span | null} span */
function stand(span) {
  const range = span && rangeOf(span);
  const room = byId("reading");
  const style = card().style;
  if (narrow() || !range) {
    for (const name of ["top", "left"]) style.removeProperty(name);
    return;
  }
  const box = room.getBoundingClientRect();
  const rects = range.getClientRects();
  const [first, last] = [rects[0], rects[rects.length - 1]];
  if (!first) return;
  const below = Math.min(box.bottom, innerHeight) - last.bottom - byId("dock").offsetHeight;
  const up = below < card().offsetHeight + 12 && first.top - box.top > below;
  const top = up ? Math.max(box.top + 4, first.top - card().offsetHeight - 8) : last.bottom + 8;
  const left = Math.max(box.left + 8, Math.min(last.left, box.right - card().offsetWidth - 24));
  style.setProperty("top", `${top - box.top + room.scrollTop}px`);
  style.setProperty("left", `${left - box.left}px`);
}

export function wireCard() {
  new ResizeObserver(() => { if (asked) stand(about().span); }).observe(byId("reading"));
  on("open", refresh);
  on("chosen", () => { if (asked) refresh(); });
  on("passages", refresh);
  on("codes", () => { if (asked) picker?.fill(); });
  on("interview", () => { key = ""; asked = false; card().hidden = true; });
}
