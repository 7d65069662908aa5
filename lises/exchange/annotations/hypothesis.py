"""What Hypothesis gives of a group: annotations of pages with tags, notes, and replies to them.

The words of a page are not in the file, so a coding is known by its quotation and what stands
around it. Tags are codes. A note of a whole page, without a selector, is a memo about the page; so
is one without a tag whose words cannot be told. Replies are set aside, whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lises.exchange.document import UnreadableError
from lises.exchange.projects.gathering import Gathering
from lises.exchange.projects.project import Memo, Project, ProjectCoding, Source
from lises.exchange.safejson import parse_json

from .selectors import Selected, read_selectors

__all__ = ["FORMAT", "looks_like_hypothesis", "read_hypothesis"]

FORMAT = "Hypothesis"
UNTAGGED = "annotation"


def looks_like_hypothesis(content: bytes, name: str) -> bool:
    """Tell whether a file is what Hypothesis gives: rows with a user, an address and a target."""
    del name
    head = content[:65536]
    return (
        content.lstrip()[:1] in (b"{", b"[")
        and b'"acct:' in head
        and b'"uri"' in head
        and b'"target"' in head
    )


def read_hypothesis(content: bytes, path: Path) -> Project:
    """Read annotations as the program's interface gives them.

    Parameters
    ----------
    content : bytes
        ``{"rows": […]}``, or the list alone.
    path : Path

    Returns
    -------
    Project
        A source for each page, without its text.
    """
    gathering = Gathering(path, FORMAT)
    try:
        value = parse_json(content, path.name)
    except UnreadableError as why:
        gathering.unreadable(why)
        return gathering.project()
    rows = value.get("rows", value.get("annotations")) if isinstance(value, dict) else value
    if not isinstance(rows, list):
        gathering.fault(
            "format-not-read", "there is no list of rows in it", "export the annotations as JSON"
        )
        return gathering.project()
    for number, row in enumerate(rows, start=1):
        if isinstance(row, dict) and isinstance(row.get("uri"), str):
            _row(gathering, row, number)
        else:
            gathering.aside(f"row {number}", "", "no annotation of a page", at=number)
    if isinstance(value, dict) and isinstance(value.get("total"), int):
        missing = value["total"] - len(rows)
        if missing > 0:
            gathering.doubt(
                "page-elsewhere", f"the file has {len(rows):,} of {value['total']:,} annotations",
                "fetch the rest, and import it too",
            )  # fmt: skip
    return gathering.project(name=path.stem, software="Hypothesis")


def _row(gathering: Gathering, row: Mapping[str, Any], number: int) -> None:
    own = _text(row, "id") or f"row {number}"
    text = _text(row, "text")
    if row.get("references"):
        gathering.aside(f"{own}, row {number}", text, "a reply to another annotation", at=number)
        return
    source = gathering.source(
        Source(key=_text(row, "uri"), name=_title(row), text=None, kind="other")
    ).key
    coder = gathering.coder(_user(_text(row, "user")))
    date = _text(row, "created")
    selected = _selected(row.get("target"))
    tags = [tag for tag in row.get("tags") or () if isinstance(tag, str) and tag.strip()]
    if not selected.quote:
        _page_note(gathering, row, own, source, tags)
        return
    for order, tag in enumerate(dict.fromkeys(tags or [UNTAGGED])):
        gathering.coding(ProjectCoding(
            key=f"{own}.{order}", source=source, code=gathering.code(tag), coder=coder, date=date,
            memo=text, quote=selected.quote, before=selected.before, after=selected.after,
            selection=own,
        ), at=number)  # fmt: skip


def _page_note(
    gathering: Gathering, row: Mapping[str, Any], own: str, source: str, tags: list[str]
) -> None:
    """Take a note of a whole page: its tags as codings of all of it, its text as a memo."""
    coder, date = _user(_text(row, "user")), _text(row, "created")
    for order, tag in enumerate(dict.fromkeys(tags)):
        gathering.coding(ProjectCoding(
            key=f"{own}.{order}", source=source, code=gathering.code(tag), whole=True, coder=coder,
            date=date, selection=own,
        ))  # fmt: skip
    if text := _text(row, "text"):
        about = (("source", source),)
        memo = Memo(key=own, text=text, about=about, coder=coder, date=date)  # type: ignore[arg-type]
        gathering.memos.append(memo)


def _selected(target: object) -> Selected:
    for one in target if isinstance(target, list) else [target]:
        if isinstance(one, dict) and one.get("selector"):
            return read_selectors(one["selector"])
    return Selected()


def _title(row: Mapping[str, Any]) -> str:
    document = row.get("document")
    title = document.get("title") if isinstance(document, dict) else None
    title = title[0] if isinstance(title, list) and title else title
    return title if isinstance(title, str) and title.strip() else _text(row, "uri")


def _user(account: str) -> str:
    """Give the name of ``acct:name@host``."""
    return account.removeprefix("acct:").partition("@")[0]


def _text(one: Mapping[str, Any], key: str) -> str:
    value = one.get(key)
    return value if isinstance(value, str) else ""
