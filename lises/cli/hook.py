"""``lises hook``: git asks before it pushes what must not leave."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lises.errors import LisesError, how_many

from .output import FOUND, AsJson, fail, say_json

if TYPE_CHECKING:
    from lises.privacy.pushing import Held

__all__ = ["hook"]

MOST_SHOWN = 20
SAID = {
    "kept-for-programs": "what programs keep for themselves",
    "vault-file": "a file of a vault",
    "private-key": "a private key",
    "study-collected": "words or people of a collected study",
    "study-unknown": "a transcript or codings, and no study.yaml in git that says whose",
    "release-not-public": "a release that is not public",
    "book-not-public": "a book that is not public",
    "registered-name": "a registered name",
    "cannot-be-read": "cannot be read",
}
# What a remote that is listed may have.
FOR_LISTED = SAID.keys() - {"kept-for-programs", "vault-file", "private-key"}
UNREAD = {
    "no-git": "the program git is not installed",
    "no-repository": "it is in no git repository, or git cannot read that",
    "not-trusted": "it belongs to somebody else; git says how to trust it",
    "too-slow": "git did not answer",
}

hook = typer.Typer(
    name="hook",
    help="Let git ask before it pushes what must not leave.",
    no_args_is_help=True,
)

Folder = Annotated[Path, typer.Argument(help="A folder in the repository.")]


@hook.command()
def install(
    folder: Folder = Path(),
    vault: Annotated[
        Path | None, typer.Option(help="Whose files and registered names must not be pushed.")
    ] = None,
    beside: Annotated[
        bool, typer.Option("--beside", help="Keep another hook that is there, and call it after.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write a pre-push hook that refuses a push with what must not leave.

    Example: lises hook install my-study --vault vault
    """
    from lises.privacy.pushing import Outgoing, allowed_remotes, install_hook

    with _in_words(folder):
        repository = Outgoing(folder)
        made = install_hook(repository, vault=vault, beside=beside)
        allowed = allowed_remotes(repository)
    if as_json:
        other = str(made.other) if made.other else None
        say_json({"hook": str(made.path), "other": other, "allowed": list(allowed)})
        return
    typer.echo(f"{made.path} asks before each push from this clone; others need it in theirs")
    if made.other:
        typer.echo(f"{made.other} is called after it")
    for address in allowed:
        typer.echo(f"{address} may hold everything but the vault")
    if not allowed:
        typer.echo("no remote may hold a collected study; `lises hook allow` names one that may")


@hook.command()
def allow(
    folder: Folder,
    remote: Annotated[str, typer.Argument(help="The name of a remote, or an address.")],
    forget: Annotated[bool, typer.Option("--forget", help="It may no longer.")] = False,
    as_json: AsJson = False,
) -> None:
    """Let a private remote hold a collected study: one that the data agreement covers.

    Example: lises hook allow my-study origin
    """
    from lises.privacy.pushing import Outgoing, allow_remote

    with _in_words(folder):
        address = allow_remote(Outgoing(folder), remote, forget=forget)
    if as_json:
        say_json({"remote": address, "allowed": not forget})
    else:
        typer.echo(f"{address} may {'no longer ' if forget else ''}hold a collected study")


@hook.command(name="pre-push")
def pre_push(
    name: Annotated[str, typer.Argument(help="Of the remote, as git tells it.")],
    address: Annotated[str, typer.Argument(help="Of the remote, as git tells it.")],
    as_json: AsJson = False,
) -> None:
    """Judge what git is about to push, told on standard input: exit 1 where it must not leave.

    The hook calls it. Where git or the vault cannot be read it is exit 2, and git pushes nothing.

    Example: git push calls the hook, and the hook: lises hook pre-push origin ssh://git.example.org/a
    """
    from lises.privacy.pushing import (
        Outgoing,
        allowed_remotes,
        judge_push,
        may_hold_all,
        pushed_refs,
    )
    from lises.privacy.pushing.hook import VAULT
    from lises.privacy.pushing.keeping import read_vault
    from lises.privacy.pushing.places import plain_address

    refs = pushed_refs(sys.stdin.read())
    with _in_words(Path()):
        repository = Outgoing(Path(), os.environ.get("GIT_DIR", ""))
        everything = may_hold_all(address, allowed_remotes(repository))
        places = repository.settings(VAULT)
        vault = read_vault(Path(places[-1])) if places else None
        held = judge_push(repository, refs, everything=everything, vault=vault)
    if as_json:
        rows = [{"place": one.place, "rule": one.rule} for one in held]
        say_json({"remote": plain_address(address), "listed": everything, "held": rows})
    elif held:
        remote = plain_address(name if name != address else address)
        _say(held, remote, everything=everything)
    if held:
        raise typer.Exit(FOUND)


@contextmanager
def _in_words(folder: Path) -> Iterator[None]:
    """Say in words why a repository cannot be read."""
    from lises.evidence.trail import NoHistoryError

    try:
        yield
    except NoHistoryError as why:
        reason = UNREAD.get(str(why), "git does not tell what is in it")
        raise LisesError(f"{folder.resolve().name} cannot be read: {reason}") from why


def _say(held: tuple[Held, ...], remote: str, *, everything: bool) -> None:
    what = "any remote" if everything else f"{remote}, which is not listed for restricted data"
    fail(f"{how_many(len(held), 'thing')} of this push must not go to {what}:")
    for one in held[:MOST_SHOWN]:
        typer.echo(f"  {one.place}: {SAID[one.rule]}", err=True)
    if len(held) > MOST_SHOWN:
        typer.echo(f"  and {len(held) - MOST_SHOWN} more", err=True)
    rules = {one.rule for one in held}
    if rules & FOR_LISTED:
        typer.echo(
            "What others may have is a public release: lises release STUDY --to RELEASE", err=True
        )
        typer.echo(
            "A private server of yours that may hold it: lises hook allow . REMOTE", err=True
        )
    typer.echo(
        "A file taken out in a later commit is sent all the same: the commits must go.", err=True
    )
