// The work: which interviews are whose, how far one has come, and who is to code what.

import { asked } from "./asking.js";
import { byId, h, settled } from "./dom.js";
import { say } from "./say.js";
import { openInterview, post } from "./saving.js";
import { showSide } from "./side.js";
import { emit, on, state } from "./store.js";
import { w } from "./words.js";

/** @typedef {{turns: number, coded_turns: number, passages: number, codes: number}} Counts */
/** @typedef {{id: string, assigned: boolean, finished: boolean, begun: boolean | null, counts: Counts | null}} Row */
/** @typedef {{set: string, coder: string, own: boolean, interviews: Row[]}} CodersSet */

/** @type {CodersSet[]} */
let sets = [];
let shown = ""; // the set whose table is shown
let giving = false;
const draws = { share: "20", seed: "1", roles: false };

const room = () => byId("side-study");
const isShown = () => byId("side").dataset.shows === "study";
/** @param {boolean} is */
const yes = (is) => h("td", {}, is ? h("span", { "aria-hidden": "true" }, "✓") : null, h("span", { class: "unseen" }, w(is ? "tag-work-yes" : "tag-work-no")));

/** @param {string} id */
async function go(id) {
  await openInterview(id).catch(() => {});
  emit("study");
}

/** @param {CodersSet} one */
function table(one) {
  const assigned = one.interviews.filter((row) => row.assigned);
  const all = assigned.length ? assigned : one.interviews;
  const done = all.filter((row) => row.finished).length;
  const counted = one.interviews.some((row) => row.counts);
  const columns = ["tag-interview", "tag-work-assigned", "tag-work-read", ...(counted ? ["tag-work-turns", "tag-work-passages", "tag-codes"] : [])];
  const rows = [...one.interviews].sort((a, b) => Number(b.assigned) - Number(a.assigned));
  return [
    h("p", { class: "far" }, w("tag-work-done", { n: all.length, done })),
    h("progress", { max: all.length || 1, value: done, "aria-label": w("tag-work-done", { n: all.length, done }) }),
    assigned.length || !one.own ? null : h("p", { class: "hint" }, w("tag-work-assigned-none", { set: one.set })),
    one.own ? null : h("p", { class: "hint" }, w("tag-work-hidden")),
    h("div", { class: "table" }, h("table", {},
      h("thead", {}, h("tr", {}, ...columns.map((name) => h("th", { scope: "col" }, w(name))))),
      h("tbody", {}, ...rows.map((row) => h("tr", { "aria-current": row.id === state.interview.id ? "true" : null },
        h("th", { scope: "row" }, h("button", { type: "button", class: "link", onclick: () => void go(row.id) }, row.id)),
        giving ? h("td", {}, tick(one, row)) : yes(row.assigned), yes(row.finished),
        ...(counted ? cells(row.counts) : [])))))),
  ];
}

/** @param {Counts | null} counts */
function cells(counts) {
  if (!counts) return [h("td", {}), h("td", {}), h("td", {})];
  return [h("td", {}, w("tag-adj-of", { n: counts.coded_turns, all: counts.turns })), h("td", {}, String(counts.passages)), h("td", {}, String(counts.codes))];
}

/** @param {CodersSet} one @param {Row} row */
function tick(one, row) {
  const field = h("input", { type: "checkbox", checked: row.assigned, "aria-label": `${w("tag-work-assigned")}: ${row.id}`, "data-box": row.id });
  field.addEventListener("change", () => void assign({ set: one.set, interviews: [row.id], assigned: field.checked }));
  return field;
}

/** @param {Record<string, unknown>} body */
async function assign(body) {
  const before = sets.find((one) => one.set === body.set)?.interviews.filter((row) => row.assigned).length || 0;
  try {
    await post("/api/assign", body);
    await read();
    const after = sets.find((one) => one.set === body.set)?.interviews.filter((row) => row.assigned).length || 0;
    if (body.share) say(w("tag-work-said-drawn", { n: Math.max(0, after - before), set: String(body.set) }));
    draw();
    state.study = await asked("/api/study");
    emit("study");
  } catch {
    // the page has said why
  }
}

/** @param {CodersSet} one */
function drawing(one) {
  const field = (/** @type {"share" | "seed"} */ name) => {
    const made = h("input", { type: "number", class: "field", name, value: draws[name], min: name === "share" ? 1 : 0, max: name === "share" ? 100 : null });
    made.addEventListener("input", () => { draws[name] = made.value; });
    return made;
  };
  const [share, seed] = [field("share"), field("seed")];
  const roles = h("input", { type: "checkbox", checked: draws.roles, disabled: Object.keys(state.study.roles).length < 2 });
  roles.addEventListener("change", () => { draws.roles = roles.checked; });
  return h("div", { class: "drawing" },
    h("label", {}, h("span", {}, w("tag-work-share")), share), h("label", {}, h("span", {}, w("tag-work-seed")), seed),
    h("label", { class: "check" }, roles, ` ${w("tag-work-by-role")}`),
    h("button", { type: "button", onclick: () => void assign({
      set: one.set, share: Number(share.value) / 100, seed: Number(seed.value), by_role: roles.checked,
    }) }, w("tag-work-draw")),
    h("p", { class: "hint" }, w("tag-work-draw-hint")));
}

function draw() {
  if (!isShown()) return;
  const focus = document.activeElement;
  const had = focus && room().contains(focus) ? focus.getAttribute("data-box") : null;
  const one = sets.find((its) => its.set === shown) || sets.find((its) => its.set === state.study.set) || sets.find((its) => its.own) || sets[0];
  if (!one) return void room().replaceChildren();
  const which = h("select", { "aria-label": w("tag-work-set"), "data-box": "set" }, ...sets.map((its) =>
    h("option", { value: its.set, selected: its === one }, its.own ? w("tag-own", { set: its.set }) : `${its.set} (${its.coder})`)));
  which.addEventListener("change", () => { shown = which.value; draw(); });
  const who = h("input", { type: "checkbox", checked: giving, "data-box": "giving" });
  who.addEventListener("change", () => { giving = who.checked; draw(); });
  room().replaceChildren(...[
    h("div", { class: "row" }, which, h("label", { class: "check" }, who, ` ${w("tag-work-who")}`)),
    giving ? h("p", { class: "hint" }, w("tag-work-tick", { set: one.set })) : null,
    giving ? drawing(one) : null, ...table(one)].filter((part) => part !== null));
  if (had) /** @type {HTMLElement | null} */ (room().querySelector(`[data-box="${CSS.escape(had)}"]`))?.focus();
}

async function read() {
  sets = (await asked("/api/progress")).sets;
}

export async function showStudy() {
  showSide("study");
  await read();
  draw();
}

export function wireStudy() {
  byId("to-study").addEventListener("click", () => (isShown() ? byId("side-close").click() : void showStudy()));
  const again = settled(300, async () => {
    if (!isShown() || room().contains(document.activeElement) && document.activeElement instanceof HTMLInputElement
      && document.activeElement.type === "number") return;
    await read().catch(() => {});
    draw();
  });
  for (const name of ["answered", "study", "interview"]) on(name, again);
}
