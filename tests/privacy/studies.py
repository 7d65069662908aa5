"""Studies in which every word can be told apart, and what of them may be shown, reckoned plainly.

Most words are made once in a study and are long, so that whatever leaks, one word even, can be
followed to where it was said; some are said often, as people do. Whatever a coder wrote beside a passage bears the passage's id.
"""

from __future__ import annotations

from itertools import count, product
from typing import Any

from hypothesis import strategies as st

from lises.anchoring import AnchoredStudy, anchor
from lises.model import (
    CLEARANCES,
    INTERVIEWER,
    OTHER,
    At,
    Attribute,
    Clearance,
    CodingSet,
    Evidence,
    Finding,
    FrameworkCell,
    Interview,
    JudgedHit,
    LocalText,
    Note,
    Participant,
    Passage,
    Reading,
    Role,
    Search,
    StudyDesign,
    StudyFolder,
    Theme,
    Transcript,
    Translation,
    Turn,
    Withdrawal,
    allows,
    strictest,
)
from tests.building import codebook

TIERS = st.sampled_from(CLEARANCES)
CLEARED = st.sampled_from([*CLEARANCES, None])
OFTEN = ("ja", "altså", "det ved jeg ikke noget om", "[griner]", "–", "å")
NAMES = ("Bodil Navnesen", "Karl-Åge Hemmeligsen", "Sagsbehandler Mortensen", "Den Anden Dame")
PEOPLE = ("P1", "P2", "P3")
THEMES = ("t", "u", "v")
SECRET = "secret-level"


def _words(fresh: count[int]) -> st.SearchStrategy[str]:
    once = st.builds(lambda: f"ord{next(fresh):04d}hedenå")
    return st.one_of(once, once, st.sampled_from(OFTEN))


@st.composite
def _texts(draw: Any, fresh: count[int]) -> str:
    words = draw(st.lists(_words(fresh), min_size=1, max_size=9))
    gaps = draw(st.lists(st.sampled_from([" ", " ", " ", "\n", "\n\n"]), min_size=8, max_size=8))
    return words[0] + "".join(gap + word for gap, word in zip(gaps, words[1:], strict=False))


@st.composite
def _transcripts(
    draw: Any, interview: str, people: tuple[str, ...], fresh: count[int]
) -> Transcript:
    names = draw(st.permutations(NAMES))
    speakers = {"I": INTERVIEWER, names[0]: OTHER, **dict(zip(names[1:], people, strict=False))}
    labels = st.one_of(
        st.sampled_from(list(speakers)),
        st.lists(st.sampled_from(list(speakers)), min_size=2, max_size=2, unique=True).map(
            " + ".join
        ),
    )
    turns = []
    for number in range(1, draw(st.integers(1, 5)) + 1):
        label = draw(labels)
        turns.append(
            Turn(
                number=number,
                label=label,
                speakers=tuple(dict.fromkeys(speakers[part] for part in label.split(" + "))),
                text=draw(_texts(fresh)),
                time=draw(st.sampled_from(["", "00:12:40"])),
            )
        )
    return Transcript(
        interview=interview,
        speakers=tuple(speakers.items()),
        turns=tuple(turns),
        source="Bodil.docx",
    )


@st.composite
def _passages(draw: Any, transcript: Transcript, number: int) -> Passage:
    """Mark a stretch of one turn, or from the inside of one into the next."""
    first = draw(st.sampled_from(transcript.turns))
    last = first if draw(st.booleans()) else transcript.turn(first.number + 1) or first
    start = draw(st.integers(0, len(first.text) - 1))
    end = draw(st.integers(start + 1 if last is first else 1, len(last.text)))
    name = f"{transcript.interview}-{number:04d}"
    if last is first:
        places = [
            i for i in range(len(first.text)) if first.text.startswith(first.text[start:end], i)
        ]
        quote: tuple[str, ...] = (first.text[start:end],)
        occurrence = places.index(start) + 1 if len(places) > 1 else None
    else:
        quote, occurrence = (first.text[start:], last.text[:end]), None
    return Passage(
        id=name,
        interview=transcript.interview,
        set=draw(st.sampled_from(["c", "d"])),
        turn=first.number,
        turn_end=last.number,
        quote=quote,
        codes=draw(st.sampled_from([("tap",), ("rain",), ("tap", "rain")])),
        occurrence=occurrence,
        clearance=draw(CLEARED),
        withheld=draw(st.sampled_from(["", "health", "third-person"])),
        memo=f"memo on {name}",
        reason=f"reason for {name}",
    )


def _hits(draw: Any, transcripts: dict[str, Transcript]) -> tuple[JudgedHit, ...]:
    found = []
    for transcript in transcripts.values():
        for turn in transcript.turns:
            word = draw(st.sampled_from(turn.text.split()))
            found.append(
                JudgedHit(
                    interview=transcript.interview,
                    turn=turn.number,
                    hit=word,
                    judged="mattered",
                    note="note on a hit",
                )
            )
    return tuple(found)


def _findings(draw: Any, passages: tuple[Passage, ...]) -> tuple[Finding, ...]:
    ids = [p.id for p in passages]
    chosen = draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    evidence = tuple(Evidence(passage=p, note=LocalText.plain(f"note on {p}")) for p in chosen)
    cut = draw(st.integers(0, len(evidence)))
    prose = " ".join(
        f"{{lises:passage}}`{p}` and {{lises:passage}}`titled {p} <{p}>`" for p in chosen
    )
    made = Finding(
        id="f",
        statement=LocalText.plain("a statement"),
        quantifier="some",
        counts="tap",
        rests_on=evidence[:cut],
        contradicted_by=evidence[cut:],
        searched=(Search(query="altså|ja", judged="searches/s.jsonl"),),
        prose=LocalText((("", f"{prose} {{lises:count}}`tap`"), ("en", prose)))
        if prose
        else LocalText(),
        at=At("findings/f.md", 1),
    )
    return (made,)


def _cells(
    draw: Any, people: tuple[str, ...], passages: tuple[Passage, ...]
) -> tuple[FrameworkCell, ...]:
    """Summaries of people, resting on any passages at all; each tells its case and its passages."""
    named = st.lists(st.sampled_from([p.id for p in passages] or [""]), unique=True, max_size=3)
    found = []
    for case, theme in product(people, THEMES) if passages else ():
        ids = draw(named)
        told = f"told of {case}" + "".join(f" told from {passage}." for passage in ids)
        summary = LocalText.of(da=told, en=told)
        found.append(FrameworkCell(case=case, theme=theme, summary=summary, passages=tuple(ids)))
    return tuple(found)


@st.composite
def studies(draw: Any) -> StudyFolder:
    """A study with people, talks, codings and writings of every clearance."""
    fresh = count(1)
    people = PEOPLE[: draw(st.integers(1, 3))]
    rows = []
    for number in range(draw(st.integers(1, 2))):
        there = draw(st.lists(st.sampled_from(people), min_size=1, max_size=3, unique=True))
        rows.append(Interview(id=f"T{number}", participants=tuple(there), date="2026-05-14"))
    talks = {r.id: draw(_transcripts(r.id, r.participants, fresh)) for r in rows}
    numbers = count(1)
    marked = [
        draw(_passages(t, next(numbers)))
        for t in talks.values()
        for _ in range(draw(st.integers(0, 6)))
    ]
    # As they are read from files: by set, then by interview.
    passages = tuple(sorted(marked, key=lambda p: (p.set, p.interview)))
    about = [(p.id, draw(CLEARED)) for p in passages]
    return StudyFolder(
        path="/home/bodil/x",
        design=_design(people),
        participants=tuple(
            Participant(
                id=p,
                role="r",
                attributes=(("shown", "x"), ("hidden", f"{SECRET}-{p}")),
                quotes=draw(CLEARED),
                transcript=draw(CLEARED),
            )
            for p in people
        ),
        interviews=tuple(rows),
        codebook=codebook("tap rain"),
        themes=tuple(Theme(id=t, label=LocalText.plain(t), codes=("tap", "rain")) for t in THEMES),
        framework=_cells(draw, people, passages),
        transcripts=talks,
        passages=passages,
        readings=tuple(Reading(set="c", interview=r.id, codes=("*",), codebook=1) for r in rows),
        searches={"searches/s.jsonl": _hits(draw, talks)},
        translations=tuple(Translation(passage=p.id, language="en", text=f"translation of {p.id}") for p in passages),
        notes=tuple(
            Note(id=f"n{i:02}", kind="memo", about=p, text=f"note about {p}\n\n{{lises:passage}}`{p}`", clearance=c)
            for i, (p, c) in enumerate(about)
        ),
        findings=_findings(draw, passages),
        withdrawals=(Withdrawal(date="2026-04-01", role="r"),),
    )  # fmt: skip


def _design(people: tuple[str, ...]) -> StudyDesign:
    return StudyDesign(
        id="x",
        title=LocalText.plain("X"),
        kind="interviews",
        data_status="collected",
        language="da",
        roles=(Role(id="r", label=LocalText.plain("r"), sample=len(people) + 1),),
        attributes=(Attribute(id="shown", clearance="public"), Attribute(id="hidden")),
        coders=(("ab", "Coder A"),),
        coding_sets=(
            CodingSet(id="c", coder="ab", round=1),
            CodingSet(id="d", coder="ab", round=2),
        ),
        counted="c",
    )


def anchored(folder: StudyFolder) -> AnchoredStudy:
    """Anchor a study in which every passage has its place."""
    made = anchor(folder)
    assert not made.problems, made.problems
    return made


Shown = dict[tuple[str, int], list[bool]]


def shown(study: AnchoredStudy, tier: Clearance) -> Shown:
    """Reckon code point by code point what may be shown: (interview, turn) → a truth for each.

    The law in words: nothing of a passage that is not cleared; of the rest a whole turn where all
    who take part have cleared the transcript, else the passages that hold nothing withheld.
    """
    folder = study.folder
    closed, open_ = _blank(study), _blank(study)
    for passage in study.passages:
        if not allows(tier, _clearance(study, passage)):
            _mark(closed, study, passage)
    for passage in study.passages:
        touched = any(closed[key][i] for key, i in _points(study, passage))
        if allows(tier, _clearance(study, passage)) and not touched:
            _mark(open_, study, passage)
    for key, marks in open_.items():
        transcript = folder.transcripts[key[0]]
        there = {x for t in transcript.turns for x in t.participants}
        row = folder.interview(key[0])
        there |= set(row.participants if row else ())
        people = [folder.participant(x) for x in there]
        whole = allows(tier, strictest([p.transcript if p else None for p in people]))
        open_[key] = [
            (whole or mark) and not shut for mark, shut in zip(marks, closed[key], strict=True)
        ]
    return open_


def cleared(study: AnchoredStudy, tier: Clearance) -> set[str]:
    """Reckon which passages may be shown."""
    seen = shown(study, tier)
    return {
        p.id
        for p in study.passages
        if allows(tier, _clearance(study, p)) and all(seen[key][i] for key, i in _points(study, p))
    }


def _clearance(study: AnchoredStudy, passage: Passage) -> Clearance:
    folder = study.folder
    row = folder.interview(passage.interview)
    people = study.speakers_of(passage) or (row.participants if row else ())
    given = [p.quotes if (p := folder.participant(x)) else None for x in people]
    return strictest([*given, *([passage.clearance] if passage.clearance else [])])


def _blank(study: AnchoredStudy) -> Shown:
    talks = study.folder.transcripts.values()
    return {(t.interview, turn.number): [False] * len(turn.text) for t in talks for turn in t.turns}


def _points(study: AnchoredStudy, passage: Passage) -> list[tuple[tuple[str, int], int]]:
    spans = study.spans[passage.id]
    return [((passage.interview, s.turn), i) for s in spans for i in range(s.start, s.end)]


def _mark(marks: Shown, study: AnchoredStudy, passage: Passage) -> None:
    for key, i in _points(study, passage):
        marks[key][i] = True
