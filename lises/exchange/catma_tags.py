"""CATMA's tagsets and tags as codes; the layout is in ``catma``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from .catma_tree import CatmaFiles
from .databases.remarks import Remarks, whole_tree
from .document import UnreadableError
from .projects.project import ProjectCode
from .safejson import parse_json

__all__ = ["CatmaTag", "parsed", "part", "read_tags", "written"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CatmaTag:
    """The names of a tag's properties by number: those of CATMA itself, and its users' own."""

    system: Mapping[str, str] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)


def read_tags(
    files: CatmaFiles, remarks: Remarks
) -> tuple[tuple[ProjectCode, ...], dict[str, CatmaTag]]:
    """Give tagsets and tags as codes, and each tag's properties by its number."""
    codes: dict[str, ProjectCode] = {}
    tags: dict[str, CatmaTag] = {}
    colors = 0
    # Every tag after the one in whose folder it stands.
    for path, name in sorted(files.under("tagsets"), key=lambda found: found[0].parent.parts):
        if path.name not in {"header.json", "propertydefs.json"} or len(path.parts) < 2:
            continue
        told = parsed(files, remarks, name)
        if told is None:
            continue
        if path.name == "header.json":
            code = _tagset(path, told)
        else:
            code, tag = _tag(path, told)
            tags.setdefault(code.key, tag)
            colors += not code.color
        if code.key in codes:
            remarks.doubt(
                "key-repeated",
                f"a tag is there twice: {name}",
                "look at it in CATMA; the first stays",
            )
        codes.setdefault(code.key, code)
    if colors:
        remarks.notes.append(f"tags without a colour that can be read: {colors}")
    return _above(codes, remarks), tags


def _above(codes: Mapping[str, ProjectCode], remarks: Remarks) -> tuple[ProjectCode, ...]:
    """Let every code stand below one that is there, and none below itself."""
    parents = {
        key: code.parent if remarks.points("tags", "tag", code.parent or key, codes) else ""
        for key, code in codes.items()
    }
    parents, cut = whole_tree(parents)
    if cut:
        remarks.above_itself(len(cut))
    return tuple(
        ProjectCode(
            key=key,
            name=code.name,
            parent=parents[key],
            description=code.description,
            color=code.color,
            codable=code.codable,
        )
        for key, code in codes.items()
    )


def _tagset(path: PurePosixPath, told: object) -> ProjectCode:
    key = path.parts[0]
    return ProjectCode(
        key=key,
        name=written(part(told, "name")) or key,
        description=written(part(told, "description")),
        codable=False,
    )


def _tag(path: PurePosixPath, told: object) -> tuple[ProjectCode, CatmaTag]:
    key = written(part(told, "uuid")) or path.parts[-2]
    system = part(told, "systemPropertyDefinitions")
    code = ProjectCode(
        key=key,
        name=written(part(told, "name")) or key,
        parent=written(part(told, "parentUuid")) or path.parts[0],
        color=_color(system),
    )
    return code, CatmaTag(
        system=_names(system), own=_names(part(told, "userDefinedPropertyDefinitions"))
    )


def _color(system: object) -> str:
    """Give the colour, which is a number of Java's with red, green and blue."""
    for told in system.values() if isinstance(system, dict) else ():
        values = part(told, "possibleValueList")
        if part(told, "name") == "catma_displaycolor" and isinstance(values, list) and values:
            try:
                return f"#{int(str(values[0])[:12]) & 0xFFFFFF:06x}"
            except ValueError:
                return ""
    return ""


def _names(told: object) -> dict[str, str]:
    if not isinstance(told, dict):
        return {}
    return {key: written(part(value, "name")) or key for key, value in told.items()}


def parsed(files: CatmaFiles, remarks: Remarks, name: str) -> Any:  # noqa: ANN401 - JSON
    """Give what a file of JSON holds, or None, having told why it cannot be read."""
    try:
        return parse_json(files.read(name), name)
    except UnreadableError as error:
        remarks.unreadable(error)
        return None


def part(told: object, *keys: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Give what is under these keys, None where anything else is there."""
    for key in keys:
        told = told.get(key) if isinstance(told, dict) else None
    return told


def written(value: object) -> str:
    """Give a text, empty where it is none; half of a pair of surrogates is ``?``."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""
