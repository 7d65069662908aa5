"""A small study with invented names in it, on disk, and a vault beside it."""

from __future__ import annotations

from pathlib import Path

from lises.files import read_study, write_study
from lises.model import Code, Codebook, LocalText, StudyFolder, Translation
from tests.building import asked, finding, hit, passage, question, search, study, talk

REGISTER = (
    "name,kind,put,also\nHanne Kringelbæk,person,,Nanne\nBo,person,Vagn,\nKloster Mølle,place,,\n"
)


def named_study() -> StudyFolder:
    """Two interviews in which Hanne, Bo, a place and a number are named."""
    said = LocalText.plain("the tap")
    return study(
        talk(
            "X1",
            "I: Hvem hjalp dig?",
            "X1: Det var Hanne, altså Hanne Kringelbæk, og Hannes mand. Ring, sagde hun, ring nu.",
            "X1: Vi ville bo der. Så kom Bo, og Bos hund, ude ved kloster mølle.",
        ),
        talk("X2", "I: Og du?", "X2: hanne ringede. Jeg bor i Rundhøj, nummeret er 20 30 40 50."),
        passage("X1-aaaa", 2, "Det var Hanne, altså Hanne Kringelbæk", "tap"),
        passage("X1-bbbb", 2, "ring", "tap", occurrence=2),
        passage(
            "X1-cccc", (2, 3), ("Hannes mand. Ring, sagde hun, ring nu.", "Vi ville bo"), "tap"
        ),
        passage("X1-dddd", 1, "Hvem hjalp dig?", "tap"),
        passage("X2-aaaa", 2, "hanne ringede", "tap"),
        finding(
            rests_on="X1-aaaa",
            prose="Hanne hjalp dem.",
            searched=(search("ringede|hanne", judged="searches/ring.jsonl", matching="word"),),
        ),
        codes=Codebook(codes=(Code(id="tap", label=said, definition=said),)),
        guide=(question("hjalp"),),
        asked=(asked("X1", "hjalp", 1),),
        searches={"searches/ring.jsonl": (hit("X2", 2, "ringede"),)},
        translations=(Translation(passage="X2-aaaa", language="en", text="Hanne phoned", by="ab"),),
    )


def written(folder: Path, made: StudyFolder | None = None) -> Path:
    """Write it, and a vault with a register beside it; give the study's folder."""
    there = folder / "x"
    write_study(made or named_study(), there)
    vault = folder / "vault"
    vault.mkdir(mode=0o700, exist_ok=True)
    (vault / "register.csv").write_text(REGISTER, encoding="utf-8")
    return there


def read(there: Path) -> StudyFolder:
    """Read it again; it must have no error."""
    folder, problems = read_study(there)
    assert folder is not None
    assert [p for p in problems if p.severity == "error"] == []
    return folder


__all__ = ["REGISTER", "named_study", "read", "written"]
