"""A study that pins a trained pipeline gets that one or none, and its results say so."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy

from lises.errors import LisesError
from lises.text import Vocabulary, collocations, keyness, sentences, token_table
from lises.text.pipelines import _pipeline
from tests.building import talk

NAME, TIER = "da_stand_in", "da_stand_in==1.0.0"


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Install a small pipeline as a trained one would be: lemmas by rule, sentences at ``;``."""
    made = spacy.blank("da", meta={"name": "stand_in", "version": "1.0.0"})
    ruler = made.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "ringede"}]], {"LEMMA": "Kime"})  # type: ignore[attr-defined]
    made.add_pipe("sentencizer", config={"punct_chars": [";"]})
    package = tmp_path / NAME
    package.mkdir()
    made.to_disk(package / f"{NAME}-1.0.0")
    shutil.copy(package / f"{NAME}-1.0.0" / "meta.json", package)
    (package / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n"
        "def load(**more): return load_model_from_init_py(__file__, **more)\n"
    )
    about = tmp_path / f"{NAME}-1.0.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {NAME}\nVersion: 1.0.0\n")
    monkeypatch.syspath_prepend(tmp_path)
    _pipeline.cache_clear()
    yield TIER
    _pipeline.cache_clear()


TOLD = [talk("t", "A: De ringede [griner]; [NAVN1] ringede. Jeg gik", "B: nej")]


def test_sentences_are_the_pipelines_over_our_tokens(stand_in: str):
    text = TOLD[0].turns[0].text
    found = sentences(text, "da", tier=stand_in)
    assert [text[s.start : s.end] for s in found] == [
        "De ringede [griner]; [NAVN1]",  # a mark is not shown to the pipeline: it goes with before
        "ringede. Jeg gik",
    ]
    assert {s.tier for s in found} == {stand_in}
    assert sentences("[griner]", "da", tier=stand_in) == [(0, 8, stand_in)]


def test_every_table_of_words_has_the_pipelines_lemmas_and_its_name(stand_in: str):
    by = Vocabulary(tier=stand_in)
    table = token_table(TOLD, language="da", tier=stand_in)
    key = keyness(TOLD, {"A": "x", "B": "y"}, group="x", vocabulary=by, minimum=1)
    near = collocations(TOLD, "ringede", vocabulary=by, minimum=1)
    assert table.filter(token="ringede")["lemma"].to_list() == ["kime", "kime"]
    assert key.filter(word="kime")["count"].to_list() == [2]
    assert set(near["nodes"]) == {2}
    assert {*table["tier"], *key["tier"], *near["tier"]} == {stand_in}


def test_the_tokens_do_not_depend_on_the_tier(stand_in: str):
    columns = ("turn", "start", "end", "token", "spoken")
    trained = token_table(TOLD, language="da", tier=stand_in).select(columns)
    assert trained.equals(token_table(TOLD, language="da").select(columns))


def test_words_as_said_do_not_depend_on_the_tier_and_record_none(stand_in: str):
    by = Vocabulary(form="word", tier=stand_in)
    assert set(collocations(TOLD, "ringede", vocabulary=by, minimum=1)["tier"]) == {"rules"}


@pytest.mark.usefixtures("stand_in")
@pytest.mark.parametrize(
    ("tier", "language", "said"),
    [
        ("da_not_here==1.0.0", "da", "not installed"),
        (f"{NAME}==1.0.1", "da", "1.0.0 is installed"),
        (TIER, "en", 'reads "da"'),
        ("trained", "da", "name==version"),
    ],
)
def test_another_pipeline_is_never_taken_instead(tier: str, language: str, said: str):
    with pytest.raises(LisesError, match=said):
        sentences("Ja. Nej.", language, tier=tier)
