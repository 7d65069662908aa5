// Where this page and a file on disk changed the same thing: both are shown, the coder decides.

import { byId, h } from "./dom.js";
import { post } from "./saving.js";
import { labelOf, on, state } from "./store.js";
import { dot } from "./transcript.js";
import { w } from "./words.js";

/** @typedef {import("./types.js").Conflict} Conflict */
/** @typedef {import("./types.js").Passage} Passage */

let later = false;

/**
 * @param {string} title
 * @param {Passage | null} passage
 * @param {string} [text]
 */
function side(title, passage, text) {
  const parts = passage ? [
    h("p", { class: "words", lang: state.study.language }, `»${passage.quote.join(" … ")}«`),
    h("p", {}, ...passage.codes.map((code) => h("span", { class: "code" }, dot(code), labelOf(code)))),
    passage.memo ? h("p", { class: "memo-text" }, `${w("tag-memo")}: ${passage.memo}`) : null,
  ] : [text ? h("pre", {}, text) : h("p", {}, w("tag-conflict-removed"))];
  return h("section", {}, h("h3", {}, title), ...parts);
}

/** @param {Conflict} conflict */
function ask(conflict) {
  const dialog = /** @type {HTMLDialogElement} */ (byId("dialog"));
  const { conflicts } = state.study;
  const every = h("input", { type: "checkbox" });
  const keep = (/** @type {string} */ kind) => {
    const decided = every.checked ? conflicts.filter((one) => one.kinds.includes(kind)) : [conflict];
    for (const one of decided) post("/api/decide", { conflict: one.id, keep: kind }).catch(() => {});
    state.study.conflicts = conflicts.filter((one) => !decided.includes(one));
    dialog.close();
    show();
  };
  dialog.setAttribute("aria-labelledby", "dialog-title");
  dialog.replaceChildren(h("div", { class: "conflict" },
    h("h2", { id: "dialog-title" }, w("tag-conflict")),
    h("p", {}, w(`tag-conflict-${conflict.why}`), " ", h("code", {}, conflict.file)),
    h("div", { class: "two" },
      side(w("tag-conflict-mine"), conflict.mine, conflict.mine_text),
      side(w("tag-conflict-theirs"), conflict.theirs, conflict.theirs_text)),
    h("p", { class: "hint" }, w("tag-conflict-hint")),
    conflicts.length > 1 ? h("label", { class: "check" }, every, ` ${w("tag-conflict-all", { n: conflicts.length })}`) : null,
    h("div", { class: "buttons" },
      h("button", { type: "button", onclick: () => { later = true; dialog.close(); show(); } }, w("tag-conflict-later")),
      ...conflict.kinds.map((kind) => h("button", { type: "button", class: "main", onclick: () => keep(kind) }, w(`tag-keep-${kind}`))))));
  if (!dialog.open) dialog.showModal();
}

/** @param {boolean} [wanted] asked for by the coder */
function show(wanted = false) {
  const { conflicts } = state.study;
  const button = byId("to-conflicts");
  button.hidden = !conflicts.length;
  button.textContent = w("tag-conflicts", { n: conflicts.length });
  if (!conflicts.length) later = false;
  else if (wanted || (!later && !(/** @type {HTMLDialogElement} */ (byId("dialog")).open))) ask(conflicts[0]);
}

export function wireConflicts() {
  byId("to-conflicts").addEventListener("click", () => show(true));
  on("study", () => show());
  on("answered", () => show());
}
