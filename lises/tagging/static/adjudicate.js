// A consensus from its sources: the queue of what has to be decided, and how far it is.

import { asked, Refused } from "./asking.js";
import { byId, h, settled } from "./dom.js";
import { order, partingCard } from "./parting.js";
import { agreementTable } from "./agreement.js";
import { say } from "./say.js";
import { change, openInterview, post } from "./saving.js";
import { paint, rangeOf } from "./selecting.js";
import { showSide } from "./side.js";
import { inTurn } from "./spans.js";
import { emit, labelOf, lengthOf, on, state } from "./store.js";
import { dot, goTo } from "./transcript.js";
import { w } from "./words.js";

/** @typedef {import("./parting.js").Item} Item */
/** @typedef {import("./parting.js").Decision} Decision */
/** @typedef {import("./types.js").Span} Span */
/** @typedef {{id: string, version: string, why: string, read: string[], items: number, differ: number, open: number, agreed: number, agreed_open: number, alone: number, alone_open: number}} Row */
/** @typedef {{reasons: string[], interviews: Row[], items: Item[]}} Queue */

const WHICH = ["open", "real", "boundaries", "decided", "agreed"];
const SHOWN = 60;

/** @type {Queue} */
let queue = { reasons: [], interviews: [], items: [] };
let now = "";
let code = "";
let which = "open";
let shown = SHOWN;
let busy = false;

const room = () => byId("side-adjudicate");
const isShown = () => byId("side").dataset.shows === "adjudicate";
/** @param {string} id */
const itemOf = (id) => queue.items.find((one) => one.id === id);

/** @param {Item} item */
function fits(item) {
  if (code && item.code !== code) return false;
  if (which === "agreed") return item.kind === "agreed";
  if (item.kind === "agreed") return false;
  if (which === "decided") return item.settled !== "open";
  if (item.settled !== "open") return false;
  return which === "open" || (which === "real" ? item.kind === "alone" : item.kind !== "alone");
}

/** By code as the codebook has them, then by place. */
function queued() {
  const codes = state.study.codes.map((one) => one.id);
  const places = queue.interviews.map((one) => one.id);
  return queue.items.filter(fits).sort((a, b) => codes.indexOf(a.code) - codes.indexOf(b.code)
    || places.indexOf(a.interview) - places.indexOf(b.interview) || a.turn - b.turn || a.start - b.start);
}

async function read() {
  if (!state.study.adjudicating) return;
  queue = await asked("/api/adjudication");
}

// ---- Going through it ----------------------------------------------------------------------------------

/** @param {Item} item @param {boolean} [focus] */
async function show(item, focus = true) {
  now = item.id;
  if (state.interview.id !== item.interview) {
    await openInterview(item.interview);
    emit("study");
    await new Promise(requestAnimationFrame);
  }
  draw();
  goTo(item.turn, { focus: false });
  mark();
  if (focus) room().querySelector("h3")?.focus({ preventScroll: true });
  room().scrollTop = 0;
}

/** The words of each source, in the transcript. */
function mark() {
  const item = isShown() ? itemOf(now) : undefined;
  const pieces = item?.interview === state.interview.id ? told(item) : [];
  for (const name of ["0", "1", "2", "all"]) {
    const spans = pieces.filter((one) => one.name === name).map((one) => one.span);
    paint(`source-${name}`, spans.map((span) => rangeOf(span)).filter((one) => one !== null));
  }
}

/** Cut the words at every border: what one source has alone, and what they share. @param {Item} item */
function told(item) {
  /** @type {{name: string, span: Span}[]} */
  const found = [];
  for (let n = item.turn; n <= item.turn_end; n += 1) {
    const here = item.sides.flatMap(({ set, passages }) => passages.flatMap((one) => {
      const part = inTurn(one, n, lengthOf(n));
      return part ? [{ set, start: part[0], end: part[1] }] : [];
    }));
    const borders = [...new Set(here.flatMap((one) => [one.start, one.end]))].sort((a, b) => a - b);
    for (let at = 1; at < borders.length; at += 1) {
      const [start, end] = [borders[at - 1], borders[at]];
      const sets = [...new Set(here.filter((one) => one.start < end && start < one.end).map((one) => one.set))];
      const name = sets.length > 1 ? "all" : String(Math.min(2, order(sets[0])));
      if (sets.length) found.push({ name, span: { turn: n, turn_end: n, start, end } });
    }
  }
  return found;
}

/** @param {number} [way] */
function next(way = 1) {
  const list = queued();
  const at = list.findIndex((one) => one.id === now);
  const item = list[at + way] || (at < 0 ? list[0] : undefined);
  if (item) void show(item);
  else say(w("tag-adj-queue-empty"));
}

/** @param {Decision[]} decisions @param {string} reason @param {string} what */
async function decide(decisions, reason, what) {
  const item = itemOf(now);
  const row = queue.interviews.find((one) => one.id === item?.interview);
  if (!item || !row || busy) return;
  busy = true;
  const list = queued();
  const after = list.slice(list.indexOf(item) + 1).find((one) => !decisions.some((its) => its.item === one.id));
  try {
    await post(`/api/interview/${encodeURIComponent(item.interview)}/adjudicate`, { version: row.version, decisions, reason });
    await read();
    say(w("tag-adj-said-decided", { what }));
    busy = false;
    const onward = which === "decided" || which === "agreed" ? itemOf(now) : after && itemOf(after.id);
    if (onward) await show(onward);
    else if (queued().length) await show(queued()[0]);
    else { now = ""; draw(); room().querySelector("select")?.focus(); }
  } catch (fault) {
    if (fault instanceof Refused && fault.stale) {
      await read();
      say(w("tag-adj-said-stale"), true);
      draw();
    }
  } finally {
    busy = false;
  }
}

/** @param {boolean} alone what one source alone has; else what all have alike */
async function takeOver(alone) {
  const n = queue.interviews.reduce((sum, one) => sum + (alone ? one.alone_open : one.agreed_open), 0);
  try {
    await post("/api/agreed", { alone });
    await read();
    say(w("tag-adj-said-taken", { n }));
    draw();
  } catch {
    // the page has said why
  }
}

// ---- Drawing -------------------------------------------------------------------------------------------

/** @param {string} label @param {[string, string][]} options @param {string} value @param {(value: string) => void} act */
function choice(label, options, value, act) {
  const made = h("select", { "aria-label": label }, ...options.map(([id, text]) => h("option", { value: id, selected: id === value }, text)));
  made.addEventListener("change", () => act(made.value));
  return made;
}

/** @param {string} to @param {string} value */
function turnTo(to, value) {
  if (to === "code") code = value;
  else which = value;
  shown = SHOWN;
  const first = queued()[0];
  if (first) void show(first, false);
  else { now = ""; draw(); }
}

function head() {
  const { interviews } = queue;
  const sum = (/** @type {"differ" | "open" | "agreed_open" | "alone_open"} */ name) => interviews.reduce((all, one) => all + one[name], 0);
  const [differ, open, agreed, alone] = [sum("differ"), sum("open"), sum("agreed_open"), sum("alone_open")];
  const seen = interviews.filter((one) => one.items);
  const over = (/** @type {number} */ n, /** @type {string} */ key, /** @type {boolean} */ single) => (n ? h("p", { class: "row" }, w(key, { n }), " ",
    h("button", { type: "button", onclick: () => void takeOver(single) }, w("tag-adj-take-agreed"))) : null);
  const single = over(alone, "tag-adj-alone", true);
  if (!seen.length) return [h("p", { class: "hint" }, w("tag-adj-none")), single, ...hidden()];
  const ofCode = (/** @type {string} */ id) => queue.items.filter((one) => one.code === id && one.kind !== "agreed");
  const codes = state.study.codes.filter((one) => ofCode(one.id).length);
  const bar = h("progress", { max: differ || 1, value: differ - open, "aria-label": w("tag-adj-decided", { n: differ, done: differ - open }) });
  return [
    h("p", { class: "far" }, w("tag-adj-decided", { n: differ, done: differ - open }), ", ", w("tag-adj-in-interviews", { n: seen.length })), bar,
    over(agreed, "tag-adj-agreed", false), single,
    ...finished(),
    h("div", { class: "row selects" },
      choice(w("tag-adj-which"), WHICH.map((one) => [one, w(`tag-adj-which-${one}`)]), which, (value) => turnTo("which", value)),
      choice(w("tag-adj-code"), [["", w("tag-adj-all-codes")], ...codes.map((one) => /** @type {[string, string]} */ (
        [one.id, `${one.label} (${w("tag-adj-of", { n: ofCode(one.id).filter((its) => its.settled === "open").length, all: ofCode(one.id).length })})`]))],
      code, (value) => turnTo("code", value))),
  ];
}

/** Where all is decided and the consensus has not said that it has read it. */
function finished() {
  const row = queue.interviews.find((one) => one.id === state.interview.id);
  if (!row || !(row.items || row.alone) || row.open || row.agreed_open || row.alone_open || row.read.includes("*")) return [];
  return [h("p", { class: "row" }, w("tag-adj-read-now", { interview: row.id }), " ",
    h("button", { type: "button", onclick: () => void change({ op: "read", codes: ["*"] }).then(read).then(draw) }, w("tag-adj-mark-read")))];
}

function hidden() {
  const rows = queue.interviews.filter((one) => one.why);
  if (!rows.length) return [];
  return [h("details", {}, h("summary", {}, w("tag-adj-hidden", { n: rows.length })),
    h("ul", { class: "plain" }, ...rows.map((one) => h("li", {}, `${one.id}: ${w(`tag-adj-why-${one.why}`)}`))))];
}

/** @param {Item[]} items */
function list(items) {
  /** @type {HTMLElement[]} */
  const parts = [];
  let last = "";
  for (const item of items.slice(0, shown)) {
    if (item.code !== last) parts.push(h("h4", {}, dot(item.code), labelOf(item.code)));
    last = item.code;
    const text = `${item.interview} · ${w("tag-turn", { turn: item.turn })} · ${w(`tag-adj-kind-${item.kind}`)}`;
    parts.push(h("button", {
      type: "button", class: "queued", "aria-current": item.id === now ? "true" : null, onclick: () => void show(item),
    }, text, item.settled === "open" ? null : h("span", { class: "sign" }, item.settled === "taken" ? "✓" : "–")));
  }
  const rest = items.length - shown;
  if (rest > 0) parts.push(h("button", { type: "button", onclick: () => { shown += SHOWN; draw(); } }, w("tag-adj-more", { n: Math.min(rest, SHOWN) })));
  return parts;
}

let carded = "";

/** The card is made anew only for another item, or where its item changed: what is being typed stays. @param {Item | undefined} item */
function drawCard(item) {
  const rivals = (item?.rivals || []).map(itemOf).filter((one) => one !== undefined);
  const key = JSON.stringify([item, rivals, state.interview.id === item?.interview]);
  const place = byId("adj-card");
  if (key === carded && place.firstChild) return;
  carded = key;
  place.replaceChildren(...(item ? [partingCard({
    item, rivals, reasons: queue.reasons,
    decide: (decisions, reason, what) => void decide(decisions, reason, what), next: () => next(),
  })] : []));
}

function draw() {
  if (!isShown()) return;
  if (!byId("adj-card")) room().replaceChildren(...["head", "card", "rest"].map((name) => h("div", { id: `adj-${name}` })));
  const items = queued();
  const item = itemOf(now);
  const rest = byId("adj-rest");
  const had = (/** @type {string} */ name) => Boolean(rest.querySelector(`details.${name}`)?.hasAttribute("open"));
  const [listed, agreement] = [had("queue"), had("agreement")];
  byId("adj-head").replaceChildren(...head().filter((one) => one !== null));
  drawCard(item);
  rest.replaceChildren(...(queue.items.length ? [
    h("details", { class: "queue", open: listed || !item }, h("summary", {}, w("tag-adj-queue", { n: items.length })),
      ...(items.length ? list(items) : [h("p", { class: "hint" }, w("tag-adj-queue-empty"))])),
    agreementTable(agreement), ...hidden()] : []));
}

export async function showAdjudicate() {
  if (!state.study.adjudicating) return;
  showSide("adjudicate");
  await read();
  const list_ = queued();
  const first = itemOf(now) || list_.find((one) => one.interview === state.interview.id) || list_[0];
  if (first) await show(first);
  else draw();
}

/** Ctrl+Z and a colleague's file change what is decided. */
const again = settled(250, async () => {
  if (!isShown() || busy) return;
  const before = JSON.stringify(queue);
  await read().catch(() => {});
  if (busy || JSON.stringify(queue) === before) return;
  const had = byId("adj-card")?.contains(document.activeElement);
  const key = carded;
  draw();
  mark();
  if (had && key !== carded) room().querySelector("h3")?.focus({ preventScroll: true });
});

export function wireAdjudicate() {
  const button = byId("to-adjudicate");
  button.hidden = !state.study.adjudicating;
  button.addEventListener("click", () => (isShown() ? byId("side-close").click() : void showAdjudicate()));
  on("answered", (done) => {
    if (["adjudicate", "agreed"].includes(done?.what || "") && busy) return;
    again();
  });
  on("study", again);
  on("side", mark);
  on("interview", () => window.requestAnimationFrame(mark));
  on("passages", () => window.requestAnimationFrame(mark));
}

