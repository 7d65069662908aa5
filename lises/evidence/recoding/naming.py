"""Codes in queries and in prose, replaced token by token: ``tab`` never touches ``tabletop``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lises.errors import LisesError
from lises.evidence.values import parse_value

__all__ = ["Names", "in_list", "in_prose", "in_query"]

Names = Mapping[str, str]
"""Code → the code that stands for it now."""

_TOKEN = re.compile(r"[^\s|&]+")
_GROUP = re.compile(r"[^&]+")
_REPEATED = re.compile(r"\s*\|\s*$")
# Whatever begins and ends like a role, in code too: what a check reads as a count is rewritten.
_ROLE = re.compile(
    r"(?P<head>\{lises:(?P<role>code|count|value)\}(?P<ticks>`+))(?!`)"
    r"(?P<said>(?:(?!\n[ \t]*\n).)+?)(?<!`)(?P=ticks)(?!`)",
    re.DOTALL,
)
_TITLED = re.compile(r"(?P<before>.*<)(?P<target>[^<>]*)(?P<after>>\s*)\Z", re.DOTALL)


def in_list(codes: Sequence[str], names: Names) -> list[str | None]:
    """Give each code its name now; None where it would stand a second time.

    >>> in_list(["tap", "weeds", "queue"], {"queue": "tap"})
    ['tap', 'weeds', None]
    """
    seen: set[str] = set()
    found: list[str | None] = []
    for code in codes:
        now = names.get(code, code)
        found.append(None if now in seen else now)
        seen.add(now)
    return found


def in_query(text: str, names: Names) -> str:
    """Rewrite a code query; blanks and signs stay, and of two alternatives that are one, one stays.

    >>> in_query("tap | queue & tap-queue", {"queue": "tap"})
    'tap & tap-queue'
    """
    return _GROUP.sub(lambda group: _alternatives(group[0], names), text)


def _alternatives(text: str, names: Names) -> str:
    """Rewrite codes joined by ``|``."""
    found = [names.get(hit[0], hit[0]) for hit in _TOKEN.finditer(text)]
    old = [hit[0] for hit in _TOKEN.finditer(text)]
    if found == old:
        return text
    out, done, seen = "", 0, set[str]()
    for hit, now in zip(_TOKEN.finditer(text), found, strict=True):
        if now in seen:
            out = _REPEATED.sub("", out + text[done : hit.start()])
        else:
            out += text[done : hit.start()] + now
        seen.add(now)
        done = hit.end()
    return out + text[done:]


def in_prose(text: str, names: Names, study: str) -> str:
    """Rewrite the codes that roles in prose name: ``code``, ``count`` and ``value``.

    Parameters
    ----------
    text : str
        Prose as an author wrote it; all else of it stays.
    names : Mapping[str, str]
    study : str
        The study's id: a code may be named ``study/code``.
    """

    def rewritten(hit: re.Match[str]) -> str:
        said = hit["said"]
        if hit["role"] == "code":
            new = _target(said, names, study)
        elif hit["role"] == "count":
            new = in_query(said, names)
        else:
            new = _value(said, names, study)
        return f"{hit['head']}{new}{hit['ticks']}"

    return _ROLE.sub(rewritten, text)


def _target(said: str, names: Names, study: str) -> str:
    """Rewrite what a reference to a code leads to; a title of its own stays."""
    titled = _TITLED.fullmatch(said)
    target = titled["target"] if titled else said
    bare = target.strip().removeprefix("!")
    code = bare.removeprefix(f"{study}/")
    if code not in names:
        return said
    new = target.replace(code, names[code]) if code == bare else target.replace(
        f"/{code}", f"/{names[code]}"
    )  # fmt: skip
    return f"{titled['before']}{new}{titled['after']}" if titled else new


def _value(said: str, names: Names, study: str) -> str:
    """Rewrite the query of a value; what cannot be read, or is of another study, stays."""
    try:
        asked = parse_value(said)
    except LisesError:
        return said
    if not asked.query or asked.study not in ("", study):
        return said
    end = asked.query_at + len(asked.query)
    return said[: asked.query_at] + in_query(asked.query, names) + said[end:]
