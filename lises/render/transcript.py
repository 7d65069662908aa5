"""The page of an interview: what it is, where its passages lie, its turns, its other codings."""

from __future__ import annotations

from collections import Counter

from markupsafe import Markup, escape

from lises.errors import UnknownNameError, did_you_mean
from lises.model import Interview, Passage, Transcript, allows
from lises.privacy import Release, stub_parts, transcript_clearance

from .index import PassageIndex, index_of
from .links import Links
from .mark import fragment, small_mark
from .markup import Content, element, joined, link
from .names import coders_of, participant_link, role_label, set_label, speaker_name
from .overview import overview
from .shown import Shown, shown_of
from .speech import gone, whole_gone
from .turns import turn_rows
from .view import View
from .words import Words

__all__ = ["transcript_body"]


def transcript_body(
    release: Release,
    interview: str,
    words: Words,
    links: Links,
    *,
    index: PassageIndex | None = None,
) -> Markup:
    """Make the page of an interview, below its title.

    Parameters
    ----------
    release : Release
    interview : str
        Its id. An interview whose transcript is not in the release gets a page that says so.
    words : Words
    links : Links
        Of the page that this stands on.
    index : PassageIndex, optional
        ``index_of(release)``; give it where many pages are made from one release.

    Returns
    -------
    Markup
        Every highlighted segment is a ``mark`` whose ``data-passage`` names its passages; the
        segments of a passage, joined per turn, are its quote. Constructed material has the short
        mark on top; the page itself puts the banner over it.

    Raises
    ------
    UnknownNameError
        If the study lists no such interview.
    """
    folder = release.folder
    row = folder.interview(interview)
    if row is None:
        near = did_you_mean(interview, [i.id for i in folder.interviews])
        raise UnknownNameError(f'no interview "{interview}" in {folder.path}; {near}'.rstrip("; "))
    index = index or index_of(release)
    view = View(release, words, links, index.by_id)
    transcript = folder.transcripts.get(interview)
    if transcript is None:
        parts: list[Content] = [_meta(view, row, None), _absent(view, row)]
    elif release.unlinked:
        return _excerpts(view, shown_of(view, transcript, index))
    else:
        shown = shown_of(view, transcript, index)
        parts = [
            _meta(view, row, shown),
            _what_is_shown(view, shown),
            overview(shown),
            _speakers(view, transcript),
            element("h2", words("transcript")),
            element("div", turn_rows(shown), class_="turns"),
            _other_sets(view, shown),
        ]
    back = link(links.interviews(folder.design.id), words("list-of-interviews"))
    return fragment(
        words, folder, "transcript", small_mark(words, folder), parts,
        element("p", back, class_="lises-note"),
    )  # fmt: skip


def _excerpts(view: View, shown: Shown) -> Markup:
    """Give what stands under a label of one finding: no talk, so nothing of how it went."""
    words, folder = view.words, view.folder
    back = link(view.links.study(folder.design.id), view.text(folder.design.title))
    return fragment(
        words,
        folder,
        "transcript",
        small_mark(words, folder),
        view.say("labels-excerpts"),
        element("div", turn_rows(shown), class_="turns"),
        element("p", back, class_="lises-note"),
    )


def _meta(view: View, row: Interview, shown: Shown | None) -> Markup:
    words, folder = view.words, view.folder
    people = [folder.participant(p) for p in row.participants]
    roles = {role_label(words, folder, p.role): None for p in people if p}
    told: list[Markup | str] = [words.series(roles)] if roles else []
    if row.medium:
        told.append(words.named("medium", row.medium))
    if row.minutes is not None:
        told.append(words("minutes", n=row.minutes))
    if shown is not None:
        told.append(words("turns", n=len(shown.transcript.turns)))
        told.append(words("passages", n=len(shown.passages)))
        coders = _coders(view, row.id, shown)
        if coders:
            told.append(words("coders", n=coders))
    return element("p", joined(told, " · "), class_="lises-meta") if told else Markup()


def _coders(view: View, interview: str, shown: Shown) -> int:
    """Count those who coded or read this interview; a set agreed on counts for its coders."""
    sets = {p.set for p in (*shown.passages, *shown.others)}
    sets |= {r.set for r in view.folder.readings if r.interview == interview}
    return len(coders_of(view.design, sorted(sets)))


def _what_is_shown(view: View, shown: Shown) -> Markup:
    """Say what of the conversation is here, what is not, and why."""
    words, transcript = view.words, shown.transcript
    tier = view.release.tier
    withheld = view.release.passages_withheld.get(transcript.interview, 0)
    cut = [turn for turn in transcript.turns if gone(turn.text)]
    whole = sum(whole_gone(turn.text) for turn in cut)
    key = "conversation-whole"
    if cut:
        cleared = allows(tier, transcript_clearance(view.folder, transcript.interview))
        key = "cut-in-places" if cleared else "excerpts-only"
    told = [words(key, tier=words(f"tier-{tier}"))]
    if whole:
        told.append(words("turns-withheld", n=whole, total=len(transcript.turns)))
    if withheld:
        told.append(words("passages-withheld", n=withheld))
    reasons = _reasons(words, transcript)
    if reasons:
        told.append(words("reasons-given", reasons=words.series(reasons).unescape()))
    return element("div", element("p", " ".join(told)), class_="lises-shown")


def _reasons(words: Words, transcript: Transcript) -> list[str]:
    counted = Counter(
        category for turn in transcript.turns for _, category in stub_parts(turn.text) if category
    )
    return [
        words("reason-count", category=words.named("category", category), n=n)
        for category, n in sorted(counted.items())
    ]


def _absent(view: View, row: Interview) -> Markup:
    """Say that the transcript is not here, and why."""
    words, release, folder = view.words, view.release, view.folder
    status = "missing" if row.transcript == "missing" else "withheld"
    record = not (folder.transcripts or folder.readings or any(release.passages_withheld.values()))
    key = f"transcript-{status}-why"
    if status == "withheld" and record and not folder.design.constructed:
        key = "transcript-record-why"
    told = [words(key, tier=words(f"tier-{release.tier}"))]
    withheld = release.passages_withheld.get(row.id, 0)
    if withheld:
        told.append(words("passages-withheld", n=withheld))
    people = [participant_link(view.links, folder, p) for p in row.participants]
    return joined(
        [
            element("h2", words(f"transcript-{status}")),
            element("p", " ".join(told)),
            element("p", words.series(people), class_="lises-note") if people else None,
        ]
    )


def _speakers(view: View, transcript: Transcript) -> Markup:
    words = view.words
    shares = _shares(transcript)
    rows = []
    for label, who in transcript.speakers:
        name = speaker_name(words, view.folder, who)
        if view.folder.participant(who):
            name = link(view.links.participant(view.design.id, who), name)
        said = words.html("speaks", label=element("b", label), who=name)
        share = shares.get(label)
        told = words("share-of-words", share=words.percent(share)) if share is not None else None
        rows.append(element("li", joined([said, told], ", ")))
    if not rows:
        return Markup()
    return element("h2", words("speakers")) + element("ul", rows, class_="lises-speakers")


def _shares(transcript: Transcript) -> dict[str, float]:
    """Give label → share of the words; nothing where any of the talk is not here.

    Words are what stands between white space, events left out. A turn of two counts for both
    halves alike.
    """
    if any(gone(turn.text) for turn in transcript.turns):
        return {}
    spoken: Counter[str] = Counter()
    for turn in transcript.turns:
        labels = [part.strip() for part in turn.label.split(" + ")]
        number = sum(not word.startswith("[") for word in turn.text.split())
        for label in labels:
            spoken[label] += number
    total = sum(spoken.values())
    return {label: n / total for label, n in spoken.items()} if total else {}


def _other_sets(view: View, shown: Shown) -> Markup | None:
    """List what the other coding sets marked, folded away."""
    if not shown.others:
        return None
    words, design = view.words, view.design
    by_set: dict[str, list[Passage]] = {}
    for passage in shown.others:
        by_set.setdefault(passage.set, []).append(passage)
    counted = set_label(words, design, design.counted)
    what = words("other-sets-what", counted=counted)
    folded = [
        element(
            "details",
            element(
                "summary",
                words("set-passages", set=set_label(words, design, name), n=len(passages)),
            ),
            element("ul", [_listed(view, p) for p in passages], class_="other-passages"),
        )
        for name, passages in sorted(by_set.items())
    ]
    return joined(
        [element("h2", words("other-sets")), element("p", what, class_="lises-note"), folded]
    )


def _listed(view: View, passage: Passage) -> Markup:
    words = view.words
    number = f"{passage.turn}"
    if passage.turn_end != passage.turn:
        number += f"–{passage.turn_end}"
    href = view.links.turn(view.design.id, passage.interview, passage.turn)
    codes = joined([view.code(code) for code in passage.codes], " ")
    place = link(href, words("turn-short", n=number))
    note = f" ({words('suggested')})" if passage.suggested else ""
    return element("li", place, " ", codes, escape(note), id=f"p-{passage.id}")
