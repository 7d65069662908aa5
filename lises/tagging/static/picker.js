// A field in which one types a few letters of a code, and the list below it.

import { h } from "./dom.js";
import { codeOf, digitOf, state } from "./store.js";
import { dot } from "./transcript.js";
import { w } from "./words.js";

/** @typedef {import("./types.js").Code} Code */

/** @type {string[]} the codes used last, newest first */
let recent = [];

/** @param {string} code */
export function used(code) {
  recent = [code, ...recent.filter((one) => one !== code)].slice(0, 4);
}

/** @param {string} text */
const plain = (text) => text.toLocaleLowerCase();

/**
 * The codes that a few letters mean: those whose label begins so first, then any in which they stand.
 * @param {string} query
 * @returns {Code[]}
 */
export function matching(query) {
  const { codes } = state.study;
  const wanted = plain(query.trim());
  if (!wanted) {
    const first = recent.map((id) => codeOf(id)).filter((code) => code !== undefined);
    return [...first, ...codes.filter((code) => !recent.includes(code.id))];
  }
  /** @param {Code} code */
  const rank = (code) => {
    const label = plain(code.label);
    if (label.startsWith(wanted) || code.id.startsWith(wanted)) return 0;
    if (label.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 1;
    if (label.includes(wanted) || code.id.includes(wanted)) return 2;
    return plain(code.definition).includes(wanted) ? 3 : 9;
  };
  return codes.map((code) => ({ code, rank: rank(code) })).filter((one) => one.rank < 9)
    .sort((a, b) => a.rank - b.rank).map((one) => one.code);
}

let made = 0;

/**
 * @param {object} how
 * @param {(code: string) => void} how.choose
 * @param {() => string[]} how.on which codes are on it now
 * @param {(label: string) => void} how.create
 * @param {() => void} how.leave on Escape in an empty field
 * @param {boolean} [how.folds] the list shows only while the field has the focus
 */
export function newPicker({ choose, on, create, leave, folds = false }) {
  const name = `picker${(made += 1)}`;
  const field = h("input", {
    type: "text", class: "field", role: "combobox", autocomplete: "off", spellcheck: "false", enterkeyhint: "done",
    "aria-expanded": String(!folds), "aria-controls": `${name}-list`, "aria-autocomplete": "list",
    "aria-label": w("tag-pick"), placeholder: w("tag-pick"),
  });
  const list = h("ul", { class: "options", role: "listbox", id: `${name}-list`, "aria-label": w("tag-codes") });
  const gist = h("p", { class: "gist", id: `${name}-gist` });
  /** @type {{element: HTMLElement, code: string | null}[]} */
  let options = [];
  let active = 0;
  let filled = "";

  /** @param {Code} code @param {number} i @param {Set<string>} now */
  const option = (code, i, now) => h("li", {
    role: "option", id: `${name}-${i}`, "aria-selected": now.has(code.id), "data-code": code.id,
  },
  h("span", { class: "tick", "aria-hidden": "true" }, now.has(code.id) ? "✓" : ""),
  dot(code.id), h("span", { class: "name" }, code.label),
  code.parent ? h("span", { class: "above" }, codeOf(code.parent)?.label || "") : null,
  digitOf(code.id) ? h("kbd", {}, digitOf(code.id)) : null);

  function fill() {
    const now = new Set(on());
    const query = field.value.trim();
    const found = matching(query);
    const shown = found.map((code) => [code.id, code.label, code.colour, codeOf(code.parent || "")?.label, digitOf(code.id)]);
    const key = JSON.stringify([query, shown, [...now].sort()]);
    if (key !== filled) draw(found, query, now); // an option that is replaced under a finger is never taken
    filled = key;
    light(Math.min(active, options.length - 1));
  }

  /** @param {Code[]} found @param {string} query @param {Set<string>} now */
  function draw(found, query, now) {
    options = found.map((code, i) => ({ element: option(code, i, now), code: code.id }));
    if (!found.some((code) => plain(code.label) === plain(query))) {
      const text = query ? w("tag-new-named", { name: query }) : w("tag-new-code");
      const element = h("li", { role: "option", id: `${name}-new`, "aria-selected": "false", class: "new" },
        h("span", { class: "tick", "aria-hidden": "true" }, "+"), h("span", { class: "name" }, text), h("kbd", {}, "c"));
      options.push({ element, code: null });
    }
    list.replaceChildren(...options.map((one) => one.element));
  }

  /** @param {number} i */
  function light(i) {
    options[active]?.element.classList.remove("active");
    active = (i + options.length) % options.length;
    const { element, code } = options[active];
    element.classList.add("active");
    field.setAttribute("aria-activedescendant", element.id);
    if (document.activeElement === field) {
      const [box, room] = [element.getBoundingClientRect(), list.getBoundingClientRect()];
      if (box.top < room.top) list.scrollTop -= room.top - box.top;
      else if (box.bottom > room.bottom) list.scrollTop += box.bottom - room.bottom;
    }
    const of = code ? codeOf(code) : undefined;
    gist.textContent = of ? of.definition : "";
  }

  /** @param {number} i */
  function take(i) {
    const one = options[i];
    if (!one) return;
    if (one.code === null) return void create(field.value.trim());
    choose(one.code);
    field.value = "";
    active = 0;
    fill();
  }

  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowDown: () => light(active + 1),
    ArrowUp: () => light(active - 1),
    Enter: () => take(active),
    Escape: () => {
      if (!field.value) return leave();
      field.value = "";
      return fill();
    },
  };
  field.addEventListener("keydown", (event) => {
    const act = event.isComposing ? undefined : keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
  if (folds) {
    field.addEventListener("focus", () => field.setAttribute("aria-expanded", "true"));
    field.addEventListener("blur", () => field.setAttribute("aria-expanded", "false"));
  }
  field.addEventListener("input", () => { active = 0; fill(); });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays
  list.addEventListener("click", (event) => {
    const at = options.findIndex((one) => one.element.contains(/** @type {Node} */ (event.target)));
    if (at >= 0) take(at);
  });
  list.addEventListener("mousemove", (event) => {
    const at = options.findIndex((one) => one.element.contains(/** @type {Node} */ (event.target)));
    if (at >= 0 && at !== active) light(at);
  });
  fill();
  return { parts: [field, list, gist], fill, focus: () => field.focus({ preventScroll: true }), value: () => field.value };
}
