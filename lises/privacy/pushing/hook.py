"""The hook that asks before a push: written where git looks for it, never over another one."""

from __future__ import annotations

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

from lises.errors import LisesError
from lises.files import write_atomic

from .keeping import read_vault
from .outgoing import Outgoing

__all__ = ["VAULT", "Installed", "hook_text", "install_hook"]

NAME, OTHER = "pre-push", "pre-push.other"
MARK = "# lises: written by `lises hook install`"
VAULT = "lises.vault"
# For the sh of every system, git's own on Windows included. What git says of the refs is read once
# and handed on, since another hook (that of git-lfs) wants it too.
TEXT = f"""\
#!/bin/sh
{MARK}, which writes it anew.
# Asks what this push would hand out, and stops it where something must not leave.
refs=$(cat)
lises() {{
  {{program}} "$@"
}}
told=0
printf '%s\\n' "$refs" | lises hook pre-push "$@" || told=$?
if [ "$told" -ne 0 ]; then
  echo "lises: nothing was pushed (exit $told)." >&2
  exit 1
fi
other=$(dirname "$0")/{OTHER}
if [ -x "$other" ]; then
  printf '%s\\n' "$refs" | "$other" "$@" || exit $?
fi
exit 0
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """A hook that was written: where, and the other one that it calls, if there is one."""

    path: Path
    other: Path | None = None


def install_hook(
    repository: Outgoing, *, vault: Path | None = None, beside: bool = False
) -> Installed:
    """Write the hook where git looks for it; one of ours that is there is written anew.

    Parameters
    ----------
    repository : Outgoing
    vault : Path, optional
        Whose files and names must not be pushed; it is noted in git's configuration, by its place.
    beside : bool
        Keep a hook of somebody else's as ``pre-push.other``, and call it after ours.

    Raises
    ------
    LisesError
        If there is a hook of somebody else's and ``beside`` is not asked for, the folder of hooks
        serves other repositories too, or the vault cannot be read.
    """
    if vault is not None:
        read_vault(vault)
    folder = repository.hooks
    own = folder.is_relative_to(repository.git_dir)
    top = repository.work_tree
    if not own and not (top is not None and folder.is_relative_to(top)):
        raise LisesError(
            f"core.hooksPath is {folder}, a folder that serves other repositories too; nothing was "
            "written. Let this one have hooks of its own (git config --local core.hooksPath "
            f"{repository.git_dir.as_posix()}/hooks) and try again"
        )
    path, other = folder / NAME, folder / OTHER
    kept = _kept(path, other, beside)
    # In a folder that is itself in git no path of this machine may stand.
    write_atomic(path, hook_text(sys.executable if own else "").encode(), mode=0o755)
    if vault is not None:
        repository.set(VAULT, str(vault.resolve()))
    return Installed(path=path, other=kept)


def _kept(path: Path, other: Path, beside: bool) -> Path | None:
    """Put a hook of somebody else's aside, where that was asked for; give the one called after."""
    foreign = path.exists() and MARK not in path.read_text(encoding="utf-8", errors="replace")
    if foreign and not beside:
        raise LisesError(
            f"{path} is a hook that somebody else wrote; nothing was written. With --beside it is "
            f"kept as {OTHER} and called after this one"
        )
    if foreign and other.exists():
        raise LisesError(f"{path} and {other} are both somebody else's; join them first")
    if foreign:
        path.rename(other)
    path.parent.mkdir(parents=True, exist_ok=True)
    return other if other.exists() else None


def hook_text(python: str) -> str:
    """Give the hook's text; without a Python it calls the ``lises`` of whoever pushes.

    ``-P`` keeps the folder that is pushed from, in which git runs a hook, from being one that
    modules are taken from.
    """
    program = f"{shlex.quote(Path(python).as_posix())} -P -m lises" if python else "command lises"
    return TEXT.replace("{program}", program)
