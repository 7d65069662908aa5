"""``lises tag``: code interviews in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .output import AsJson, fail, say_json

__all__ = ["tag"]


def tag(
    study: Annotated[Path, typer.Argument(help="The study folder; no release.")],
    coder: Annotated[str, typer.Option(help="Who codes: an id or name under coders.")],
    set: Annotated[
        str, typer.Option(help="One of the coder's rounds, or a new one; else the latest.")
    ] = "",
    interview: Annotated[str, typer.Option(help="The interview to open first.")] = "",
    port: Annotated[int, typer.Option(help="Of this machine; 0: a free one.", max=65535)] = 0,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
    new_coder: Annotated[
        bool, typer.Option("--new-coder", help="Make a coder who is not in the study.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Code interviews in the browser; every act is saved at once in plain text.

    Only this machine can reach it, with the address that is printed. Ctrl-C ends it.

    Example: lises tag studies/my-study --coder ab
    """
    from lises.tagging import Desk
    from lises.tagging.serving import Serving

    desk = Desk.open(study, coder, set or None, new_coder=new_coder)
    if interview:
        desk.path(interview)
    serving = Serving(desk, port)

    def ready() -> None:
        address = serving.address(interview)
        if as_json:
            say_json({"address": address, "coder": desk.coder, "set": desk.set})
        else:
            for sentence in desk.said:
                typer.echo(sentence)
            for_whom = f"{desk.coder}, set {desk.set}"
            typer.echo(f"{desk.design.id} for {for_whom}: {address}")
            typer.echo("Every act is saved at once. Ctrl-C ends this.")
        if browser:
            _open(address)

    serving.run(ready)
    if not as_json:
        typer.echo("ended; everything is saved")


def _open(address: str) -> None:
    """Open the browser; without one the printed address serves."""
    import webbrowser

    try:
        webbrowser.open(address)
    except webbrowser.Error:
        fail("no browser could be opened; open the address yourself")
