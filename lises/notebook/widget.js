// The notebook's side of the coding page: a frame that holds the page, and the line to the kernel.
// anywidget calls `render` for every place where the widget is shown; each has a frame of its own.

const LATE = 3000; // milliseconds, then it is said that nothing came
const LEAST = 320; // pixels

/** Whether what an element stands on is dark: each kind of notebook tells it in a way of its own. */
function dark(el) {
  for (let at = el; at; at = at.parentElement) {
    const [r, g, b, a = 1] = (getComputedStyle(at).backgroundColor.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
    if (a > 0.5) return 0.2126 * r + 0.7152 * g + 0.0722 * b < 128;
  }
  return matchMedia("(prefers-color-scheme: dark)").matches;
}

function parts(model) {
  const box = document.createElement("div");
  box.style.cssText = `height:${model.get("height")}px;min-height:${LEAST}px;min-width:0;overflow:hidden;`
    + "resize:vertical;border:1px solid #8c959f;border-radius:4px;box-sizing:border-box";
  const frame = document.createElement("iframe");
  frame.title = model.get("told").frame;
  // The lowest pixels are the handle: what lies under a frame cannot be taken hold of.
  frame.style.cssText = "display:block;width:100%;height:calc(100% - 10px);border:0";
  const note = document.createElement("p");
  note.setAttribute("role", "status");
  note.style.cssText = "margin:.5rem 0;font:14px/1.5 system-ui,sans-serif";
  box.append(frame);
  return { box, frame, note };
}

function render({ model, el }) {
  const name = Array.from(crypto.getRandomValues(new Uint8Array(8)), (one) => one.toString(16)).join("");
  const { box, frame, note } = parts(model);
  let html = "";
  let port = null;
  let where = null;
  let gone = false;
  let late = 0;

  const say = (text) => {
    note.textContent = text;
    note.hidden = !text;
  };
  const theme = () => (dark(el) ? "dark" : "light");
  const send = (what) => model.send({ ...what, page: name });

  function show() {
    port?.close();
    port = null;
    frame.srcdoc = html.replace("<html ", `<html data-theme="${theme()}" `);
    window.clearTimeout(late);
    late = window.setTimeout(() => { if (!port) say(model.get("told").blocked); }, LATE);
  }

  function fromKernel(what) {
    if (what.kind === "change") port?.postMessage({ change: what.change });
    if (what.page !== name) return;
    if (what.kind === "page" && what.error) {
      html = what.error;
      say(what.error);
    } else if (what.kind === "page") {
      html = what.html;
      box.hidden = false;
      say("");
      show();
    } else if (what.kind === "answer") {
      port?.postMessage({ answer: what.id, status: what.status, value: what.value });
    }
  }

  function fromPage({ data }) {
    if ("ask" in data) send({ kind: "ask", id: data.ask, path: data.path, body: data.body });
    else if ("where" in data) where = data.where;
    else if ("reload" in data) show();
    else if ("chosen" in data) {
      model.set("chosen", data.chosen);
      model.save_changes();
    } else if ("acted" in data) {
      model.set("acts", model.get("acts") + 1);
      model.save_changes();
    }
  }

  // The frame's page greets; a notebook that takes the frame out and puts it back starts it anew.
  function greeted(event) {
    if (event.source !== frame.contentWindow || event.data?.lises !== "here") return;
    const line = new MessageChannel();
    port?.close();
    port = line.port1;
    port.onmessage = fromPage;
    say("");
    frame.contentWindow.postMessage({ lises: "port", where }, "*", [line.port2]);
    if (gone) port.postMessage({ gone: true });
  }

  const left = () => {
    gone = true;
    port?.postMessage({ gone: true });
  };
  const resized = () => { box.style.height = `${model.get("height")}px`; };
  const watcher = new MutationObserver(() => port?.postMessage({ theme: theme() }));
  for (const root of [document.documentElement, document.body]) watcher.observe(root, { attributes: true });

  window.addEventListener("message", greeted);
  model.on("msg:custom", fromKernel);
  model.on("change:height", resized);
  model.on("comm_live_update", left);
  box.hidden = true;
  say("");
  el.append(box, note);
  send({ kind: "open" });
  late = window.setTimeout(() => { if (!html) say(model.get("told").waiting); }, LATE);

  return () => {
    window.clearTimeout(late);
    watcher.disconnect();
    window.removeEventListener("message", greeted);
    model.off("msg:custom", fromKernel);
    model.off("change:height", resized);
    model.off("comm_live_update", left);
    port?.close();
    if (!gone) send({ kind: "close" });
  };
}

export default { render };
