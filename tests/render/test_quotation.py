from __future__ import annotations

from dataclasses import replace

import pytest

from lises.model import Passage
from lises.render import Links, Words
from lises.render.quotation import citation, preview_template, quotation, source_line

from .material import TRANSCRIPTS, hostile_study, release_of, small_study
from .reading import Element, read

FINDING = Links("demo-small/findings/telefon")
WHOLE = release_of(small_study())
CUT = release_of(small_study(whole=False))


def passage_of(release, name: str) -> Passage:
    return next(p for p in release.folder.passages if p.id == name)


def shown(name: str, language: str = "da", release=WHOLE, **more: bool) -> Element:
    passage = passage_of(release, name)
    return read(quotation(release, passage, Words(language), FINDING, **more)).one("figure")


@pytest.mark.parametrize("release", [WHOLE, CUT])
def test_the_words_of_a_quotation_are_the_quote_of_its_passage(release):
    for passage in release.folder.passages:
        words = shown(passage.id, release=release).one("blockquote").all(class_="lises-words")
        assert tuple(e.text for e in words) == passage.quote
        assert {e.get("data-quote") for e in words} == {passage.id}


def test_speech_says_its_language():
    assert shown("DEMO-R01-7k2m", "en").one("blockquote").get("lang") == "da"


def test_the_question_before_it_stands_with_its_place():
    question = shown("DEMO-R01-7k2m").one(class_="lises-question")
    assert question.text.startswith("Interviewer, §1: Tak fordi du ville.")
    assert question.one("a").get("href") == "../interviews/DEMO-R01.html#t-1"


def test_a_long_question_is_shortened_and_leads_to_the_whole():
    question = shown("DEMO-R01-mlti").one(class_="lises-question")
    assert "…" in question.text
    assert question.all("a")[-1].text == "hele spørgsmålet"
    assert len(question.one("span").text) <= 203


def test_what_the_interviewer_said_last_stands_in_for_a_question_but_no_murmur():
    folder = small_study()
    transcript = folder.transcripts["DEMO-R02"]
    told = ["Fortæl mig mere om det hele.", "Jeg savnede at se hende i øjnene.", "Mm."]
    turns = [replace(t, text=w) for t, w in zip(transcript.turns, told, strict=False)]
    turns.append(transcript.turns[3])
    transcripts = {**TRANSCRIPTS, "DEMO-R02": replace(transcript, turns=tuple(turns))}
    release = release_of(replace(folder, transcripts=transcripts))
    question = shown("DEMO-R02-c9yp", release=release).one(class_="lises-question")
    assert question.text == "Interviewer, §1: Fortæl mig mere om det hele."


def test_a_question_comes_before_what_was_said_later_without_one():
    folder = small_study()
    last = Passage(
        id="DEMO-R01-last", interview="DEMO-R01", set="consensus", turn=7, turn_end=7,
        quote=("Det er det værste.",), codes=("tempo",),
    )  # fmt: skip
    release = release_of(replace(folder, passages=(*folder.passages, last)))
    assert "§4" in shown("DEMO-R01-last", release=release).one(class_="lises-question").text


def test_no_question_is_made_up_where_none_is_in_the_release():
    assert shown("DEMO-R01-7k2m", release=CUT).all(class_="lises-question") == []


def test_an_earlier_question_does_not_pass_for_one_that_is_withheld():
    folder = small_study(whole=False)
    asked = Passage(
        id="DEMO-R01-qqqq", interview="DEMO-R01", set="consensus", turn=1, turn_end=1,
        quote=("Hvordan var det så, da de begyndte at ringe i stedet for?",), codes=("telefon",),
    )  # fmt: skip
    release = release_of(replace(folder, passages=(*folder.passages, asked)))
    assert shown("DEMO-R01-7k2m", release=release).all(class_="lises-question") == []


def test_a_question_can_be_left_out():
    assert shown("DEMO-R01-7k2m", with_question=False).all(class_="lises-question") == []


def test_a_translation_stands_only_on_a_page_in_its_language_and_names_the_translator():
    translation = shown("DEMO-R01-7k2m", "en").one(class_="lises-translation")
    assert translation.get("lang") == "en"
    assert "Translated by Coder B" in translation.text
    assert shown("DEMO-R01-7k2m", "da").all(class_="lises-translation") == []
    assert shown("DEMO-R02-b8xn", "en").all(class_="lises-translation") == []


def test_the_footer_leads_to_participant_codes_and_context():
    footer = shown("DEMO-R01-mlti").one("figcaption")
    links = {a.text: a.get("href") for a in footer.all("a")}
    assert links == {
        "DEMO-R01": "../participants.html#par-DEMO-R01",
        "rejsen koster": "../codes/rejsen.html",
        "§5–7 i sammenhæng": "../interviews/DEMO-R01.html#p-DEMO-R01-mlti",
    }
    assert "modtager" in footer.text


def test_speakers_are_named_in_a_quotation_of_several():
    lines = [p.text for p in shown("DEMO-R01-mlti").one("blockquote").all("p")]
    assert [line.split(":")[0] for line in lines] == ["DEMO-R01", "I", "DEMO-R01"]


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_quotation_of_constructed_material_is_marked_when_seen_and_when_copied(language):
    words = Words(language)
    figure = shown("DEMO-R01-7k2m", language)
    assert figure.one(class_="lises-constructed-small").text == words("mark-short")
    copied = figure.one(class_="lises-copy").get("data-copy-text")
    assert copied.endswith(words("mark-copied"))
    assert passage_of(WHOLE, "DEMO-R01-7k2m").quote[0] in copied
    assert "(DEMO-R01, " in copied
    assert "§3" in copied


def test_a_quotation_of_collected_material_has_no_mark():
    release = release_of(small_study(collected=True))
    figure = shown("DEMO-R01-7k2m", release=release)
    assert figure.all(class_="lises-constructed-small") == []
    assert "pdigtet" not in figure.one(class_="lises-copy").get("data-copy-text")
    assert "pdigtet" not in source_line(release, passage_of(release, "DEMO-R01-7k2m"), Words("da"))


def test_the_interviewer_s_own_words_are_called_that():
    folder = small_study()
    asked = Passage(
        id="DEMO-R01-qqqq", interview="DEMO-R01", set="consensus", turn=1, turn_end=1,
        quote=("Tak fordi du ville.",), codes=("telefon",),
    )  # fmt: skip
    release = release_of(replace(folder, passages=(*folder.passages, asked)))
    assert "Interviewer, DEMO-R01" in shown("DEMO-R01-qqqq", release=release).text


def test_a_citation_finds_its_preview_and_the_preview_holds_text_only():
    passage = passage_of(WHOLE, "DEMO-R01-7k2m")
    words = Words("en")
    link = read(citation(WHOLE, passage, words, FINDING)).one("a")
    template = read(preview_template(WHOLE, passage, words)).one("template")
    assert link.text == "DEMO-R01 §3"
    assert link.get("href") == "../interviews/DEMO-R01.html#p-DEMO-R01-7k2m"
    assert link.get("data-lises-preview") == template.get("id")
    assert {e.tag for e in template.all()} <= {"p", "div", "span"}
    assert passage.quote[0] in template.text
    assert words("mark-short") in template.text


def test_text_of_strangers_stays_text_in_quotations_and_previews():
    release = release_of(hostile_study())
    for passage in release.folder.passages:
        for language in ("da", "en"):
            html = quotation(release, passage, Words(language), FINDING)
            html += preview_template(release, passage, Words(language))
            for element in read(html).all():
                assert element.tag not in ("script", "img")
                assert not [name for name in element.attributes if name.startswith("on")]
                assert not element.get("href").lower().startswith("javascript")


def test_every_transcript_has_a_passage_quoted_in_these_tests():
    assert {p.interview for p in WHOLE.folder.passages} == set(TRANSCRIPTS)
