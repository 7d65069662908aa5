"""Which labels are speakers; decided over the whole document.

A label that is declared is one. A label that recurs is one, and is told as undeclared. A label that
stands once is one only where it is a short code of the shape of its fellows (``Y`` beside ``I`` and
``X``), and that is told as a doubt. Everything else stays text and is listed as a candidate.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .document import Declaration
from .imported import Candidate
from .prefixes import CODE, Prefix, looks_like_label
from .vocabulary import JOINED

__all__ = ["NOT_A_SPEAKER", "Labels", "known_labels"]

NOT_A_SPEAKER = "-"
"""What a call declares a label to be that is none: ``labels={"NB": "-"}``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The speakers of a document: how each label is mostly written, by its case-folded form.

    ``once`` holds those that stand once and were taken for their shape.
    """

    canonical: Mapping[str, str] = field(default_factory=dict)
    declared: Mapping[str, Declaration] = field(default_factory=dict)
    once: frozenset[str] = frozenset()
    candidates: tuple[Candidate, ...] = ()

    def parts(self, label: str) -> tuple[str, ...]:
        """Give the speakers that a label names; nothing where it is no speaker's label.

        >>> labels = Labels(canonical={"x": "X", "y": "Y"})
        >>> labels.parts("Y Og X"), labels.parts("y"), labels.parts("X og Z")
        (('Y', 'X'), ('Y',), ())
        """
        single = self.canonical.get(label.casefold())
        if single is not None:
            return (single,)
        joined = [self.canonical.get(part.casefold()) for part in JOINED.split(label)]
        several = tuple(part for part in joined if part is not None)
        return several if len(several) == len(joined) > 1 else ()

    def declaration(self, part: str) -> Declaration | None:
        """Give what declares a speaker, or None."""
        return self.declared.get(part.casefold())


@dataclass(slots=True)
class _Seen:
    """A label over the document: its spellings, where it stands, whether ever with a colon."""

    spellings: Counter[str] = field(default_factory=Counter)
    at: list[int] = field(default_factory=list)
    with_colon: bool = False

    @property
    def label(self) -> str:
        return self.spellings.most_common(1)[0][0]


def known_labels(
    found: Sequence[tuple[int, Prefix]], declarations: Iterable[Declaration]
) -> Labels:
    """Decide which of the labels found are speakers.

    Parameters
    ----------
    found : sequence of (int, Prefix)
        Paragraph or line, and what it begins with; without those in which speakers are declared.
    declarations : iterable of Declaration
        A later one wins over an earlier one.
    """
    said = {d.label.casefold(): d for d in declarations}
    declared = {key: d for key, d in said.items() if d.name != NOT_A_SPEAKER}
    likely = {
        key: seen
        for key, seen in _gather(found).items()
        if looks_like_label(seen.label) and (key not in said or key in declared)
    }
    canonical = _recurring(likely, {key: d.label for key, d in declared.items()})
    once = _of_their_shape(likely, canonical)
    labels = Labels(canonical=canonical | once)
    candidates = tuple(
        Candidate(label=seen.label, at=tuple(seen.at), why=_why_not(seen))
        for seen in likely.values()
        if seen.with_colon and not labels.parts(seen.label)
    )
    return Labels(
        canonical=canonical | once,
        declared=declared,
        once=frozenset(once),
        candidates=candidates,
    )


def _gather(found: Sequence[tuple[int, Prefix]]) -> dict[str, _Seen]:
    gathered: dict[str, _Seen] = defaultdict(_Seen)
    for place, prefix in found:
        seen = gathered[prefix.label.casefold()]
        seen.spellings[prefix.label] += 1
        seen.at.append(place)
        seen.with_colon |= prefix.form in {"colon", "markdown"}
    return gathered


def _recurring(likely: Mapping[str, _Seen], declared: Mapping[str, str]) -> dict[str, str]:
    """Give the declared labels, and those that recur and are not joint labels of others.

    Those of one speaker are taken first, since a joint label is one only if its parts are known.
    """
    known = dict(declared)
    labels = Labels(canonical=known)
    for key, seen in sorted(likely.items(), key=lambda item: len(JOINED.split(item[1].label))):
        if len(seen.at) > 1 and not labels.parts(seen.label):
            known[key] = seen.label
    return known


def _of_their_shape(likely: Mapping[str, _Seen], canonical: Mapping[str, str]) -> dict[str, str]:
    shapes = {_shape(label) for label in canonical.values() if CODE.fullmatch(label)}
    return {
        key: seen.label
        for key, seen in likely.items()
        if key not in canonical
        and seen.with_colon
        and CODE.fullmatch(seen.label)
        and _shape(seen.label) in shapes
    }


def _shape(label: str) -> str:
    """Give ``A0`` for ``I2``: letters and digits, each as one sign."""
    letters = re.sub(r"[^\W\d_]", lambda m: "A" if m[0].isupper() else "a", label)
    return re.sub(r"\d+", "0", letters)


def _why_not(seen: _Seen) -> str:
    return "stands once and is not declared" if len(seen.at) == 1 else "names nobody known"
