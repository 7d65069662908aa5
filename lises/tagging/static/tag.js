// The page begins here: words, study, interview; then everything is wired together.

import { asked, findToken, Refused } from "./asking.js";
import { byId, h, narrow, within } from "./dom.js";
import { wireBeside } from "./beside.js";
import { closeAll, hideCard, showCard, wireCard } from "./card.js";
import { wireAdjudicate } from "./adjudicate.js";
import { wireConflicts } from "./conflicts.js";
import { wireDock } from "./dock.js";
import { wireFilters } from "./filters.js";
import { wireFind } from "./find.js";
import { wireFindings } from "./findings.js";
import { wireJournal } from "./journal.js";
import { wireJudging } from "./judging.js";
import { nextUncoded, openPassage, showHelp, wireKeys } from "./keys.js";
import { inNotebook, tell, whereIWas } from "./kernel.js";
import { resume, wireNotebook } from "./notebook.js";
import { goToCodes, wirePalette } from "./palette.js";
import { wireRecording } from "./recording.js";
import { say } from "./say.js";
import { again, openInterview, readStudy, redo, saving, undo, unsent, watch } from "./saving.js";
import { chosenByKeys, readSelection, wireSelecting } from "./selecting.js";
import { wireSide } from "./side.js";
import { wireStudy } from "./side-study.js";
import { wireLikes } from "./suggest.js";
import { quoted } from "./spans.js";
import { on, state, textOf } from "./store.js";
import { open } from "./tagging.js";
import { goTo, hold, wireTranscript } from "./transcript.js";
import { language, readWords, w } from "./words.js";

const LANGUAGE = "lises-language";
const THEME = "lises-theme";

/** Put the words where index.html asks for them. */
function fillWords() {
  for (const place of document.querySelectorAll("[data-w]")) {
    place.textContent = w(/** @type {HTMLElement} */ (place).dataset.w || "");
  }
  for (const place of document.querySelectorAll("[data-label]")) {
    const text = w(/** @type {HTMLElement} */ (place).dataset.label || "");
    place.setAttribute("aria-label", text);
    if (place instanceof HTMLButtonElement) place.title = text;
  }
  for (const place of document.querySelectorAll("[data-hint]")) {
    place.setAttribute("placeholder", w(/** @type {HTMLElement} */ (place).dataset.hint || ""));
  }
}

function drawStudy() {
  const { study } = state;
  const mark = byId("mark");
  mark.hidden = study.data_status !== "constructed";
  mark.textContent = w("mark-banner");
  mark.setAttribute("aria-label", w("mark-label"));
  byId("study").textContent = study.title;
  byId("coder").textContent = w("tag-coder", { coder: study.coder.name || study.coder.id, set: study.set });
  document.title = study.data_status === "constructed"
    ? `${study.title} (${w("mark-short")})` : study.title;
  const now = state.interview?.id;
  const options = new Map(study.interviews.map((one) => {
    const who = one.participants.map((person) => study.roles[person.role] || person.role).filter(Boolean).join(" + ");
    const sign = one.read.includes("*") ? " ✓" : "";
    const text = `${one.id}${who ? ` · ${who}` : ""} · ${w("tag-passages", { n: one.passages })}${sign}`;
    return [one.id, h("option", { value: one.id, selected: one.id === now, disabled: one.transcript !== "present" }, text)];
  }));
  const part = (/** @type {boolean} */ mine) => study.interviews.filter((one) => one.assigned === mine).map((one) => options.get(one.id));
  byId("interview").replaceChildren(...(study.interviews.some((one) => one.assigned) ? [
    h("optgroup", { label: w("tag-work-mine") }, ...part(true)), h("optgroup", { label: w("tag-work-others") }, ...part(false)),
  ] : options.values()));
}

let away = false;

function drawSaving() {
  const place = byId("saved");
  const n = unsent();
  place.classList.toggle("away", Boolean(saving.fault) || saving.away);
  byId("again").hidden = !(saving.away && n) || saving.gone;
  const { study } = state;
  byId("undo").disabled = !n && !study?.undo;
  byId("redo").disabled = !study?.redo && !n;
  let text = saving.at ? w("tag-saved", { time: saving.at }) : w("tag-nothing-yet");
  if (saving.locked) text = w("tag-locked", { n, port: location.port });
  else if (saving.away && n) text = w("tag-not-saved", { n, why: saving.fault || w("tag-away") });
  else if (saving.away) text = saving.fault || w("tag-away");
  else if (saving.fault) text = saving.fault;
  else if (n) text = w("tag-saving");
  if (place.textContent === text) return;
  place.textContent = text;
  const lost = place.classList.contains("away");
  if (lost && !away) say(text, true);
  away = lost;
}

/** What was invented does not leave the page without saying so; words chosen with keys can be copied too. @param {ClipboardEvent} event */
function onCopy(event) {
  const native = document.getSelection();
  const own = native && !native.isCollapsed && within(native.anchorNode, "#turns, #card, #hits") ? String(native) : "";
  const keyed = !own && state.chosen && !within(event.target, "input, textarea") ? quoted(state.chosen, textOf).join("\n\n") : "";
  if (!event.clipboardData || !(own || keyed)) return;
  const { study, interview } = state;
  const mark = study.data_status === "constructed" ? `\n${w("mark-copied")}` : "";
  event.clipboardData.setData("text/plain", `${own || keyed}\n\n(${interview.id})${mark}`);
  event.preventDefault();
}

// ---- The transcript under the mouse ------------------------------------------------------------------

function wirePointer() {
  const turns = byId("turns");
  let touched = false;
  let dragging = false;
  turns.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
    touched = event.pointerType === "touch";
    dragging = true;
    hold(true);
    if (!byId("card").hidden && !within(event.target, "mark, .label, .bar")) hideCard();
  });
  document.addEventListener("pointerup", () => {
    if (!dragging) return;
    dragging = false;
    window.setTimeout(() => {
      const selection = document.getSelection();
      readSelection();
      if (!touched && state.chosen && !chosenByKeys() && selection && !selection.isCollapsed && !narrow()) {
        if (state.open) open(null);
        goTo(state.chosen.turn_end, { focus: false, scroll: false });
        showCard();
      }
      hold(false);
    }, 30);
  });
  document.addEventListener("pointercancel", () => { dragging = false; hold(false); });
  turns.addEventListener("click", (/** @type {MouseEvent} */ event) => {
    const selection = document.getSelection();
    if (selection && !selection.isCollapsed) return;
    const turn = within(event.target, ".turn");
    const at = within(event.target, "mark, .label, .bar");
    if (at) {
      // The innermost, which is named last: those around it are in the card's list.
      const ids = /** @type {string} */ (at.dataset.p).split(" ");
      if (state.chosen) closeAll();
      openPassage(innermost(ids));
    } else if (turn) {
      if (state.chosen || state.open) closeAll();
      goTo(Number(turn.dataset.n), { focus: !within(event.target, "button"), scroll: false });
    }
  });
  turns.addEventListener("focusin", (/** @type {FocusEvent} */ event) => {
    const n = Number(within(event.target, ".turn")?.dataset.n);
    if (n && n !== state.current) goTo(n, { focus: false, scroll: false });
  });
  byId("reading").addEventListener("contextmenu", (/** @type {Event} */ event) => {
    if (touched && state.chosen) event.preventDefault(); // the bar below is the menu
  });
}

/** @param {string[]} ids */
function innermost(ids) {
  const size = (/** @type {string} */ id) => {
    const passage = state.passages.get(id) || state.interview.others.find((one) => one.id === id);
    return passage ? passage.quote.join("").length : Infinity;
  };
  return ids.reduce((a, b) => (size(b) < size(a) ? b : a));
}

// ---- The top ---------------------------------------------------------------------------------------

/** @param {string} id */
async function show(id) {
  try {
    await openInterview(id);
    drawStudy();
    goTo(1, { focus: false, scroll: false });
    byId("reading").scrollTop = 0;
    say(w("tag-said-interview", { interview: id, n: state.interview.turns.length }), false, false);
  } catch (fault) {
    say(fault instanceof Error ? fault.message : String(fault), true);
  }
}

function wireTop() {
  const root = document.documentElement;
  const theme = byId("theme");
  const kept = localStorage.getItem(THEME);
  if (kept && !inNotebook) root.dataset.theme = kept;
  theme.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    localStorage.setItem(THEME, root.dataset.theme);
  });
  const tongue = byId("language");
  tongue.textContent = language.now === "da" ? "English" : "Dansk";
  tongue.lang = language.now === "da" ? "en" : "da";
  tongue.addEventListener("click", () => {
    localStorage.setItem(LANGUAGE, tongue.lang);
    if (inNotebook) tell({ reload: true });
    else location.reload();
  });
  byId("interview").addEventListener("change", (/** @type {Event} */ event) => {
    void show(/** @type {HTMLSelectElement} */ (event.target).value);
  });
  /** @type {[string, () => void][]} */
  const buttons = [
    ["undo", undo], ["redo", redo], ["help", showHelp], ["again", again], ["next-uncoded", () => nextUncoded(1)],
    ["to-codes", () => {
      if (document.body.classList.toggle("with-codes")) goToCodes();
    }],
  ];
  byId("more").addEventListener("click", () => {
    byId("more").setAttribute("aria-expanded", String(document.body.classList.toggle("with-more")));
  });
  for (const [id, act] of buttons) byId(id).addEventListener("click", act);
  document.addEventListener("copy", onCopy);
  byId("go").addEventListener("change", () => {
    const n = Number(byId("go").value);
    if (n >= 1 && n <= state.interview.turns.length) goTo(n);
    byId("go").value = "";
  });
}

/** @param {unknown} fault */
function fail(fault) {
  const place = byId("fault");
  const refused = fault instanceof Refused && fault.status === 403;
  place.hidden = false;
  place.textContent = refused
    ? `${fault.message}` : fault instanceof Error ? fault.message : String(fault);
  document.body.classList.add("failed");
}

async function start() {
  const given = findToken();
  try {
    await readWords(localStorage.getItem(LANGUAGE) || undefined).catch(async (fault) => {
      if (fault instanceof Refused && fault.status === 400) return readWords();
      throw fault;
    });
    state.study = await asked("/api/study");
  } catch (fault) {
    return fail(fault);
  }
  fillWords();
  for (const wire of [wireTop, wireTranscript, wireSelecting, wireCard, wirePalette, wireFilters, wireFind, wireSide, wireAdjudicate, wireStudy, wireLikes,
    wireBeside, wireJournal, wireJudging, wireFindings, wireRecording, wireConflicts, wireDock, wireKeys, wirePointer, wireNotebook]) wire();
  on("study", drawStudy);
  on("interview", drawStudy); // also where a hit or a suggestion leads into another one
  on("study", drawSaving); // another page of the same desk can have done something that undo takes back
  on("saving", drawSaving);
  on("answered", drawSaving);
  on("card", () => showCard("card"));
  const present = state.study.interviews.filter((one) => one.transcript === "present");
  const was = inNotebook ? await whereIWas : null;
  const wanted = present.find((one) => one.id === (was?.interview || given.interview)) || present.find((one) => one.assigned && !one.read.length) || present.find((one) => !one.read.length) || present[0];
  if (wanted) await show(wanted.id);
  else fail(new Error(w("tag-no-transcript")));
  drawSaving();
  await readStudy();
  for (const line of state.study.created) say(line);
  watch();
  document.body.classList.remove("opening");
  if (was?.turn) goTo(was.turn, { focus: false });
  await resume();
  return undefined;
}

void start();
