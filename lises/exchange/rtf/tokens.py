"""RTF as a stream of tokens: groups, control words, bytes of text. No recursion, three caps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lises.exchange.document import UnreadableError

__all__ = ["MAX_DEPTH", "MAX_LETTERS", "MAX_TOKENS", "Token", "tokens", "too_large"]

MAX_TOKENS = 2_000_000
"""An hour of talk written by Word has some 100,000."""
MAX_DEPTH = 10_000
"""Groups within groups; real files have ten."""
MAX_LETTERS = 8 * 1024 * 1024
"""Of text; an hour of talk has some 60,000."""

_TOKEN = re.compile(
    rb"(?P<brace>[{}])"
    rb"|\\(?P<word>[A-Za-z]{1,32})(?P<number>-?[0-9]{1,10})? ?"
    rb"|\\'(?P<hex>[0-9A-Fa-f]{2})"
    rb"|\\(?P<sign>\r\n|[^A-Za-z'])"
    rb"|(?P<text>[^\\{}\r\n]+)"
    rb"|[\r\n]+|\\'?",
    re.DOTALL,
)


class Token(NamedTuple):
    """One token.

    ``kind`` is ``{``, ``}``, ``word`` (a control word or symbol, in ``word`` with its ``number``,
    None where it has none) or ``bytes`` (text, in ``raw``).
    """

    kind: str
    word: str = ""
    number: int | None = None
    raw: bytes = b""


_OPEN, _CLOSE = Token("{"), Token("}")


def tokens(content: bytes) -> Iterator[Token]:
    r"""Take a document apart; what ``\bin`` announces is passed over.

    Parameters
    ----------
    content : bytes
        The whole file.

    Yields
    ------
    Token

    Raises
    ------
    UnreadableError
        ``rtf-too-large`` above ``MAX_TOKENS`` or ``MAX_DEPTH``.
    """
    at = count = depth = 0
    while at < len(content):
        found = _TOKEN.match(content, at)
        if found is None:  # nothing is left that a pattern for every byte does not take
            break
        at = found.end()
        count += 1
        kind = found.lastgroup
        if kind == "brace":
            opens = found[0] == b"{"
            depth = depth + 1 if opens else max(depth - 1, 0)
            yield _OPEN if opens else _CLOSE
        elif kind in {"word", "number"}:
            word, number = found["word"].decode("ascii"), found["number"]
            if word == "bin":
                at += max(int(number or 0), 0)
            yield Token("word", word, int(number) if number else None)
        elif kind is not None:
            yield _sign_or_text(found, kind)
        if count > MAX_TOKENS or depth > MAX_DEPTH:
            raise too_large()


def too_large() -> UnreadableError:
    """Say that a document is larger than a transcript can be."""
    return UnreadableError(
        "rtf-too-large",
        f"the document has more than {MAX_LETTERS:,} letters, {MAX_TOKENS:,} words of control, "
        f"or {MAX_DEPTH:,} groups within groups",
        "save it as .docx, or divide it",
    )


def _sign_or_text(found: re.Match[bytes], kind: str) -> Token:
    if kind == "hex":
        return Token("bytes", raw=bytes.fromhex(found["hex"].decode("ascii")), word="'")
    if kind == "sign":
        return Token("word", found["sign"].decode("latin1"))
    return Token("bytes", raw=found["text"])
