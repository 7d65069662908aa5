// The second way to the desk: in a notebook this page stands in a frame, and the kernel answers.
// The frame's host (lises/notebook/widget.js) hands over a port; all that is asked goes through it.

/** Whether this page stands in a notebook. */
export const inNotebook = document.documentElement.dataset.carrier === "kernel";

const PATIENCE = 4000; // milliseconds without an answer before the page says so
const FIRST_REPEAT = 15_000; // an answer can be lost with the line; the same request is done once

/** @typedef {{path: string, body?: object, resolve: (answer: [number, any]) => void, since: number, repeat: number, wait: number}} Question */
/** @typedef {"open" | "silent" | "gone"} Line */

/** @type {Map<number, Question>} */
const questions = new Map();
/** @type {MessagePort | null} */
let port = null;
/** @type {object[]} */
let early = [];
let number = 0;
/** @type {Line} */
let line = "open";
/** @type {(what: any) => void} */
let onChanged = () => {};
/** @type {(line: Line) => void} */
let onLine = () => {};
/** @type {(where: {interview: string, turn: number} | null) => void} */
let opened = () => {};
/** Where this page was before its frame was taken out of the notebook and put back. @type {Promise<{interview: string, turn: number} | null>} */
export const whereIWas = new Promise((resolve) => { opened = resolve; });

/** @param {Line} now */
function setLine(now) {
  if (line === now || (line === "gone" && now === "silent")) return;
  line = now;
  onLine(line);
}

/** Tell the host something that needs no answer. @param {object} what */
export function tell(what) {
  if (port) port.postMessage(what);
  else early.push(what);
}

/**
 * @param {string} path
 * @param {object} [body] with one it is a POST
 * @returns {Promise<[number, any]>} status and value; pending for as long as the kernel is silent
 */
export function askKernel(path, body) {
  return new Promise((resolve) => {
    number += 1;
    const now = Date.now();
    questions.set(number, { path, body, resolve, since: now, repeat: now + FIRST_REPEAT, wait: FIRST_REPEAT });
    put(number);
  });
}

/** @param {number} id */
function put(id) {
  const { path, body } = /** @type {Question} */ (questions.get(id));
  tell({ ask: id, path, body: body === undefined ? null : JSON.stringify(body) });
}

/** Ask again what has had no answer. */
export function askAgain() {
  for (const id of questions.keys()) put(id);
}

/** @param {{answer: number, status: number, value: string}} what */
function answered({ answer, status, value }) {
  setLine("open");
  const question = questions.get(answer);
  questions.delete(answer);
  question?.resolve([status, JSON.parse(value)]);
}

function look() {
  const now = Date.now();
  for (const [id, question] of questions) {
    if (now - question.since > PATIENCE) setLine("silent");
    if (now < question.repeat || line === "gone") continue;
    question.wait *= 2;
    question.repeat = now + question.wait;
    put(id);
  }
}

/**
 * @param {(what: any) => void} change
 * @param {(line: Line) => void} state
 */
export function listenKernel(change, state) {
  onChanged = change;
  onLine = state;
  if (line !== "open") state(line);
}

/** @param {MessageEvent} event */
function heard({ data }) {
  if ("answer" in data) answered(data);
  else if ("change" in data) onChanged(data.change);
  else if ("theme" in data) document.documentElement.dataset.theme = data.theme;
  else if ("gone" in data) setLine("gone");
}

if (inNotebook) {
  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || event.data?.lises !== "port" || port) return;
    port = event.ports[0];
    port.onmessage = heard;
    for (const what of early) port.postMessage(what);
    early = [];
    opened(event.data.where);
  });
  window.parent.postMessage({ lises: "here" }, "*");
  window.setInterval(look, 1000);
}
