"""Values as YAML that a person would write: block on the outside, one line where it fits."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from lises.errors import LisesError
from lises.model import LocalText

from .yaml_marks import stays_text

__all__ = ["flow_yaml", "local_value", "modeline", "write_yaml"]

_WIDTH = 100
# Conservative: whatever is not plainly a word or words is put in quotation marks.
_PLAIN = re.compile(r"[^\W_](?:[\w .+/()-]*[\w+)])?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def modeline(kind: str) -> str:
    """Give the first line of a YAML file: it tells an editor which schema completes it."""
    return f"# yaml-language-server: $schema=../../data_schema/{kind}.schema.json\n"


def local_value(text: LocalText) -> str | dict[str, str] | None:
    """Give a text as it stands in YAML: plain, by language, or None where there is none.

    Raises
    ------
    LisesError
        If it has a text in the study's own language beside named ones: say which language it is.
    """
    texts = dict(text.by_language)
    if not texts:
        return None
    if "" not in texts:
        return texts
    if len(texts) > 1:
        raise LisesError(f"a text has no language beside {sorted(texts)[1:]}: name its language")
    return texts[""]


def write_yaml(value: Mapping[str, object], *, block: int = 1) -> str:
    """Write a mapping as YAML.

    Parameters
    ----------
    value : Mapping[str, object]
        Texts, whole numbers, booleans, lists and mappings. A key whose value is None is left out.
    block : int
        How many levels always have lines of their own; deeper ones are put on one line where that
        is at most 100 characters wide.

    Returns
    -------
    str
        With a final newline; empty for an empty mapping.
    """
    lines: list[str] = []
    _mapping(value, "", block, lines)
    return "".join(f"{line}\n" for line in lines)


def _given(value: Mapping[str, object]) -> list[tuple[str, object]]:
    return [(key, item) for key, item in value.items() if item is not None]


def _mapping(value: Mapping[str, object], indent: str, block: int, lines: list[str]) -> None:
    """Write a mapping in block style, each key on its line."""
    for key, item in _given(value):
        head = f"{indent}{_text(key)}:"
        flow = f"{head} {flow_yaml(item)}"
        if not isinstance(item, Mapping | list) or not item or _stays(item, flow, block):
            lines.append(flow)
            continue
        lines.append(head)
        if isinstance(item, Mapping):
            _mapping(item, f"{indent}  ", block - 1, lines)
        else:
            for part in item:
                _item(part, f"{indent}  ", block - 1, lines)


def _item(part: object, indent: str, block: int, lines: list[str]) -> None:
    """Write an item of a list in block style."""
    flow = f"{indent}- {flow_yaml(part)}"
    if not isinstance(part, Mapping) or not part or (block <= 0 and len(flow) <= _WIDTH):
        lines.append(flow)
        return
    inner: list[str] = []
    _mapping(part, f"{indent}  ", block - 1, inner)
    inner[0] = f"{indent}- {inner[0].lstrip()}"
    lines.extend(inner)


def _stays(item: Mapping[str, object] | list[object], flow: str, block: int) -> bool:
    """Tell whether a collection stands on the line of its key: it fits, and it may or is flat."""
    inner = item.values() if isinstance(item, Mapping) else item
    flat = not any(isinstance(part, Mapping | list) for part in inner)
    return len(flow) <= _WIDTH and (flat or block <= 0)


def flow_yaml(value: object) -> str:
    """Write a value on one line.

    >>> flow_yaml({"name": "A, B", "of": ["x", 2]})
    '{name: "A, B", of: [x, 2]}'
    """
    if isinstance(value, Mapping):
        pairs = (f"{_text(key)}: {flow_yaml(item)}" for key, item in _given(value))
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow_yaml(item) for item in value) + "]"
    return _scalar(value)


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    return _text(str(value))


def _text(text: str) -> str:
    """Write a text bare where every reader of YAML takes it for text, else in quotation marks."""
    if _DAY.fullmatch(text):
        return text
    if _PLAIN.fullmatch(text) and stays_text(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda hit: f"\\u{ord(hit[0]):04x}", quoted)
