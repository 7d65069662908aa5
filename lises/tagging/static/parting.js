// One item that has to be decided: what each source has, what can stand, and why.

import { h } from "./dom.js";
import { newPicker } from "./picker.js";
import { codeOf, labelOf, state, textOf } from "./store.js";
import { quoted } from "./spans.js";
import { dot } from "./transcript.js";
import { w } from "./words.js";

/** @typedef {import("./types.js").Span} Span */

/**
 * @typedef {object} Item
 * @property {string} id
 * @property {string} interview
 * @property {string} code
 * @property {"agreed" | "boundaries" | "same-turn" | "alone"} kind
 * @property {"open" | "taken" | "left-out"} settled
 * @property {number} turn
 * @property {number} turn_end
 * @property {number} start
 * @property {number} end
 * @property {{set: string, passages: (Span & {id: string})[]}[]} sides
 * @property {string[]} lacking
 * @property {string[]} rivals
 * @property {{passages: {id: string, codes: string[], reason: string}[], left: {instead: string[], reason: string, coder: string, date: string}[]}} outcome
 */

/** @typedef {{item: string, how: string, like?: string, codes?: string[]}} Decision */
/** @typedef {{name: string, text: string, decisions: () => Decision[]}} Choice what can stand, and what is sent for it */

/** @param {string} set */
export function nameOf(set) {
  const source = state.study.adjudicating?.sources.find((one) => one.set === set);
  return source?.name || source?.coder || set;
}

/** @param {string[]} codes */
const labels = (codes) => codes.map(labelOf).join(", ");

/**
 * What can be made of an item; rivals are decided with it.
 * @param {Item} item
 * @param {Item[]} rivals
 * @param {() => string[]} otherCodes
 * @returns {Choice[]}
 */
export function choicesOf(item, rivals, otherCodes) {
  const leave = (/** @type {Item} */ one) => ({ item: one.id, how: "leave" });
  const keep = (/** @type {Item} */ one, like = one.sides[0].set) => ({ item: one.id, how: "keep", like });
  const other = {
    name: "other", text: w("tag-adj-other"),
    decisions: () => [{ item: item.id, how: "other", codes: otherCodes() }, ...rivals.map(leave)],
  };
  if (item.kind === "agreed") {
    return [{ name: "take", text: w("tag-adj-take"), decisions: () => [keep(item)] },
      { name: "leave", text: w("tag-adj-leave-out"), decisions: () => [leave(item)] }, other];
  }
  if (item.kind === "boundaries") {
    return [
      ...item.sides.map(({ set }) => ({
        name: `like-${set}`, text: w("tag-adj-keep-words", { coder: nameOf(set) }), decisions: () => [keep(item, set)],
      })),
      { name: "together", text: w("tag-adj-together"), decisions: () => [keep(item, "")] },
      { name: "leave", text: w("tag-adj-leave"), decisions: () => [leave(item)] }, other];
  }
  const mine = nameOf(item.sides[0].set);
  if (!rivals.length) {
    return [
      { name: "keep", text: w("tag-adj-keep", { coder: mine }), decisions: () => [keep(item, item.sides.length > 1 ? "" : undefined)] },
      { name: "leave", text: w("tag-adj-leave-out"), decisions: () => [leave(item)] }, other];
  }
  return [
    { name: "keep", text: w("tag-adj-keep-code", { coder: mine, code: labelOf(item.code) }),
      decisions: () => [keep(item), ...rivals.map(leave)] },
    ...rivals.map((rival) => ({
      name: `rival-${rival.code}`, text: w("tag-adj-keep-code", { coder: nameOf(rival.sides[0].set), code: labelOf(rival.code) }),
      decisions: () => [leave(item), ...rivals.map((one) => (one === rival ? keep(one) : leave(one)))],
    })),
    { name: "both", text: w("tag-adj-both"), decisions: () => [keep(item), ...rivals.map((one) => keep(one))] },
    { name: "leave", text: w("tag-adj-leave"), decisions: () => [leave(item), ...rivals.map(leave)] }, other];
}

/** @param {Item} item @param {Item[]} rivals @param {string} set @param {number} order */
function side(item, rivals, set, order) {
  const has = item.sides.find((one) => one.set === set);
  const instead = rivals.filter((one) => one.sides.some((its) => its.set === set)).map((one) => one.code);
  const here = state.interview.id === item.interview;
  const words = has && here ? has.passages.map((one) => quoted(one, textOf).join(" … ")) : [];
  return h("section", { class: `side side-${order}` },
    h("h4", {}, nameOf(set)),
    ...(has ? words.map((one) => h("p", { class: "words", lang: state.study.language }, `»${one}«`))
      : [h("p", { class: "not" }, instead.length ? w("tag-adj-has-instead", { codes: labels(instead) }) : w("tag-adj-has-not"))]));
}

/** What was decided, and by which words. @param {Item} item */
function outcome(item) {
  if (item.settled === "open") return null;
  const { passages, left } = item.outcome;
  const taken = passages.map((one) => h("p", {}, h("b", {}, w("tag-adj-outcome-taken", { codes: labels(one.codes) })), ` ${one.reason}`));
  const out = left.slice(0, 1).map((one) => h("p", {},
    h("b", {}, one.instead.length ? w("tag-adj-outcome-instead", { codes: labels(one.instead) }) : w("tag-adj-outcome-left")),
    ` ${one.reason}`, h("small", {}, ` ${[one.coder, one.date].filter(Boolean).join(" · ")}`)));
  return h("div", { class: "outcome" }, ...taken, ...out);
}

/**
 * The card of an item.
 * @param {object} how
 * @param {Item} how.item
 * @param {Item[]} how.rivals
 * @param {string[]} how.reasons given before, newest first
 * @param {(decisions: Decision[], reason: string, what: string) => void} how.decide
 * @param {() => void} how.next
 */
export function partingCard({ item, rivals, reasons, decide, next }) {
  /** @type {Choice | null} */
  let chosen = null;
  /** @type {string[]} */
  let codes = [];
  const choices = choicesOf(item, rivals, () => codes);
  const picked = h("ul", { class: "chips", "aria-label": w("tag-adj-other-code") });
  const picker = newPicker({
    choose: (code) => { codes = codes.includes(code) ? codes.filter((one) => one !== code) : [...codes, code]; drawPicked(); },
    on: () => codes, create: () => {}, leave: () => reason.focus(), folds: true,
  });
  const other = h("div", { class: "other-code picker", hidden: true }, picked, ...picker.parts);
  const reason = h("input", {
    type: "text", class: "field", list: "adj-reasons", autocomplete: "off", "aria-label": w("tag-adj-reason"),
    placeholder: w("tag-adj-reason-hint"), enterkeyhint: "done", maxlength: 4000,
  });
  const buttons = choices.map((choice, i) => h("button", {
    type: "button", class: "choice", "aria-pressed": "false", "data-choice": choice.name, onclick: () => choose(choice),
  }, h("kbd", { "aria-hidden": "true" }, String(i + 1)), choice.text));
  const needed = h("p", { class: "needed", role: "alert", hidden: true });
  const done = h("button", { type: "button", class: "main", disabled: true, onclick: settle }, w("tag-adj-decide"), h("kbd", { "aria-hidden": "true" }, "↵"));

  function drawPicked() {
    picked.replaceChildren(...codes.map((code) => h("li", {}, h("button", {
      type: "button", class: "chip", "aria-label": w("tag-take-off", { code: labelOf(code) }),
      onclick: () => { codes = codes.filter((one) => one !== code); drawPicked(); picker.fill(); },
    }, dot(code), labelOf(code), h("span", { class: "cross", "aria-hidden": "true" }, "×")))));
  }

  /** @param {Choice} choice */
  function choose(choice) {
    chosen = choice;
    choices.forEach((one, i) => buttons[i].setAttribute("aria-pressed", String(one === choice)));
    other.hidden = choice.name !== "other";
    done.disabled = false;
    if (choice.name === "other" && !codes.length) other.querySelector("input")?.focus();
    else reason.focus();
  }

  function settle() {
    const why = reason.value.trim();
    if (!chosen) return;
    needed.hidden = Boolean(why) || chosen.name === "take";
    needed.textContent = w("tag-adj-reason-needed");
    if (!needed.hidden) return reason.focus();
    if (chosen.name === "other" && !codes.length) return void other.querySelector("input")?.focus();
    decide(chosen.decisions(), why, chosen.text);
  }

  reason.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    settle();
  });
  const definition = codeOf(item.code)?.definition;
  const card = h("div", { class: "parting", "data-item": item.id },
    h("h3", { tabindex: -1 }, dot(item.code), labelOf(item.code)),
    h("p", { class: "where" }, w(`tag-adj-kind-${item.kind}`), " · ", w("tag-turn", { turn: item.turn }), ` · ${item.interview}`),
    definition ? h("details", { class: "definition" }, h("summary", {}, w("tag-code-definition")), h("p", {}, definition)) : null,
    h("div", { class: "sides" }, ...[...new Set([...item.sides.map((one) => one.set), ...item.lacking])]
      .sort((a, b) => order(a) - order(b)).map((set) => side(item, rivals, set, order(set)))),
    outcome(item),
    h("div", { class: "choices", role: "group", "aria-label": w("tag-adj-choose") }, ...buttons),
    other, h("label", { class: "why" }, h("span", {}, w("tag-adj-reason")), reason),
    h("datalist", { id: "adj-reasons" }, ...reasons.map((one) => h("option", { value: one }))),
    needed,
    h("div", { class: "buttons" },
      item.settled === "open" ? null : h("button", {
        type: "button", onclick: () => decide([{ item: item.id, how: "open" }], "", w("tag-adj-reopen")),
      }, w("tag-adj-reopen")),
      h("button", { type: "button", onclick: next }, w("tag-adj-next"), h("kbd", { "aria-hidden": "true" }, "↓")), done));
  card.addEventListener("keydown", (event) => {
    const field = event.target instanceof HTMLInputElement;
    const choice = choices[Number(event.key) - 1];
    if (field || event.ctrlKey || event.metaKey || event.altKey) return;
    if (choice) choose(choice);
    else if (event.key === "ArrowDown") next();
    else return;
    event.preventDefault();
  });
  return card;
}

/** @param {string} set @returns {number} its place among the sources */
export const order = (set) => Math.max(0, (state.study.adjudicating?.sources || []).findIndex((one) => one.set === set));
