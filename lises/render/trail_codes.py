"""How the codebook came to be: version by version, words that went and words that came."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from markupsafe import Markup

from lises.evidence.trail import CodeChange, word_difference

from .markup import Content, element, joined
from .view import View
from .words import Words

__all__ = ["change_text", "codes_section", "difference"]

_TEXTS = ("label", "definition", "use", "avoid")


def codes_section(view: View, changes: Sequence[CodeChange]) -> Markup | None:
    """Give the section; nothing for a study without a codebook."""
    book = view.folder.codebook
    if book is None:
        return None
    words = view.words
    heading = view.heading(2, "trail-codes", "lises-trail-codes")
    if not changes and len(book.changes) < 2:
        return element("section", heading, view.say("trail-codes-none"))
    by_version = {
        version: list(found)
        for version, found in groupby(
            sorted(changes, key=lambda one: one.version), key=lambda one: one.version
        )
    }
    said = ["trail-codes-what"]
    if all(change.act == "last-changed" for change in changes):
        said.append("trail-codes-file-only")
    elif any(change.was for change in changes):
        said.append("trail-codes-marks")
    elif any(change.act in _TEXTS for change in changes):
        said.append("trail-codes-not-cleared")
    why = {change.version: change for change in book.changes}
    versions = sorted({*by_version, *why}, reverse=True)
    return element(
        "section",
        heading,
        element("p", joined([words(key) for key in said], " ")),
        [_version(view, number, by_version.get(number, [])) for number in versions],
    )


def _version(view: View, number: int, changes: Sequence[CodeChange]) -> Markup:
    words, book = view.words, view.folder.codebook
    change = next((c for c in book.changes if c.version == number), None) if book else None
    title = words("trail-version", version=number)
    if change is not None:
        title = words("trail-version-on", version=number, date=change.date)
    named = [one for one in changes if one.code]
    hidden = len({id(one) for one in changes if not one.code})
    rows = [
        element("li", _code(view, code, list(found)))
        for code, found in groupby(sorted(named, key=lambda c: c.code), key=lambda c: c.code)
    ]
    if hidden:
        told = words("trail-code-gone", n=hidden)
        rows.append(element("li", f"{told}: {words('trail-code-removed')}"))
    return element(
        "section",
        element("h3", title),
        view.paragraph(change.why) if change else None,
        element("ul", rows, class_="lises-trail-codes") if rows else None,
    )


def _code(view: View, code: str, changes: Sequence[CodeChange]) -> Markup:
    """Tell of one code: what happened to it, how many passages that touched, the words."""
    words = view.words
    acts = dict.fromkeys(change_text(words, change) for change in changes)
    recoded = max((change.recoded or 0 for change in changes), default=0)
    told = [", ".join(acts)]
    if recoded:
        told.append(words("trail-code-recoded", n=recoded))
    if changes[0].now:
        told.append(words("trail-code-now", n=changes[0].now))
    texts: list[Content] = [
        element("p", _language(change), difference(words, change.was, change.becomes))
        for change in changes
        if change.act in _TEXTS and (change.was or change.becomes)
    ]
    return joined([view.code(code), " ", " · ".join(told), texts])


def _language(change: CodeChange) -> Markup | None:
    if not change.language:
        return None
    return element("span", f"{change.language} ", class_="lises-soft")


def change_text(words: Words, change: CodeChange) -> str:
    """Say what happened to a code, without the words of its texts."""
    others = ", ".join(change.other)
    if change.act == "moved":
        if len(change.other) != 2:
            return words("trail-code-moved-hidden")
        was, becomes = (one or words("trail-code-top") for one in change.other)
        return words("trail-code-moved", was=was, becomes=becomes)
    if change.act == "renamed" and not others:
        return words("trail-code-renamed-hidden")
    if change.act in ("merged", "split") and not others:
        return words("trail-code-removed" if change.act == "merged" else "trail-code-added")
    return words(f"trail-code-{change.act}", other=others)


def difference(words: Words, was: str, becomes: str) -> Markup:
    """Show two texts as one: struck out what went, underlined what came; both are said aloud."""
    shown = []
    for kind, text in word_difference(was, becomes):
        if kind == "same":
            shown.append(text)
            continue
        tag, label = ("del", "trail-gone-label") if kind == "gone" else ("ins", "trail-come-label")
        hidden = element("span", f"{words(label)} ", class_="lises-unseen")
        shown.append(element(tag, hidden, text))
    return joined(shown, " ")
