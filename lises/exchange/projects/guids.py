"""The GUID of every thing of a project: the one it came with, else one made from its name.

Made ones depend on the project's name and on the thing's id or key alone (UUID version 5 of RFC
9562), so that they are the same from export to export, in every format.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha1
from typing import TypeAlias
from uuid import UUID

from .project import (
    Case,
    Coder,
    Link,
    Memo,
    Project,
    ProjectCode,
    ProjectCoding,
    ProjectSet,
    Source,
    Variable,
)

__all__ = ["NAMESPACE", "Keyed", "as_guid", "guid_of", "made_guid"]

NAMESPACE = UUID("3d1f7c6e-8a52-5b0e-9c41-6b8f2e7d9a10")
"""Ours; chosen once and never changed, since every made GUID hangs on it."""

Keyed: TypeAlias = (
    Case | Coder | Link | Memo | ProjectCode | ProjectCoding | ProjectSet | Source | Variable
)

_KINDS: Mapping[type, str] = {
    Case: "case",
    Coder: "coder",
    Link: "link",
    Memo: "memo",
    ProjectCode: "code",
    ProjectCoding: "coding",
    ProjectSet: "set",
    Source: "source",
    Variable: "variable",
}
_GUID = re.compile(r"[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}")


def guid_of(thing: Keyed, project: Project) -> str:
    """Give the GUID of a thing of a project, in capital letters and without braces.

    Its own where it has one that is a GUID; else one made from the project's name, its kind and
    its id, or its key where it has no id.
    """
    if own := as_guid(thing.guid):
        return own
    identity = thing.key if isinstance(thing, Link) else thing.id or thing.key
    return made_guid(project.name, _KINDS[type(thing)], identity)


def made_guid(project: str, kind: str, identity: str) -> str:
    """Make a GUID from a project's name, a kind of thing, and what tells it from others.

    >>> made_guid("A study", "code", "trust") == made_guid("A study", "code", "trust")
    True
    >>> made_guid("A study", "code", "trust") == made_guid("A study", "set", "trust")
    False
    """
    # As uuid.uuid5 does, without an object each: one export makes tens of thousands.
    named = f"{project}/{kind}/{identity}".encode("utf-8", "surrogatepass")
    digest = sha1(NAMESPACE.bytes + named, usedforsecurity=False).hexdigest()
    variant = "89ab"[int(digest[16], 16) & 3]
    made = f"{digest[:8]}-{digest[8:12]}-5{digest[13:16]}-{variant}{digest[17:20]}-{digest[20:32]}"
    return made.upper()


def as_guid(text: str) -> str:
    """Give a GUID as this library writes it, in capitals, without braces; empty for another text.

    >>> as_guid("{0d62985d-b147-5d01-a9b5-cae5dcd98342}")
    '0D62985D-B147-5D01-A9B5-CAE5DCD98342'
    >>> as_guid("17")
    ''
    """
    if _GUID.fullmatch(text):
        return text
    # A letter that becomes ASCII in capitals would pass as one it is not.
    tried = text.strip().removeprefix("{").removesuffix("}").upper() if text.isascii() else ""
    return tried if _GUID.fullmatch(tried) else ""
