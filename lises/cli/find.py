"""``lises find``: words in their context, or every passage of a code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lises.errors import QueryError, how_many

from .output import CLEAN, FOUND, AsJson, say_json

if TYPE_CHECKING:
    from lises.notebook import Passages, Study

__all__ = ["find"]


def find(
    study: Annotated[Path, typer.Argument(help="The study folder.")],
    query: Annotated[str, typer.Argument(help="Words joined by |, shown in context.")] = "",
    code: Annotated[str, typer.Option(help="A code query instead: every passage of it.")] = "",
    matching: Annotated[
        str, typer.Option(help="plain (anywhere), word, lemma, or regex (RE2).")
    ] = "word",
    role: Annotated[str, typer.Option(help="With --code: only who has this role.")] = "",
    window: Annotated[int, typer.Option(help="Characters of context.", min=0, max=400)] = 40,
    as_json: AsJson = False,
) -> None:
    """Find words in the transcripts (KWIC), or passages by code.

    Exit 0 where something was found, 1 where nothing was.

    Examples: lises find studies/demo-tiny "rain|dry"
              lises find studies/demo-tiny --code watering
    """
    from lises.notebook import load

    held = load(study)
    if bool(query) == bool(code):
        raise QueryError("give words to search for, or --code with a code query: one of the two")
    if code:
        chosen = held.passages(code, **({"role": role} if role else {}))
        _say_passages(held, chosen, as_json=as_json)
        raise typer.Exit(CLEAN if chosen else FOUND)
    count = _say_hits(held, query, (matching, window), as_json=as_json)
    raise typer.Exit(CLEAN if count else FOUND)


def _say_passages(held: Study, chosen: Passages, *, as_json: bool) -> None:
    if as_json:
        rows = chosen.table.to_dicts()
        say_json({"data_status": held.design.data_status, "passages": rows})
        return
    for passage in chosen:
        typer.echo(f"{held.folder.file(passage.at)}:{passage.at.line}: {passage.id}")
        typer.echo(f"    §{passage.turn} {' / '.join(passage.quote)}")
    typer.echo(_counted(held, how_many(len(chosen), "passage")))


def _say_hits(held: Study, query: str, how: tuple[str, int], *, as_json: bool) -> int:
    from lises.text import MATCHING

    matching = next((m for m in MATCHING if m == how[0]), None)
    if matching is None:
        raise QueryError(f'--matching "{how[0]}"; one of {", ".join(MATCHING)}')
    hits = held.find(query, matching=matching, window=how[1])
    if as_json:
        say_json({"data_status": held.design.data_status, "hits": hits.to_dicts()})
        return len(hits)
    columns = hits.select("interview", "turn", "label", "before", "hit", "after")
    for interview, turn, label, before, hit, after in columns.iter_rows():
        typer.echo(f"{interview} §{turn} {label}: {before:>{how[1]}}[{hit}]{after}")
    typer.echo(_counted(held, how_many(len(hits), "hit")))
    return len(hits)


def _counted(held: Study, words: str) -> str:
    mark = " (invented material)" if held.design.constructed else ""
    return f"{words} in {held.id}{mark}"
