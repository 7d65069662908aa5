"""ELAN: which tiers are talk, whose, when; what depends on them; and what is broken."""

from .making import eaf_document, read, rules, turns


def slots(*values: int | str | None) -> str:
    given = ("" if value is None else f' TIME_VALUE="{value}"' for value in values)
    inner = "".join(f'<TIME_SLOT TIME_SLOT_ID="ts{n}"{value}/>' for n, value in enumerate(given, 1))
    return f"<TIME_ORDER>{inner}</TIME_ORDER>"


def aligned(name: str, first: int, last: int, text: str, more: str = "") -> str:
    return (
        f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="{name}" TIME_SLOT_REF1="ts{first}" '
        f'TIME_SLOT_REF2="ts{last}"{more}><ANNOTATION_VALUE>{text}</ANNOTATION_VALUE>'
        "</ALIGNABLE_ANNOTATION></ANNOTATION>"
    )


def refers(name: str, to: str, text: str) -> str:
    return (
        f'<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="{name}" ANNOTATION_REF="{to}">'
        f"<ANNOTATION_VALUE>{text}</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>"
    )


def tier(name: str, *annotations: str, **given: str) -> str:
    extra = "".join(f' {key.upper()}="{value}"' for key, value in given.items())
    return f'<TIER TIER_ID="{name}"{extra}>{"".join(annotations)}</TIER>'


TWO = (
    slots(0, 1000, 900, 2000, 3000, 4000),
    tier("a", aligned("a1", 1, 2, "Hvor?"), aligned("a3", 5, 6, "Nå."), participant="Ane Holm"),
    tier("b", aligned("a2", 3, 4, "Her &amp; der"), participant="Bo Lund"),
    tier("b-en", refers("a4", "a2", "Here and there"), parent_ref="b", linguistic_type_ref="ft"),
    tier("b-en-note", refers("a5", "a4", "unsure"), parent_ref="b-en"),
)


def test_participants_speak_in_the_order_of_time_and_dependent_tiers_are_named(tmp_path):
    found = read(tmp_path, eaf_document("".join(TWO)), "a.eaf")
    assert turns(found) == [("Ane Holm", "Hvor?"), ("Bo Lund", "Her & der"), ("Ane Holm", "Nå.")]
    assert [turn.time for turn in found.turns] == ["00:00:00", "00:00:00", "00:00:03"]
    assert [(o.other, o.turn, o.milliseconds) for o in found.overlaps] == [(1, 2, 100)]
    assert [(a.where, a.why, a.text) for a in found.set_aside] == [
        ('tier "b-en"', 'depends on "b", ft; 1 annotation', "Here and there"),
        ('tier "b-en-note"', 'depends on "b-en"; 1 annotation', "unsure"),
    ]
    assert [timing.name for timing in found.timings] == ["a1", "a2", "a3"]
    assert (rules(found), found.words.difference) == ([], 0)


def test_a_dependent_tier_that_is_named_for_a_speaker_is_taken_with_its_parents_times(tmp_path):
    found = read(tmp_path, eaf_document("".join(TWO)), "a.eaf", labels={"b-en": "R02"})
    assert turns(found)[1] == ("b-en", "Here and there")
    assert [timing.start for timing in found.timings] == [0, 900, 3_000]
    assert [aside.where for aside in found.set_aside] == ['tier "b"', 'tier "b-en-note"']


def test_of_several_tiers_of_one_participant_the_wordiest_is_the_talk(tmp_path):
    body = (
        slots(0, 1000)
        + tier("gloss", aligned("a1", 1, 2, "en"), participant="A")
        + tier("talk", aligned("a2", 1, 2, "en to tre"), participant="A")
    )
    found = read(tmp_path, eaf_document(body), "a.eaf")
    assert turns(found) == [("A", "en to tre")]
    (problem,) = found.problems
    assert problem.rule == "tiers-set-aside"
    assert '"gloss" (1 word)' in problem.message
    other = read(tmp_path, eaf_document(body), "a.eaf", labels={"gloss": "R01"})
    assert turns(other) == [("gloss", "en")]
    less = read(tmp_path, eaf_document(body), "a.eaf", labels={"talk": "-"})
    assert turns(less) == [("A", "en")]


def test_tiers_without_participants_are_speakers_by_their_ids(tmp_path):
    body = (
        slots(0, 9) + tier("I", aligned("a1", 1, 2, "Ja?")) + tier("X", aligned("a2", 1, 2, "Jo"))
    )
    assert turns(read(tmp_path, eaf_document(body), "a.eaf")) == [("I", "Ja?"), ("X", "Jo")]


def test_slots_without_a_value_leave_the_place_in_the_order_and_no_time(tmp_path):
    body = (
        slots(500, None, 4000, 200)
        + tier("A", aligned("a1", 1, 2, "en"), aligned("a2", 2, 3, "to"))
        + tier("B", aligned("a3", 4, 3, "tre"))
    )
    found = read(tmp_path, eaf_document(body), "a.eaf", cues="each")
    spoken = [(turn.text, turn.time) for turn in found.turns]
    assert spoken == [("tre", "00:00:00"), ("en", "00:00:00"), ("to", "")]
    assert "time slots: 4, 1 without a value" in found.notes


def test_vocabularies_and_properties_are_set_aside_and_values_kept(tmp_path):
    body = (
        '<PROPERTY NAME="lastUsedAnnotationId">a9</PROPERTY>'
        + slots(0, 9)
        + tier("A", aligned("a1", 1, 2, "nik", ' CVE_REF="c1"'))
        + '<CONTROLLED_VOCABULARY CV_ID="v"><CV_ENTRY_ML CVE_ID="c1"><CVE_VALUE>nik</CVE_VALUE>'
        "</CV_ENTRY_ML></CONTROLLED_VOCABULARY>"
    )
    found = read(tmp_path, eaf_document(body), "a.eaf")
    assert [(a.where, a.text) for a in found.set_aside] == [
        ("element PROPERTY", "a9"),
        ("element CVE_VALUE", "nik"),
    ]
    assert any(note.startswith("values from a controlled vocabulary: 1") for note in found.notes)
    assert found.words.difference == 0


def test_references_to_nothing_and_round_in_a_circle_and_odd_times_are_told(tmp_path):
    body = (
        slots(0, "ti", "-5")
        + tier("A", aligned("a1", 1, 9, "en"), refers("a2", "a3", "to"), refers("a3", "a2", "tre"))
        + tier("A", aligned("a4", 2, 3, "fire"))
    )
    found = read(tmp_path, eaf_document(body), "a.eaf")
    assert "".join(text for _, text in turns(found)) == "en to tre fire"
    assert rules(found) == ["tier-twice", "annotation-lost", "cue-time-malformed"]
    assert all(problem.severity == "doubt" for problem in found.problems)


def test_frames_are_not_taken_for_milliseconds(tmp_path):
    body = slots(0, 50) + tier("A", aligned("a1", 1, 2, "en"))
    found = read(tmp_path, eaf_document(body, "PAL-frames"), "a.eaf")
    assert ([turn.time for turn in found.turns], rules(found)) == ([""], ["cue-time-malformed"])
