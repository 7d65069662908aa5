// Requests: the token, the errors in words, and the channel on which tabs hand over a new token.

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
  const headers = { "X-Lises-Token": token };
  const answer = await fetch(path, body === undefined
    ? { headers, cache: "no-store" }
    : {
      method: "POST", body: JSON.stringify(body), cache: "no-store",
      headers: { ...headers, "Content-Type": "application/json" },
    });
  if (answer.ok) return answer.json();
  let said = { error: answer.statusText, stale: false };
  try {
    said = await answer.json();
  } catch {
    // not the server's own words
  }
  throw new Refused(answer.status, said.error, Boolean(said.stale));
}

/**
 * Listen for changes on disk.
 * @param {(what: any) => void} change
 * @param {(open: boolean) => void} state
 */
export function listen(change, state) {
  let source = new EventSource(`/api/events?token=${encodeURIComponent(token)}`);
  const wire = () => {
    source.addEventListener("change", (event) => change(JSON.parse(event.data)));
    source.addEventListener("open", () => state(true));
    source.addEventListener("stop", () => state(false));
    source.addEventListener("error", () => {
      state(false);
      if (source.readyState !== EventSource.CLOSED) return;
      window.setTimeout(() => {
        source = new EventSource(`/api/events?token=${encodeURIComponent(token)}`);
        wire();
      }, 3000);
    });
  };
  wire();
}
