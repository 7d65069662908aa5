// Places in turns: code points, words, sentences, segments, lanes. Pure, no page.

/** @typedef {import("./types.js").Span} Span */
/** @typedef {import("./types.js").Passage} Passage */

const PAIR = /[\ud800-\udbff][\udc00-\udfff]/g;

/**
 * How many code points stand before a UTF-16 offset.
 * @param {string} text
 * @param {number} unit
 */
export function toPoints(text, unit) {
  const pairs = text.slice(0, unit).match(PAIR);
  return unit - (pairs ? pairs.length : 0);
}

/**
 * The UTF-16 offset of a code point.
 * @param {string} text
 * @param {number} point
 */
export function toUnits(text, point) {
  let unit = point;
  for (const pair of text.matchAll(PAIR)) {
    if (pair.index >= unit) break;
    unit += 1;
  }
  return unit;
}

/** @param {string} text */
export const pointsIn = (text) => toPoints(text, text.length);

/**
 * @param {{turn: number, at: number}} a
 * @param {{turn: number, at: number}} b
 */
export const before = (a, b) => a.turn - b.turn || a.at - b.at;

/**
 * @param {Span} span
 * @param {Span} other
 */
export const same = (span, other) =>
  span.turn === other.turn && span.turn_end === other.turn_end && span.start === other.start && span.end === other.end;

/** @param {Passage} passage @returns {Span | null} */
export function spanOf(passage) {
  const { turn, turn_end, start, end } = passage;
  return start === null || end === null ? null : { turn, turn_end, start, end };
}

/**
 * @param {Span} a
 * @param {Span} b
 */
export function touch(a, b) {
  return before({ turn: a.turn, at: a.start }, { turn: b.turn_end, at: b.end }) < 0
    && before({ turn: b.turn, at: b.start }, { turn: a.turn_end, at: a.end }) < 0;
}

/**
 * What of a span lies in one turn: half-open code points, null where nothing does.
 * @param {Span} span
 * @param {number} turn
 * @param {number} length of the turn, code points
 * @returns {[number, number] | null}
 */
export function inTurn(span, turn, length) {
  if (turn < span.turn || turn > span.turn_end) return null;
  const start = turn === span.turn ? span.start : 0;
  const end = turn === span.turn_end ? span.end : length;
  return start < end ? [start, end] : null;
}

/**
 * White space at both ends left out, edges moved into turns that have words.
 * @param {Span} span
 * @param {(turn: number) => string} textOf
 * @returns {Span | null}
 */
export function trimmed(span, textOf) {
  let { turn, turn_end, start, end } = span;
  for (;;) {
    const points = Array.from(textOf(turn));
    const stop = turn === turn_end ? end : points.length;
    while (start < stop && /\s/.test(points[start])) start += 1;
    if (start < stop) break;
    if (turn >= turn_end) return null;
    turn += 1;
    start = 0;
  }
  for (;;) {
    const points = Array.from(textOf(turn_end));
    const from = turn === turn_end ? start : 0;
    end = Math.min(end, points.length);
    while (end > from && /\s/.test(points[end - 1])) end -= 1;
    if (end > from) break;
    turn_end -= 1;
    end = Number.POSITIVE_INFINITY;
  }
  return { turn, turn_end, start, end };
}

/**
 * The words of a span, one text per turn.
 * @param {Span} span
 * @param {(turn: number) => string} textOf
 */
export function quoted(span, textOf) {
  const found = [];
  for (let turn = span.turn; turn <= span.turn_end; turn += 1) {
    const points = Array.from(textOf(turn));
    found.push(points.slice(turn === span.turn ? span.start : 0, turn === span.turn_end ? span.end : undefined).join(""));
  }
  return found;
}

/**
 * The borders of words or sentences: [start, end) in code points.
 * @param {string} text
 * @param {"word" | "sentence" | "grapheme"} granularity
 * @param {string} locale
 * @returns {[number, number][]}
 */
export function pieces(text, granularity, locale) {
  /** @type {[number, number][]} */
  const found = [];
  let at = 0;
  for (const piece of new Intl.Segmenter(locale, { granularity }).segment(text)) {
    const length = pointsIn(piece.segment);
    const kept = piece.segment.trimEnd();
    const spoken = granularity === "word" ? piece.isWordLike : granularity === "sentence" ? kept !== "" : true;
    if (spoken) found.push([at, at + (granularity === "sentence" ? pointsIn(kept) : length)]);
    at += length;
  }
  return found;
}

/**
 * @template T
 * @typedef {{item: T, start: number, end: number, lane: number}} Laid
 */

/**
 * Give every covering the lowest lane that is free where it begins; long ones first.
 * @template T
 * @param {{item: T, start: number, end: number}[]} coverings
 * @returns {Laid<T>[]}
 */
export function laid(coverings) {
  const sorted = [...coverings].sort((a, b) => a.start - b.start || b.end - a.end);
  /** @type {number[]} */
  const ends = [];
  return sorted.map((one) => {
    let lane = ends.findIndex((end) => end <= one.start);
    if (lane < 0) lane = ends.length;
    ends[lane] = one.end;
    return { ...one, lane };
  });
}

/**
 * A text cut at every border of what covers it.
 * @template T
 * @param {string} text
 * @param {Laid<T>[]} coverings
 * @returns {{text: string, over: Laid<T>[]}[]}
 */
export function segments(text, coverings) {
  const points = Array.from(text);
  const borders = new Set([0, points.length]);
  for (const { start, end } of coverings) borders.add(Math.min(start, points.length)).add(Math.min(end, points.length));
  const sorted = [...borders].sort((a, b) => a - b);
  const found = [];
  for (let i = 0; i + 1 < sorted.length; i += 1) {
    const [from, to] = [sorted[i], sorted[i + 1]];
    const over = coverings.filter((one) => one.start < to && one.end > from);
    found.push({ text: points.slice(from, to).join(""), over });
  }
  return found;
}
