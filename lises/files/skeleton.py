"""A study to begin with: every file that is needed, with a word on what goes in it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from lises.errors import LisesError

from .first_notebook import FIRST_NOTEBOOK, first_notebook
from .schemas import schema_folder
from .text import write_atomic

__all__ = ["begin_study", "new_study", "study_id"]

ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?")

STUDY = """\
# yaml-language-server: $schema=.schema/study.schema.json
id: {id}
title: "{title}"
kind: interviews
data_status: {status}          # collected | constructed (invented people)
language: {language}
method: {method}               # reflexive | codebook | framework | not-stated
roles:
  # who was interviewed; sample is how many, those withdrawn included
  participant: {{label: participant, sample: 0}}
attributes: {{}}
  # age: {{type: ordinal, levels: [18-49, 50+], sensitivity: indirect, clearance: restricted}}
coders:
  a: {{name: Coder A}}
coding_sets:
  a-1: {{coder: a, round: 1}}
counted: a-1                   # the one set that counts are made from
quantifiers: {{}}
  # most: "n > N / 2"
cannot_show: []
  # - "Only people whom the office knew were asked."
governance:
  # needed before anything leaves this machine; `lises book --tier restricted` needs none of it
  controller: ""
  legal_basis: ""              # consent | section-10
  dpia: ""                     # reference of the impact assessment
  retention_until: ""          # 2031-01-31
  tiers: {{}}
    # public: {{signed: 2026-01-31, expires: 2031-01-31}}
"""

CODEBOOK = """\
# yaml-language-server: $schema=.schema/codebook.schema.json
version: 1
codes: []
  # - id: telephone
  #   label: telephone
  #   definition: What is said of talking on the telephone instead of meeting.
  #   use: Also where the telephone is only meant.
  #   avoid: Not for making appointments.
"""

GUIDE = """\
# yaml-language-server: $schema=.schema/guide.schema.json
version: 1
questions: []
  # - id: telephone
  #   text: What was it like when the talks moved to the telephone?
  #   codes: [telephone]
"""

IGNORED = ".gitignore"
TABLES = {
    "participants.csv": "id,role,quotes,transcript\n",
    "interviews.csv": "id,participants,date,interviewer,medium,minutes,transcript\n",
    "asked.csv": "interview,question,turn\n",
    "readings.csv": "set,interview,codes,codebook,date\n",
    IGNORED: ".lises/\n.imports/\n.ipynb_checkpoints/\n_build/\n",
}
SCHEMAS = ("study", "guide", "codebook", "themes", "framework", "claims", "related")


def new_study(
    folder: Path,
    *,
    title: str = "",
    language: str = "da",
    method: str = "not-stated",
    constructed: bool = False,
) -> list[Path]:
    """Write the files of an empty study, with the schemas that editors complete from.

    Parameters
    ----------
    folder : Path
        Its name becomes the study's id; it may exist, but be empty.
    title, language, method : str
        As in ``study.yaml``.
    constructed : bool
        Whether people and words are invented; the id then begins with ``demo-``.

    Returns
    -------
    list of Path
        The files written.

    Raises
    ------
    LisesError
        If the folder holds something, or its name cannot be an id.
    """
    study = study_id(folder, constructed=constructed)
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise LisesError(f"{folder} is not empty; name a new folder")
    status = "constructed" if constructed else "collected"
    wanted = (title or study).replace("\\", "\\\\").replace('"', '\\"')
    texts = {
        "study.yaml": STUDY.format(
            id=study, title=wanted, status=status, language=language, method=method
        ),
        "codebook.yaml": CODEBOOK,
        "guide.yaml": GUIDE,
        FIRST_NOTEBOOK: first_notebook(study, language),
        **TABLES,
    }
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, text.encode())
    for name in ("transcripts", "codings/a-1", "findings"):
        (folder / name).mkdir(parents=True)
    begin_study(folder)
    return sorted(p for p in folder.rglob("*") if p.is_file())


def begin_study(folder: Path) -> None:
    """Give a folder what a study has beside its own files: what git leaves out, and the schemas."""
    write_atomic(folder / IGNORED, TABLES[IGNORED].encode())
    (folder / ".schema").mkdir(exist_ok=True)
    for kind in SCHEMAS:
        file = f"{kind}.schema.json"
        shutil.copyfile(schema_folder() / file, folder / ".schema" / file)


def study_id(folder: Path, *, constructed: bool) -> str:
    """Give the id of a study in this folder: the folder's name.

    Raises
    ------
    LisesError
        If the name cannot be an id, or does not say that the people are invented.
    """
    study = folder.resolve().name
    if not ID.fullmatch(study):
        raise LisesError(f'"{study}" cannot be an id; lower-case letters, digits and hyphens can')
    if constructed and not study.startswith("demo-"):
        raise LisesError(f'"{study}" is of invented people; let its name begin with demo-')
    return study
