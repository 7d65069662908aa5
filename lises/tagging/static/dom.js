// Elements without a framework: made from parts, never from strings of markup.

/** @typedef {Node | string | null | undefined | false} Part */

/**
 * Make an element: attributes by name, `on…` as listeners, `class`, booleans as present or absent.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Part | Part[])} parts
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, attributes = {}, ...parts) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "disabled" || name === "selected") {
      Reflect.set(made, name, value);
    } else made.setAttribute(name, value === true ? "" : String(value));
  }
  for (const part of parts.flat()) if (part || part === "") made.append(/** @type {Node} */ (part));
  return made;
}

/**
 * @param {string} id
 * @returns {any} the element, which index.html is known to hold
 */
export const byId = (id) => document.getElementById(id);

/**
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
export const all = (root, selector) => Array.from(root.querySelectorAll(selector));

/**
 * @param {EventTarget | null} target
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export function within(target, selector) {
  const node = target instanceof Node ? target : null;
  const element = node instanceof Element ? node : (node && node.parentElement);
  return element ? element.closest(selector) : null;
}

/**
 * Call at most once per frame, with the last arguments.
 * @template {any[]} A
 * @param {(...args: A) => void} call
 */
export function framed(call) {
  let waiting = 0;
  /** @type {A} */
  let last;
  return (/** @type {A} */ ...args) => {
    last = args;
    if (!waiting) waiting = requestAnimationFrame(() => { waiting = 0; call(...last); });
  };
}

/**
 * Call when nothing more came for a while.
 * @template {any[]} A
 * @param {number} wait milliseconds
 * @param {(...args: A) => void} call
 */
export function settled(wait, call) {
  let timer = 0;
  return (/** @type {A} */ ...args) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => call(...args), wait);
  };
}

/** A name that nothing else has; also where a page came over http, where browsers give no randomUUID. */
export const fresh = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) => one.toString(16).padStart(2, "0")).join("");

export const narrow = () => window.matchMedia("(max-width: 60rem)").matches;
/** Whether words are chosen with a finger; a narrow page in a notebook has a mouse. */
export const fingers = () => window.matchMedia("(pointer: coarse)").matches;
export const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
