"""``lises find``: words in their context, every passage of a code, or what is worded like them."""

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
    like: Annotated[
        str, typer.Option(help="A code instead: talk worded like its passages, not coded yet.")
    ] = "",
    set: Annotated[
        str, typer.Option(help="With --like: the coding set to learn from; else the counted one.")
    ] = "",
    unit: Annotated[str, typer.Option(help="With --like: sentence or turn.")] = "sentence",
    most: Annotated[int, typer.Option(help="With --like: how many at most.", min=1)] = 20,
    role: Annotated[str, typer.Option(help="With --code: only who has this role.")] = "",
    window: Annotated[int, typer.Option(help="Characters of context.", min=0, max=400)] = 40,
    as_json: AsJson = False,
) -> None:
    """Find words in the transcripts (KWIC), passages by code, or talk worded like them.

    With --like nothing is coded: each is to be read and judged, and the words that make it alike
    are told. Exit 0 where something was found, 1 where nothing was.

    Examples: lises find studies/demo-tiny "rain|dry"
              lises find studies/demo-tiny --code watering
              lises find studies/demo-tiny --like watering --unit turn
    """
    from lises.notebook import load

    held = load(study)
    if bool(query) + bool(code) + bool(like) != 1:
        raise QueryError(
            "give words to search for, --code with a code query, or --like with a code"
        )
    if like:
        count = _say_likes(held, like, (set, unit, most), as_json=as_json)
        raise typer.Exit(CLEAN if count else FOUND)
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


def _say_likes(held: Study, code: str, how: tuple[str, str, int], *, as_json: bool) -> int:
    from lises.text import UNITS

    unit = next((one for one in UNITS if one == how[1]), None)
    if unit is None:
        raise QueryError(f'--unit "{how[1]}"; one of {", ".join(UNITS)}')
    found = held.suggestions(code, set=how[0] or None, unit=unit, k=how[2])
    if as_json:
        say_json({"data_status": held.design.data_status, "suggestions": found.to_dicts()})
        return len(found)
    for row in found.iter_rows(named=True):
        by = ", ".join(f"{one['word']} {one['score'] / row['score']:.0%}" for one in row["words"])
        typer.echo(f"{row['interview']} §{row['turn']}: {row['quote']}")
        typer.echo(f"    alike by {by}")
    typer.echo(_counted(held, how_many(len(found), "suggestion")))
    return len(found)


def _counted(held: Study, words: str) -> str:
    mark = " (invented material)" if held.design.constructed else ""
    return f"{words} in {held.id}{mark}"
