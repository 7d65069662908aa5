"""Roles in an author's prose, found as MyST finds them; examples in code are no roles."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["VALUE_ROLE", "roles_in"]

VALUE_ROLE = "lises:value"

# A fence that opens a block of code; one that names a directive holds prose, save these.
_FENCE = re.compile(r"^[ \t>]*(?P<sign>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)$")
_OF_CODE = re.compile(r"\{(?:code|code-block|code-cell|sourcecode|literalinclude|eval-rst|raw)\}")
_DIRECTIVE = re.compile(r"\{[\w:+-]+\}")
# A role, or code between ticks: whichever begins first. Neither runs over an empty line.
_INLINE = re.compile(
    r"\{(?P<role>[\w:+-]+)\}(?P<ticks>`+)(?!`)(?P<said>(?:(?!\n[ \t]*\n).)+?)(?<!`)(?P=ticks)(?!`)"
    r"|(?P<code>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=code)(?!`)"
    r"|\\.",
    re.DOTALL,
)


def roles_in(text: str, role: str) -> Iterator[tuple[str, int]]:
    """Give what a role says, white space as single blanks, and where in the text it stands.

    >>> list(roles_in("one {lises:value}`n: tap`, not ``{lises:value}`x` ``", VALUE_ROLE))
    [('n: tap', 4)]
    """
    if f"{{{role}}}" not in text:
        return
    prose = "\n".join(_prose(text.split("\n")))
    for found in _INLINE.finditer(prose):
        if found["role"] == role:
            yield " ".join(found["said"].split()), found.start()


def _prose(lines: list[str]) -> Iterator[str]:
    """Give the lines; those of a block of code, and the fences of directives, are blank."""
    code, directives = "", list[str]()
    for line in lines:
        fence = _FENCE.match(line)
        sign, info = (fence["sign"], fence["info"].strip()) if fence else ("", "")
        shown = " " * len(line) if code or fence else line
        if code:
            code = "" if not info and sign.startswith(code) else code
        elif fence and not info and directives and sign.startswith(directives[-1]):
            directives.pop()
        elif fence and _DIRECTIVE.match(info) and not _OF_CODE.match(info):
            directives.append(sign)
        else:
            code = sign
        yield shown
