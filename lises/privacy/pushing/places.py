"""Which remotes may hold what is not cleared: a setting of git, by address.

``lises.restrictedRemote`` in git's own configuration, several if need be: the address of a private
server that the study's data agreement covers, or the beginning of addresses that end in "/". In
git's configuration and not in ``study.yaml``: a setting of one's own clone cannot come with
somebody else's commit, and does not tell the world where the archive stands. By address and not by
name: a name can be given another address any day.
"""

from __future__ import annotations

import re

from lises.errors import LisesError

from .outgoing import Outgoing

__all__ = ["SETTING", "allow_remote", "allowed_remotes", "may_hold_all", "plain_address"]

SETTING = "lises.restrictedRemote"
USER = re.compile(r"^(?P<kind>[a-z][a-z0-9+.-]*://)(?:[^/@]*@)", re.IGNORECASE)


def plain_address(address: str) -> str:
    """Give an address as it is compared and told: no user, password or ``.git`` in it.

    >>> plain_address("https://git.example.org/study.git"), plain_address("https://example.org/our/")
    ('https://git.example.org/study', 'https://example.org/our')
    """
    return USER.sub(r"\g<kind>", address.strip()).rstrip("/").removesuffix(".git").rstrip("/")


def allowed_remotes(repository: Outgoing) -> tuple[str, ...]:
    """Give the addresses that may hold what is not cleared, as they are set."""
    return repository.settings(SETTING)


def may_hold_all(address: str, allowed: tuple[str, ...]) -> bool:
    """Whether a place may hold what is not cleared.

    >>> may_hold_all("ssh://git.example.org/a.git", ("ssh://git.example.org/a",))
    True
    >>> own = ("https://git.example.org/our/",)
    >>> may_hold_all("https://git.example.org/our/a", own)
    True
    >>> may_hold_all("https://git.example.org/ours/a", own), may_hold_all("", own)
    (False, False)
    """
    here = plain_address(address)
    return bool(here) and any(
        here == plain_address(one)
        or (one.strip().endswith("/") and here.startswith(f"{plain_address(one)}/"))
        for one in allowed
        if plain_address(one)
    )


def allow_remote(repository: Outgoing, remote: str, *, forget: bool = False) -> str:
    """Let a remote hold what is not cleared, or no longer; give its address.

    Parameters
    ----------
    repository : Outgoing
    remote : str
        The name of a remote, or an address.
    forget : bool
        Take it out of the list.

    Raises
    ------
    LisesError
        If there is no remote of that name, or nothing to forget.
    """
    address = plain_address(repository.address(remote) or _address(remote))
    set_already = allowed_remotes(repository)
    if forget:
        gone = [one for one in set_already if plain_address(one) == address]
        if not gone:
            raise LisesError(f"{address} is not among the remotes that may hold everything")
        for one in gone:
            repository.unset(SETTING, one)
    elif not may_hold_all(address, set_already):
        whole = address + "/" if remote.endswith("/") else address  # all that begins so
        repository.set(SETTING, whole, also=True)
    return address


def _address(said: str) -> str:
    if not re.search(r"[/\\:]", said):
        raise LisesError(f'no remote "{plain_address(said)}" here; `git remote -v` lists them')
    return said
