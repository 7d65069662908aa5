// Where the people of this interview stand to the findings, and the open passage cited in one.

import { asked } from "./asking.js";
import { byId, h, narrow, settled } from "./dom.js";
import { openInterview, post } from "./saving.js";
import { say } from "./say.js";
import { emit, labelOf, on, passageOf, state } from "./store.js";
import { hideSide, showSide } from "./side.js";
import { open } from "./tagging.js";
import { goTo, placeOf } from "./transcript.js";
import { tabs } from "./beside.js";
import { w } from "./words.js";

/** @type {any} */
let told = null;
let fault = "";

/** @param {{id: string, interview: string, turn: number}} passage */
async function go(passage) {
  if (passage.interview !== state.interview.id) await openInterview(passage.interview).catch((why) => say(String(why.message || why), true));
  if (narrow()) hideSide(); // it lies over the talk
  for (let frame = 0; frame < 60 && !placeOf(passage.turn); frame += 1) await new Promise(requestAnimationFrame);
  goTo(passage.turn, { focus: false });
  if (passageOf(passage.id)) { open(passage.id); emit("card"); }
}

/** @param {any} passage @param {boolean} against */
const reference = (passage, against) => h("li", {}, h("button", { type: "button", onclick: () => void go(passage) },
  h("b", {}, `${passage.interview === state.interview.id ? "" : `${passage.interview} `}${passage.turn} `),
  passage.quote.length ? `»${shortened(passage.quote.join(" … "))}« ` : "",
  h("span", { class: "by" }, [against ? w("tag-against") : "", ...passage.codes.map(labelOf)].filter(Boolean).join(" · "))));

/** @param {string} text */
const shortened = (text) => (text.length > 90 ? `${text.slice(0, 86)}…` : text);

/** @param {any} one */
function stance(one) {
  const how = ["supports", "qualifies", "contradicts"].includes(one.stance) && one.mention !== "not-known" ? ` · ${w(`tag-mention-${one.mention}`)}` : "";
  return h("div", { class: "stance" },
    h("p", {}, h("b", {}, one.participant), " ", h("span", { class: `mark ${one.stance}` }, w(`tag-stance-${one.stance}`)), how),
    h("ul", { class: "memo-list" }, ...one.passages.map((/** @type {any} */ p) => reference(p, false)), ...one.against.map((/** @type {any} */ p) => reference(p, true))));
}

/** @param {any} finding */
function citing(finding) {
  const passage = state.open ? passageOf(state.open) : undefined;
  if (!passage) return h("p", { class: "hint" }, w("tag-cite-open"));
  const side = h("select", { "aria-label": w("tag-cite-side") }, ...["rests_on", "contradicted_by"].map((one) => h("option", { value: one }, w(`tag-cite-${one}`))));
  const note = h("textarea", { rows: 2, "aria-label": w("tag-cite-note"), placeholder: w("tag-cite-note"), lang: state.study.language });
  const where = h("p", { class: "fault", role: "alert" });
  const button = h("button", { type: "button", class: "main", onclick: () => {
    button.disabled = true;
    post("/api/cite", { finding: finding.id, passage: passage.id, side: side.value, note: note.value.trim() }, true).then(
      () => { say(w("tag-said-cited", { finding: finding.id })); void refresh(); },
      (why) => { button.disabled = false; where.textContent = why instanceof Error ? why.message : String(why); });
  } }, w("tag-cite"));
  return h("div", { class: "citing" },
    h("p", { class: "quote", lang: state.study.language }, `»${shortened(passage.quote.join(" … "))}«`), side, note, button, where);
}

/** @param {any} finding */
function row(finding) {
  return h("details", { class: "finding", "data-finding": finding.id },
    h("summary", {}, h("span", { lang: state.study.language }, finding.statement),
      h("span", { class: "by" }, finding.hidden ? w("tag-stance-hidden") : finding.stances.map((/** @type {any} */ one) => `${one.participant}: ${w(`tag-stance-${one.stance}`)}`).join(" · "))),
    finding.counts ? h("p", { class: "by" }, w("tag-counts", { codes: finding.counts })) : null,
    finding.hidden ? h("p", { class: "hint" }, w(`tag-hidden-${finding.hidden}`, { set: told.counted })) : null,
    ...finding.stances.map(stance),
    finding.cited.length ? h("p", { class: "by" }, w("tag-cited-here", { n: finding.cited.length })) : null,
    h("h3", {}, w("tag-cite-title")), citing(finding));
}

function draw() {
  const room = byId("side-findings");
  const opened = new Set([...room.querySelectorAll("details[open]")].map((one) => one.getAttribute("data-finding")));
  const at = document.activeElement;
  if (at && room.contains(at) && at.matches("textarea, select")) return;
  const had = at && room.contains(at) ? at.closest("[data-finding]")?.getAttribute("data-finding") : "";
  const rows = told?.findings || [];
  room.replaceChildren(tabs("findings"),
    fault ? h("p", { class: "fault", role: "alert" }, fault) : "",
    told ? h("p", { class: "hint" }, w("tag-findings-hint", { n: rows.length, interview: told.interview, set: told.counted || "–" })) : "",
    ...rows.map(row));
  for (const one of room.querySelectorAll("details")) one.open = opened.has(one.getAttribute("data-finding"));
  if (had) /** @type {HTMLElement | null} */ (room.querySelector(`[data-finding="${CSS.escape(had)}"] summary`))?.focus();
}

async function refresh() {
  try {
    told = await asked(`/api/findings?interview=${encodeURIComponent(state.interview.id)}`);
    fault = "";
  } catch (why) {
    told = null;
    fault = why instanceof Error ? why.message : String(why);
  }
  draw();
}

export function showFindings() {
  showSide("findings");
}

export function wireFindings() {
  const here = () => byId("side").dataset.shows === "findings";
  const again = settled(200, () => { if (here()) void refresh(); });
  for (const name of ["interview", "answered", "study"]) on(name, again);
  on("open", settled(50, () => { if (here()) draw(); }));
  on("side", (name) => { if (name === "findings") void refresh(); });
}
