"""``lises seal`` and ``lises unseal``: what is for one reviewer alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lises.errors import ReleaseError, how_many

from .output import AsJson, say_json

if TYPE_CHECKING:
    from lises.privacy.sealing import HandedOut

__all__ = ["Receiver", "Unsealed", "handed_values", "say_handed", "seal", "unseal"]

Receiver = Annotated[
    str, typer.Option(help="Who gets it sealed: a name under receivers of study.yaml.")
]
Unsealed = Annotated[
    str, typer.Option(help="Why a reviewer tier is left unsealed; logged in the vault.")
]


def seal(
    folder: Annotated[Path, typer.Argument(help="A release or a bundle.")],
    study: Annotated[
        list[Path], typer.Option(help="The archive that names the receiver; may be repeated.")
    ],
    receiver: Annotated[str, typer.Option(help="A name under receivers of study.yaml.")],
    to: Annotated[Path, typer.Option(help="A new file, NAME.tar.age.")],
    vault: Annotated[Path, typer.Option(help="A folder outside the study; it keeps the log.")],
    as_json: AsJson = False,
) -> None:
    """Seal a folder with age for one receiver that the study names, and log it in the vault.

    Example: lises seal bundle --study my-study --receiver "A. B." --to bundle.tar.age
    --vault ../vault
    """
    from lises.privacy.handing import Terms, hand_over, handing_of, released_in

    tier, released = released_in(folder)
    today = date.today().isoformat()
    asked = Terms(tier=tier, to=to, today=today, vault=vault, receiver=receiver)
    handing = handing_of(study, asked)
    if handing is None:
        raise ReleaseError("--receiver is empty; name who gets it")
    handing.of_these(released)
    line = hand_over(handing, folder)
    if line and as_json:
        say_json(handed_values(to, line))
    elif line:
        say_handed(to, line)


def handed_values(to: Path, line: HandedOut) -> dict[str, object]:
    """Give what was sealed for whom, for machines."""
    told = {"file": str(to), "sha256": line.sha256, "receiver": line.receiver}
    return {**told, "country": line.country, "expires": line.expires}


def say_handed(to: Path, line: HandedOut) -> None:
    """Say for whom something was sealed."""
    typer.echo(f"{to} can be opened by {line.receiver} alone, until {line.expires}")
    typer.echo(f"sha256 {line.sha256}; logged in the vault")


def unseal(
    sealed: Annotated[Path, typer.Argument(help="The file that was sealed for you.")],
    identity: Annotated[Path, typer.Option(help="Your identity file, as age-keygen wrote it.")],
    to: Annotated[Path, typer.Option(help="A new folder.")],
    as_json: AsJson = False,
) -> None:
    """Open what was sealed for you.

    Example: lises unseal bundle.tar.age --identity key.txt --to bundle
    """
    from lises.privacy.sealing import unseal as opened

    files = opened(sealed, identity, to)
    if as_json:
        say_json({"folder": str(to), "files": files})
    else:
        typer.echo(f"{how_many(files, 'file')} in {to}")
