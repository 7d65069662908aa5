// The journal and the notes beside the coding: written here with their day, found again, read.

import { asked } from "./asking.js";
import { byId, h, settled } from "./dom.js";
import { change } from "./saving.js";
import { say } from "./say.js";
import { labelOf, on, state } from "./store.js";
import { showSide } from "./side.js";
import { tabs } from "./beside.js";
import { language, w } from "./words.js";

/** @typedef {{id: string, kind: string, about: string, coder: string, title: string, text: string, date: string, clearance: string | null, own: boolean}} Note */

const SCAFFOLD = "lises-scaffold";
const PROMPTS = { journal: ["surprised", "brought", "left-out", "otherwise", "decided"], fieldnote: ["place", "unheard", "my-part"], memo: [] };

/** @type {Note[]} */
let notes = [];
/** @type {{coder: string, n: number}[]} */
let hidden = [];
/** What is being written and has not its final form: the file it is in, once it is in one. */
const draft = { kind: "journal", about: "", text: "", title: "", id: "", kept: "", busy: false };
let query = "";
let kind = "";

const wanted = () => localStorage.getItem(SCAFFOLD) !== "no";
/** @param {string} day 2026-03-22 */
const shownDay = (day) => (day ? new Intl.DateTimeFormat(language.now, { dateStyle: "long" }).format(new Date(`${day}T12:00`)) : "");
const today = () => new Intl.DateTimeFormat(language.now, { dateStyle: "full" }).format(new Date());

/** @param {string} name */
const prompt = (name) => `${w(`tag-prompt-${name}`)}\n`;
/** @param {string} of */
const scaffold = (of) => (/** @type {Record<string, string[]>} */ (PROMPTS)[of] || []).map(prompt).join("\n");

/** A text without the questions that nobody answered. @param {string} text */
function answered(text) {
  const every = new Set(Object.values(PROMPTS).flat().map((name) => w(`tag-prompt-${name}`)));
  const lines = text.split("\n");
  const kept = lines.filter((line, at) => {
    if (!every.has(line.trim())) return true;
    const next = lines.slice(at + 1).find((one) => one.trim());
    return next !== undefined && !every.has(next.trim());
  });
  return kept.join("\n").replace(/\n{3,}/g, "\n\n").trim();
}

// ---- Keeping ---------------------------------------------------------------------------------------

/** Put the draft into its file: a new one first, then the same. */
async function keep() {
  const text = answered(draft.text);
  if (draft.busy || text === draft.kept || (!draft.id && !text)) return;
  draft.busy = true;
  const { id, kind: its, about, title, kept } = draft;
  try {
    await change({ op: "note", kind: its, about, title, text, ...(id ? { id, was: kept } : {}) });
    await read();
    draft.kept = text;
    if (!id) draft.id = notes.find((one) => one.own && one.kind === its && one.text.trim() === text)?.id || "";
    said();
  } catch (fault) {
    say(fault instanceof Error ? fault.message : String(fault), true);
  }
  draft.busy = false;
  if (answered(draft.text) !== draft.kept) soon();
}
const soon = settled(1500, () => void keep());

function begin(/** @type {string} */ its = draft.kind) {
  Object.assign(draft, { kind: its, text: wanted() ? scaffold(its) : "", title: "", id: "", kept: "" });
  draft.about = its === "fieldnote" ? state.interview.id : its === "memo" ? state.open || "" : "";
}

async function read() {
  const answer = await asked("/api/notes");
  notes = answer.notes;
  hidden = answer.hidden;
}

// ---- Drawing ---------------------------------------------------------------------------------------

/** @param {string} about */
function subject(about) {
  if (!about) return "";
  if (state.study.codes.some((code) => code.id === about)) return w("tag-about-code", { code: labelOf(about) });
  const passage = state.passages.get(about);
  return passage ? w("tag-about-passage", { turn: passage.turn }) : about;
}

function said() {
  const place = document.getElementById("journal-said");
  if (place) place.textContent = draft.id ? w("tag-note-kept", { name: draft.id }) : w("tag-note-private");
}

function writing() {
  const kinds = h("select", { "aria-label": w("tag-note-kind"), id: "note-kind" },
    ...["journal", "fieldnote", "memo"].map((one) => h("option", { value: one, selected: one === draft.kind }, w(`tag-kind-${one}`))));
  kinds.addEventListener("change", () => void keep().then(() => { begin(kinds.value); draw("note-kind"); }));
  const field = h("textarea", { id: "note-text", rows: 12, "aria-label": w(`tag-kind-${draft.kind}`), placeholder: w("tag-note-write") });
  field.value = draft.text;
  field.addEventListener("input", () => { draft.text = field.value; soon(); });
  field.addEventListener("blur", () => void keep());
  const title = h("input", { class: "field", id: "note-title", value: draft.title, maxlength: 200, disabled: Boolean(draft.id), "aria-label": w("tag-note-title"), placeholder: w("tag-note-title"), autocomplete: "off" });
  title.addEventListener("input", () => { draft.title = title.value.trim(); });
  const box = h("input", { type: "checkbox", id: "scaffold", checked: wanted() });
  box.addEventListener("change", () => {
    localStorage.setItem(SCAFFOLD, box.checked ? "yes" : "no");
    const own = answered(draft.text);
    draft.text = box.checked ? [own, scaffold(draft.kind)].filter(Boolean).join("\n\n") : own;
    draw("scaffold");
  });
  const prompts = draft.kind === "memo" ? null : h("label", { class: "check" }, box, ` ${w("tag-scaffold")}`);
  return h("section", { class: "writing" },
    h("div", { class: "row" }, kinds, h("time", {}, today())),
    draft.kind === "memo" ? about() : null,
    draft.kind === "fieldnote" ? h("p", { class: "by" }, w("tag-about-interview", { interview: draft.about })) : null,
    title, field, prompts,
    h("div", { class: "row" },
      h("button", { type: "button", onclick: () => void keep().then(() => { begin(); draw("note-text"); }) }, w("tag-note-done")),
      h("p", { id: "journal-said", class: "hint" })));
}

function about() {
  const open = state.open && state.passages.get(state.open);
  const choice = h("select", { "aria-label": w("tag-memo-about"), disabled: Boolean(draft.id) },
    h("option", { value: "" }, w("tag-about-nothing")),
    h("option", { value: state.interview.id }, w("tag-about-interview", { interview: state.interview.id })),
    open ? h("option", { value: open.id }, w("tag-about-passage", { turn: open.turn })) : null,
    ...state.study.codes.map((code) => h("option", { value: code.id }, w("tag-about-code", { code: code.label }))));
  choice.value = draft.about;
  choice.addEventListener("change", () => { draft.about = choice.value; });
  return choice;
}

/** @param {Note} note */
function row(note) {
  const by = [w(`tag-kind-${note.kind}`), subject(note.about), note.coder, shownDay(note.date)].filter(Boolean).join(" · ");
  const first = note.title || note.text.split("\n").find((line) => line.trim()) || note.id;
  return h("details", { class: "note", "data-note": note.id },
    h("summary", {}, h("b", {}, first.length > 80 ? `${first.slice(0, 78)}…` : first), h("span", { class: "by" }, by)),
    note.own ? own(note) : h("p", { class: "text" }, note.text));
}

/** @param {Note} note */
function own(note) {
  let kept = note.text.trim();
  const field = h("textarea", { rows: Math.min(16, 3 + Math.ceil(note.text.length / 45)), "aria-label": note.title || note.id });
  field.value = note.text;
  const save = () => {
    const text = field.value.trim();
    if (text === kept) return;
    change({ op: "note", kind: note.kind, id: note.id, about: note.about, text, was: kept });
    kept = text;
  };
  field.addEventListener("input", settled(1500, save));
  field.addEventListener("blur", save);
  return field;
}

function list() {
  const sought = query.toLocaleLowerCase();
  const found = notes.filter((one) => one.id !== draft.id && (!kind || one.kind === kind)
    && [one.title, one.text, one.coder, one.date, subject(one.about), one.about].join("\n").toLocaleLowerCase().includes(sought));
  return [h("p", { class: "hint", role: "status" }, w("tag-notes-n", { n: found.length })), ...found.map(row),
    ...hidden.map(({ coder, n }) => h("p", { class: "hint" }, w("tag-notes-hidden", { n, coder })))];
}

/** @param {string} [focus] the id of what is to have the focus */
function draw(focus) {
  const room = byId("side-journal");
  if (!draft.id && !draft.title && !answered(draft.text)) begin(); // nothing yet: about what is in view now
  const search = h("input", { type: "search", class: "field", id: "note-search", value: query, "aria-label": w("tag-notes-search"), placeholder: w("tag-notes-search"), autocomplete: "off" });
  const kinds = h("select", { id: "note-kinds", "aria-label": w("tag-note-kinds") }, h("option", { value: "" }, w("tag-kind-all")),
    ...["journal", "fieldnote", "memo"].map((one) => h("option", { value: one, selected: one === kind }, w(`tag-kind-${one}`))));
  const rows = h("div", { id: "notes" }, ...list());
  const again = () => { query = search.value.trim(); kind = kinds.value; rows.replaceChildren(...list()); };
  search.addEventListener("input", again);
  kinds.addEventListener("change", again);
  room.replaceChildren(tabs("journal"), writing(), h("h3", {}, w("tag-notes")), h("div", { class: "row" }, search, kinds), rows);
  said();
  if (focus) document.getElementById(focus)?.focus();
}

/** Read again and draw, unless somebody writes: what is typed stays. */
async function refresh() {
  await read();
  const room = byId("side-journal");
  const at = document.activeElement;
  if (at && room.contains(at) && /** @type {Element} */ (at).matches("textarea, #note-title")) return;
  const open = new Set([...room.querySelectorAll("details[open]")].map((one) => one.getAttribute("data-note")));
  draw(at && room.contains(at) ? at.id : undefined);
  for (const one of room.querySelectorAll("details")) if (open.has(one.getAttribute("data-note"))) one.open = true;
}

export async function showJournal() {
  showSide("journal");
  await refresh().catch((fault) => say(String(fault.message || fault), true));
  const field = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("note-text"));
  if (!field) return;
  const first = draft.id ? field.value.length : Math.max(0, field.value.indexOf("\n") + 1);
  field.setSelectionRange(first, first);
  field.focus();
  if (!draft.id) field.scrollTop = 0;
}

export function wireJournal() {
  const again = settled(150, () => { if (byId("side").dataset.shows === "journal") void refresh().catch(() => {}); });
  for (const name of ["interview", "answered", "study", "codes"]) on(name, again);
  on("side", (name) => { if (name === "journal") void refresh().catch(() => {}); });
}
