// The codes as a tree, with a search, their quick keys, and the definition at hand.

import { all, byId, framed, h, settled } from "./dom.js";
import { matching } from "./picker.js";
import { editCode } from "./editcode.js";
import { newCode } from "./newcode.js";
import { codeOf, digitOf, emit, on, setQuick, state } from "./store.js";
import { toggle } from "./tagging.js";
import { dot } from "./transcript.js";
import { w } from "./words.js";

/** @typedef {import("./types.js").Code} Code */

/** @type {Set<string>} codes whose children are folded away */
const folded = new Set();
let active = "";

/** @returns {Code[]} in order, without those folded away or not searched for */
function shown() {
  const query = byId("code-search").value;
  if (query.trim()) return matching(query);
  const hidden = new Set();
  return state.study.codes.filter((code) => {
    const away = code.parent !== null && (hidden.has(code.parent) || folded.has(code.parent));
    if (away) hidden.add(code.id);
    return !away;
  });
}

/** How often each code stands in this interview, as the page has it now. */
function counts() {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const passage of state.passages.values()) {
    for (const code of passage.codes) found.set(code, (found.get(code) || 0) + 1);
  }
  return found;
}

/** @param {Code} code */
const hasChildren = (code) => state.study.codes.some((one) => one.parent === code.id);

function draw() {
  const tree = byId("codes");
  const codes = shown();
  const here = counts();
  const searching = Boolean(byId("code-search").value.trim());
  if (!codes.some((code) => code.id === active)) active = codes[0]?.id || "";
  const had = tree.contains(document.activeElement);
  tree.replaceChildren(...codes.map((code) => item(code, here.get(code.id) || 0, searching)));
  byId("no-codes").hidden = codes.length > 0;
  if (had) row(active)?.focus();
  describe();
}

/** @param {string} id @returns {HTMLElement | null} */
const row = (id) => byId("codes").querySelector(`[data-code="${CSS.escape(id)}"]`);

/**
 * @param {Code} code
 * @param {number} here
 * @param {boolean} searching
 */
function item(code, here, searching) {
  const open = hasChildren(code) && !searching ? !folded.has(code.id) : null;
  const digit = digitOf(code.id);
  const made = h("li", {
    role: "treeitem", "data-code": code.id, tabindex: code.id === active ? 0 : -1,
    "aria-level": searching ? 1 : code.depth + 1, "aria-expanded": open === null ? null : String(open),
    "aria-selected": String(code.id === active), title: code.definition,
    "aria-label": [code.label, w("tag-uses", { n: here }), digit && w("tag-key", { name: digit })].filter(Boolean).join(", "),
    "aria-describedby": "code-card",
  },
  h("span", { class: "fold", "aria-hidden": "true" }, open === null ? "" : open ? "▾" : "▸"),
  dot(code.id), h("span", { class: "name" }, code.label),
  digit ? h("kbd", {}, digit) : null,
  h("span", { class: "n", title: w("tag-uses-all", { n: code.n }) }, here ? String(here) : ""));
  made.style.setProperty("--depth", String(searching ? 0 : code.depth));
  return made;
}

/** @param {string} id */
function light(id) {
  const old = row(active);
  if (old) Object.assign(old, { tabIndex: -1 }).setAttribute("aria-selected", "false");
  active = id;
  const now = row(id);
  if (now) Object.assign(now, { tabIndex: 0 }).setAttribute("aria-selected", "true");
  describe();
}

/** The code at hand: what it means, when to use it, when not, an example, its key. */
function describe() {
  const place = byId("code-card");
  const code = codeOf(active);
  if (!code) return place.replaceChildren();
  const key = h("select", { "aria-label": w("tag-quick-key") }, h("option", { value: "" }, "–"),
    ..."123456789".split("").map((digit) => h("option", { value: digit, selected: digitOf(code.id) === digit }, digit)));
  key.addEventListener("change", () => setQuick(code.id, key.value));
  /** @param {string} name @param {string} text */
  const part = (name, text) => (text ? h("p", {}, h("b", {}, `${name} `), text) : null);
  const more = h("div", { class: "more" },
    h("label", {}, `${w("tag-quick-key")} `, key),
    h("button", { type: "button", onclick: () => only(code.id) }, w("tag-show-only")),
    h("button", { type: "button", id: "edit-code", onclick: () => editCode(code.id) }, w("tag-edit-code"), h("kbd", { "aria-hidden": "true" }, "e")),
    h("button", { type: "button", onclick: () => emit("likes", code.id) }, w("tag-like-these"), h("kbd", { "aria-hidden": "true" }, "y")));
  return place.replaceChildren(...[
    h("h2", {}, dot(code.id), code.label), h("p", {}, code.definition || w("tag-no-definition")),
    part(w("tag-use"), code.use), part(w("tag-avoid"), code.avoid),
    code.example ? part(w("tag-example"), `»${code.example.quote.join(" … ")}« (${code.example.interview}, ${code.example.turn})`) : null,
    part(w("tag-all-uses"), w("tag-uses", { n: code.n })), more,
  ].filter((one) => one !== null));
}

/** The code whose meaning is shown. */
export const atHand = () => active;

/** @param {string} code */
function only(code) {
  state.filter.code = code;
  emit("filter");
}

/** @param {1 | -1} way */
function step(way) {
  const rows = all(byId("codes"), "[data-code]");
  const next = rows[rows.findIndex((one) => one.dataset.code === active) + way];
  if (!next) return;
  light(/** @type {string} */ (next.dataset.code));
  next.focus();
}

/** @param {boolean} open */
function fold(open) {
  const code = codeOf(active);
  if (!code) return;
  if (hasChildren(code) && folded.has(active) === open) {
    if (open) folded.delete(active);
    else folded.add(active);
    draw();
  } else if (open && hasChildren(code)) step(1);
  else if (!open && code.parent) {
    light(code.parent);
    row(code.parent)?.focus();
  }
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowDown: () => step(1), ArrowUp: () => step(-1), ArrowRight: () => fold(true), ArrowLeft: () => fold(false),
    Enter: () => toggle(active), " ": () => toggle(active),
    Home: () => { light(shown()[0].id); row(active)?.focus(); },
    End: () => { light(shown().slice(-1)[0].id); row(active)?.focus(); },
  };
  const act = event.altKey || event.ctrlKey || event.metaKey ? undefined : keys[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

export function wirePalette() {
  const tree = byId("codes");
  tree.addEventListener("keydown", onKey);
  tree.addEventListener("pointerdown", (/** @type {Event} */ event) => {
    if (state.chosen || state.open) event.preventDefault(); // the choice and the focus stay
  });
  tree.addEventListener("click", (/** @type {Event} */ event) => {
    const at = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-code]"));
    if (!at) return;
    const fresh = active !== at.dataset.code;
    light(/** @type {string} */ (at.dataset.code));
    if (/** @type {Element} */ (event.target).closest(".fold")) fold(folded.has(active));
    else if (state.chosen || state.open) toggle(active);
    else if (fresh || document.activeElement !== at) at.focus();
  });
  tree.addEventListener("focusin", (/** @type {Event} */ event) => {
    const at = /** @type {HTMLElement} */ (event.target).dataset.code;
    if (at && at !== active) light(at);
  });
  const search = byId("code-search");
  search.addEventListener("input", () => { active = ""; draw(); });
  search.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "ArrowDown") { event.preventDefault(); row(active)?.focus(); }
    if (event.key === "Enter" && active) { event.preventDefault(); toggle(active); }
    if (event.key === "Escape" && search.value) { event.stopPropagation(); search.value = ""; draw(); }
  });
  byId("new-code").addEventListener("click", () => newCode());
  on("codes", framed(draw));
  on("passages", settled(80, draw)); // counts can come a moment after the passage is painted
}

/** Put the focus into the codes. */
export function goToCodes() {
  document.body.classList.add("with-codes");
  const at = row(active);
  if (at) at.focus();
  else byId("code-search").focus();
}
