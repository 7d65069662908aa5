// What is shown: turns of a speaker, uncoded ones, passages with a code or of a coder.

import { byId, h } from "./dom.js";
import { emit, filtered, on, state } from "./store.js";
import { w } from "./words.js";

/** @param {string} name @param {[string, string][]} options */
function fill(name, options) {
  const select = byId(`by-${name}`);
  const now = /** @type {Record<string, string>} */ (state.filter)[name];
  select.replaceChildren(...options.map(([value, text]) => h("option", { value, selected: value === now }, text)));
  select.value = options.some(([value]) => value === now) ? now : "";
}

function draw() {
  if (!state.interview) return;
  const { study, interview } = state;
  const labels = [...new Set(interview.turns.map((turn) => turn.label))];
  const sets = [...new Set(interview.others.map((passage) => passage.set))];
  fill("state", [["", w("tag-all-turns")], ["uncoded", w("tag-uncoded")], ["coded", w("tag-coded")]]);
  fill("speaker", [["", w("tag-all-speakers")], ...labels.map((one) => /** @type {[string, string]} */ ([one, one]))]);
  fill("code", [["", w("tag-all-codes")], ...study.codes.map((code) =>
    /** @type {[string, string]} */ ([code.id, `${"\u2003".repeat(code.depth)}${code.label}`]))]);
  fill("coder", [["", w("tag-all-coders")], [study.set, w("tag-own", { set: study.set })],
    ...sets.map((one) => /** @type {[string, string]} */ ([one, one]))]);
  byId("by-coder").hidden = !sets.length;
  const blind = interview.hidden.length;
  byId("blind").textContent = blind ? w("tag-blind", { sets: interview.hidden.map((one) => one.set).join(", ") }) : "";
}

export function wireFilters() {
  for (const name of ["state", "speaker", "code", "coder"]) {
    byId(`by-${name}`).addEventListener("change", (/** @type {Event} */ event) => {
      Object.assign(state.filter, { [name]: /** @type {HTMLSelectElement} */ (event.target).value });
      emit("filter");
    });
  }
  byId("show-all").addEventListener("click", showAll);
  on("interview", () => { Object.assign(state.filter, { code: "", coder: "", speaker: "", state: "" }); draw(); });
  on("reread", draw);
  let codes = "";
  on("codes", () => {
    const now = state.study.codes.map((code) => `${code.id} ${code.label}`).join("|");
    if (now !== codes) draw();
    codes = now;
  });
  on("filter", () => {
    for (const [name, value] of Object.entries(state.filter)) byId(`by-${name}`).value = value;
  });
  on("shown", (n) => {
    const all = state.interview.turns.length;
    byId("shown").textContent = filtered() ? w("tag-shown", { n, all }) : w("tag-turns", { n: all });
    byId("show-all").hidden = !filtered();
  });
}

export function showAll() {
  Object.assign(state.filter, { code: "", coder: "", speaker: "", state: "" });
  emit("filter");
}
