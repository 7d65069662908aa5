// Requests: the token, the errors in words, and the channel on which tabs hand over a new token.
// In a notebook the kernel answers instead of a server (kernel.js).

import { askKernel, inNotebook, listenKernel } from "./kernel.js";

/** A request that the server refused: `status`, its sentence, whether it had newer files. */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {string} message
   * @param {boolean} stale
   */
  constructor(status, message, stale) {
    super(message);
    this.status = status;
    this.stale = stale;
  }
}

const KEPT = "lises-token";
let token = "";
const channel = new BroadcastChannel("lises-tag");

/** Take the token from the address or from before, and tell other tabs of a new one. */
export function findToken() {
  if (inNotebook) return { token: "", interview: document.documentElement.dataset.interview || null };
  const given = new URLSearchParams(location.search);
  const fresh = given.get("token");
  token = fresh || sessionStorage.getItem(KEPT) || "";
  if (fresh) {
    sessionStorage.setItem(KEPT, fresh);
    channel.postMessage({ token: fresh });
  }
  if (location.search) history.replaceState(null, "", "/");
  return { token, interview: given.get("interview") };
}

/** @param {() => void} then called when another tab brought a new token */
export function onNewToken(then) {
  channel.addEventListener("message", (event) => {
    if (typeof event.data.token !== "string" || event.data.token === token) return;
    token = event.data.token;
    sessionStorage.setItem(KEPT, token);
    then();
  });
}

/**
 * @param {string} path
 * @param {object} [body] with one it is a POST
 * @returns {Promise<any>}
 */
export async function asked(path, body) {
  const [status, said] = await (inNotebook ? askKernel(path, body) : fetched(path, body));
  if (status >= 200 && status < 300) return said;
  throw new Refused(status, said.error, Boolean(said.stale));
}

/**
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<[number, any]>}
 */
async function fetched(path, body) {
  const headers = { "X-Lises-Token": token };
  const answer = await fetch(path, body === undefined
    ? { headers, cache: "no-store" }
    : {
      method: "POST", body: JSON.stringify(body), cache: "no-store",
      headers: { ...headers, "Content-Type": "application/json" },
    });
  if (answer.ok) return [answer.status, await answer.json()];
  try {
    return [answer.status, await answer.json()];
  } catch {
    return [answer.status, { error: answer.statusText }]; // not the server's own words
  }
}

const PATIENCE = 2500; // milliseconds in which a line that broke may be there again, before it is told

/**
 * Listen for changes on disk.
 * @param {(what: any) => void} change
 * @param {(open: boolean, why?: string, again?: boolean) => void} state
 *   why: the key of what a notebook says of it; again: it was broken, and something may have been missed
 */
export function listen(change, state) {
  if (inNotebook) {
    listenKernel(change, (line) => state(line === "open", line === "open" ? "" : `tag-kernel-${line}`));
    return;
  }
  let source = new EventSource(`/api/events?token=${encodeURIComponent(token)}`);
  let broken = 0;
  const wire = () => {
    source.addEventListener("change", (event) => change(JSON.parse(event.data)));
    source.addEventListener("open", () => {
      window.clearTimeout(broken);
      state(true, "", broken > 0);
      broken = 0;
    });
    source.addEventListener("stop", () => state(false));
    source.addEventListener("error", () => {
      broken ||= window.setTimeout(() => state(false), PATIENCE);
      if (source.readyState !== EventSource.CLOSED) return;
      window.setTimeout(() => {
        source = new EventSource(`/api/events?token=${encodeURIComponent(token)}`);
        wire();
      }, 3000);
    });
  };
  wire();
}
