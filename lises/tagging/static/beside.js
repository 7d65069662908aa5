// The rooms beside the coding share a button and a row of tabs.

import { byId, h } from "./dom.js";
import { on } from "./store.js";
import { hideSide, showSide } from "./side.js";
import { w } from "./words.js";

export const ROOMS = ["journal", "judging", "findings"];
let last = "journal";

/** @param {string} now the room that is shown */
export function tabs(now) {
  return h("div", { class: "tabs", role: "group", "aria-label": w("tag-beside") }, ...ROOMS.map((one) => h("button", {
    type: "button", "aria-pressed": String(one === now), onclick: () => { if (one !== now) showSide(one); },
  }, w(`tag-tab-${one}`))));
}

export function wireBeside() {
  const button = byId("to-beside");
  button.addEventListener("click", () => (ROOMS.includes(byId("side").dataset.shows) ? hideSide() : showSide(last)));
  on("side", (name) => {
    if (ROOMS.includes(name)) last = name;
    button.setAttribute("aria-expanded", String(ROOMS.includes(name)));
  });
}
