"""A guideline held against a study as plain text, as Markdown and as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from lises.evidence.guidelines import GUIDELINE_TEXTS, GuidelineRow, state_counts
from lises.model import GuidelineName, LocalText, StudyFolder

from .guideline_words import fact_text
from .guidelines import guideline_counts
from .mark import marked
from .words import Words

__all__ = ["guideline_lines", "guideline_markdown", "guideline_values"]

Rows = tuple[GuidelineRow, ...]


def guideline_lines(
    words: Words, folder: StudyFolder, guideline: GuidelineName, rows: Rows
) -> Iterator[str]:
    """Give the lines for a terminal: every item with its state, then what answers it."""
    text = GUIDELINE_TEXTS[guideline]
    yield marked(words, folder, f"{text.name}: {folder.design.id}")
    yield from _preface(words, folder, guideline, rows)
    for domain, within in groupby(rows, key=lambda row: words.local(row.item.domain)):
        yield ""
        yield domain
        for row in within:
            number = f"{row.item.id:>3} " if text.checklist else "    "
            yield f"{number} {words.local(row.item.topic)} [{_state(words, guideline, row)}]"
            yield from (f"      {said}" for said in _answers(words, folder, guideline, row))


def guideline_markdown(
    words: Words, folder: StudyFolder, guideline: GuidelineName, rows: Rows
) -> str:
    """Give a Markdown file to hand in beside an article; invented material says so on top."""
    text = GUIDELINE_TEXTS[guideline]
    lines = [f"# {marked(words, folder, f'{text.name}: {words.local(folder.design.title)}')}", ""]
    if folder.design.constructed:
        lines += [f"> {words('mark-banner')}", ""]
    lines += [*_paragraphs(_preface(words, folder, guideline, rows))]
    address = f"<https://doi.org/{text.doi}>"
    source = words("guideline-source", title=text.title, cite=text.cite, link=address)
    lines += [source, ""]
    for domain, within in groupby(rows, key=lambda row: words.local(row.item.domain)):
        lines += [f"## {domain}", ""]
        for row in within:
            number = f"{row.item.id}. " if text.checklist else ""
            state = _state(words, guideline, row)
            lines += [f"### {number}{words.local(row.item.topic)} ({state})", ""]
            lines += [f"*{words.local(row.item.asks)}*", ""]
            answers = [f"- {said}" for said in _answers(words, folder, guideline, row)]
            lines += [*answers, ""] if answers else []
    return "\n".join(lines).rstrip("\n") + "\n"


def guideline_values(
    folder: StudyFolder, guideline: GuidelineName, rows: Rows
) -> dict[str, object]:
    """Give plain values for machines; what is no checklist has no counts.

    Returns
    -------
    dict
        ``study``, ``data_status``, ``guideline``, ``name``, ``doi``, ``checklist``, ``counts``
        (state → items, None for recommendations) and ``items``, each with ``item``, ``domain``,
        ``topic``, ``asks``, ``state``, ``facts`` (``what``, ``values``, ``where``), ``text``,
        ``see``, ``not_applicable`` and ``withheld``.
    """
    text = GUIDELINE_TEXTS[guideline]
    return {
        "study": folder.design.id,
        "data_status": folder.design.data_status,
        "method": folder.design.method,
        "guideline": guideline,
        "name": text.name,
        "doi": text.doi,
        "checklist": text.checklist,
        "counts": dict(state_counts(rows)) if text.checklist else None,
        "items": [_item_values(row) for row in rows],
    }


def _item_values(row: GuidelineRow) -> dict[str, object]:
    return {
        "item": row.item.id,
        "domain": _by_language(row.item.domain),
        "topic": _by_language(row.item.topic),
        "asks": _by_language(row.item.asks),
        "state": row.state,
        "facts": [
            {"what": fact.key, "values": dict(fact.values), "where": list(fact.where)}
            for fact in row.facts
        ],
        "text": _by_language(row.text),
        "see": list(row.see),
        "not_applicable": _by_language(row.not_applicable),
        "withheld": row.withheld,
    }


def _by_language(text: LocalText) -> dict[str, str]:
    return dict(text.by_language)


def _preface(
    words: Words, folder: StudyFolder, guideline: GuidelineName, rows: Rows
) -> Iterator[str]:
    """Say how many items are answered, or that it is no checklist; and what the study lacks."""
    text = GUIDELINE_TEXTS[guideline]
    yield guideline_counts(words, text, rows) or words("guidelines-reflexive")
    if folder.design.method == "not-stated":
        yield words("guidelines-not-stated")
    if not (folder.transcripts or folder.findings or folder.design.constructed):
        yield words("guidelines-record")


def _paragraphs(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line
        yield ""


def _state(words: Words, guideline: GuidelineName, row: GuidelineRow) -> str:
    said = "item" if GUIDELINE_TEXTS[guideline].checklist else "heard"
    return words(f"{said}-{row.state}")


def _answers(
    words: Words, folder: StudyFolder, guideline: GuidelineName, row: GuidelineRow
) -> Iterator[str]:
    """Give what answers an item, a line each; of what is missing, that it is."""
    for fact in row.facts:
        source = words("item-from", places=", ".join(fact.where))
        yield f"{fact_text(words, folder, fact)} {source}"
    if row.text:
        yield words.local(row.text)
    if row.see:
        yield words("item-see", places=", ".join(row.see))
    if row.withheld:
        yield words("item-withheld", n=row.withheld)
    if row.not_applicable:
        yield words("item-excused", why=words.local(row.not_applicable))
    if row.state == "partly" and GUIDELINE_TEXTS[guideline].checklist:
        yield words("item-partly-says")
