// A new code in place: label, definition, where it belongs.

import { byId, h } from "./dom.js";
import { say } from "./say.js";
import { post } from "./saving.js";
import { codeOf, emit, state } from "./store.js";
import { subject, toggle } from "./tagging.js";
import { w } from "./words.js";

let rows = 0;

/** @param {string} label an id made of it: a-z, 0-9, hyphens */
export function idOf(label) {
  const ascii = label.toLocaleLowerCase("da").replace(/[æä]/g, "ae").replace(/[øö]/g, "oe").replace(/å/g, "aa")
    .replace(/ü/g, "ue").replace(/ß/g, "ss").normalize("NFD").replace(/\p{M}/gu, "");
  return ascii.replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
}

/**
 * A field with its label.
 * @param {string} name
 * @param {HTMLElement} field
 * @param {string} [hint]
 */
function row(name, field, hint) {
  const id = `hint-${(rows += 1)}`;
  if (hint) field.setAttribute("aria-describedby", id);
  return h("div", { class: "row" }, h("label", {}, h("span", {}, name), field), hint ? h("small", { id }, hint) : null);
}

/**
 * Ask for a new code; what is open or chosen is tagged with it.
 * @param {string} [label]
 */
export function newCode(label = "") {
  const dialog = /** @type {HTMLDialogElement} */ (byId("dialog"));
  const back = /** @type {HTMLElement | null} */ (document.activeElement);
  const name = h("input", { class: "field", value: label, required: true, autocomplete: "off" });
  const id = h("input", { class: "field", value: idOf(label), required: true, autocomplete: "off", spellcheck: "false", pattern: "[a-z0-9]+(-[a-z0-9]+)*" });
  const meaning = h("textarea", { rows: 3, required: true });
  const parent = h("select", {}, h("option", { value: "" }, w("tag-no-parent")),
    ...state.study.codes.map((code) => h("option", { value: code.id }, `${"\u2003".repeat(code.depth)}${code.label}`)));
  const fault = h("p", { class: "fault", role: "alert" });
  let typed = false;
  id.addEventListener("input", () => { typed = true; });
  name.addEventListener("input", () => { if (!typed) id.value = idOf(name.value); });
  const form = h("form", { method: "dialog" },
    h("h2", { id: "dialog-title" }, w("tag-new-code")),
    row(w("tag-code-label"), name), row(w("tag-code-definition"), meaning, w("tag-code-definition-hint")),
    row(w("tag-code-parent"), parent), row(w("tag-code-id"), id, w("tag-code-id-hint")), fault,
    h("div", { class: "buttons" },
      h("button", { type: "button", onclick: () => dialog.close() }, w("tag-cancel")),
      h("button", { type: "submit", class: "main" }, subject() || state.chosen ? w("tag-add-and-tag") : w("tag-add"))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const code = { id: id.value.trim(), label: name.value.trim(), definition: meaning.value.trim(), parent: parent.value || null };
    if (codeOf(code.id)) {
      fault.textContent = w("tag-code-there", { id: code.id });
      return id.focus();
    }
    add(code);
    return dialog.close();
  });
  dialog.setAttribute("aria-labelledby", "dialog-title");
  dialog.replaceChildren(form);
  dialog.addEventListener("close", () => { if (back?.isConnected) back.focus({ preventScroll: true }); }, { once: true });
  dialog.showModal();
  (label ? meaning : name).focus();
}

/** @param {{id: string, label: string, definition: string, parent: string | null}} code */
function add(code) {
  const { codes } = state.study;
  const above = code.parent ? codeOf(code.parent) : undefined;
  const drafted = {
    ...code, use: "", avoid: "", example: null, n: 0, depth: above ? above.depth + 1 : 0, colour: above ? above.colour : 1,
  };
  let at = codes.length;
  if (above) {
    at = codes.indexOf(above) + 1;
    while (at < codes.length && codes[at].depth > above.depth) at += 1;
  }
  codes.splice(at, 0, drafted);
  const free = "123456789".split("").find((digit) => !state.study.quick[digit]);
  if (free) state.study.quick[free] = code.id;
  post("/api/codes", code).catch(() => {
    state.study.codes = state.study.codes.filter((one) => one !== drafted);
    emit("codes");
  });
  emit("codes");
  say(w("tag-said-code-added", { code: code.label }));
  if (subject() || state.chosen) toggle(code.id);
}
