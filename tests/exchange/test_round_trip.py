"""Laws: a transcript written in any common style reads back as the same turns."""

import codecs
from unicodedata import normalize

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lises.exchange import read_transcript, to_transcript
from lises.exchange.wordcount import count_words
from lises.files import parse_transcript, write_transcript
from lises.files.text import character_fault

from .docx_writer import bold, docx_bytes, para, run, table

PROFILE = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

WORDS = st.sampled_from(
    ["ja", "altså", "Ærø", "på", "kl.", "12:40", "og", "[griner]", "(utydeligt, 00.14)", "–", "e-Boks", "1.361", "I", "X", "https://a.dk", "så:", "…", "[NAVN1]", "100 %"]
)  # fmt: skip
# The first word keeps a turn from looking like a label, a stamp or a header.
TEXTS = st.lists(WORDS, max_size=12).map(lambda words: " ".join(["Nej", *words]))
LABELS = st.sampled_from(["I", "X", "Y", "X og Y"])
STAMPS = st.integers(0, 5999).map(lambda s: f"{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}")
TURNS = st.lists(st.tuples(LABELS, STAMPS, TEXTS), min_size=1, max_size=12)
HEADER = "I = interviewer, X = informant, Y = informant"

STYLES = {
    "colon": "{label}: {text}",
    "tight": "{label}:{text}",
    "tab": "{label}\t{text}",
    "markdown": "**{label}**: {text}",
    "stamp first": "[{stamp}] {label}: {text}",
    "stamp after": "{label} ({stamp}): {text}",
    "stamp in talk": "{label}: #{stamp}-0# {text}",
    "stamp above": "{stamp}.0\n{label}: {text}",
}
ENCODINGS = [
    (b"", "utf-8"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"", "utf-16-le"),
    (b"", "cp1252"),
]


def spoken(found):
    return [(turn.label, turn.text) for turn in found.turns]


@PROFILE
@given(
    turns=TURNS,
    style=st.sampled_from(sorted(STYLES)),
    encoding=st.sampled_from(ENCODINGS),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    between=st.sampled_from(["\n", "\n\n"]),
    form=st.sampled_from(["NFC", "NFD"]),
)
def test_text_in_any_encoding_line_end_and_label_style_gives_the_same_turns(
    tmp_path, turns, style, encoding, end, between, form
):
    mark, name = encoding
    lines = [
        STYLES[style].format(label=label, stamp=stamp, text=text) for label, stamp, text in turns
    ]
    text = between.join([HEADER, *lines]) + "\n"
    text = text if name == "cp1252" else normalize(form, text)
    path = tmp_path / "a.txt"
    path.write_bytes(mark + text.replace("\n", end).encode(name))
    found = read_transcript(path)
    assert spoken(found) == [(label, text) for label, _, text in turns]
    stamped = "stamp" in style
    assert [t.time for t in found.turns] == [stamp if stamped else "" for _, stamp, _ in turns]
    assert found.words.difference == 0
    assert found.words_in_document == count_words(text)


@PROFILE
@given(turns=TURNS, style=st.sampled_from(["colon", "bold", "table", "tab"]), cut=st.integers(1, 9))
def test_word_documents_with_their_runs_cut_anywhere_give_the_same_turns(
    tmp_path, turns, style, cut
):
    def pieces(text):
        return [run(text[at : at + cut]) for at in range(0, len(text), cut)]

    def written(label, text):
        if style == "table":
            return table((label, para(*pieces(text))))
        if style == "bold":
            return para(bold(label), *pieces(f" {text}"))
        return para(*pieces(f"{label}: {text}" if style == "colon" else f"{label}\t{text}"))

    path = tmp_path / "a.docx"
    path.write_bytes(docx_bytes(para(HEADER), *(written(label, text) for label, _, text in turns)))
    found = read_transcript(path)
    assert spoken(found) == [(label, text) for label, _, text in turns]
    assert found.words.difference == 0


@PROFILE
@given(text=st.text(max_size=120), more=st.text(max_size=60))
def test_whatever_the_text_what_becomes_a_turn_can_be_written_and_read_back(tmp_path, text, more):
    content = f"{HEADER}\n\nI: {text}\n\nX: {more}\n".encode("utf-8", "surrogatepass")
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    found = read_transcript(path)
    assert found.words.difference == 0
    assert all(character_fault(turn.text) is None for turn in found.turns)
    transcript, _ = to_transcript(
        found, interview="R1", speakers={p: "R1" for t in found.turns for p in t.parts}
    )
    again, faults = parse_transcript(write_transcript(transcript), "a.md")
    assert again == transcript
    assert [fault for fault in faults if fault.severity == "error"] == []
