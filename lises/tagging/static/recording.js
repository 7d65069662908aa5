// A search of the find panel kept for a finding: a file whose hits are then judged one by one.

import { asked } from "./asking.js";
import { h } from "./dom.js";
import { post } from "./saving.js";
import { idOf } from "./newcode.js";
import { on, state } from "./store.js";
import { openSearch, showJudging } from "./judging.js";
import { w } from "./words.js";

/** @param {{q: string, matching: string, total: number}} found */
async function offer(found) {
  document.getElementById("record")?.remove();
  const said = document.getElementById("find-said");
  if (!said || !found.q) return;
  if (found.matching === "regex") return void said.after(h("p", { id: "record", class: "hint" }, w("tag-record-regex")));
  const details = h("details", { id: "record" }, h("summary", {}, w("tag-record")));
  details.addEventListener("toggle", () => { if (details.open && details.children.length === 1) void fill(details, found); });
  said.after(details);
}

/** @param {HTMLElement} details @param {{q: string, matching: string, total: number}} found */
async function fill(details, found) {
  const listed = await asked("/api/searches").catch(() => ({ roles: [], findings: [] }));
  const name = h("input", { class: "field", value: idOf(found.q.split("|")[0]).slice(0, 40), required: true, "aria-label": w("tag-record-name"), autocomplete: "off" });
  const finding = h("select", { "aria-label": w("tag-record-finding") }, h("option", { value: "" }, w("tag-record-no-finding")),
    ...listed.findings.map((/** @type {string} */ one) => h("option", { value: one }, one)));
  const role = h("select", { "aria-label": w("tag-record-scope") }, h("option", { value: "" }, w("tag-record-all")),
    h("option", { value: "*" }, w("tag-record-as-finding")),
    ...listed.roles.map((/** @type {string} */ one) => h("option", { value: one }, /** @type {any} */ (state.study).roles?.[one] || one)));
  finding.addEventListener("change", () => { role.value = finding.value ? "*" : ""; });
  const fault = h("p", { class: "fault", role: "alert" });
  const form = h("form", {}, h("p", { class: "hint" }, w("tag-record-hint")), name, finding, role,
    h("button", { type: "submit", class: "main" }, w("tag-record-go")), fault);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const body = { name: name.value.trim(), query: found.q, matching: found.matching, role: role.value, finding: finding.value };
    const file = `searches/${body.name}.jsonl`;
    post("/api/record", body, true).then(() => {
      if (body.finding) { showJudging(); void openSearch(file); } else form.replaceChildren(...pasted(body, file));
    }, (why) => { fault.textContent = why instanceof Error ? why.message : String(why); });
  });
  details.append(form);
}

/** The line for the finding's front matter. @param {{query: string, matching: string, role: string}} body @param {string} file */
function pasted(body, file) {
  const within = body.role && body.role !== "*" ? `, in: {role: ${body.role}}` : "";
  const line = `searched:\n  - {query: ${JSON.stringify(body.query)}, matching: ${body.matching}${within}, judged: ${file}}`;
  return [h("p", {}, w("tag-record-paste", { file })), h("pre", {}, line)];
}

export function wireRecording() {
  on("found", (found) => void offer(found));
}
