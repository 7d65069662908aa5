from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.anchoring import anchor
from lises.errors import UnknownNameError
from lises.model import Passage, Reading
from lises.privacy import Release
from lises.render import Links, Words
from lises.render.index import index_of
from lises.render.transcript import transcript_body
from lises.render.words_da import TRANSCRIPT as DA

from .material import TRANSCRIPTS, hostile_study, release_of, small_study
from .reading import Element, read

PAGE = Links("demo-small/interviews/DEMO-R01")
DANISH = Words("da")


def page(release: Release, interview: str = "DEMO-R01", words: Words = DANISH) -> Element:
    return read(transcript_body(release, interview, words, PAGE))


def segments_of(root: Element, passage: str) -> dict[str, str]:
    """Turn → the joined text of the segments that carry the passage."""
    found: dict[str, str] = {}
    for turn in root.all("div", "turn"):
        for mark in turn.all("mark"):
            if passage in mark.get("data-passage").split():
                number = turn.get("data-turn")
                found[number] = found.get(number, "") + mark.text
    return found


# ---- Words and passages -------------------------------------------------------------------------


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("interview", ["DEMO-R01", "DEMO-R02"])
def test_the_segments_of_a_passage_joined_per_turn_are_its_quote(whole, interview):
    release = release_of(small_study(whole=whole))
    root = page(release, interview)
    shown = [
        p
        for p in release.folder.passages
        if (p.interview == interview and p.set == "consensus") or p.id == f"{interview}-ab01"
    ]
    assert shown
    for passage in shown:
        turns = map(str, range(passage.turn, passage.turn_end + 1))
        assert segments_of(root, passage.id) == dict(zip(turns, passage.quote, strict=True))


@st.composite
def studies_with_any_passages(draw: st.DrawFn):
    folder = small_study()
    turns = TRANSCRIPTS["DEMO-R01"].turns
    passages = []
    for number in range(draw(st.integers(0, 6))):
        turn = draw(st.sampled_from(turns))
        a, b = sorted(draw(st.tuples(*[st.integers(0, len(turn.text))] * 2)))
        quote = turn.text[a:b]
        if not quote:
            continue
        starts = [m.start() for m in re.finditer(f"(?={re.escape(quote)})", turn.text)]
        passages.append(
            Passage(
                id=f"DEMO-R01-{number:04}", interview="DEMO-R01", set="consensus",
                turn=turn.number, turn_end=turn.number, quote=(quote,), codes=("tempo",),
                occurrence=starts.index(a) + 1 if len(starts) > 1 else None,
            )
        )  # fmt: skip
    return replace(folder, passages=tuple(passages), findings=())


@given(studies_with_any_passages())
def test_however_passages_overlap_each_can_be_read_from_the_page(folder):
    root = page(release_of(folder))
    for passage in folder.passages:
        assert segments_of(root, passage.id) == {str(passage.turn): passage.quote[0]}
    spoken = [e.text for e in root.all(class_="turn-said")]
    assert spoken == [turn.text for turn in TRANSCRIPTS["DEMO-R01"].turns]


def test_the_address_of_a_passage_stands_right_before_its_first_words():
    release = release_of(small_study())
    root = page(release)
    for said in root.all(class_="turn-said"):
        children = [c for c in said.children if not isinstance(c, str)]
        for at, child in enumerate(children):
            if child.tag == "a":
                following = next(c for c in children[at:] if c.tag == "mark")
                assert child.get("id")[2:] in following.get("data-passage").split()
                assert child.text == ""
    ids = {e.get("id") for e in root.all("a", "anchor")}
    assert "p-DEMO-R01-9qf4" in ids
    assert "p-DEMO-R01-mlti" in ids


def test_nothing_that_is_not_released_is_on_the_page():
    release = release_of(small_study(whole=False))
    html = transcript_body(release, "DEMO-R01", DANISH, PAGE)
    shown = " ".join(quote for p in release.folder.passages for quote in p.quote)
    turns = TRANSCRIPTS["DEMO-R01"].turns
    hidden = " ".join(turns[number - 1].text for number in (1, 2, 4, 8, 9, 10))
    secret = set(re.findall(r"\w{4,}", hidden)) - set(re.findall(r"\w{4,}", shown))
    assert len(secret) > 20
    ours = set(re.findall(r"\w{4,}", str(DA)))
    assert secret & set(re.findall(r"\w{4,}", html)) <= ours
    assert "DEMO-R01-hid1" not in html


def test_a_passage_that_is_withheld_leaves_its_category_and_no_word():
    root = page(release_of(small_study()))
    turn = next(t for t in root.all("div", "turn") if t.get("data-turn") == "9")
    assert "søn" not in turn.text
    assert turn.one(class_="lises-withheld").text == "udeladt: en tredjeperson"
    assert "Det siger jeg kun til dig." in turn.text


def test_turns_of_which_nothing_is_left_are_one_line_and_every_turn_keeps_its_address():
    root = page(release_of(small_study(whole=False)))
    folded = [e.text for e in root.all("div", "folded")]
    assert [text.strip() for text in folded] == [
        "1–2Replik 1–2 er udeladt",
        "4Replik 4 er udeladt",
        "8–10Replik 8–10 er udeladt udeladt: en tredjeperson",
    ]
    ids = {e.get("id") for e in root.all()}
    assert {f"t-{n}" for n in range(1, 11)} <= ids


def test_line_breaks_within_a_turn_are_kept():
    root = page(release_of(small_study()))
    assert "hele.\nDet er" in "".join(e.text for e in root.all(class_="turn-said"))


def test_speech_says_its_language_and_the_margin_the_page_s():
    root = page(release_of(small_study()), words=Words("en"))
    assert {e.get("lang") for e in root.all(class_="turn-said")} == {"da"}
    assert {e.get("lang") for e in root.all(class_="lises-margin")} == {"en"}
    assert root.one("div", "lises").get("lang") == "en"


def test_overlaps_are_told_by_a_number_of_layers_and_not_by_colour_alone():
    root = page(release_of(small_study()))
    layers = {m.get("data-passage"): m.get("data-layers") for m in root.all("mark")}
    assert layers["DEMO-R01-7k2m"] == ""
    assert layers["DEMO-R01-7k2m DEMO-R01-9qf4"] == "2"


# ---- Margin -------------------------------------------------------------------------------------


def margin(root: Element, turn: int) -> Element:
    row = next(t for t in root.all("div", "turn") if t.get("data-turn") == str(turn))
    return row.one(class_="lises-margin")


def test_the_margin_leads_to_codes_findings_and_the_neighbours_of_a_citation():
    root = page(release_of(small_study()))
    first = margin(root, 3).one("ul", "passages").children[0]
    assert isinstance(first, Element)
    links = {a.text: a.get("href") for a in first.all("a")}
    assert links["1"] == "#p-DEMO-R01-7k2m"
    assert links["telefon som lettelse"] == "../codes/telefon-lettelse.html"
    assert links["telefon"] == "../findings/telefon.html"
    assert links["→"] == "DEMO-R02.html#p-DEMO-R02-b8xn"
    assert "←" not in links
    assert "1 af 4" in first.text


def test_the_row_of_a_finding_is_what_it_rests_on_and_then_what_contradicts():
    release = release_of(small_study())
    cited = index_of(release).cited
    row = sorted(
        (one.position, passage, one.how)
        for passage, all_ in cited.items()
        for one in all_
        if one.position
    )
    assert row == [
        (1, "DEMO-R01-7k2m", "for"),
        (2, "DEMO-R02-b8xn", "for"),
        (3, "DEMO-R02-c9yp", "against"),
        (4, "DEMO-R01-ab01", "against"),
    ]


def test_walking_a_finding_forth_and_back_visits_every_cleared_passage_once():
    cited = index_of(release_of(small_study())).cited
    one = next(c for cs in cited.values() for c in cs if c.position == 1)
    walked, name = [], "DEMO-R01-7k2m"
    while True:
        walked.append(name)
        one = next(c for c in cited[name] if c.finding == "telefon" and c.position)
        if one.next is None:
            break
        name = one.next.id
        back = next(c for c in cited[name] if c.position).previous
        assert back is not None
        assert back.id == walked[-1]
    assert len(walked) == len(set(walked)) == one.total


def test_a_passage_that_only_the_text_of_a_finding_names_is_said_to_be_named_there():
    text = margin(page(release_of(small_study())), 3).text
    assert "nævnt i teksten til telefon" in text


def test_a_cited_passage_of_another_set_is_highlighted_and_its_coder_named():
    root = page(release_of(small_study()))
    assert segments_of(root, "DEMO-R01-ab01") == {"3": "hel dag foræret"}
    assert "Coder A, runde 1" in margin(root, 3).text
    assert "citeret imod telefon" in margin(root, 3).text


def test_an_uncited_passage_of_another_set_is_listed_at_the_end_with_its_address():
    root = page(release_of(small_study()))
    assert segments_of(root, "DEMO-R01-cd01") == {}
    listed = root.one("details")
    assert listed.one("summary").text == "Coder B, runde 1: 1 passage"
    row = listed.one("li")
    assert row.get("id") == "p-DEMO-R01-cd01"
    assert row.all("a")[0].get("href") == "#t-5"


def test_a_passage_over_turns_is_numbered_once_and_continued_after():
    root = page(release_of(small_study()))
    assert margin(root, 6).text == margin(root, 7).text == "Passage 4 fortsætter"
    numbered = [m for m in root.all("mark") if m.get("data-number") == "4"]
    assert [m.text for m in numbered] == ["Først bussen, og så at sidde der og vente."]


def test_without_a_counted_set_all_codings_are_highlighted():
    folder = small_study()
    folder = replace(folder, design=replace(folder.design, counted=""))
    assert segments_of(page(release_of(folder)), "DEMO-R01-cd01") == {"5": "så er dagen brugt"}


def test_a_suggestion_of_a_program_is_called_that():
    folder = small_study()
    passages = tuple(replace(p, suggested=p.id == "DEMO-R01-7k2m") for p in folder.passages)
    root = page(release_of(replace(folder, passages=passages)))
    assert "foreslået af programmet, godkendt af en koder" in margin(root, 3).text


# ---- Head ---------------------------------------------------------------------------------------


def test_the_head_tells_who_how_long_and_what_is_withheld_and_why():
    root = page(release_of(small_study(whole=False)))
    meta = root.one(class_="lises-meta").text
    assert meta == "modtager · telefon · 41 minutter · 10 replikker · 4 passager · 2 kodere"
    told = root.one(class_="lises-shown").text
    assert "6 af 10 replikker er helt udeladt." in told
    assert "1 kodet passage er udeladt." in told
    assert "Anførte grunde: en tredjeperson (1)." in told


def test_shares_of_speech_are_told_only_where_all_of_the_talk_is_here():
    whole = page(release_of(small_study()), "DEMO-R02").one(class_="lises-speakers").text
    assert [int(n) for n in re.findall(r"(\d+)\s%", whole)] == [24, 76]
    for folder, interview in ((small_study(), "DEMO-R01"), (small_study(whole=False), "DEMO-R02")):
        text = page(release_of(folder), interview).one(class_="lises-speakers").text
        assert "%" not in text


def test_each_stripe_leads_to_its_passage_and_has_a_name():
    root = page(release_of(small_study()))
    stripes = root.one("svg").all("a")
    assert [s.get("href") for s in stripes] == [
        "#p-DEMO-R01-7k2m", "#p-DEMO-R01-9qf4", "#p-DEMO-R01-mlti", "#p-DEMO-R01-ab01",
    ]  # fmt: skip
    assert stripes[0].get("aria-label") == "Passage 1, replik 3: telefon som lettelse"
    for rect in (s.one("rect") for s in stripes):
        assert (
            0 <= float(rect.get("x")) <= float(rect.get("x")) + float(rect.get("width")) <= 1000.1
        )


def test_the_stripes_tell_nothing_of_the_length_of_what_was_cut():
    folder = small_study(whole=False)
    longer = dict(TRANSCRIPTS)
    turns = list(longer["DEMO-R01"].turns)
    turns[1] = replace(turns[1], text="Mm. " * 500)
    longer["DEMO-R01"] = replace(longer["DEMO-R01"], turns=tuple(turns))
    pages = [
        transcript_body(release_of(f), "DEMO-R01", DANISH, PAGE)
        for f in (folder, replace(folder, transcripts=longer))
    ]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("language", ["da", "en"])
def test_constructed_material_is_marked_and_collected_is_not(language):
    words = Words(language)
    invented = page(release_of(small_study()), words=words)
    assert invented.one(class_="lises-constructed-small").text == words("mark-short")
    assert invented.one("div", "lises").get("data-mark") == words("mark-copied")
    collected = release_of(small_study(collected=True))
    html = transcript_body(collected, "DEMO-R01", words, PAGE)
    assert not re.search("opdigtet|invented", html, re.IGNORECASE)


# ---- What is not here ---------------------------------------------------------------------------


def test_an_interview_that_is_not_here_has_a_page_that_says_so():
    release = release_of(small_study())
    withheld = page(release, "DEMO-R03")
    assert withheld.one("h2").text == "Udskriften af dette interview findes ikke her"
    assert "må vises i den offentlige udgave" in withheld.text
    assert page(release, "DEMO-H01").one("h2").text == "Der er ingen udskrift af dette interview"
    assert not withheld.all("mark")


def test_a_withheld_interview_tells_how_many_coded_passages_are_not_shown():
    folder = small_study(whole=False)
    passages = tuple(
        replace(p, clearance="restricted") if p.interview == "DEMO-R02" else p
        for p in folder.passages
    )
    root = page(release_of(replace(folder, passages=passages)), "DEMO-R02")
    assert "2 kodede passager er udeladt." in root.text


def test_the_record_of_a_published_study_says_that_its_interviews_are_not_here():
    folder = replace(
        small_study(collected=True), transcripts={}, passages=(), readings=(), findings=()
    )
    root = page(release_of(folder), "DEMO-R03")
    assert "kun det, der er offentliggjort" in root.text
    read_once = replace(folder, readings=(Reading(set="x", interview="DEMO-R03", codes=("*",)),))
    assert "kun det, der er offentliggjort" not in page(release_of(read_once), "DEMO-R03").text


def test_an_unknown_interview_is_a_wrong_call_that_names_the_near_one():
    with pytest.raises(UnknownNameError, match='did you mean "DEMO-R01"'):
        transcript_body(release_of(small_study()), "DEMO-R1", DANISH, PAGE)


def test_a_study_with_no_passages_has_a_page_all_the_same():
    folder = replace(small_study(), passages=(), findings=())
    root = page(release_of(folder))
    assert "Ingen passager i dette interview er kodet her." in root.text
    assert len(root.all("div", "turn")) == 10


# ---- Strangers' text ----------------------------------------------------------------------------


def test_text_of_strangers_stays_text():
    root = page(release_of(hostile_study()))
    for element in root.all():
        assert element.tag not in ("script", "img", "b-", "iframe", "style")
        assert not [name for name in element.attributes if name.startswith("on")]
        assert not element.get("href").lower().startswith(("javascript", "data"))
    spoken = root.all(class_="turn-said")[2].text
    assert spoken == hostile_study().transcripts["DEMO-R01"].turns[2].text


def test_what_the_anchoring_finds_no_place_for_is_not_on_the_page():
    folder = small_study()
    lost = replace(folder.passages[0], id="DEMO-R01-lost", quote=("ikke sagt",))
    study = anchor(replace(folder, passages=(*folder.passages, lost)))
    assert study.problems
    release = release_of(replace(folder, passages=study.passages))
    assert "DEMO-R01-lost" not in transcript_body(release, "DEMO-R01", DANISH, PAGE)
