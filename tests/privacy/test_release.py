"""What a release holds, by example; the law itself stands in test_release_law.py."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from lises.anchoring import anchor
from lises.errors import NotAStudyError, Problem, ReleaseError
from lises.evidence import count
from lises.model import (
    EMPTY,
    INTERVIEWER,
    OTHER,
    Attribute,
    Claim,
    Clearance,
    Interview,
    LocalText,
    Note,
    RelatedStudy,
    StudyFolder,
    Transcript,
    Translation,
    Turn,
)
from lises.privacy import (
    RELEASE_FILE,
    CodeTotal,
    Release,
    Withheld,
    make_release,
    passage_clearance,
    read_release,
    transcript_clearance,
    write_release,
)
from tests.building import anchored, finding, hit, passage, person, search, study, talk

OPEN = {"quotes": "public", "transcript": "public"}


def _release(*parts: object, tier: Clearance = "public", **more: object) -> Release:
    return make_release(anchored(*parts, **more), tier)


def _texts(release: Release, interview: str = "A") -> list[str]:
    return [turn.text for turn in release.folder.transcripts[interview].turns]


# -- turns ------------------------------------------------------------------------------------


def test_without_leave_for_the_transcript_only_cleared_excerpts_stand_in_their_turns():
    got = _release(
        talk("A", "I: The tap?", "A: Well, it drips, all night.", "A: Nobody asks me."),
        passage("A-aaaa", 2, "it drips", "tap"),
        people=[person("A", quotes="public")],
    )
    assert _texts(got) == ["⟦withheld⟧", "⟦withheld⟧it drips⟦withheld⟧", "⟦withheld⟧"]


def test_with_leave_for_the_transcript_only_what_is_withheld_is_cut():
    got = _release(
        talk("A", "A: My son was ill, you see. It drips."),
        passage(
            "A-aaaa", 1, "My son was ill", "tap", clearance="reviewer", withheld="third-person"
        ),
        people=[person("A", **OPEN)],
    )
    assert _texts(got) == ["⟦withheld: third-person⟧, you see. It drips."]


def test_two_categories_in_one_gap_tell_none():
    got = _release(
        talk("A", "A: My son was ill."),
        passage("A-aaaa", 1, "My son", clearance="restricted", withheld="third-person"),
        passage("A-bbbb", 1, "was ill", clearance="restricted", withheld="health"),
        passage("A-cccc", 1, " ", occurrence=2, clearance="restricted", withheld="health"),
        people=[person("A", **OPEN)],
    )
    assert _texts(got) == ["⟦withheld⟧."]


def test_a_turn_that_is_cut_whole_keeps_its_number_and_no_time():
    timed = talk("A", "A: secret", "A: open")
    timed = replace(timed, turns=tuple(replace(t, time="00:00:09") for t in timed.turns))
    got = _release(timed, passage("A-aaaa", 2, "open"), people=[person("A", quotes="public")])
    assert [(t.number, t.time) for t in got.folder.transcripts["A"].turns] == [
        (1, ""),
        (2, "00:00:09"),
    ]


def test_an_interview_of_which_nothing_may_be_shown_is_withheld():
    got = _release(talk("A", "A: secret"), people=[person("A")])
    assert got.folder.transcripts == {}
    assert [i.transcript for i in got.folder.interviews] == ["withheld"]


def test_the_restricted_tier_shows_everything_and_the_labels_as_they_were():
    got = _release(
        talk("A", "A: secret"),
        passage("A-aaaa", 1, "secret"),
        people=[person("A")],
        tier="restricted",
    )
    assert _texts(got) == ["secret"]
    assert [p.id for p in got.folder.passages] == ["A-aaaa"]


# -- clearances -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spoken", "own", "people", "clearance"),
    [
        ("A: x", None, {"A": "public"}, "public"),
        ("A: x", "reviewer", {"A": "public"}, "reviewer"),
        ("A: x", "public", {"A": "reviewer"}, "reviewer"),
        ("A: x", "public", {"A": None}, "restricted"),
        ("A + B: x", None, {"A": "public", "B": "reviewer"}, "reviewer"),
        ("I: x", None, {"A": "public", "B": "reviewer"}, "reviewer"),  # that of all interviewed
        ("O: x", None, {"A": "public", "B": None}, "restricted"),
        ("A: x", None, {"A": "public", "B": None}, "public"),  # B does not speak in it
    ],
)
def test_a_passage_has_the_stricter_of_its_speakers_clearance_and_its_own(
    spoken: str, own: str | None, people: dict[str, Clearance | None], clearance: str
):
    made = anchored(
        talk("J", spoken),
        passage("J-aaaa", 1, "x", clearance=own),
        people=[person(who, quotes=c) for who, c in people.items()],
        interviews=(Interview(id="J", participants=tuple(people)),),
    )
    assert passage_clearance(made, made.passages[0]) == clearance


def test_a_passage_of_somebody_who_is_not_listed_is_restricted():
    made = anchored(talk("J", "Z: x"), passage("J-aaaa", 1, "x"), people=[])
    assert passage_clearance(made, made.passages[0]) == "restricted"


@pytest.mark.parametrize(
    ("spoken", "listed", "clearance"),
    [
        ("A: x", "A", "public"),
        ("A: x", "AB", "reviewer"),
        ("B: x", "A", "reviewer"),  # who speaks takes part, listed for the interview or not
        ("Z: x", "A", "restricted"),
        ("A: x", "", "public"),
        ("I: x", "", "restricted"),
    ],
)
def test_a_transcript_has_the_strictest_clearance_of_all_who_take_part(
    spoken: str, listed: str, clearance: str
):
    folder = study(
        talk("J", spoken),
        people=[person("A", transcript="public"), person("B", transcript="reviewer")],
        interviews=(Interview(id="J", participants=tuple(listed)),),
    )
    assert transcript_clearance(folder, "J") == clearance


def test_a_cleared_passage_that_shares_a_letter_with_a_withheld_one_is_withheld_but_not_its_neighbour():
    # one touches the closed; two overlaps one and not the closed; three lies elsewhere
    got = _release(
        talk("A", "A: abcdefgh ijkl"),
        passage("A-c0se", 1, "abc", clearance="restricted", withheld="health"),
        passage("A-1111", 1, "cde"),
        passage("A-2222", 1, "efgh"),
        passage("A-3333", 1, "ijkl"),
        people=[person("A", quotes="public")],
    )
    assert [p.id for p in got.folder.passages] == ["A-2222", "A-3333"]
    assert _texts(got) == ["⟦withheld: health⟧efgh⟦withheld⟧ijkl"]


def test_a_quote_that_stands_twice_is_found_again_when_the_first_is_cut():
    got = _release(
        talk("A", "A: ja, men ja", "A: withheld words"),
        passage("A-aaaa", 1, "ja", occurrence=2),
        passage("A-bbbb", 2, "withheld"),
        people=[person("A", quotes="public")],
    )
    assert _texts(got) == ["⟦withheld⟧ja", "withheld⟦withheld⟧"]
    assert [(p.id, p.occurrence) for p in got.folder.passages] == [("A-aaaa", None), ("A-bbbb", 1)]
    assert got.study.problems == ()


def test_a_quote_that_still_stands_twice_keeps_its_count_after_a_cut_before_it():
    got = _release(
        talk("A", "A: son: ja, men ja, ja"),
        passage("A-aaaa", 1, "ja", occurrence=3),
        passage("A-bbbb", 1, "son", clearance="restricted"),
        people=[person("A", **OPEN)],
    )
    assert [p.occurrence for p in got.folder.passages] == [3]
    (span,) = got.study.spans["A-aaaa"]
    assert _texts(got)[0][span.start - 6 : span.end] == "n ja, ja"


# -- labels -----------------------------------------------------------------------------------


def _named(speakers: dict[str, str], *labels: str) -> Transcript:
    turns = (
        Turn(
            number=n,
            label=label,
            speakers=tuple(dict.fromkeys(speakers[x] for x in label.split(" + ") if x in speakers)),
            text=f"words {n}",
        )
        for n, label in enumerate(labels, start=1)
    )
    return Transcript(
        interview="A", speakers=tuple(speakers.items()), turns=tuple(turns), source="Bodil.docx"
    )


@pytest.mark.parametrize(
    ("speakers", "labels", "shown"),
    [
        ({"Int": INTERVIEWER, "Bodil": "A"}, ["Int", "Bodil", "Bodil + Int"], ["I", "A", "A + I"]),
        ({"Eva": INTERVIEWER, "Ib": INTERVIEWER, "Bo": "A"}, ["Ib", "Eva", "Bo"], ["I2", "I", "A"]),
        ({"Mor": OTHER, "Far": OTHER, "Bo": "A"}, ["Mor", "Far"], ["O1", "O2"]),
        ({"Bo": "A", "Bo H.": "A"}, ["Bo", "Bo H.", "Bo + Bo H."], ["A", "A", "A"]),
        ({"Bo": "A"}, ["Bo", "Bodil Hansen"], ["A", "O1"]),  # a label that nothing declares
        ({"Bo": "I", "Eva": INTERVIEWER, "Ib": OTHER}, ["Bo", "Eva", "Ib"], ["I", "I2", "O1"]),
    ],
)
def test_labels_that_may_be_names_are_replaced(
    speakers: dict[str, str], labels: list[str], shown: list[str], tmp_path: Path
):
    ids = sorted({who for who in speakers.values() if who not in (INTERVIEWER, OTHER)})
    got = _release(
        _named(speakers, *labels),
        people=[person(who, **OPEN) for who in ids],
        interviews=(Interview(id="A", participants=tuple(ids)),),
    )
    released = got.folder.transcripts["A"]
    assert [t.label for t in released.turns] == shown
    declared = dict(released.speakers)
    assert all(part in declared for t in released.turns for part in t.label.split(" + "))
    assert len(declared) == len(released.speakers)
    assert released.source == ""
    write_release(got, tmp_path / "x")
    assert read_release(tmp_path / "x").folder.transcripts == got.folder.transcripts


# -- what stands beside the words -------------------------------------------------------------


def _beside(tier: Clearance = "public") -> Release:
    prose = "{lises:passage}`A-0pen` {lises:passage}`A-c0se` {lises:passage}`so he said <A-c0se>`"
    return _release(
        talk("A", "A: It drips.", "A: My son was ill."),
        passage("A-0pen", 1, "It drips.", "tap", memo="m", reason="r", origin=("A-c0se", "A-0pen")),
        passage("A-c0se", 2, "My son was ill.", "ill", clearance="reviewer", memo="m"),
        finding(
            counts="tap | ill",
            rests_on="A-0pen A-c0se",
            contradicted_by="A-c0se",
            prose=prose,
            searched=(search("son|drips", judged="s"),),
        ),
        people=[person("A", **OPEN, age="40", plot="small")],
        attributes=(Attribute(id="age"), Attribute(id="plot", clearance="public")),
        searches={"s": (hit("A", 1, "drips", note="n"), hit("A", 2, "son", note="n"))},
        translations=tuple(
            Translation(passage=p, language="en", text="t") for p in ("A-0pen", "A-c0se")
        ),
        notes=tuple(
            Note(
                id=f"n{c}",
                kind="memo",
                text="see {lises:passage}`A-c0se`",
                about="A-c0se",
                clearance=c,
            )  # type: ignore[arg-type]
            for c in ("public", "reviewer", "restricted", None)
        ),
        gone="gardener",
        tier=tier,
    )


def test_a_finding_keeps_the_evidence_that_is_cleared_and_says_how_much_is_not():
    got = _beside()
    (made,) = got.folder.findings
    assert [e.passage for e in made.rests_on] == ["A-0pen"]
    assert made.contradicted_by == ()
    assert got.withheld == {"f": Withheld(supports=1, contradicts=1)}
    gone = "{lises:withheld}`passage`"
    assert made.prose.in_language("") == f"{{lises:passage}}`A-0pen` {gone} {gone}"


def test_memos_reasons_and_origins_of_passages_stay_in_the_archive():
    (made,) = _beside().folder.passages
    assert (made.memo, made.reason, made.origin) == ("", "", ("A-0pen",))


@pytest.mark.parametrize(
    ("tier", "notes", "hits", "translated", "attributes"),
    [
        ("public", ["npublic"], ["drips"], ["A-0pen"], ["plot"]),
        ("reviewer", ["npublic", "nreviewer"], ["drips", "son"], ["A-0pen", "A-c0se"], ["plot"]),
        ("restricted", ["npublic", "nreviewer", "nrestricted", "nNone"], ["drips", "son"], ["A-0pen", "A-c0se"], ["age", "plot"]),
    ],
)  # fmt: skip
def test_notes_hits_translations_and_attributes_follow_their_clearance(
    tier: Clearance, notes: list[str], hits: list[str], translated: list[str], attributes: list[str]
):
    folder = _beside(tier).folder
    assert [n.id for n in folder.notes] == notes
    assert [h.hit for h in folder.searches["s"]] == hits
    assert [h.note for h in folder.searches["s"]] == (
        ["n", "n"] if tier == "restricted" else [""] * len(hits)
    )
    assert [t.passage for t in folder.translations] == translated
    assert [a.id for a in folder.design.attributes] == attributes
    assert [name for name, _ in folder.participants[0].attributes] == attributes
    assert folder.withdrawals == ()


def test_a_note_that_is_cleared_does_not_lead_to_a_passage_that_is_not():
    note = _beside().folder.notes[0]
    assert (note.about, note.text) == ("", "see {lises:withheld}`passage`")
    assert _beside("reviewer").folder.notes[0].about == "A-c0se"


def test_the_archive_s_counts_are_carried_with_what_is_withheld():
    got = _beside()
    assert got.totals == {"tap": CodeTotal(1, 1), "ill": CodeTotal(1, 1)}
    assert got.passages_withheld == {"A": 1}
    assert got.assessments["f"].coded == ("A-0pen",)
    assert got.assessments["f"].all_coded.passages == 2
    (searched,) = got.searches["f"]
    assert (searched.hits, searched.judged, searched.unjudged) == (2, {"mentioned": 2}, ())
    assert searched.nothing_found


def test_a_search_with_unjudged_hits_does_not_become_one_that_found_nothing():
    got = _release(
        talk("A", "A: It drips."),
        finding(searched=(search("drips"),)),
        people=[person("A", **OPEN)],
    )
    assert [(s.nothing_found, s.hits, s.unjudged) for s in got.searches["f"]] == [(False, 1, ())]


def test_a_code_s_example_is_kept_where_the_passage_is():
    book = count(
        anchored(talk("A", "A: a b"), passage("A-aaaa", 1, "a", "tap rain"))
    ).study.folder.codebook
    assert book is not None
    examples = dict(zip(("tap", "rain"), ("A-aaaa", "A-bbbb"), strict=True))
    book = replace(book, codes=tuple(replace(c, example=examples[c.id]) for c in book.codes))
    got = _release(
        talk("A", "A: a b"),
        passage("A-aaaa", 1, "a", "tap"),
        passage("A-bbbb", 1, "b", "rain", clearance="restricted"),
        people=[person("A", **OPEN)],
        codes=book,
    )
    assert got.folder.codebook is not None
    assert [c.example for c in got.folder.codebook.codes] == ["A-aaaa", ""]


def test_only_doubts_are_carried_and_words_of_a_transcript_in_none_of_them():
    def problem(rule: str, severity: str) -> Problem:
        return Problem(path="x/f.md", line=3, rule=rule, message='"My son"', remedy="son", severity=severity, subject="f", acknowledged="why")  # type: ignore[arg-type]  # fmt: skip

    made = anchored(talk("A", "A: x"), people=[person("A")])
    given = (
        problem("search-hit-gone", "doubt"),
        problem("quantifier-disagrees", "doubt"),
        problem("figure-sum", "doubt"),
        problem("quote-not-found", "error"),
    )
    got = make_release(made, "public", problems=given).problems
    assert [(p.rule, p.message, p.acknowledged) for p in got] == [
        ("search-hit-gone", "", "why"),
        ("quantifier-disagrees", '"My son"', "why"),
        ("figure-sum", '"My son"', "why"),
    ]
    assert make_release(made, "restricted", problems=given).problems == given[:3]


# -- refusals ---------------------------------------------------------------------------------


def _open(*parts: object, **more: object) -> StudyFolder:
    return study(
        talk("A", "A: My son was ill."), *parts, **{"people": [person("A", **OPEN)], **more}
    )


@pytest.mark.parametrize(
    "folder",
    [
        # a passage that must be cut and has no place: its words would stay
        _open(passage("A-aaaa", 1, "My son is ill.", clearance="restricted")),
        _open(passage("A-aaaa", 9, "My son was ill.", clearance="reviewer")),
        # an id that stands twice: the clearance may be looked up of the wrong one
        _open(people=[person("A", **OPEN), person("A")]),
        _open(passage("A-aaaa", 1, "My"), passage("A-aaaa", 1, "son", clearance="restricted")),
        _open(
            interviews=(
                Interview(id="A", participants=("A",)),
                Interview(id="A", participants=("B",)),
            )
        ),
    ],
)
def test_where_it_is_not_sure_what_must_be_cut_nothing_is_released(folder: StudyFolder):
    with pytest.raises(ReleaseError):
        make_release(anchor(folder), "public")
    assert make_release(anchor(folder), "restricted").tier == "restricted"


def test_a_passage_without_a_place_that_may_be_shown_does_not_stop_a_release():
    folder = _open(passage("A-aaaa", 1, "My son is ill."))
    assert make_release(anchor(folder), "public").folder.passages == ()


def test_a_release_is_written_to_an_empty_folder_only(tmp_path: Path):
    wide, narrow = _beside("reviewer"), _beside("public")
    write_release(wide, tmp_path / "r")
    with pytest.raises(ReleaseError, match="is not empty"):
        write_release(narrow, tmp_path / "r")
    assert read_release(tmp_path / "r").tier == "reviewer"


@pytest.mark.parametrize("content", [None, b"{}", b"not json", b"\xff", b'{"version": 2}'])
def test_a_folder_that_is_no_release_is_refused(content: bytes | None, tmp_path: Path):
    write_release(_beside(), tmp_path / "r")
    if content is None:
        (tmp_path / "r" / RELEASE_FILE).unlink()
    else:
        (tmp_path / "r" / RELEASE_FILE).write_bytes(content)
    with pytest.raises(NotAStudyError):
        read_release(tmp_path / "r")


def test_a_release_of_another_version_is_refused(tmp_path: Path):
    write_release(_beside(), tmp_path / "r")
    file = tmp_path / "r" / RELEASE_FILE
    file.write_bytes(file.read_bytes().replace(b'"version": 1', b'"version": 9'))
    with pytest.raises(NotAStudyError, match="version 9; 1 is read here"):
        read_release(tmp_path / "r")


def test_an_empty_folder_is_no_release(tmp_path: Path):
    with pytest.raises(NotAStudyError):
        read_release(tmp_path)


def test_a_study_of_figures_alone_can_be_released():
    made = make_release(anchor(study(title=LocalText.plain("F"), kind="figures")), "public")
    assert (made.folder.transcripts, made.assessments) == ({}, {})


def test_what_other_studies_can_say_is_kept_whole_or_not_at_all(tmp_path: Path):
    said = LocalText.of(da="ord", en="words")
    claim = Claim(id="c-1", text=said, basis="outside")
    kept = RelatedStudy(to=("b/f1",), own=("c-1",), relation="context", bears=said, cannot=said)
    lost = (
        replace(kept, cannot=EMPTY),
        replace(kept, bears=EMPTY),
        replace(kept, own=("gone",)),
        replace(kept, to=()),
    )
    got = _release(claims=(claim,), related=(kept, *lost))
    assert got.folder.related == (kept,)
    write_release(got, tmp_path / "out")
    assert read_release(tmp_path / "out").folder.related == (kept,)
