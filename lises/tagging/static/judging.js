// A recorded search, hit by hit: what the thing was to the speaker, and who brought it up.

import { asked } from "./asking.js";
import { byId, h, narrow, settled, within } from "./dom.js";
import { openInterview, post, unsent } from "./saving.js";
import { paint, rangeOf } from "./selecting.js";
import { say } from "./say.js";
import { on, state } from "./store.js";
import { hideSide, showSide } from "./side.js";
import { goTo, placeOf } from "./transcript.js";
import { tabs } from "./beside.js";
import { w } from "./words.js";

/**
 * @typedef {{key: string, interview: string, turn: number, label: string, interviewer: boolean, last: {label: string, text: string} | null, start: number, end: number,
 *   occurrence: number, before: string, hit: string, after: string, judged: string | null,
 *   prompted: boolean | null, note: string, put: {state: string, turn: number | null, question: string}}} Hit
 */

const KINDS = ["not-relevant", "mentioned", "mattered", "decisive"];
/** @type {any} */
let listed = null;
/** @type {any} the search that is open */
let search = null;
let at = 0;
let which = "all";

/** @returns {Hit[]} */
const hits = () => search?.hits || [];
/** @param {Hit} hit */
const isNew = (hit) => !hit.judged;
const shown = () => hits().filter((hit) => which === "all" || (which === "new" ? isNew(hit) : hit.judged === which));

// ---- Judging ---------------------------------------------------------------------------------------

/** What a hit's line says; null: it has none. @param {any} hit */
const said = (hit) => (hit.judged ? { judged: hit.judged, prompted: hit.prompted, note: hit.note } : null);

/** @param {Hit} hit @param {Partial<Hit>} values */
function judge(hit, values) {
  const was = said(hit);
  Object.assign(hit, values);
  void send(hit, was, { judged: hit.judged, prompted: hit.prompted, note: hit.note });
  draw();
}

/** @param {any} hit @param {any} was @param {{judged: string | null, prompted: boolean | null, note: string}} verdict */
function send(hit, was, verdict) {
  const place = { interview: hit.interview, turn: hit.turn, hit: hit.hit, occurrence: hit.occurrence };
  // Where it is refused the queue says why, and the file tells what is so.
  return post("/api/judge", { file: search.file, hit: place, was, ...verdict }).catch(() => reread());
}

/** @param {string} kind */
function decide(kind) {
  const hit = shown()[at];
  if (!hit) return;
  if (hit.judged === kind) return judge(hit, { judged: null, prompted: null, note: "" });
  judge(hit, { judged: kind });
  say(w("tag-said-judged", { what: w(`tag-judged-${kind}`), n: done(), all: hits().length }), false, false);
  if (kind === "not-relevant" || hit.prompted !== null) nextNew();
  return undefined;
}

/** @param {boolean} prompted */
function brought(prompted) {
  const hit = shown()[at];
  if (!hit) return;
  if (!hit.judged) return say(w("tag-judge-first"));
  judge(hit, { prompted: hit.prompted === prompted ? null : prompted });
  if (hit.prompted !== null) nextNew();
  return undefined;
}

const done = () => hits().filter((hit) => hit.judged).length;

/** @param {number} way */
function step(way) {
  const to = at + way;
  if (to < 0 || to >= shown().length) return;
  at = to;
  draw();
  look();
}

/** Go on to the next hit that nobody has judged; the one at hand stays where none is left. */
function nextNew() {
  const rows = shown();
  const order = [...rows.keys()].map((n) => (at + 1 + n) % rows.length);
  const next = order.find((n) => !rows[n].judged);
  if (next === undefined) {
    if (done() === hits().length) say(w("tag-said-all-judged", { n: hits().length }));
    return;
  }
  at = next;
  draw();
  look();
}

/** Show the hit in its talk, where the talk is the one in view; another is opened when asked. @param {boolean} [wanted] */
async function look(wanted = false) {
  const hit = shown()[at];
  if (!hit) return;
  if (hit.interview !== state.interview.id) {
    if (!wanted) return;
    await openInterview(hit.interview).catch((fault) => say(String(fault.message || fault), true));
  }
  if (wanted && narrow()) hideSide(); // it lies over the talk
  for (let frame = 0; frame < 60 && !placeOf(hit.turn); frame += 1) await new Promise(requestAnimationFrame);
  goTo(hit.turn, { focus: false });
  paintHit();
}

function paintHit() {
  const here = hits().filter((one) => one.interview === state.interview.id);
  const ranges = here.map((one) => rangeOf({ turn: one.turn, turn_end: one.turn, start: one.start, end: one.end }));
  paint("found", ranges.filter((range) => range !== null));
}

// ---- Drawing ---------------------------------------------------------------------------------------

function drawList() {
  const rows = listed?.searches || [];
  byId("side-judging").replaceChildren(tabs("judging"),
    h("p", { class: "hint" }, w(rows.length ? "tag-searches-hint" : "tag-searches-none")),
    h("ul", { class: "memo-list" }, ...rows.map((/** @type {any} */ one) => h("li", {},
      h("button", { type: "button", disabled: !one.file, onclick: () => void openSearch(one.file) },
        h("b", {}, one.query), h("span", { class: "by" }, [w("tag-search-of", { finding: one.finding }), w("tag-lines", { n: one.lines })].join(" · ")))))),
    ...(listed?.alone || []).map((/** @type {string} */ file) => h("p", { class: "hint" }, w("tag-search-alone", { file }))));
}

/** @param {Hit} hit */
function help(hit) {
  if (hit.interviewer) return w("tag-put-interviewer");
  const { state: known, turn, question } = hit.put;
  return w(`tag-put-${known}`, { turn: turn ?? "", question: search.questions[question] || question });
}

/** @param {Hit} hit */
function card(hit) {
  const note = h("input", { class: "field", id: "hit-note", value: hit.note, maxlength: 400, disabled: !hit.judged, "aria-label": w("tag-hit-note"), placeholder: w("tag-hit-note"), autocomplete: "off" });
  note.addEventListener("change", () => { if (note.value.trim() !== hit.note) judge(hit, { note: note.value.trim() }); });
  /** @param {string} key @param {string} text @param {boolean} pressed @param {() => void} act */
  const choice = (key, text, pressed, act) => h("button", { type: "button", "data-key": key, "aria-pressed": String(pressed), onclick: act },
    text, h("kbd", { "aria-hidden": "true" }, key));
  return h("article", { class: "hit" },
    h("p", { class: "by" }, `${hit.interview} ${hit.turn} · ${hit.label} `, isNew(hit) && done() ? h("span", { class: "new" }, w("tag-hit-new")) : null),
    hit.last ? h("p", { class: "before", lang: state.study.language }, h("b", {}, `${hit.last.label} `), hit.last.text) : null,
    h("blockquote", { lang: state.study.language }, hit.before, h("b", {}, hit.hit), hit.after),
    h("p", { class: "hint" }, help(hit)),
    h("div", { class: "judge", role: "group", "aria-label": w("tag-judge") },
      ...KINDS.map((kind, n) => choice(String(n + 1), w(`tag-judged-${kind}`), hit.judged === kind, () => decide(kind)))),
    h("div", { class: "judge", role: "group", "aria-label": w("tag-brought") },
      choice("s", w("tag-spontaneous"), hit.prompted === false, () => brought(false)),
      choice("p", w("tag-prompted"), hit.prompted === true, () => brought(true))),
    note,
    h("div", { class: "row" },
      h("button", { type: "button", "aria-label": w("tag-hit-last"), disabled: at <= 0, onclick: () => step(-1) }, "‹"),
      h("span", { class: "where" }, w("tag-hit-of", { at: at + 1, all: shown().length })),
      h("button", { type: "button", "aria-label": w("tag-hit-next"), disabled: at >= shown().length - 1, onclick: () => step(1) }, "›"),
      h("button", { type: "button", onclick: nextNew }, w("tag-hit-unjudged"), h("kbd", { "aria-hidden": "true" }, "n")),
      h("button", { type: "button", onclick: () => void look(true) }, w("tag-hit-show"), h("kbd", { "aria-hidden": "true" }, "v"))));
}

function lost() {
  const rows = search.lost || [];
  if (!rows.length) return [];
  return [h("h3", {}, w("tag-hits-lost", { n: rows.length })), h("p", { class: "hint" }, w("tag-hits-lost-hint")),
    h("ul", { class: "memo-list" }, ...rows.map((/** @type {any} */ one) => h("li", { class: "row" },
      h("span", {}, `${one.interview} ${one.turn} »${one.hit}« ${w(`tag-judged-${one.judged}`)} ${one.note}`),
      h("button", { type: "button", onclick: () => {
        void send(one, said(one), { judged: null, prompted: null, note: "" });
      } }, w("tag-line-out")))))];
}

function draw() {
  if (!search) return drawList();
  const room = byId("side-judging");
  const focus = document.activeElement;
  const had = room.contains(focus) ? focus?.getAttribute("data-key") || focus?.id || "room" : "";
  const rows = shown();
  if (at >= rows.length) at = Math.max(0, rows.length - 1);
  const filter = h("select", { id: "hit-filter", "aria-label": w("tag-hit-filter") }, ...["all", "new", ...KINDS].map((one) =>
    h("option", { value: one, selected: one === which }, one === "all" ? w("tag-hits-all") : one === "new" ? w("tag-hits-unjudged") : w(`tag-judged-${one}`))));
  filter.addEventListener("change", () => { which = filter.value; at = 0; draw(); });
  room.replaceChildren(tabs("judging"), h("div", { id: "judging", tabindex: -1 },
    h("div", { class: "row" }, h("button", { type: "button", onclick: close }, `‹ ${w("tag-searches-all")}`), filter),
    h("p", { class: "statement", lang: state.study.language }, search.statement),
    h("p", { class: "by" }, `${search.query} · ${w(`tag-matching-${search.matching}`)}`),
    h("progress", { max: hits().length || 1, value: done(), "aria-label": w("tag-progress") }),
    h("p", { role: "status", class: "progress" }, w("tag-judged-n", { n: done(), all: hits().length })),
    rows.length ? card(rows[at]) : h("p", { class: "hint" }, w("tag-no-hits")),
    search.not_here.length ? h("p", { class: "hint" }, w("tag-not-here", { n: search.not_here.length })) : null,
    search.unreadable ? h("p", { class: "hint" }, w("tag-lines-unreadable", { n: search.unreadable })) : null,
    ...lost()));
  if (!had) return undefined;
  const back = room.querySelector(`[data-key="${CSS.escape(had)}"]`) || document.getElementById(had) || byId("judging");
  /** @type {HTMLElement} */ (back).focus({ preventScroll: true });
  return undefined;
}

// ---- Opening ---------------------------------------------------------------------------------------

async function list() {
  search = null;
  paint("found", []);
  listed = await asked("/api/searches");
  draw();
}

/** @param {string} file */
export async function openSearch(file) {
  try {
    search = await asked(`/api/judging?file=${encodeURIComponent(file)}`);
  } catch (fault) {
    return say(fault instanceof Error ? fault.message : String(fault), true);
  }
  which = "all";
  at = Math.max(0, hits().findIndex((hit) => !hit.judged));
  draw();
  byId("judging").focus();
  look();
  paintHit();
  return undefined;
}

function close() {
  void list().then(() => byId("side-title").focus(), () => {});
}

/** What the files say now; a line that is being written in the page stays. */
async function reread() {
  if (!search) return list();
  if (unsent()) return undefined; // what was judged and waits is not in the file yet
  const now = await asked(`/api/judging?file=${encodeURIComponent(search.file)}`).catch(() => null);
  if (!now || !search || now.file !== search.file || unsent()) return undefined;
  const was = JSON.stringify([search.hits, search.lost]);
  search = now;
  if (was !== JSON.stringify([now.hits, now.lost]) && document.activeElement?.id !== "hit-note") draw();
  return undefined;
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (!search || event.altKey || event.ctrlKey || event.metaKey || within(event.target, "input, select, textarea")) return;
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowDown: () => step(1), ArrowRight: () => step(1), j: () => step(1), ArrowUp: () => step(-1), ArrowLeft: () => step(-1), k: () => step(-1),
    s: () => brought(false), p: () => brought(true), n: nextNew, v: () => void look(true), m: () => byId("hit-note")?.focus(),
    ...Object.fromEntries(KINDS.map((kind, n) => [String(n + 1), () => decide(kind)])),
  };
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

export function showJudging() {
  showSide("judging");
}

export function wireJudging() {
  byId("side-judging").addEventListener("keydown", onKey);
  const again = settled(150, () => { if (byId("side").dataset.shows === "judging") void reread(); });
  for (const name of ["answered", "study"]) on(name, again);
  on("interview", () => { if (search && byId("side").dataset.shows === "judging") paintHit(); });
  on("side", (name) => {
    if (name !== "judging") return;
    if (search) { draw(); paintHit(); void reread(); } else void list().catch((fault) => say(String(fault.message || fault), true));
  });
}
