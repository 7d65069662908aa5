"""Who speaks: labels, declarations, stamps, and what only looks like one."""

from pathlib import Path

import pytest

from lises.exchange import NOT_A_SPEAKER, Imported, read_transcript


def read(folder: Path, *lines: str, **options) -> Imported:
    path = folder / "interview.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = read_transcript(path, **options)
    assert found.words.difference == 0
    return found


def texts(found: Imported) -> list[tuple[str, str]]:
    return [(turn.label, turn.text) for turn in found.turns]


def rules(found: Imported) -> list[tuple[str, int]]:
    return [(problem.rule, problem.line) for problem in found.problems]


def declared(found: Imported) -> dict[str, tuple[str, str]]:
    return {s.label: (s.name, s.guess) for s in found.speakers if s.declared}


@pytest.mark.parametrize(
    "header",
    [
        ["I = Interviewer; Y = informant"],
        ["I = Interviewer, Y = informant"],
        ["I= Interviewer og Y= informant"],
        ["Interviewer = I; informant = Y"],
        ["Forkortelser: I = Interviewer; Y = informant"],
        ["I: Interviewer", "Y: informant"],
        ["I: Interviewer, Y: informant"],
        ["I – Interviewer", "Y – informant"],
        ["Interviewer (I) informant (Y)"],
        ["Interviewer (I), og informant (Y)"],
        ["I (Interviewer), Y (informant)"],
        ["Interview 3", "Båndlængde 41:07", "", "I = Interviewer", "Y = informant", "12. maj"],
    ],
)
def test_a_header_declares_in_many_styles(tmp_path, header):
    found = read(tmp_path, *header, "", "I: Hej", "Y: Hej", "I: Ja")
    assert declared(found) == {
        "I": ("Interviewer", "interviewer"),
        "Y": ("informant", "participant"),
    }
    assert texts(found) == [("I", "Hej"), ("Y", "Hej"), ("I", "Ja")]
    assert [aside.text for aside in found.set_aside] == [line for line in header if line]
    assert rules(found) == []


def test_a_description_may_be_long_and_have_no_role_word(tmp_path):
    found = read(tmp_path, "I = Interviewer, X = Kvinde, 53 år, bor alene", "I: Hej", "X: Hej")
    assert declared(found) == {
        "I": ("Interviewer", "interviewer"),
        "X": ("Kvinde, 53 år, bor alene", "unsure"),
    }


def test_numbered_roles_are_declared(tmp_path):
    found = read(tmp_path, "I1: Interviewer 1", "I2: Interviewer 2", "I1: Hej", "I2: Hej", "I1: Ja")
    assert declared(found) == {
        "I1": ("Interviewer 1", "interviewer"),
        "I2": ("Interviewer 2", "interviewer"),
    }
    assert texts(found)[0] == ("I1", "Hej")


def test_a_turn_that_speaks_of_roles_is_not_a_declaration(tmp_path):
    found = read(tmp_path, "I: Interviewer? Det er jeg.", "X: Nå", "I: Ja", "X: Fint")
    assert texts(found)[0] == ("I", "Interviewer? Det er jeg.")


def test_a_turn_of_one_short_word_is_not_a_declaration_turned_round(tmp_path):
    found = read(tmp_path, "Interviewer: OK", "Anne: Ja", "Interviewer: Nå", "Anne: Nej")
    assert texts(found)[0] == ("Interviewer", "OK")


def test_a_header_line_that_may_be_a_turn_is_a_doubt(tmp_path):
    found = read(tmp_path, "I: Interviewer", "X: Kvinde, 53 år", "I: Hej", "X: Hej")
    assert ("turn-or-header", 2) in rules(found)
    assert texts(found)[0] == ("X", "Kvinde, 53 år")


@pytest.mark.parametrize(
    ("line", "label", "time"),
    [
        ("X: Ja", "X", ""),
        ("X:Ja", "X", ""),
        ("X :\tJa", "X", ""),
        ("X\tJa", "X", ""),
        ("**X**: Ja", "X", ""),
        ("**X:** Ja", "X", ""),
        ("__X__ Ja", "X", ""),
        ("- X: Ja", "X", ""),
        ("[00:12:40] X: Ja", "X", "00:12:40"),
        ("(00.14) X: Ja", "X", "00:00:14"),
        ("#00:12:33-5# X: Ja", "X", "00:12:33"),
        ("0:00:07.0 X: Ja", "X", "00:00:07"),
        ("12:40\tX\tJa", "X", "00:12:40"),
        ("X [00:12:40]: Ja", "X", "00:12:40"),
        ("X (75.10): Ja", "X", "01:15:10"),
        ("X: [12:40] Ja", "X", "00:12:40"),
        ("X: #00:12:33-5# Ja", "X", "00:12:33"),
        ("X [12:40] Ja", "X", "00:12:40"),
        ("**X** [00:12:40]: Ja", "X", "00:12:40"),
        ("**X [00:12:40]:** Ja", "X", "00:12:40"),
    ],
)
def test_a_label_may_be_written_in_many_ways(tmp_path, line, label, time):
    found = read(tmp_path, "I = interviewer, X = informant", "I: Hej", line, "I: Nå")
    turn = found.turns[1]
    assert (turn.label, turn.time, turn.text) == (label, time, "Ja")


@pytest.mark.parametrize(
    "label",
    [
        "Anne Marie",
        "Anne-Marie K.",
        "Interviewer 1",
        "informant 2",
        "SPEAKER_00",
        "[NAVN1]",
        "R03",
        "x",
    ],
)
def test_names_roles_and_codes_that_recur_are_labels(tmp_path, label):
    found = read(tmp_path, f"{label}: a", "Q: b", f"{label}: c", "Q: d")
    assert texts(found) == [(label, "a"), ("Q", "b"), (label, "c"), ("Q", "d")]


def test_a_label_in_the_form_of_no_name_can_be_declared_by_the_call(tmp_path):
    lines = ("Mor til Bo: a", "Q: b", "Mor til Bo: c", "Q: d")
    assert [s.label for s in read(tmp_path, *lines).speakers] == ["Q"]
    found = read(tmp_path, *lines, labels={"Mor til Bo": "participant"})
    assert texts(found)[0] == ("Mor til Bo", "a")


def test_a_name_and_a_stamp_on_a_line_of_their_own_begin_a_turn(tmp_path):
    found = read(
        tmp_path,
        "Anne Marie  0:03",
        "Hej du",
        "Bo  0:09",
        "Hej",
        "Anne Marie  1:00",
        "Ja",
        "Bo 1:02",
        "Nå",
    )
    assert [(t.label, t.time, t.text) for t in found.turns][:2] == [
        ("Anne Marie", "00:00:03", "Hej du"),
        ("Bo", "00:00:09", "Hej"),
    ]


@pytest.mark.parametrize(
    "joint", ["X og Y", "Y Og X", "X and Y", "X + Y", "X & Y", "X/Y", "x og Y"]
)
def test_a_joint_label_credits_both_and_stays_as_written(tmp_path, joint):
    found = read(tmp_path, "X: a", "Y: b", "X: c", "Y: d", f"{joint}: Ja")
    turn = found.turns[-1]
    assert turn.label == joint
    assert sorted(turn.parts) == ["X", "Y"]
    (speaker,) = [s for s in found.speakers if s.joint]
    assert (speaker.label, speaker.turns) == (joint, 1)


def test_a_joint_label_of_unknown_people_is_a_label_of_its_own_when_it_recurs(tmp_path):
    found = read(tmp_path, "Mor og Far: a", "I: b", "Mor og Far: c", "I: d")
    assert found.turns[0].parts == ("Mor og Far",)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org er siden",
        "12:40 kom hun",
        "kl. 12:40 kom hun",
        "Spørgsmål: hvad er det?",
        "Så sagde hun: nej",
        "(utydeligt, 00.14)",
        "“Y: nej”",
        "forhold 1:2 var det",
    ],
)
def test_what_only_looks_like_a_label_stays_text(tmp_path, text):
    found = read(tmp_path, "I: Hej", "X: Ja", text, "I: Nå", "X: Ja")
    assert texts(found)[1] == ("X", f"Ja\n\n{text}")


def test_a_candidate_is_listed_with_its_place(tmp_path):
    found = read(tmp_path, "I: Hej", "X: Ja", "Spørgsmål: hvad er det?", "I: Nå", "X: Ja")
    (candidate,) = found.candidates
    assert (candidate.label, candidate.at) == ("Spørgsmål", (3,))


def test_a_short_code_that_stands_once_is_taken_for_its_shape_and_doubted(tmp_path):
    found = read(
        tmp_path, "I = interviewer, X = informant", "I: a", "X: b", "Y: c", "NB: d", "I: e"
    )
    assert texts(found)[2] == ("Y", "c\n\nNB: d")
    assert ("label-once", 4) in rules(found)
    assert [c.label for c in found.candidates] == ["NB"]


def test_an_undeclared_label_beside_declared_ones_is_its_own_speaker_and_doubted(tmp_path):
    found = read(tmp_path, "I = interviewer, X = informant", "I: a", "X: b", "T: c", "I: d", "T: e")
    assert found.turns[2].label == "T"
    assert rules(found) == [("label-undeclared", 4)]


def test_without_a_header_one_doubt_names_all_labels(tmp_path):
    found = read(tmp_path, "I: a", "X: b", "I: c?", "X: d")
    assert rules(found) == [("labels-undeclared", 0)]
    assert '"I" 2, "X" 2' in found.problems[0].message
    assert [(s.guess, s.why) for s in found.speakers] == [
        ("interviewer", "by custom, not declared; 1 of its 2 turns end in a question mark"),
        ("unsure", "not declared; 0 of its 2 turns end in a question mark"),
    ]


def test_a_call_can_say_that_a_label_is_none(tmp_path):
    lines = ("I: a", "X: b", "NB: c", "I: d", "NB: e", "X: f")
    assert [s.label for s in read(tmp_path, *lines).speakers] == ["I", "X", "NB"]
    found = read(tmp_path, *lines, labels={"NB": NOT_A_SPEAKER})
    assert [s.label for s in found.speakers] == ["I", "X"]
    assert texts(found)[1] == ("X", "b\n\nNB: c")


def test_a_call_can_declare_labels_that_stand_once(tmp_path):
    found = read(tmp_path, "I: Hej", "Xenia: Hej", labels={"I": "interviewer", "Xenia": "R01"})
    assert texts(found) == [("I", "Hej"), ("Xenia", "Hej")]
    assert [(s.guess, s.why) for s in found.speakers] == [
        ("interviewer", "call says 'interviewer'"),
        ("participant", "call says 'R01'"),
    ]
    assert rules(found) == []


def test_a_label_in_another_case_is_the_same_speaker_and_doubted(tmp_path):
    found = read(tmp_path, "I = interviewer, X = informant", "I: a", "x: b", "I: c", "X: d")
    assert found.turns[1].parts == ("X",)
    assert ("label-spelling", 3) in rules(found)


@pytest.mark.parametrize(
    ("line", "doubted"),
    [
        ("I Okay, så videre", True),
        ("I. Det er rigtigt", True),
        ("I; ja", True),
        ("X det ved jeg", True),
        ("I [griner]: ja", True),
        ("I skal også sige det", False),
        ("Ingen ved det", False),
        ("X'erne var der", False),
    ],
)
def test_a_turn_without_its_colon_is_a_doubt_and_not_guessed(tmp_path, line, doubted):
    found = read(tmp_path, "I = interviewer, X = informant", "I: a", "X: b", line, "I: c")
    assert texts(found)[1] == ("X", f"b\n\n{line}")
    assert rules(found) == ([("label-colon-missing", 4)] if doubted else [])


def test_a_label_inside_a_turn_is_a_doubt(tmp_path):
    found = read(tmp_path, "I = interviewer, X = informant", "I: Hej. X: Hej", "X: Ja")
    assert texts(found)[0] == ("I", "Hej. X: Hej")
    assert rules(found) == [("label-inside-turn", 2)]


def test_stamps_alone_go_to_the_turn_after_them_and_others_are_set_aside(tmp_path):
    found = read(
        tmp_path,
        *("I = interviewer, X = informant", "0:00:00.0", "I: a", "[00:01:00]", "", "X: b"),
        *("(02.00)", "mere af det samme", "#00:03:00-1#", "[00:03:05] I: c", "[00:09:00]"),
    )
    assert [(t.label, t.time_written, t.text) for t in found.turns] == [
        ("I", "0:00:00.0", "a"),
        ("X", "[00:01:00]", "b\n\nmere af det samme"),
        ("I", "[00:03:05]", "c"),
    ]
    assert [a.text for a in found.set_aside[1:]] == ["(02.00)", "#00:03:00-1#", "[00:09:00]"]


def test_a_stamp_that_goes_back_is_a_doubt(tmp_path):
    found = read(
        tmp_path, "I = interviewer, X = informant", "[00:09:00] I: a", "[00:08:00] X: b", "I: c"
    )
    assert rules(found) == [("time-not-rising", 3)]


def test_marks_stay_in_the_text(tmp_path):
    marks = "Ja (utydeligt, 00.14) [griner] (12 sekunder pause) [NAVN1] kl. 12:40 #00:00:09-1#"
    found = read(tmp_path, "I: a", f"X: {marks}", "I: b", "X: c")
    assert texts(found)[1] == ("X", marks)
    assert "time stamps within turns: 1 stay in the text" in found.notes


def test_the_length_of_the_recording_is_set_aside_wherever_it_stands(tmp_path):
    found = read(tmp_path, "I: a", "X: b", "I: c", "X: d", "Båndlængde 41:07")
    assert [(a.text, a.why) for a in found.set_aside] == [
        ("Båndlængde 41:07", "the length of the recording")
    ]


def test_a_label_alone_on_its_line_takes_the_paragraph_after_it(tmp_path):
    found = read(tmp_path, "INTERVIEWER:", "Hej du", "ANNE:", "Hej", "INTERVIEWER:", "Nå", "ANNE:")
    assert texts(found) == [
        ("INTERVIEWER", "Hej du"),
        ("ANNE", "Hej"),
        ("INTERVIEWER", "Nå"),
        ("ANNE", ""),
    ]
    assert ("turn-empty", 7) in rules(found)


def test_a_document_without_labels_is_an_error_that_lists_what_it_saw(tmp_path):
    found = read(tmp_path, "En tekst", "Anne: hej", "Bo: hej")
    assert found.turns == ()
    (problem,) = found.problems
    assert (problem.rule, problem.severity) == ("speakers-none", "error")
    assert '"Anne"' in problem.remedy
    assert found.words_set_aside == found.words_in_document == 6


def test_a_declared_speaker_who_never_speaks_is_noted(tmp_path):
    found = read(tmp_path, "I = interviewer, X = informant, I2 = interviewer", "I: a", "X: b")
    assert '"I2" is declared (interviewer) and never speaks' in found.notes
