"""A public name: what it is, how it is called, what it says of itself."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import ModuleType

from lises.book.markdown import as_text
from lises.render.markup import Markup, element, joined

from .docstrings import Code, coloured, read_docstring, written

__all__ = ["Named", "members", "named"]

ONE_LINE = 48  # characters of a call that a phone shows without a break
LONGEST_VALUE = 60
KINDS = ("function", "class", "error", "table", "type", "value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something public: its name, the room that promises it, what it is, its docstring."""

    name: str
    room: str
    kind: str
    made: object
    doc: str
    call: str = ""

    @property
    def anchor(self) -> str:
        """The name of its place. Small and large letters are one there, so kinds stand apart."""
        kind = "" if self.kind in ("function", "member") else self.kind
        return re.sub(r"[^a-z0-9]+", "-", f"{self.room} {kind} {self.name}".lower())

    def written(self, level: str, code: Code) -> Iterator[str]:
        """Write heading, call and docstring, each a block of a page."""
        before = "" if self.kind in ("function", "member") else f"{self.kind} "
        yield f"({self.anchor})=\n{level} {before}{as_text(self.name)}"
        call = element("div", coloured(self.call, "python"), class_="lises-call")
        columns = _columns(self.made) if self.kind == "table" else None
        told = written(read_docstring(self.doc), code)
        yield str(element("div", call if self.call else None, columns, told, class_="lises-told"))


def named(room: ModuleType) -> list[Named]:
    """Give the names that a room promises: what is called first, values last."""
    found = [_named(name, room) for name in room.__all__]
    return sorted(found, key=lambda one: KINDS.index(one.kind))


def members(one: Named) -> list[Named]:
    """Give the documented methods and properties of a class, inherited from ours too."""
    if not inspect.isclass(one.made):
        return []
    ours = [c for c in one.made.__mro__ if c.__module__.startswith("lises.")]
    own: dict[str, object] = {}
    for one_class in ours:  # its own first, then what it has from others
        own = {**own, **{n: made for n, made in vars(one_class).items() if n not in own}}
    return [_member(one, name, made) for name, made in own.items() if _shown(name, made)]


def _shown(name: str, made: object) -> bool:
    if name.startswith("_") and name != "__call__":
        return False
    function = _function(made)
    return function is not None and bool(inspect.getdoc(function))


def _function(made: object) -> Callable[..., object] | None:
    """Give the function behind a method or a property."""
    if isinstance(made, property):
        return made.fget
    if isinstance(made, cached_property):
        return made.func
    if isinstance(made, classmethod | staticmethod):
        return made.__func__
    return made if inspect.isfunction(made) else None


def _member(one: Named, name: str, made: object) -> Named:
    function = _function(made)
    assert function is not None
    plain = isinstance(made, property | cached_property)
    shown = f"{one.name.lower()}.{name}" if name != "__call__" else one.name.lower()
    call = _property(shown, function) if plain else _call(shown, function, bound=True)
    doc = inspect.getdoc(function) or ""
    full = f"{one.name}.{name}"
    return Named(name=full, room=one.room, kind="member", made=made, doc=doc, call=call)


def _named(name: str, room: ModuleType) -> Named:
    made = getattr(room, name)
    kind, doc, call = "function", inspect.getdoc(made) or "", ""
    if inspect.isclass(made):
        kind = "error" if issubclass(made, Exception) else "class"
        call = "" if kind == "error" else _call(name, made)
    elif inspect.isroutine(made):
        call = _call(name, made)
    else:
        kind, doc, call = _value(name, made, room)
    return Named(name=name, room=room.__name__, kind=kind, made=made, doc=doc, call=call)


# ---- How it is called --------------------------------------------------------------------------


def _property(name: str, function: Callable[..., object]) -> str:
    gives = function.__annotations__.get("return")
    return f"{name}: {gives}" if gives else name


def _call(name: str, made: Callable[..., object], *, bound: bool = False) -> str:
    """Write a call: in a line where it is short, else a parameter on each."""
    try:
        signature = inspect.signature(made)
    except (TypeError, ValueError):  # what is called in no way of its own
        return ""
    parameters = list(signature.parameters.values())[1 if bound else 0 :]
    inner = list(_parameters(parameters))
    gives = signature.return_annotation
    after = "" if gives in (inspect.Signature.empty, None, "None") else f" -> {_type(gives)}"
    line = f"{name}({', '.join(inner)}){after}"
    if len(line) <= ONE_LINE or not inner:
        return line
    return "\n".join([f"{name}(", *(f"    {one}," for one in inner), f"){after}"])


def _parameters(parameters: list[inspect.Parameter]) -> Iterator[str]:
    starred = False
    for one in parameters:
        if one.kind is one.VAR_POSITIONAL:
            starred = True
        if one.kind is one.KEYWORD_ONLY and not starred:
            starred = True
            yield "*"
        stars = "*" if one.kind is one.VAR_POSITIONAL else ""
        stars = "**" if one.kind is one.VAR_KEYWORD else stars
        kind = "" if one.annotation is one.empty else f": {_type(one.annotation)}"
        yield f"{stars}{one.name}{kind}{_default(one)}"


def _type(annotation: object) -> str:
    return annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)


def _default(one: inspect.Parameter) -> str:
    """Write a default; one that has no short name, as a function, is left open."""
    if one.default is one.empty:
        return ""
    value = repr(one.default)
    plain = type(one.default) in (str, int, float, bool, tuple, type(None))
    return f" = {value}" if plain and len(value) <= LONGEST_VALUE else " = ..."


# ---- Values ------------------------------------------------------------------------------------


def _value(name: str, made: object, room: ModuleType) -> tuple[str, str, str]:
    """Give kind, docstring and what is shown of a name that is no function and no class."""
    doc, source = _assigned(name, room.__name__)
    if isinstance(made, Mapping) and all(hasattr(kind, "is_numeric") for kind in made.values()):
        return "table", doc, ""
    if isinstance(made, str | int | float | tuple) and not dataclasses.is_dataclass(made):
        return "value", doc, _wrapped(f"{name} = {made!r}")
    if source.startswith(("Literal[", "Callable[")) or " | " in source:
        return "type", doc, _wrapped(f"{name} = {source}")
    return "value", doc, ""


def _wrapped(line: str) -> str:
    """Break a long value at its commas."""
    if len(line) <= ONE_LINE:
        return line
    head, bracket, rest = line.partition("[" if " = Literal[" in line else "(")
    if not bracket:
        return line
    end = "]" if bracket == "[" else ")"
    inner = rest.removesuffix(end).replace(", ", ",\n    ")
    return f"{head}{bracket}\n    {inner.removesuffix(',')},\n{end}"


def _columns(made: object) -> Markup:
    """Write the columns of a table with their types."""
    assert isinstance(made, Mapping)
    columns = [joined([element("code", name), f" {kind}"]) for name, kind in made.items()]
    return element("p", joined(columns, " · "))


def _assigned(name: str, module: str) -> tuple[str, str]:
    """Find where a value is assigned; give the docstring after it and how it is written."""
    file = Path(str(importlib.import_module(module).__file__))
    tree = ast.parse(file.read_text(encoding="utf-8"))
    for node, after in zip(tree.body, [*tree.body[1:], None], strict=True):
        if isinstance(node, ast.ImportFrom) and any(a.name == name for a in node.names):
            base = module if file.stem == "__init__" else module.rpartition(".")[0]
            return _assigned(name, f"{base}.{node.module}" if node.level else str(node.module))
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(t, ast.Name) and t.id == name for t in targets):
                return _docstring(after), ast.unparse(node.value)
    return "", ""


def _docstring(node: ast.stmt | None) -> str:
    held = node.value if isinstance(node, ast.Expr) else None
    text = held.value if isinstance(held, ast.Constant) else None
    return inspect.cleandoc(text) if isinstance(text, str) else ""
