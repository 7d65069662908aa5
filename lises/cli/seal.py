"""``lises seal`` and ``lises unseal``: what is for one reviewer alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from lises.errors import how_many

from .output import AsJson, say_json

__all__ = ["seal", "unseal"]


def seal(
    folder: Annotated[Path, typer.Argument(help="A release or a bundle.")],
    to: Annotated[Path, typer.Option(help="A new file, NAME.tar.age.")],
    vault: Annotated[Path, typer.Option(help="A folder outside the study; it keeps the log.")],
    key: Annotated[str, typer.Option(help="The receiver's public key of age, age1…")],
    receiver: Annotated[str, typer.Option(help="Who gets it.")],
    country: Annotated[str, typer.Option(help="Where it will be read.")],
    agreement: Annotated[str, typer.Option(help="The agreement that allows it.")],
    expires: Annotated[str, typer.Option(help="The day by which it must be deleted.")],
    as_json: AsJson = False,
) -> None:
    """Seal a folder for one receiver with age, and log it in the vault.

    Example: lises seal bundle --to bundle.tar.age --vault ../vault --key age1… --receiver "A. B."
    --country DK --agreement "2026-17" --expires 2027-06-30
    """
    from lises.privacy.sealing import HandedOut
    from lises.privacy.sealing import seal as sealed_for
    from lises.privacy.vault import open_vault

    asked = HandedOut(
        date=date.today().isoformat(),
        what=folder.resolve().name,
        receiver=receiver,
        country=country,
        agreement=agreement,
        expires=expires,
        key=key,
        sha256="",
    )
    line = sealed_for(folder, to, open_vault(vault, folder), asked)
    if as_json:
        say_json({"file": str(to), "sha256": line.sha256, "expires": line.expires})
    else:
        typer.echo(f"{to} can be opened by the holder of {key[:12]}… alone, until {expires}")
        typer.echo(f"sha256 {line.sha256}; logged in {vault}")


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
