"""``lises verify``: a bundle held against itself, thing by thing."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lises.errors import LisesError

from .output import FOUND, AsJson, progress, say_json

if TYPE_CHECKING:
    from lises.verification import Item
    from lises.verification.verify import Verification

__all__ = ["verify"]

NOT_ALL = 3  # nothing failed, and not everything could be checked
WORDS = {"pass": "PASS", "fail": "FAIL", "not-checkable": "NOT CHECKABLE AT THIS TIER"}
MOST_SHOWN = 40
REPORTED = ("da", "en")  # languages of the page


def verify(
    bundle: Annotated[Path, typer.Argument(help="The folder of a bundle.")],
    html: Annotated[Path | None, typer.Option(help="Write the report as a page.")] = None,
    language: Annotated[
        str, typer.Option(help="Of that page: en or da; else the first study's.")
    ] = "",
    self_test: Annotated[
        bool, typer.Option("--self-test", help="Damage copies on purpose, and see each caught.")
    ] = False,
    published: Annotated[
        Path | None, typer.Option(help="A copy of what is online: held against the book's files.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Verify a bundle with nothing but the bundle: files, quotations, numbers, links.

    Exit 0 where everything passed, 3 where nothing failed but something cannot be checked at this
    tier, 1 where something failed, 2 where the folder is no bundle.

    Example: lises verify bundle --html report.html
    """
    if language and language not in REPORTED:
        raise LisesError(f'no report in "{language}"; choose {" or ".join(REPORTED)}')
    if self_test:
        _tested(bundle, as_json=as_json)
        return
    from lises.verification.verify import verify_bundle, verify_published

    with progress("verifying") as step:
        made = verify_bundle(bundle, step=step)
    if published is not None:
        online = verify_published(bundle, published)
        made = replace(made, items=(*made.items, *online))
    if html is not None:
        from lises.verification.report import write_report

        write_report(made, html, language)
    if as_json:
        say_json(_plain(made))
    else:
        _say(made, html)
    raise typer.Exit(_code(made))


def _code(made: Verification) -> int:
    if made.failed:
        return FOUND
    return NOT_ALL if made.tally["not-checkable"] else 0


def _plain(made: Verification) -> dict[str, object]:
    items = [
        {"kind": i.kind, "where": i.where, "what": i.what, "result": i.result, "why": i.why}
        for i in made.items
    ]
    invented = list(made.constructed)
    return {
        "constructed": invented,
        "tier": made.lock.tier,
        "program": made.lock.program,
        **{str(result): n for result, n in made.tally.items()},
        "items": items,
    }


def _say(made: Verification, html: Path | None) -> None:
    for item in made.failed[:MOST_SHOWN]:
        typer.echo(f"FAIL  {item.where}: {item.what}: {item.why}")
    if len(made.failed) > MOST_SHOWN:
        typer.echo(f"      and {len(made.failed) - MOST_SHOWN} more")
    _say_tables(made.items)
    for why, n in Counter(i.why for i in made.items if i.result == "not-checkable").most_common():
        typer.echo(f"NOT CHECKABLE AT THIS TIER  {n:5}  {why}")
    for name in made.constructed:
        typer.echo(f"{name}: people, words and codings are invented")
    told = made.tally
    typer.echo(
        f"{made.folder} ({made.lock.tier}): {told['pass']} PASS, {told['fail']} FAIL, "
        f"{told['not-checkable']} NOT CHECKABLE AT THIS TIER"
    )
    if html is not None:
        typer.echo(f"every line in {html}")


def _say_tables(items: tuple[Item, ...]) -> None:
    counted = Counter((item.kind, str(item.result)) for item in items)
    for kind in dict.fromkeys(item.kind for item in items):
        parts = [f"{counted[kind, r]} {word}" for r, word in WORDS.items() if counted[kind, r]]
        typer.echo(f"      {kind:12} {', '.join(parts)}")


def _tested(bundle: Path, *, as_json: bool) -> None:
    from lises.verification.selftest import self_test

    with progress("damaging copies") as step:
        tried = self_test(bundle, step=step)
    if as_json:
        rows = [
            {"kind": t.kind, "caught": t.caught, "without_digests": t.recounted, "by": t.by}
            for t in tried
        ]
        say_json({"tried": rows})
    else:
        for one in tried:
            by = f"also without digests: {one.by}" if one.recounted else "by its digest"
            typer.echo(f"{'caught' if one.caught else 'MISSED':8}{one.kind:46}{by}")
        missed = sum(not one.caught for one in tried)
        again = sum(one.recounted for one in tried)
        typer.echo(
            f"{len(tried)} kinds of damage, {missed} missed; {again} are seen even by who "
            "distrusts the digests"
        )
    if not tried or not all(one.caught for one in tried):
        raise typer.Exit(FOUND)
