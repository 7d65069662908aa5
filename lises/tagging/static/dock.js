// The bar at the bottom: the chosen words and what can be done with them; the thumb's place.

import { byId, fingers, framed, h, narrow } from "./dom.js";
import { closeAll, showCard } from "./card.js";
import { newCode } from "./newcode.js";
import { quoted } from "./spans.js";
import { codeOf, on, quick, state, textOf } from "./store.js";
import { toggleQuick } from "./tagging.js";
import { dot } from "./transcript.js";
import { w } from "./words.js";

/** @param {string} text @param {string} key @param {() => void} act @param {string} [kind] */
const button = (text, key, act, kind) =>
  h("button", { type: "button", class: kind || null, onclick: act }, text, h("kbd", { "aria-hidden": "true" }, key));

function draw() {
  const dock = byId("dock");
  const { chosen } = state;
  dock.classList.toggle("chosen", Boolean(chosen));
  if (!chosen) return dock.replaceChildren(h("p", { class: "hint" }, w(narrow() && fingers() ? "tag-hint-touch" : "tag-hint")));
  const words = quoted(chosen, textOf).join(" ");
  const short = words.length > 60 ? `${words.slice(0, 28)} … ${words.slice(-26)}` : words;
  const quicks = Object.entries(quick()).sort().flatMap(([digit, id]) => {
    const code = codeOf(id);
    return code ? [h("button", { type: "button", class: "quick", onclick: () => toggleQuick(digit) },
      dot(id), code.label, h("kbd", { "aria-hidden": "true" }, digit))] : [];
  });
  return dock.replaceChildren(
    h("span", { class: "quote", lang: state.study.language }, `»${short}«`),
    h("div", { class: "does" },
      button(w("tag-choose-code"), "↵", () => showCard("field"), "main"), ...quicks),
    h("div", { class: "group" },
      button(w("tag-new-code"), "c", () => newCode()), button(w("tag-memo"), "m", () => showCard("memo")),
      button(w("tag-let-go"), "Esc", closeAll)));
}

export function wireDock() {
  on("chosen", framed(draw));
  on("interview", draw);
  on("codes", framed(draw));
  byId("dock").addEventListener("pointerdown", (/** @type {Event} */ event) => {
    // A press here must not put the chosen words away.
    if (/** @type {Element} */ (event.target).closest("button")) event.preventDefault();
  });
}
