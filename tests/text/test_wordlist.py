"""What a dictionary makes of a word: common, a name, or nothing."""

from __future__ import annotations

import pytest

from lises.text import word_kind


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("ringede", "common"), ("Huset", "common"), ("altså", "common"), ("bo", "common"),
        ("hanne", "name"), ("AARHUS", "name"), ("kringelbæk", "unknown"), ("xqz", "unknown"),
    ],
)  # fmt: skip
def test_a_word_is_common_or_a_name_however_it_is_written(word: str, kind: str):
    assert word_kind(word, "da") == kind


def test_in_a_language_without_a_dictionary_only_stop_words_would_be_common():
    assert word_kind("house", "xx") == "unknown"
