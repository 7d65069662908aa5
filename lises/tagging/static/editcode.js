// A code of the palette changed: its name, what it means, where it belongs, its id in the files.

import { asked } from "./asking.js";
import { byId, h } from "./dom.js";
import { openInterview, post, readStudy } from "./saving.js";
import { say } from "./say.js";
import { codeOf, state, withChildren } from "./store.js";
import { w } from "./words.js";

/** @param {string} id */
export function editCode(id) {
  const code = codeOf(id);
  if (!code) return;
  const dialog = /** @type {HTMLDialogElement} */ (byId("dialog"));
  const back = /** @type {HTMLElement | null} */ (document.activeElement);
  const below = withChildren(id);
  const field = {
    label: h("input", { class: "field", value: code.label, required: true, autocomplete: "off", id: "edit-label" }),
    definition: h("textarea", { rows: 3, required: true, id: "edit-definition" }),
    use: h("textarea", { rows: 2, id: "edit-use" }),
    avoid: h("textarea", { rows: 2, id: "edit-avoid" }),
    parent: h("select", { id: "edit-parent" }, h("option", { value: "" }, w("tag-no-parent")),
      ...state.study.codes.filter((one) => !below.has(one.id)).map((one) =>
        h("option", { value: one.id, selected: one.id === code.parent }, `${"\u2003".repeat(one.depth)}${one.label}`))),
    to: h("input", { class: "field", value: code.id, required: true, autocomplete: "off", spellcheck: "false", pattern: "[a-z0-9]+(-[a-z0-9]+)*", id: "edit-id" }),
    why: h("input", { class: "field", autocomplete: "off", id: "edit-why" }),
    anew: h("input", { type: "checkbox", id: "edit-anew" }),
  };
  field.definition.value = code.definition;
  field.use.value = code.use;
  field.avoid.value = code.avoid;
  const fault = h("p", { class: "fault", role: "alert" });
  /** @type {Record<string, string>} */
  const shown = { parent: code.parent || "", label: code.label, definition: code.definition, use: code.use, avoid: code.avoid };
  // Only what was changed here is sent: what somebody else changed meanwhile is not written over.
  const body = () => {
    const now = { parent: field.parent.value, label: field.label.value.trim(), definition: field.definition.value.trim(), use: field.use.value.trim(), avoid: field.avoid.value.trim() };
    const changed = Object.entries(now).filter(([name, value]) => value !== shown[name].trim());
    return {
      ...Object.fromEntries(changed), was: Object.fromEntries(changed.map(([name]) => [name, shown[name]])),
      to: field.to.value.trim(), anew: field.anew.checked, why: field.why.value.trim(),
    };
  };
  /** @param {string} name @param {HTMLElement} its @param {string} [hint] */
  const row = (name, its, hint) => h("div", { class: "row" }, h("label", {}, h("span", {}, w(name)), its), hint ? h("small", {}, w(hint)) : null);
  const form = h("form", { method: "dialog" }, h("h2", { id: "dialog-title" }, w("tag-edit-title")),
    row("tag-code-label", field.label), row("tag-code-definition", field.definition), row("tag-edit-use", field.use), row("tag-edit-avoid", field.avoid),
    h("label", { class: "check" }, field.anew, ` ${w("tag-edit-anew")}`),
    row("tag-code-parent", field.parent), row("tag-code-id", field.to, "tag-edit-id-hint"), row("tag-edit-why", field.why, "tag-edit-why-hint"), fault,
    h("div", { class: "buttons" }, h("button", { type: "button", onclick: () => dialog.close() }, w("tag-cancel")),
      h("button", { type: "submit", class: "main" }, w("tag-edit-go"))));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    fault.textContent = w("tag-edit-looking");
    try {
      const plan = await asked(`/api/codes/${encodeURIComponent(id)}/plan`, body());
      fault.textContent = "";
      if (quiet(plan)) await carryOut(id, { ...body(), seen: plan.seen }, fault);
      else ask(dialog, form, id, { ...body(), seen: plan.seen }, plan);
    } catch (why) {
      fault.textContent = why instanceof Error ? why.message : String(why);
    }
  });
  dialog.setAttribute("aria-labelledby", "dialog-title");
  dialog.replaceChildren(form);
  dialog.addEventListener("close", () => { if (back?.isConnected) back.focus({ preventScroll: true }); }, { once: true });
  dialog.showModal();
  field.label.focus();
}

/** Whether a change is of the codebook alone and nothing else comes of it. @param {any} plan */
const quiet = (plan) => plan.undo && !plan.findings.length && !plan.raised.length && !plan.told.length;

/** @param {string} id @param {any} body @param {HTMLElement} fault */
async function carryOut(id, body, fault) {
  try {
    await post(`/api/codes/${encodeURIComponent(id)}/edit`, body, true);
  } catch (why) {
    fault.textContent = why instanceof Error ? why.message : String(why);
    return;
  }
  /** @type {HTMLDialogElement} */ (byId("dialog")).close();
  say(w("tag-said-code-changed", { code: body.label || codeOf(body.to)?.label || body.to }));
  await readStudy().catch(() => {});
  await openInterview(state.interview.id).catch(() => {});
}

/**
 * Say what would change, and in how many files, before it is done.
 * @param {HTMLDialogElement} dialog @param {HTMLElement} form @param {string} id @param {any} body @param {any} plan
 */
function ask(dialog, form, id, body, plan) {
  const fault = h("p", { class: "fault", role: "alert" });
  const others = Object.entries(plan.others);
  /** @param {string} path */
  const line = (path) => h("li", {}, h("code", {}, path));
  const go = h("button", { type: "button", class: "main", onclick: () => void carryOut(id, body, fault) }, w("tag-edit-do", { n: plan.files.length }));
  dialog.replaceChildren(h("div", { class: "planned" }, h("h2", { id: "dialog-title" }, w("tag-edit-would", { n: plan.files.length })),
    plan.own ? h("p", {}, w("tag-edit-own", { n: plan.own })) : null,
    ...others.map(([set, n]) => h("p", { class: "warned" }, w("tag-edit-others", { set, n: /** @type {number} */ (n) }))),
    plan.named.length ? h("p", {}, w("tag-edit-findings", { n: plan.named.length, names: plan.named.join(", ") })) : null,
    ...plan.findings.map((/** @type {any} */ one) => h("p", { class: "warned" }, one.before
      ? w("tag-edit-number", { finding: one.id, before: one.before.join("/"), after: one.after?.join("/") ?? "–" }) : w("tag-edit-other-number", { finding: one.id }))),
    ...plan.told.map((/** @type {string} */ text) => h("p", {}, text)),
    plan.raised.length ? h("details", {}, h("summary", {}, w("tag-edit-raised", { n: plan.raised.length })),
      h("ul", {}, ...plan.raised.map((/** @type {any} */ one) => h("li", {}, `${one.message}; ${one.remedy}`)))) : null,
    h("details", {}, h("summary", {}, w("tag-edit-files", { n: plan.files.length })), h("ul", {}, ...plan.files.map((/** @type {any} */ one) => line(one.path)))),
    h("p", plan.undo ? {} : { class: "warned" }, plan.undo ? w("tag-edit-undo") : w("tag-edit-no-undo")),
    plan.git ? h("pre", {}, plan.git) : null, fault,
    h("div", { class: "buttons" }, h("button", { type: "button", onclick: () => { dialog.replaceChildren(form); } }, w("tag-edit-back")), go)));
  go.focus();
}
