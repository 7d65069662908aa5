// The room at the side: memos, and what was read and asked. Finding has its own module.

import { byId, h, settled } from "./dom.js";
import { change } from "./saving.js";
import { codeOf, emit, isOwn, labelOf, on, state } from "./store.js";
import { open } from "./tagging.js";
import { goTo } from "./transcript.js";
import { w } from "./words.js";

const SIDES = ["find", "memos", "reading", "adjudicate", "study", "likes", "journal", "judging", "findings"];
/** @type {HTMLElement | null} */
let from = null;

/** @param {string} name */
export function showSide(name) {
  const side = byId("side");
  if (!side.contains(document.activeElement)) from = /** @type {HTMLElement} */ (document.activeElement);
  side.dataset.shows = name;
  side.hidden = false;
  document.body.classList.add("with-side");
  for (const one of SIDES) {
    byId(`side-${one}`).hidden = one !== name;
    byId(`to-${one}`)?.setAttribute("aria-expanded", String(one === name)); // one way in is a code's card
  }
  byId("side-title").textContent = w(`tag-side-${name}`);
  if (name === "memos") drawMemos();
  if (name === "reading") drawReading();
  if (name !== "find") byId("side-title").focus();
  emit("side", name);
}

export function hideSide() {
  const side = byId("side");
  if (side.hidden) return;
  const had = side.contains(document.activeElement);
  side.hidden = true;
  side.dataset.shows = "";
  document.body.classList.remove("with-side");
  for (const one of SIDES) byId(`to-${one}`)?.setAttribute("aria-expanded", "false");
  if (had && from && from.isConnected && from !== document.body) from.focus({ preventScroll: true });
  else if (had) goTo(state.current, { scroll: false });
  emit("side", "");
}

// ---- Memos -------------------------------------------------------------------------------------------

/** @param {string} about */
function nameOf(about) {
  if (codeOf(about)) return w("tag-about-code", { code: labelOf(about) });
  if (about === state.interview.id) return w("tag-about-interview", { interview: about });
  const passage = state.passages.get(about);
  return passage ? w("tag-about-passage", { turn: passage.turn }) : about || w("tag-about-nothing");
}

/**
 * A memo that saves itself a while after the last key, and when it is left.
 * @param {import("./types.js").Note | null} note null: a new one
 * @param {() => string} about
 */
function memo(note, about) {
  const text = h("textarea", {
    rows: note ? Math.min(10, 2 + Math.ceil(note.text.length / 45)) : 4, value: note?.text || "",
    "aria-label": note ? note.title || nameOf(note.about) : w("tag-memo-new"), placeholder: w("tag-memo-write"),
  });
  let kept = note?.text.trim() || "";
  const keep = () => {
    const now = text.value.trim();
    if (now === kept || (!note && !now)) return;
    change({ op: "note", ...(note ? { id: note.id, title: note.title, was: kept } : {}), about: about(), text: now });
    kept = now;
    if (!note) { text.value = ""; kept = ""; }
  };
  text.addEventListener("blur", keep);
  if (note) text.addEventListener("input", settled(1500, keep));
  return { text, keep };
}

function drawMemos() {
  const room = byId("side-memos");
  if (room.contains(document.activeElement) && document.activeElement instanceof HTMLTextAreaElement) return;
  const { notes } = state.interview;
  const about = h("select", { "aria-label": w("tag-memo-about") },
    h("option", { value: state.interview.id }, nameOf(state.interview.id)),
    ...state.study.codes.map((code) => h("option", { value: code.id }, nameOf(code.id))));
  const fresh = memo(null, () => about.value);
  room.replaceChildren(
    h("div", { class: "memo" }, about, fresh.text,
      h("button", { type: "button", class: "main", onclick: fresh.keep }, w("tag-memo-keep"))),
    ...notes.map((note) => h("div", { class: "memo" },
      h("h3", {}, note.title || nameOf(note.about)),
      h("p", { class: "by" }, [note.title ? nameOf(note.about) : "", note.coder, note.date].filter(Boolean).join(" · ")),
      note.own ? memo(note, () => note.about).text : h("p", { class: "text" }, note.text))),
    ...passageMemos());
}

function passageMemos() {
  const found = [...state.passages.values(), ...state.interview.others].filter((one) => one.memo);
  if (!found.length) return [];
  found.sort((a, b) => a.turn - b.turn);
  return [h("h3", {}, w("tag-memos-passages")), h("ul", { class: "memo-list" }, ...found.map((one) => h("li", {},
    h("button", { type: "button", onclick: () => { goTo(one.turn); open(one.id); } },
      h("b", {}, `${one.turn} `), one.memo, isOwn(one.set) ? "" : ` (${one.coder})`))))];
}

// ---- Read and asked ------------------------------------------------------------------------------------

function drawReading() {
  const { interview, study } = state;
  const everything = interview.read.includes("*");
  /** @param {string[]} codes */
  const read = (codes) => { change({ op: "read", codes }); drawReading(); };
  const room = byId("side-reading");
  const focus = document.activeElement;
  const had = focus && room.contains(focus) ? focus.getAttribute("data-box") : null;
  /** @param {string} box @param {boolean} checked @param {string} text @param {(on: boolean) => void} act */
  const check = (box, checked, text, act) => {
    const field = h("input", { type: "checkbox", checked, "data-box": box });
    field.addEventListener("change", () => act(field.checked));
    return h("label", { class: "check" }, field, ` ${text}`);
  };
  room.replaceChildren(
    h("p", { class: "hint" }, w("tag-read-hint")),
    check("*", everything, w("tag-read-all"), (on_) => read(on_ ? ["*"] : [])),
    h("details", { open: !everything && interview.read.length > 0 }, h("summary", {}, w("tag-read-some")),
      ...study.codes.map((code) => check(code.id, everything || interview.read.includes(code.id), code.label, (on_) => {
        const now = everything ? study.codes.map((one) => one.id) : interview.read;
        read(on_ ? [...now, code.id] : now.filter((one) => one !== code.id));
      }))),
    ...questions(check), ...proposed(), ...lost(), ...problems());
  if (had) /** @type {HTMLElement | null} */ (room.querySelector(`[data-box="${CSS.escape(had)}"]`))?.focus();
}

/** @param {(box: string, checked: boolean, text: string, act: (on: boolean) => void) => HTMLElement} check */
function questions(check) {
  const { interview } = state;
  if (!interview.questions.length) return [];
  return [h("h3", {}, w("tag-asked")), h("p", { class: "hint" }, w("tag-asked-hint", { turn: state.current })),
    ...interview.questions.map((question) => {
      const row = interview.asked.find((one) => one.question === question.id);
      return h("div", { class: "question" },
        check(`q-${question.id}`, Boolean(row), question.text || question.id, (on_) => {
          change({ op: "asked", question: question.id, turn: on_ ? state.current : null, asked: on_ });
          drawReading();
        }),
        row?.turn ? h("button", { type: "button", onclick: () => goTo(/** @type {number} */ (row.turn)) }, w("tag-turn", { turn: row.turn })) : null);
    })];
}

/** What a program proposed is told apart from what a person found. */
function proposed() {
  const n = [...state.passages.values()].filter((one) => one.suggested).length;
  return n ? [h("p", { class: "hint" }, w("tag-suggested-count", { n }))] : [];
}

function lost() {
  const found = [...state.passages.values()].filter((one) => one.start === null);
  if (!found.length) return [];
  return [h("h3", {}, w("tag-lost", { n: found.length })), h("p", { class: "hint" }, w("tag-lost-hint")),
    h("ul", { class: "memo-list" }, ...found.map((one) => h("li", {},
      h("button", { type: "button", onclick: () => { goTo(one.turn, { focus: false }); open(one.id); emit("card"); } },
        h("b", {}, `${one.turn} `), `»${one.quote.join(" ")}« ${one.codes.map(labelOf).join(", ")}`))))];
}

function problems() {
  const found = [...state.interview.problems, ...state.study.problems];
  if (!found.length) return [];
  return [h("h3", {}, w("tag-problems", { n: found.length })), h("ul", { class: "problems" }, ...found.map((one) =>
    h("li", {}, h("code", {}, `${one.path}${one.line ? `:${one.line}` : ""}`), ` ${one.message} `, h("small", {}, one.remedy))))];
}

export function wireSide() {
  for (const name of ["memos", "reading"]) {
    byId(`to-${name}`).addEventListener("click", () => (byId("side").dataset.shows === name ? hideSide() : showSide(name)));
  }
  byId("side-close").addEventListener("click", hideSide);
  const again = settled(100, () => {
    if (byId("side").dataset.shows === "memos") drawMemos();
    if (byId("side").dataset.shows === "reading") drawReading();
  });
  for (const name of ["interview", "reread", "answered", "current"]) on(name, again);
}
