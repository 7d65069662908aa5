// The queue: every change is drawn at once, sent in order, and kept until the server has it.

import { asked, listen, onNewToken, Refused } from "./asking.js";
import { apply, differing, newName } from "./draft.js";
import { fresh, settled } from "./dom.js";
import { askAgain } from "./kernel.js";
import { same, spanOf } from "./spans.js";
import { emit, sortToTurns, state } from "./store.js";
import { say } from "./say.js";
import { clock, w } from "./words.js";

/** @typedef {import("./types.js").Op} Op */
/** @typedef {import("./types.js").Done} Done */
/** @typedef {import("./types.js").Passage} Passage */

/**
 * @typedef {object} Item
 * @property {string} path
 * @property {any} body
 * @property {string} [interview] with `ops`
 * @property {Op[]} [ops]
 * @property {boolean} [told]
 * @property {number} tries
 * @property {(done: Done) => void} resolve
 * @property {(fault: unknown) => void} reject
 */

/** @type {Item[]} */
const queue = [];
/** @type {Item[]} */
let taken = []; // undone before they were sent
let sending = false;
let wait = 0;
let timer = 0;

export const saving = { at: "", fault: "", away: false, locked: false, gone: false };
/** @type {Map<string, Passage>} what the server said last of the interview in view */
let base = new Map();
/** @type {Map<string, string>} */
const versions = new Map();

export const unsent = () => queue.length;

// ---- Reading ---------------------------------------------------------------------------------------

let answers = 0;

/** What an address gives now: what was asked for before something was saved is asked for again. @param {string} path */
async function newest(path) {
  for (;;) {
    const before = answers;
    const read = await asked(path);
    if (before === answers) return read;
  }
}

/** @param {string} id */
export async function openInterview(id) {
  const read = await newest(`/api/interview/${encodeURIComponent(id)}`);
  versions.set(id, read.version);
  const other = !state.interview || state.interview.id !== id;
  const words = other || JSON.stringify(read.turns) !== JSON.stringify(state.interview.turns);
  const others = words || JSON.stringify(read.others) !== JSON.stringify(state.interview.others);
  state.interview = read;
  if (other) Object.assign(state, { chosen: null, open: null, current: 1 });
  if (words) state.passages = new Map();
  settle(read.passages, others);
  if (words) emit("interview");
  else emit("reread");
}

export async function readStudy() {
  state.study = await newest("/api/study");
  emit("study");
  emit("codes");
}

/**
 * Draw from the server's passages and all that is waiting.
 * @param {Iterable<Passage>} passages
 * @param {boolean} [everything]
 */
function settle(passages, everything = false) {
  base = new Map();
  for (const passage of passages) base.set(passage.id, passage);
  draw(everything);
}

/** @param {boolean} [everything] */
function draw(everything = false) {
  const now = new Map(base);
  for (const item of queue) {
    if (item.interview === state.interview.id) item.ops?.forEach((op) => apply(now, op));
  }
  const turns = differing(state.passages, now);
  state.passages = now;
  sortToTurns();
  if (everything) emit("passages", null);
  else if (turns.size) emit("passages", turns);
}

// ---- Changing --------------------------------------------------------------------------------------

/**
 * Change the interview in view; one call is one step for undo.
 * @param {...Op} ops
 * @returns {Promise<Done>}
 */
export function change(...ops) {
  taken = [];
  for (const op of ops) {
    if (op.op === "add" || op.op === "accept") op.as = newName();
    if (op.op === "read") state.interview.read = op.codes;
    if (op.op === "asked") mark(op);
  }
  const id = state.interview.id;
  return put({ path: `/api/interview/${encodeURIComponent(id)}/ops`, body: {}, interview: id, ops });
}

/** @param {Op} op */
function mark(op) {
  const rest = state.interview.asked.filter((one) => one.question !== op.question);
  state.interview.asked = op.asked ? [...rest, { question: op.question, turn: op.turn }] : rest;
}

/**
 * Send something else in its turn.
 * @param {string} path
 * @param {any} body
 * @param {boolean} [told] who sends it says itself why it is refused
 */
export const post = (path, body, told = false) => put({ path, body, told });

/** @param {{path: string, body: any, interview?: string, ops?: Op[], told?: boolean}} what @returns {Promise<Done>} */
function put(what) {
  const promise = new Promise((resolve, reject) => {
    queue.push({ ...what, body: { request: fresh(), ...what.body }, tries: 0, resolve, reject });
  });
  promise.catch(() => {}); // the fault is shown below; who waits may care as well
  if (what.ops) draw();
  emit("saving");
  void send();
  return /** @type {Promise<Done>} */ (promise);
}

/** What waits, so that it can be kept beside the page. */
export const waiting = () => queue.map(({ path, body, interview, ops }) =>
  ({ path, body, interview, ops, version: versions.get(interview || "") || "" }));

/** Whether two versions are of one transcript; the codings may differ. @param {string} a @param {string} b */
const oneTalk = (a, b) => a.split(".")[0] === b.split(".")[0];

/**
 * Send what another page could not; what was meant for a transcript that has changed since is left.
 * @param {any[]} items
 * @returns {Promise<number>} how many were left
 */
export async function takeUp(items) {
  let left = 0;
  // A name that the other page gave is not one that this page may give as well.
  for (const item of JSON.parse(JSON.stringify(items).replaceAll(/"(as|id)":"new-/g, '"$1":"new-old-'))) {
    const { path, body, interview: id, ops, version } = item;
    if (id && !versions.has(id)) versions.set(id, (await asked(`/api/interview/${encodeURIComponent(id)}`)).version);
    if (id ? oneTalk(version, versions.get(id) || "") : path === "/api/codes") put({ path, body, interview: id, ops });
    else left += 1;
  }
  return left;
}

export function undo() {
  const last = queue.at(-1);
  if (last && last.ops && !(sending && queue.length === 1)) {
    queue.pop();
    taken.push(last);
    draw();
    say(w("tag-said-undone", { what: w("tag-step-" + last.ops[0].op) }));
    emit("saving");
    return;
  }
  if (!queue.length && !state.study.undo) say(w("tag-said-nothing-to-undo"));
  else step("/api/undo", "tag-said-undone");
}

export function redo() {
  const last = taken.pop();
  if (last) {
    queue.push(last);
    draw();
    emit("saving");
    void send();
  } else if (!queue.length && !state.study.redo) say(w("tag-said-nothing-to-redo"));
  else step("/api/redo", "tag-said-redone");
}

/**
 * @param {string} path
 * @param {string} said
 */
function step(path, said) {
  post(path, {}).then((done) => say(w(said, { what: w(`tag-step-${done.what}`) })), () => {});
}

// ---- Sending ---------------------------------------------------------------------------------------

async function send() {
  if (sending || !queue.length || timer) return;
  sending = true;
  const item = queue[0];
  /** @type {Done | null} */
  let done = null;
  try {
    done = await asked(item.path, item.ops
      ? { ...item.body, version: versions.get(item.interview || ""), ops: item.ops.map(({ as: _, ...op }) => op) }
      : item.body);
  } catch (fault) {
    sending = false;
    await failed(item, fault);
  }
  sending = false;
  if (done) answered(item, done);
  void send();
}

/**
 * @param {Item} item
 * @param {Done} done
 */
function answered(item, done) {
  answers += 1;
  queue.shift();
  wait = 0;
  Object.assign(saving, { at: clock(), fault: "", away: false, locked: false });
  rename(item, done);
  took(done);
  emit("saving");
  item.resolve(done);
}

/**
 * Take over what an answer says of interviews, codes and steps.
 * @param {Done} done
 */
function took(done) {
  const { study } = state;
  Object.assign(study, { undo: done.undo, redo: done.redo, conflicts: done.conflicts || study.conflicts });
  if (done.codes) study.codes = done.codes;
  for (const code of study.codes) code.n = done.counts?.[code.id] ?? (done.counts ? 0 : code.n);
  for (const [id, changed] of Object.entries(done.interviews || {})) {
    versions.set(id, changed.version);
    const listed = study.interviews.find((one) => one.id === id);
    if (listed) Object.assign(listed, { read: changed.read, passages: changed.passages.length });
    if (id !== state.interview.id) continue;
    const { read, asked: put_, notes } = changed;
    Object.assign(state.interview, { read, asked: put_, notes });
    settle(changed.passages);
  }
  emit("codes");
  emit("answered", done);
}

/**
 * The server has named what was made: all that waits and is open takes the name.
 * @param {Item} item
 * @param {Done} done
 */
function rename(item, done) {
  const added = (item.ops || []).filter((op) => op.op === "add" || op.op === "accept");
  const passages = done.interviews?.[item.interview || ""]?.passages || [];
  added.forEach((op, order) => {
    const span = /** @type {any} */ (op);
    const byPlace = passages.find((one) => { const its = spanOf(one); return its && same(its, span); });
    const name = done.made?.length === added.length ? done.made[order] : byPlace?.id;
    if (!name) return;
    for (const one of queue) for (const its of one.ops || []) if (its.id === op.as) its.id = name;
    if (state.open === op.as) state.open = name;
    const drafted = state.passages.get(op.as);
    if (!drafted) return;
    // Renamed where it stands: the words are not drawn again under a hand that chooses the next ones.
    state.passages.delete(op.as);
    state.passages.set(name, Object.assign(drafted, { id: name }));
    emit("renamed", { from: op.as, to: name });
  });
}

/**
 * @param {Item} item
 * @param {unknown} fault
 */
async function failed(item, fault) {
  item.tries += 1;
  if (fault instanceof Refused && fault.stale && item.tries < 4 && (await reread(item))) return;
  if (fault instanceof Refused && fault.status !== 403 && fault.status < 500) {
    queue.shift();
    if (!item.told) saving.fault = fault.message;
    draw(true);
    emit("saving");
    if (!item.told) say(w("tag-said-refused", { why: fault.message }), true);
    item.reject(fault);
    return;
  }
  const told = fault instanceof Refused;
  saving.locked = told && fault.status === 403;
  // A server may close a line that was idle just when it is used again: once is no news.
  if (told || item.tries > 1) Object.assign(saving, { away: true, fault: told ? fault.message : w("tag-away") });
  wait = !told && item.tries === 1 ? 50 : Math.min(10_000, Math.max(500, wait * 2));
  timer = window.setTimeout(again, wait);
  emit("saving");
}

/** @param {Item} item @returns {Promise<boolean>} whether it may be tried again */
async function reread(item) {
  const id = item.interview || state.interview.id;
  const was = state.interview.id === id ? JSON.stringify(state.interview.turns) : "";
  try {
    if (state.interview.id === id) await openInterview(id);
    else versions.set(id, (await asked(`/api/interview/${encodeURIComponent(id)}`)).version);
  } catch {
    return true; // away now: the next try says so
  }
  return state.interview.id !== id || was === JSON.stringify(state.interview.turns);
}

/** Try now what waits. */
export function again() {
  window.clearTimeout(timer);
  timer = 0;
  askAgain();
  void send();
}

// ---- Changes from elsewhere ------------------------------------------------------------------------

const studyAgain = settled(300, () => { if (!queue.length) readStudy().catch(() => {}); });

/** @param {any} what */
async function onChange(what) {
  if (queue.length) return void window.setTimeout(() => onChange(what), 400);
  if (what.changed !== "interview") return studyAgain();
  if (versions.get(what.interview) === what.version) return undefined;
  studyAgain();
  if (what.interview !== state.interview.id) return void versions.delete(what.interview);
  await openInterview(what.interview).catch(() => {});
  say(w("tag-said-changed-on-disk"));
  return undefined;
}

/** What changed between the page's reading and its listening is told to nobody: look once. */
async function sinceRead() {
  const { id } = state.interview;
  const now = await asked(`/api/interview/${encodeURIComponent(id)}`).catch(() => null);
  if (now) await onChange({ changed: "interview", interview: id, version: now.version });
}

export function watch() {
  let lost = false;
  let told = "";
  listen(onChange, (open, why = "", again_ = false) => {
    if (open && (lost || again_) && !told) {
      again();
      onChange({ changed: "interview", interview: state.interview.id, version: "" });
    } else if (open && !told) void sinceRead();
    lost = !open;
    if (!queue.length || why !== told) saving.away = lost;
    if (why !== told) saving.fault = why && w(why);
    told = why;
    saving.gone = why === "tag-kernel-gone";
    emit("saving");
  });
  onNewToken(again);
  window.addEventListener("online", again);
  window.addEventListener("beforeunload", (event) => { if (queue.length) event.preventDefault(); });
}
