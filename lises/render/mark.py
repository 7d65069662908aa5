"""The one place that marks invented material.

Everything that can be lifted out of the book (a page, a card, a caption, a copied quotation, a
file) takes its mark from here; collected material has none.
"""

from __future__ import annotations

from markupsafe import Markup

from lises.model import StudyFolder

from .markup import Content, element
from .words import Words

__all__ = ["banner", "copied", "file_mark", "fragment", "marked", "short_mark", "small_mark"]


def banner(words: Words, folder: StudyFolder) -> Markup:
    """Say on top of a page or fragment what of it is invented; empty for collected material."""
    if not folder.design.constructed:
        return Markup()
    text = words("mark-banner")
    label = words("mark-label")
    return element("p", text, class_="lises-constructed", role="note", aria_label=label)


def short_mark(words: Words) -> str:
    """Give the mark in three words, for captions and titles of constructed material."""
    return words("mark-short")


def file_mark(words: Words) -> str:
    """Give the mark in one word, for names of files that hold constructed material."""
    return words("mark-file")


def marked(words: Words, folder: StudyFolder, title: str) -> str:
    """Give a title or caption with its mark, unchanged for collected material."""
    return f"{title} ({short_mark(words)})" if folder.design.constructed else title


def small_mark(words: Words, folder: StudyFolder) -> Markup:
    """Give the short mark as a small sign within a card or a footer; empty for collected."""
    if not folder.design.constructed:
        return Markup()
    return element("span", short_mark(words), class_="lises-constructed-small")


def copied(words: Words, folder: StudyFolder, quote: str, source: str) -> str:
    """Give a quotation as it is copied: quoted, with its source and, where invented, the mark."""
    text = f"»{quote}«\n({source})"
    return f"{text}\n{words('mark-copied')}" if folder.design.constructed else text


def fragment(words: Words, folder: StudyFolder, kind: str, *content: Content) -> Markup:
    """Wrap a fragment of a page, so that styles, copying and the mark reach all of it.

    Parameters
    ----------
    words : Words
    folder : StudyFolder
        Whose material it shows.
    kind : str
        What it is, one word: ``transcript`` becomes the class ``lises-transcript``.
    *content
        Its parts; the banner is not among them unless you put it there.

    Notes
    -----
    The script reads its few words from these attributes. ``data-mark`` is what it appends to any
    text copied out of the fragment; only constructed material has it.
    """
    return element(
        "div",
        content,
        class_=["lises", f"lises-{kind}"],
        lang=words.language,
        data_copy_link=words("copy-link"),
        data_copy_quotation=words("copy-quotation"),
        data_copied=words("copied"),
        data_copy_failed=words("copy-failed"),
        data_mark=words("mark-copied") if folder.design.constructed else None,
    )
