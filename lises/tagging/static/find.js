// Find words in all interviews, look at each hit in its line, tag those that were ticked.

import { asked } from "./asking.js";
import { all, byId, h } from "./dom.js";
import { newPicker } from "./picker.js";
import { newCode } from "./newcode.js";
import { say } from "./say.js";
import { openInterview, post } from "./saving.js";
import { emit, labelOf, on, state } from "./store.js";
import { paint, rangeOf } from "./selecting.js";
import { dot, goTo, placeOf } from "./transcript.js";
import { hideSide, showSide } from "./side.js";
import { w } from "./words.js";

/** @typedef {import("./types.js").Hit} Hit */

/** @type {Hit[]} */
let hits = [];
/** @type {Set<number>} the hits that are to be tagged */
const ticked = new Set();
/** @type {Set<number>} the hits that were looked at */
const looked = new Set();
let active = 0;
/** @type {string[]} */
let codes = [];

/** @param {string} id @returns {any} */
const at = (id) => document.getElementById(id);

export function showFind() {
  if (!at("find")) build();
  showSide("find");
  at("find-words").focus();
  at("find-words").select();
}

/** @param {string} name @param {string[]} values @param {string} label */
const choice = (name, values, label) => h("select", { id: name, "aria-label": label },
  ...values.map((one) => h("option", { value: one }, w(`${name}-${one}`))));

function build() {
  const form = h("form", { role: "search", class: "find-form" },
    h("input", { type: "search", class: "field", id: "find-words", "aria-label": w("tag-find-words"), placeholder: w("tag-find-words"), autocomplete: "off" }),
    choice("tag-matching", ["word", "plain", "lemma", "regex"], w("tag-matching")),
    choice("tag-where", ["all", "here"], w("tag-where")),
    h("button", { type: "submit", class: "main" }, w("tag-find")));
  form.addEventListener("submit", (event) => { event.preventDefault(); void find(); });
  const list = h("ul", { id: "hits", "aria-label": w("tag-hits-list") });
  list.addEventListener("keydown", onKey);
  list.addEventListener("click", onClick);
  byId("side-find").replaceChildren(h("div", { id: "find" },
    form,
    h("p", { id: "find-said", role: "status" }),
    h("div", { class: "tick-all", id: "tick-all", hidden: true },
      h("button", { type: "button", onclick: () => tickAll(true) }, w("tag-tick-all")),
      h("button", { type: "button", onclick: () => tickAll(false) }, w("tag-tick-none")),
      h("button", { type: "button", onclick: () => tickLooked() }, w("tag-tick-looked"))),
    list,
    h("div", { class: "tag-hits", id: "tag-hits", hidden: true })));
}

async function find() {
  const q = at("find-words").value.trim();
  if (!q) return;
  const here = at("tag-where").value === "here" ? `&interview=${encodeURIComponent(state.interview.id)}` : "";
  at("find-said").textContent = w("tag-finding");
  try {
    const found = await asked(`/api/find?q=${encodeURIComponent(q)}&matching=${at("tag-matching").value}${here}`);
    hits = found.hits;
    const n = found.total;
    emit("found", { q, matching: at("tag-matching").value, total: n });
    at("find-said").textContent = hits.length < n ? w("tag-hits-cut", { shown: hits.length, n }) : w("tag-hits", { n });
  } catch (fault) {
    hits = [];
    at("find-said").textContent = fault instanceof Error ? fault.message : String(fault);
  }
  ticked.clear();
  looked.clear();
  active = 0;
  draw();
}

// ---- The list ----------------------------------------------------------------------------------------

/** @param {Hit} hit @param {number} i */
function row(hit, i) {
  const where = `${hit.interview} ${hit.turn}`;
  return h("li", { "data-i": i, class: hit.interviewer ? "asks" : null },
    h("label", { class: "tick" },
      h("input", { type: "checkbox", checked: ticked.has(i), tabindex: -1, "aria-label": w("tag-tick", { where }) })),
    h("button", { type: "button", class: "kwic", tabindex: i === active ? 0 : -1, "aria-describedby": `hit${i}` },
      h("span", { class: "where" }, `${where} · ${hit.label}`),
      h("span", { class: "line", lang: state.study.language },
        hit.before, h("b", {}, hit.hit), hit.after)),
    h("span", { class: "done", id: `hit${i}` },
      looked.has(i) ? h("span", { class: "seen" }, w("tag-looked")) : null,
      ...hit.coded.map((code) => h("span", { class: "code" }, dot(code), labelOf(code)))));
}

function draw() {
  const list = at("hits");
  list.replaceChildren(...hits.map(row));
  at("tick-all").hidden = !hits.length;
  at("tag-hits").hidden = !hits.length;
  if (hits.length) drawTagging();
  paintHits();
}

/** @param {number} i @param {boolean} focus */
function redraw(i, focus) {
  const old = at("hits")?.children[i];
  if (!old) return;
  old.replaceWith(row(hits[i], i));
  if (focus) at("hits").children[i].querySelector(".kwic").focus();
  count();
}

/** @param {number} i @param {boolean} [on_] */
function tick(i, on_ = !ticked.has(i)) {
  if (on_) ticked.add(i);
  else ticked.delete(i);
  redraw(i, true);
}

/** @param {boolean} on_ */
function tickAll(on_) {
  ticked.clear();
  if (on_) hits.forEach((_, i) => ticked.add(i));
  draw();
}

function tickLooked() {
  ticked.clear();
  looked.forEach((i) => ticked.add(i));
  draw();
}

/** Go to a hit in its turn; it counts as looked at. The focus stays in the list. @param {number} i */
async function look(i) {
  const hit = hits[i];
  looked.add(i);
  active = i;
  redraw(i, true);
  if (hit.interview !== state.interview.id) await openInterview(hit.interview).catch((fault) => say(String(fault), true));
  // A long interview is made in parts: its later turns are there some frames on.
  for (let frame = 0; frame < 60 && !placeOf(hit.turn); frame += 1) await new Promise(requestAnimationFrame);
  goTo(hit.turn, { focus: false });
  paintHits();
}

/** @param {Event} event */
function onClick(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const i = Number(/** @type {HTMLElement | null} */ (target.closest("[data-i]"))?.dataset.i);
  if (target instanceof HTMLInputElement) tick(i, target.checked);
  else if (target.closest(".kwic")) void look(i);
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const i = Number(/** @type {HTMLElement} */ (event.target).closest("[data-i]")?.getAttribute("data-i"));
  /** @param {number} to */
  const step = (to) => {
    const rows = all(at("hits"), ".kwic");
    if (!rows[to]) return;
    rows[active].tabIndex = -1;
    active = to;
    rows[to].tabIndex = 0;
    rows[to].focus();
  };
  /** @type {Record<string, () => void>} */
  const keys = { ArrowDown: () => step(i + 1), ArrowUp: () => step(i - 1), " ": () => tick(i), x: () => tick(i) };
  const act = keys[event.key];
  if (!act || Number.isNaN(i)) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

function paintHits() {
  const here = hits.filter((hit) => hit.interview === state.interview.id);
  const ranges = here.map((hit) => rangeOf({ turn: hit.turn, turn_end: hit.turn, start: hit.start, end: hit.end }));
  paint("found", ranges.filter((range) => range !== null));
}

// ---- Tagging what was ticked --------------------------------------------------------------------------

function drawTagging() {
  const chips = h("ul", { class: "chips", "aria-label": w("tag-hits-codes") });
  const picker = newPicker({
    choose: (code) => { codes = codes.includes(code) ? codes.filter((one) => one !== code) : [...codes, code]; show(); },
    on: () => codes, create: (label) => newCode(label), leave: () => at("find-words").focus(), folds: true,
  });
  const show = () => {
    picker.fill();
    chips.replaceChildren(...codes.map((code) => h("li", {}, h("button", {
      type: "button", class: "chip", "aria-label": w("tag-take-off", { code: labelOf(code) }),
      onclick: () => { codes = codes.filter((one) => one !== code); show(); },
    }, dot(code), labelOf(code), h("span", { class: "cross", "aria-hidden": "true" }, "×")))));
    count();
  };
  const extent = choice("tag-extent", ["sentence", "hit", "turn"], w("tag-extent"));
  const button = h("button", { type: "button", class: "main", id: "tag-them", onclick: () => void tagThem() });
  at("tag-hits").replaceChildren(h("h3", {}, w("tag-hits-with")), chips,
    h("div", { class: "picker" }, ...picker.parts), h("div", { class: "tools" }, extent, button));
  show();
}

function count() {
  const button = at("tag-them");
  if (!button) return;
  button.textContent = w("tag-them", { n: ticked.size });
  button.disabled = !ticked.size || !codes.length;
}

async function tagThem() {
  const chosen = [...ticked].sort((a, b) => a - b);
  const body = {
    hits: chosen.map((i) => { const { interview, turn, start, end, hit } = hits[i]; return { interview, turn, start, end, hit }; }),
    codes, extent: at("tag-extent").value,
  };
  try {
    const done = await post("/api/tag-hits", body);
    const n = chosen.length - (done.skipped?.length || 0);
    say(w("tag-said-hits", { n, codes: codes.map(labelOf).join(", ") }));
    for (const i of chosen) hits[i].coded = [...new Set([...hits[i].coded, ...codes])];
    ticked.clear();
    draw();
    at("find-said").textContent = done.skipped?.length
      ? done.skipped.map((one) => `${one.interview} ${one.turn}: ${one.why}`).join("; ") : w("tag-said-hits", { n, codes: codes.map(labelOf).join(", ") });
  } catch {
    // the queue has said why
  }
}

export function wireFind() {
  on("passages", () => { if (hits.length) paintHits(); });
  on("side", (name) => { if (name !== "find") paint("found", []); else paintHits(); });
  byId("to-find").addEventListener("click", () => (byId("side").dataset.shows === "find" ? hideSide() : showFind()));
}
