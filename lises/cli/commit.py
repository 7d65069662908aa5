"""``lises commit``: one public digest for all passages, and the opening of one of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lises.errors import LisesError, NotAStudyError

from .output import FOUND, AsJson, say_json

if TYPE_CHECKING:
    from lises.model import StudyFolder

__all__ = ["commit"]

commit = typer.Typer(
    name="commit",
    help="A commitment: one public digest for all passages; any of them can be opened later.",
    no_args_is_help=True,
)

Study = Annotated[Path, typer.Argument(help="The study folder, which holds the passages.")]
InVault = Annotated[Path, typer.Option(help="A folder outside the study and outside any git tree.")]


@commit.command()
def make(study: Study, vault: InVault, as_json: AsJson = False) -> None:
    """Write commitment.json, which may be published; the salts go to the vault.

    Example: lises commit make studies/demo-tiny --vault vault
    """
    from lises.privacy.commitments import commit as commit_to
    from lises.privacy.vault import open_vault

    made = commit_to(
        _archive(study), open_vault(vault, study), study, today=date.today().isoformat()
    )
    if as_json:
        say_json({"study": made.study, "root": made.root, "leaves": made.leaves})
    else:
        typer.echo(f"{made.root} stands for {made.leaves} passages; keep {vault}: without it")
        typer.echo("none of them can be opened, and with it all of them can")


@commit.command()
def prove(
    study: Study,
    passage: Annotated[str, typer.Argument(help="Its id.")],
    vault: InVault,
    to: Annotated[Path, typer.Option(help="The file to hand on: whoever has it reads the words.")],
) -> None:
    """Open one passage: a file that shows that it is among those committed to.

    Example: lises commit prove studies/demo-tiny DEMO-G1-2n5s --vault vault --to proof.json
    """
    from lises.privacy import commitments
    from lises.privacy.vault import open_vault

    proof = commitments.prove(_archive(study), open_vault(vault, study), passage)
    made = commitments.read_commitment(study)
    if made is None or made.root != commitments.root_told_by(proof):
        raise LisesError(
            f"{study} has changed since it was committed to; what is published cannot be opened: "
            "take the study of that day out of git, or commit again"
        )
    commitments.write_proof(proof, to)
    typer.echo(f"{to} opens {passage} and nothing else")


@commit.command()
def check(
    proof: Annotated[Path, typer.Argument(help="A file that `lises commit prove` wrote.")],
    root: Annotated[str, typer.Option(help="The root that was published; or give --study.")] = "",
    study: Annotated[
        Path | None, typer.Option(help="A study or release with commitment.json.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say whether a proof leads to the published root: exit 0 where it does, 1 where not.

    Example: lises commit check proof.json --study studies/demo-tiny
    """
    from lises.privacy.commitments import read_commitment, read_proof, root_told_by

    published = root.strip().lower()
    if study is not None:
        made = read_commitment(study)
        published = made.root if made else ""
    if not published:
        raise LisesError("no published root: give --root, or --study with a commitment.json")
    told = read_proof(proof)
    same = root_told_by(told) == published
    if as_json:
        say_json({"passage": told.passage, "matches": same, "quote": list(told.quote)})
    else:
        typer.echo(f"{told.passage}, {told.interview} turn {told.turns[0]}:")
        typer.echo("\n".join(told.quote))
        result = "PASS  it is among the passages" if same else "FAIL  it is not among the passages"
        typer.echo(f"{result} that {published[:16]}… stands for")
    if not same:
        raise typer.Exit(FOUND)


def _archive(study: Path) -> StudyFolder:
    from lises.files import read_study

    folder, read = read_study(study, name=str(study))
    if folder is None:
        why = next((str(p) for p in read), f"{study} holds no study.yaml")
        raise NotAStudyError(f"{study} is not a study: {why}")
    return folder
