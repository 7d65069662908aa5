// What the pages gain with JavaScript; they are whole without it. No library, no request.
(function () {
  "use strict";

  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));
  const address = (href) => new URL(href, document.baseURI).href;

  // ---- The addressed passage: every one of its segments is outlined -------------------------------

  function addressed() {
    let name = "";
    try {
      name = decodeURIComponent(location.hash.slice(1));
    } catch {
      return; // an address that was cut short
    }
    all("mark.lises-here").forEach((mark) => mark.classList.remove("lises-here"));
    if (!name.startsWith("p-")) return;
    const id = name.slice(2);
    all("mark[data-passage]")
      .filter((mark) => mark.dataset.passage.split(" ").includes(id))
      .forEach((mark) => mark.classList.add("lises-here"));
    const place = document.getElementById(name);
    const folded = place && place.closest("details:not([open])");
    if (folded) {
      folded.open = true;
      place.scrollIntoView();
    }
  }

  // ---- Copying ------------------------------------------------------------------------------------

  let status = null;

  function say(text) {
    if (!status) {
      status = document.createElement("div");
      status.className = "lises-unseen";
      status.setAttribute("role", "status");
      document.body.append(status);
    }
    status.textContent = text;
  }

  function written(place) {
    const href = address(place.dataset.copyHref);
    return place.dataset.copyText ? `${place.dataset.copyText}\n${href}` : href;
  }

  function offer(place) {
    const room = place.closest("[data-copied]");
    if (!room || place.firstChild || !place.dataset.copyHref) return;
    const label = place.dataset.copyText ? room.dataset.copyQuotation : room.dataset.copyLink;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    if (place.dataset.copyOf) button.setAttribute("aria-label", `${label}: ${place.dataset.copyOf}`);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(written(place));
        button.textContent = room.dataset.copied;
        say(room.dataset.copied);
      } catch {
        // A page opened from a file may not write to the clipboard: the address is shown instead.
        window.prompt(room.dataset.copyFailed, written(place));
      }
      window.setTimeout(() => { button.textContent = label; }, 2000);
    });
    place.append(button);
  }

  // Words that were invented do not leave the page without saying so.
  function onCopy(event) {
    const chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || !event.clipboardData) return;
    const room = all("[data-mark]").find((one) => chosen.containsNode(one, true));
    if (!room) return;
    const range = chosen.getRangeAt(0);
    const start = range.startContainer.parentElement || document.body;
    const figure = start.closest("[data-href]");
    const named = start.closest(".turn[id], [id^='card-']");
    const href = figure ? figure.dataset.href : named ? `#${named.id}` : "";
    const where = address(href || location.href);
    const holder = document.createElement("div");
    holder.append(range.cloneContents());
    all(".lises-copy, .lises-preview, template", holder).forEach((extra) => extra.remove());
    const last = document.createElement("p");
    last.textContent = `${room.dataset.mark} ${where}`;
    holder.append(last);
    event.clipboardData.setData("text/plain", `${chosen}\n\n${room.dataset.mark}\n${where}`);
    event.clipboardData.setData("text/html", holder.innerHTML);
    event.preventDefault();
  }

  // ---- The preview of a cited passage -------------------------------------------------------------
  // Shown on hover and on focus; it can be hovered itself, stays until left, and Esc puts it away.

  let shown = null;
  let waiting = 0;

  function hide() {
    window.clearTimeout(waiting);
    if (!shown) return;
    shown.link.removeAttribute("aria-describedby");
    shown.box.remove();
    shown = null;
  }

  function show(link) {
    if (shown && shown.link === link) return;
    hide();
    const source = document.getElementById(link.dataset.lisesPreview);
    if (!(source instanceof HTMLTemplateElement)) return;
    const box = document.createElement("div");
    box.className = "lises-preview";
    box.id = "lises-preview";
    box.setAttribute("role", "tooltip");
    box.append(source.content.cloneNode(true));
    document.body.append(box);
    const at = link.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(at.left, width - box.offsetWidth - 8));
    const above = at.bottom + box.offsetHeight + 8 > window.innerHeight && at.top > box.offsetHeight;
    box.style.left = `${left + window.scrollX}px`;
    box.style.top = `${(above ? at.top - box.offsetHeight - 2 : at.bottom + 2) + window.scrollY}px`;
    link.setAttribute("aria-describedby", box.id);
    box.addEventListener("mouseenter", () => window.clearTimeout(waiting));
    box.addEventListener("mouseleave", leave);
    shown = { link, box };
  }

  function soon(link) {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => show(link), 250);
  }

  function leave() {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(hide, 300);
  }

  function previews(link) {
    link.addEventListener("mouseenter", () => soon(link));
    link.addEventListener("mouseleave", leave);
    link.addEventListener("focus", () => { if (link.matches(":focus-visible")) show(link); });
    link.addEventListener("blur", hide);
  }

  function start() {
    all(".lises-copy").forEach(offer);
    all("a[data-lises-preview]").forEach(previews);
    document.addEventListener("copy", onCopy);
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
    window.addEventListener("hashchange", addressed);
    addressed();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
