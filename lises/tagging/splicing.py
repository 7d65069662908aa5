"""YAML written by hand, with something put in: every other character stays, comments too.

What was put in is read again and held against what was meant; where it does not come out so, the
file is left alone and the words to write by hand are given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from typing import NamedTuple

from lises.errors import LisesError
from lises.files import Faults, MarkedList, MarkedMap, parse_codebook, parse_study, parse_yaml
from lises.files.text import decode_text
from lises.files.yaml_marks import Mark
from lises.files.yaml_write import local_value, write_yaml
from lises.model import Code, Codebook, CodebookChange, CodingSet, StudyDesign

__all__ = ["spliced", "with_code", "with_coder", "with_set"]


_BOM = b"\xef\xbb\xbf"


class _Place(NamedTuple):
    """A collection in a text: its value and its mark."""

    value: MarkedMap | MarkedList
    mark: Mark


def spliced(path: str, data: bytes | None, put: Callable[[str], str]) -> bytes:
    """Put something into a file's clean text; the bytes of the lines that stay are the same.

    Raises
    ------
    LisesError
        If the file cannot be read, or ``put`` refuses.
    """
    faults = Faults(path)
    text = decode_text(data or b"", faults)
    if text is None:
        told = "; ".join(f"line {p.line} {p.message}" for p in faults.found)
        raise LisesError(f"{path} cannot be read: {told}")
    bom = _BOM if (data or b"").startswith(_BOM) else b""
    raws = (data or b"")[len(bom) :].splitlines(keepends=True)
    end = next((raw[len(raw.rstrip(b"\r\n")) :] for raw in raws), b"") or b"\n"
    was = text.split("\n")[: len(raws)]
    made = put(text)
    now = made.removesuffix("\n").split("\n")
    out: list[bytes] = []
    for kind, one, two, first, last in SequenceMatcher(
        None, was, now, autojunk=False
    ).get_opcodes():
        same = kind == "equal"
        out += raws[one:two] if same else [line.encode() + end for line in now[first:last]]
    ended = (line if line.endswith((b"\n", b"\r")) else line + end for line in out)
    return bom + b"".join(ended)


def with_coder(text: str, coder: str, name: str) -> str:
    """Put a coder into ``study.yaml``."""
    made = _in_mapping(text, "coders", {coder: {"name": name}})
    return _as_meant(text, made, lambda d: replace(d, coders=(*d.coders, (coder, name))))


def with_set(text: str, coding_set: CodingSet) -> str:
    """Put a coder's round into ``study.yaml``."""
    values: dict[str, object] = {"coder": coding_set.coder, "round": coding_set.round}
    made = _in_mapping(text, "coding_sets", {coding_set.id: values})
    return _as_meant(text, made, lambda d: replace(d, coding_sets=(*d.coding_sets, coding_set)))


def _as_meant(text: str, made: str, meant: Callable[[StudyDesign], StudyDesign]) -> str:
    was, is_now = (parse_study(one, "study.yaml") for one in (text, made))
    wanted = meant(was[0]) if was[0] is not None else None
    if wanted is None or is_now[0] != wanted or len(is_now[1]) > len(was[1]):
        raise LisesError(
            "study.yaml is written in a way that cannot be added to; add the coder and the set "
            "by hand, under coders and coding_sets"
        )
    return made


def with_code(text: str, code: Code, change: CodebookChange | None) -> str:
    """Put a code into ``codebook.yaml``: below the others of its parent, else last.

    Parameters
    ----------
    text : str
        The file; empty where there is none.
    code : Code
    change : CodebookChange or None
        The version that begins with it, where one does.

    Raises
    ------
    LisesError
        If the file cannot be added to; it is left as it is.
    """
    was = parse_codebook(text or "version: 1\ncodes: []\n", "codebook.yaml")
    if was[0] is None:
        raise LisesError("codebook.yaml cannot be read; see lises check")
    made = _with_code(text, code, was[0])
    if change is not None:
        made = _with_version(made, change)
    is_now = parse_codebook(made, "codebook.yaml")
    if not _is_meant(was[0], is_now[0], code, change) or len(is_now[1]) > len(was[1]):
        raise LisesError(
            f"codebook.yaml is written in a way that cannot be added to; add {code.id} by hand"
        )
    return made


def _is_meant(
    was: Codebook, now: Codebook | None, code: Code, change: CodebookChange | None
) -> bool:
    if now is None:
        return False
    codes = [one for one in now.codes if one.id != code.id]
    changes = (*was.changes, change) if change else was.changes
    version = change.version if change else was.version
    same = codes == list(was.codes) and now.code(code.id) == code
    return same and now.changes == changes and now.version == version


def _with_code(text: str, code: Code, book: Codebook) -> str:
    row: dict[str, object] = {
        "id": code.id,
        "parent": code.parent,
        "label": local_value(code.label),
        "definition": local_value(code.definition),
        "changed": code.changed if code.changed != 1 else None,
    }
    if not text.strip():
        return write_yaml({"version": 1, "codes": [row]}, block=3)
    family = book.with_children(code.parent) if code.parent else frozenset()
    after = max((n for n, one in enumerate(book.codes) if one.id in family), default=None)
    return _in_list(text, "codes", row, after)


def _with_version(text: str, change: CodebookChange) -> str:
    row: dict[str, object] = {
        "version": change.version,
        "date": change.date,
        "why": local_value(change.why),
    }
    text = _in_list(text, "changes", row, None)
    top = _top(text)
    mark = top.marks.get("version")
    if mark is None:
        lines = text.split("\n")
        lines.insert(min(top.keys_at.values()) - 1, f"version: {change.version}")
        return "\n".join(lines)
    return text[: mark.start] + str(change.version) + text[mark.end :]


def _top(text: str) -> MarkedMap:
    top = parse_yaml(text, Faults(""))
    if not isinstance(top, MarkedMap):
        raise LisesError("the file is no list of keys; see lises check")
    return top


def _place(text: str, key: str) -> _Place | None:
    top = _top(text)
    value = top.get(key)
    if isinstance(value, MarkedMap | MarkedList):
        return _Place(value, top.marks[key])
    return None


def _in_mapping(text: str, key: str, item: Mapping[str, object]) -> str:
    """Put an entry behind the last of the mapping under a key of the file."""
    place = _place(text, key)
    if place is None or not place.value:
        return _anew(text, key, dict(item))
    flow = _bare(write_yaml({"x": dict(item)}))
    if text[place.mark.start] == "{":
        return _behind(text, _end(text, place.value), f", {flow[1:-1]}")
    return _below(text, _end(text, place.value), _indent(text, place.mark.start), f"{flow[1:-1]}")


def _in_list(text: str, key: str, row: Mapping[str, object], after: int | None) -> str:
    """Put an item into the list under a key of the file, behind the item of a number or last."""
    place = _place(text, key)
    if place is None or not place.value or not isinstance(place.value, MarkedList):
        return _anew(text, key, [dict(row)])
    at = len(place.value) - 1 if after is None else after
    end = _end_of(text, place.value[at], place.value.marks[at])
    if text[place.mark.start] == "[":
        return _behind(text, end, f", {_bare(write_yaml({'x': dict(row)}))}")
    block = key == "codes"
    lines = write_yaml({key: [dict(row)]}, block=3 if block else 1).split("\n", 1)[1]
    dash = text.rindex("-", 0, place.value.marks[0].start)
    indent = " " * (dash - _line_start(text, dash))
    put = "\n".join(f"{indent}{line[2:]}" for line in lines.splitlines())
    return _below(text, end, "", put)


def _bare(written: str) -> str:
    """Give a value on one line from ``x: {…}``, or from the lines that it took."""
    if written.startswith("x: "):
        return written[3:].rstrip("\n")
    parts = (line.strip() for line in written.splitlines()[1:])
    return "{" + ", ".join(parts) + "}"


def _anew(text: str, key: str, value: object) -> str:
    """Write a key that is not there, or that has nothing; a comment on its line stays."""
    top = _top(text)
    written = write_yaml({key: value}, block=3)
    if key not in top:
        return f"{text.rstrip()}\n{written}"
    lines = text.split("\n")
    at = top.line_of(key) - 1
    head, _, rest = written.partition("\n")
    comment = lines[at].partition(" #")
    lines[at] = f"{head}  #{comment[2]}" if comment[1] else head
    if rest:
        lines.insert(at + 1, rest.rstrip("\n"))
    return "\n".join(lines)


def _end(text: str, value: MarkedMap | MarkedList) -> int:
    """Give where the last scalar, or collection in brackets, of a collection ends."""
    if isinstance(value, MarkedMap):
        last = max(value.marks, key=lambda key: value.marks[key].start)
        return _end_of(text, value[last], value.marks[last])
    return _end_of(text, value[-1], value.marks[-1])


def _end_of(text: str, value: object, mark: Mark) -> int:
    # The mark of a collection without brackets goes on over comments and blank lines below it.
    inner = isinstance(value, MarkedMap | MarkedList) and value and text[mark.start] not in "{["
    if inner and isinstance(value, MarkedMap | MarkedList):
        return _end(text, value)
    return mark.end


def _behind(text: str, end: int, put: str) -> str:
    return text[:end] + put + text[end:]


def _below(text: str, end: int, indent: str, put: str) -> str:
    """Put lines below the line on which something ends, a comment on it included."""
    end = len(text[:end].rstrip())
    line_end = text.find("\n", end)
    if line_end < 0:
        return f"{text}\n{indent}{put}\n"
    return f"{text[:line_end]}\n{indent}{put}{text[line_end:]}"


def _indent(text: str, at: int) -> str:
    return " " * (at - _line_start(text, at))


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1
