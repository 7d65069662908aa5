// How far the sources agree before discussion, per code and overall, each number with its base.

import { asked } from "./asking.js";
import { h } from "./dom.js";
import { labelOf, state } from "./store.js";
import { dot } from "./transcript.js";
import { language, w } from "./words.js";

/** @typedef {{level: string, code: string, percent: number | null, alpha: number | null, units: number, disagreed: number, interviews: number}} Row */

/** @param {number | null} value @param {number} digits */
function number(value, digits) {
  if (value === null) return "–";
  return value.toLocaleString(language.now, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** @param {Row} row */
function line(row) {
  const name = row.level === "code" ? [dot(row.code), labelOf(row.code)] : [w(`tag-adj-agreement-${row.level}`)];
  const base = w(row.level === "overall" ? "tag-adj-pairs" : "tag-adj-of", { n: row.disagreed, all: row.units });
  return h("tr", { class: row.level === "code" ? null : "whole" },
    h("th", { scope: "row" }, ...name),
    h("td", {}, row.percent === null ? "–" : `${number(row.percent * 100, 1)} %`),
    h("td", {}, row.alpha === null ? h("span", { title: w("tag-adj-undefined") }, "–") : number(row.alpha, 2)),
    h("td", {}, base));
}

/** @param {HTMLElement} place */
async function fill(place) {
  const found = await asked("/api/agreement").catch(() => null);
  if (!found?.offered) return place.replaceChildren(h("p", { class: "hint" }, w("tag-adj-agreement-none")));
  const codes = state.study.codes.map((one) => one.id);
  const rows = /** @type {Row[]} */ (found.rows);
  rows.sort((a, b) => codes.indexOf(a.code) - codes.indexOf(b.code)); // no code: overall, before them
  const interviews = Math.max(...rows.map((one) => one.interviews));
  return place.replaceChildren(
    h("p", { class: "hint" }, `${w("tag-adj-agreement-in", { n: interviews })} ${w("tag-adj-agreement-base")}`),
    h("table", {}, h("thead", {}, h("tr", {}, ...[w("tag-adj-code"), w("tag-adj-share"), "α", w("tag-adj-differ")].map((one) =>
      h("th", { scope: "col" }, one)))),
    h("tbody", {}, ...rows.map(line))));
}

/** Computed when it is opened: it is of the sources, which no decision changes. @param {boolean} open */
export function agreementTable(open) {
  const place = h("div", { class: "table" });
  const made = h("details", { class: "agreement", open }, h("summary", {}, w("tag-adj-agreement")), place);
  made.addEventListener("toggle", () => { if (made.open && !place.childNodes.length) void fill(place); });
  return made;
}
