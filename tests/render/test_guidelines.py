"""The page of reporting guidelines, and the same as text and Markdown."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from markupsafe import Markup

from lises import __version__
from lises.evidence.guidelines import Fact, guideline_rows
from lises.evidence.guidelines.rules import COMPUTED
from lises.model import (
    GUIDELINE_ITEMS,
    LocalText,
    Note,
    ReportedItem,
    StudyFolder,
)
from lises.render import Links, Words, guideline_body, has_guidelines, study_body
from lises.render.guideline_text import guideline_lines, guideline_markdown, guideline_values
from lises.render.guideline_words import fact_html, fact_text
from lises.render.words_guidelines_da import GUIDELINES as DANISH
from lises.render.words_guidelines_en import GUIDELINES as ENGLISH

from .golden import matches_golden
from .material import release_of, small_study
from .pages_material import both, fuller_study, record_study
from .reading import Element, read

EN, DA = Words("en"), Words("da")
MARK = {"en": "invented for demonstration", "da": "opdigtet til demonstration"}


def answered(folder: StudyFolder) -> StudyFolder:
    """Answer some items: in words, with places here and withheld, and by a reason."""
    said = (
        ReportedItem(guideline="coreq", item="4", not_applicable=both("Alle er fundet på.", "All are made up.")),
        ReportedItem(guideline="coreq", item="9", text=both("Efter en kodebog.", "By a codebook."), see=("codebook.yaml", "memos/kept")),
        ReportedItem(guideline="coreq", item="26", see=("memos/hidden", "findings/telefon")),
        ReportedItem(guideline="srqr", item="4", text=LocalText.of(da="<b>Kun</b> dansk & sådan.")),
    )  # fmt: skip
    notes = (
        Note(id="kept", kind="memo", text="x", clearance="public"),
        Note(id="hidden", kind="memo", text="x"),
    )
    return replace(folder, reporting=said, notes=notes)


def page(folder: StudyFolder, words: Words = EN, tier: str = "public") -> Element:
    at = Links(f"{folder.design.id}/reporting")
    return read(guideline_body(release_of(folder, tier), words, at))  # type: ignore[arg-type]


def item(root: Element, name: str) -> Element:
    (found,) = [e for e in root.all("li") if e.get("id") == name]
    return found


def reflexive() -> StudyFolder:
    folder = answered(fuller_study())
    said = (ReportedItem(guideline="rtarg", item="theory", text=both("Kritisk realisme.", "Critical realism.")),)  # fmt: skip
    design = replace(folder.design, method="reflexive", counting=None)
    return replace(folder, design=design, reporting=said)


def test_the_pages_are_as_they_were_read():
    at = Links("demo-small/reporting")
    shown = str(guideline_body(release_of(answered(fuller_study())), DA, at))
    assert matches_golden("guidelines_da.html", shown.replace(__version__, "0.0.0"))
    shown = str(guideline_body(release_of(reflexive()), EN, at))
    assert matches_golden("guidelines_rtarg_en.html", shown.replace(__version__, "0.0.0"))


@pytest.mark.parametrize("words", [EN, DA])
def test_every_item_of_both_checklists_stands_on_the_page_once(words):
    root = page(answered(fuller_study()), words)
    ids = [e.get("id") for e in root.all("li") if e.get("id")]
    assert ids == [f"{g}-{i}" for g in ("coreq", "srqr") for i in GUIDELINE_ITEMS[g]]
    assert MARK[words.language] in root.text


def test_an_item_shows_its_state_in_words_what_it_asks_and_what_answers_it():
    root = page(answered(fuller_study()))
    sample = item(root, "coreq-12")
    assert sample.one("span", "lises-item-computed").text == "computed"
    assert next(e.text for e in sample.all("li")).startswith("recipient: 13 interviewed (from ")
    assert "index.html" in [a.get("href") for a in sample.all("a")]
    assert "Does not apply: All are made up." in item(root, "coreq-4").text
    assert "Nothing in the study answers this." in item(root, "coreq-2").text
    assert item(root, "coreq-31").one("span", "lises-item-partly").text == "computed in part"
    assert "The rest of what is asked is missing." in item(root, "coreq-31").text


def test_the_counts_of_the_page_are_those_of_its_items():
    root = page(answered(fuller_study()))
    (said,) = [p.text for p in root.all("p") if p.text.startswith("32 items")]
    shown = [int(number) for number in re.findall(r"\d+", said)]
    keys = ("computed", "answered", "partly", "not-applicable", "missing")
    found = [
        sum(bool(item(root, f"coreq-{n}").all("span", f"lises-item-{key}")) for n in range(1, 33))
        for key in keys
    ]
    assert shown == [32, *found]
    assert sum(found) == 32
    assert found[3] == 1


def test_a_place_is_linked_where_it_has_a_page_and_else_named():
    root = page(answered(fuller_study()))
    nine = item(root, "coreq-9")
    assert "codebook.html" in [a.get("href") for a in nine.all("a")]
    assert "memos/kept (in the study’s files)" in nine.text


def test_a_place_that_is_not_cleared_is_counted_and_not_named():
    public, private = (
        page(answered(fuller_study())),
        page(answered(fuller_study()), EN, "restricted"),
    )
    assert "memos/hidden" not in public.text
    assert "1 place that the authors name is not in this release." in item(public, "coreq-26").text
    assert item(public, "coreq-26").one("span", "lises-item-state").text == "the authors answer"
    assert "memos/hidden" in item(private, "coreq-26").text


def test_what_the_archive_counted_stands_on_the_page_though_words_are_withheld():
    shut = [replace(p, clearance="restricted") for p in fuller_study().passages]
    folder = replace(fuller_study(), passages=tuple(shut))
    told = item(page(folder), "coreq-29").text
    assert told == item(page(fuller_study()), "coreq-29").text
    assert "quotation" in told
    assert item(page(folder), "coreq-24").text == item(page(fuller_study()), "coreq-24").text


def test_what_the_authors_write_is_text_and_marked_with_its_language():
    four = item(page(answered(fuller_study())), "srqr-4")
    assert "<b>Kun</b> dansk & sådan." in four.text
    assert [s.get("lang") for s in four.all("span")][-1] == "da"


@pytest.mark.parametrize("words", [EN, DA])
def test_recommendations_are_not_counted_up_and_nothing_is_missing(words):
    root = page(reflexive(), words)
    assert [h.text for h in root.all("h2")] == ["RTARG"]
    assert "RTARG" in root.all("p")[0].text
    assert not [p for p in root.all("p") if re.match(r"\d+ (items|punkter)", p.text)]
    states = {e.text for e in root.all("span", "lises-item-state")}
    assert states == {words(f"heard-{key}") for key in ("answered", "partly", "missing")}
    assert words("item-missing") not in states
    assert not root.all("span", "lises-item-number")


def test_a_method_that_is_not_stated_is_said_so():
    folder = replace(fuller_study(), design=replace(fuller_study().design, method="not-stated"))
    assert "does not state its method" in page(folder).text
    assert "does not state its method" not in page(fuller_study()).text


def test_a_record_has_the_page_only_where_somebody_answers():
    record = record_study()
    assert not has_guidelines(release_of(record))
    assert has_guidelines(release_of(fuller_study()))
    said = ReportedItem(guideline="coreq", item="10", text=both("Via dem.", "Through them."))
    answers = replace(record, reporting=(said,))
    assert has_guidelines(release_of(answers))
    assert "may well stand in the study’s own publications" in page(answers).text


def test_the_study_s_first_page_leads_to_it():
    at = Links("demo-small/index")
    hrefs = [a.get("href") for a in read(study_body(release_of(fuller_study()), EN, at)).all("a")]
    assert "reporting.html" in hrefs
    record = read(study_body(release_of(record_study()), EN, Links("small/index")))
    assert "reporting.html" not in [a.get("href") for a in record.all("a")]


# ---- Words


def test_every_fact_that_can_be_computed_has_words_and_no_words_are_left_over():
    from lises.evidence.guidelines import analysed, sampled

    made = {key for module in (analysed, sampled) for key in _keys(module)}
    assert made == {key.removeprefix("fact-") for key in ENGLISH if key.startswith("fact-")}
    assert set(ENGLISH) == set(DANISH)
    assert set(COMPUTED) == {"coreq", "srqr", "rtarg"}


def _keys(module: object) -> set[str]:
    """Give the keys that the source of a module makes facts of."""
    from inspect import getsource

    source = getsource(module)  # type: ignore[arg-type]
    found = set(re.findall(r'\bfact\(\s*"([a-z-]+)"', source))
    found |= set(re.findall(r'"(interviewed-[a-z-]+)"', source))
    return found | {key for key in ("journal", "memos") if f'("{key}", "{key}"' in source}


def test_a_fact_is_said_in_either_language_with_the_words_for_its_values():
    folder = small_study()
    fact = Fact(key="medium", values={"medium": "telephone", "n": 1})
    assert fact_text(EN, folder, fact) == "telephone: 1 interview"
    assert fact_text(DA, folder, replace(fact, values={"medium": "telephone", "n": 3})) == (
        "telefon: 3 interviews"
    )
    half = Fact(key="duration", values={"n": 2, "of": 2, "least": 1, "most": 2, "median": 1.5, "total": 3})  # fmt: skip
    assert "median 1,5" in fact_text(DA, folder, half)
    assert "median 1.5" in fact_text(EN, folder, half)
    legal = Fact(key="legal-basis", values={"legal": "consent"})
    assert fact_text(DA, folder, legal) == "retsgrundlag: samtykke"
    named = Fact(key="interviewers", values={"n": 1, "names": "<i>A</i>"})
    assert fact_html(EN, folder, named) == Markup("1 interviewer by label: &lt;i&gt;A&lt;/i&gt;")


# ---- Text and Markdown


def rows(folder: StudyFolder, guideline: str = "coreq"):
    release = release_of(folder)
    name = next(n for n in ("coreq", "srqr", "rtarg") if n == guideline)
    return name, guideline_rows(name, release.guidelines[name], release.folder.reporting)


@pytest.mark.parametrize("words", [EN, DA])
def test_text_and_markdown_hold_every_item_and_say_what_is_invented(words):
    folder = answered(fuller_study())
    name, found = rows(folder)
    lines = list(guideline_lines(words, folder, name, found))
    assert MARK[words.language] in lines[0]
    topics = [words.local(row.item.topic) for row in found]
    assert [t for t in topics if any(f" {t} [" in line for line in lines)] == topics
    text = guideline_markdown(words, folder, name, found)
    assert text.startswith("# COREQ: ")
    assert words("mark-banner") in text
    assert re.findall(r"^### (\d+)\.", text, re.MULTILINE) == list(GUIDELINE_ITEMS["coreq"])
    assert "10.1093/intqhc/mzm042" in text


def test_markdown_of_collected_material_carries_no_mark():
    said = ReportedItem(guideline="coreq", item="10", text=both("Via dem.", "Through them."))
    record = replace(record_study(), reporting=(said,))
    name, found = rows(record)
    text = guideline_markdown(EN, record, name, found)
    assert MARK["en"] not in text
    assert "may well stand in the study’s own publications" in text
    assert "Through them." in text


def test_recommendations_as_text_have_neither_numbers_nor_counts():
    name, found = rows(reflexive(), "rtarg")
    text = "\n".join(guideline_lines(EN, reflexive(), name, found))
    assert "no checklist" in text
    assert "missing" not in text
    assert guideline_values(reflexive(), name, found)["counts"] is None


def test_the_values_for_machines_name_every_item_with_its_facts_and_answers():
    folder = answered(fuller_study())
    name, found = rows(folder)
    values = guideline_values(folder, name, found)
    assert (values["data_status"], values["checklist"]) == ("constructed", True)
    items = {i["item"]: i for i in values["items"]}  # type: ignore[attr-defined]
    assert list(items) == list(GUIDELINE_ITEMS["coreq"])
    assert items["12"]["facts"][0] == {
        "what": "interviewed-of-role",
        "values": {"role": "recipient", "n": 13},
        "where": ["study.yaml"],
    }
    assert items["26"]["withheld"] == 1
    assert items["4"]["not_applicable"] == {"da": "Alle er fundet på.", "en": "All are made up."}
    assert sum(values["counts"].values()) == 32  # type: ignore[attr-defined]
