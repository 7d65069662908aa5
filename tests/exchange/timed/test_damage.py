"""Timed files that are damaged or made to harm: a problem, a bounded time, never a traceback."""

import json
import time
import tracemalloc

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lises.exchange import as_json, propose_speakers, report, to_transcript
from lises.exchange.document import UnreadableError
from lises.exchange.safejson import MAX_DEPTH
from lises.files import parse_transcript, write_transcript

from .making import TALK, WRITERS, eaf_document, read, rules

EACH = pytest.mark.parametrize("kind", list(WRITERS))
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def all_through(folder, content, name):
    """Read a file and do with it whatever is done with an import; give what was found."""
    found = read(folder, content, name)
    assert found.words.difference == 0 or "words-not-balanced" in rules(found)
    assert report(found)
    assert json.dumps(as_json(found), allow_nan=False)
    propose_speakers(found)
    who = {part: "R01" for turn in found.turns for part in turn.parts}
    transcript, _ = to_transcript(found, interview="A-1", speakers=who)
    again, _ = parse_transcript(write_transcript(transcript), "x.md")
    assert [turn.text for turn in again.turns] == [turn.text for turn in transcript.turns]
    for problem in found.problems:
        assert problem.remedy
        assert problem.line >= 0
    return found


cuts = st.lists(
    st.tuples(st.integers(0, 2_000), st.integers(0, 40), st.binary(max_size=12)), max_size=6
)


@EACH
@SHARED
@given(cuts)
def test_a_file_damaged_anywhere_gives_problems_and_no_traceback(tmp_path, kind, cuts):
    write, name = WRITERS[kind]
    content = write(TALK)
    for at, length, instead in cuts:
        begin = at % (len(content) + 1)
        content = content[:begin] + instead + content[begin + length :]
    all_through(tmp_path, content, name)


SIGNS = (
    "00:00:01.000 --> 00:00:02.000|<v |S01|>|</v>|<|&amp;|&|//S02: |//|\n|\n\n|NOTE |STYLE|7|a|: |"
    "I: |\t|\r|<i>|<00:01.5>|{\\an8}|- |WEBVTT|-->|,|\u0301|\x00|\u2028|*| + |[0:12]"
)
signs = st.sampled_from(SIGNS.split("|"))


@SHARED
@given(st.sampled_from(["WEBVTT\n\n", "", "start\tend\ttext\n"]), st.lists(signs, max_size=40))
@example("WEBVTT\n\n", ["00:00:01.000 --> 00:00:02.000", "\n", "<v ", "*", ">", "a"])
@example("WEBVTT\n\n", ["00:00:01.000 --> 00:00:02.000", "\n", "//S02: ", "a", "//", "//"])
@example("WEBVTT\n\n", ["<v ", "\r", "00:00:01.000 --> 00:00:02.000"])
def test_any_row_of_the_signs_of_captions_keeps_its_words(tmp_path, begin, row):
    found = all_through(tmp_path, begin + "".join(row), "a.vtt")
    assert "words-not-balanced" not in rules(found)


values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 10**12) | st.floats() | st.text("aå: <", max_size=6),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["text", "start", "end", "speaker", "words", "word", "segments", "id", "offsets",
             "from", "timestamps", "transcription", "media", "probability"]
        ),
        inner,
        max_size=5,
    ),
    max_leaves=12,
)  # fmt: skip


@SHARED
@given(values, st.sampled_from(["segments", "transcription", "text"]))
def test_json_of_any_shape_keeps_its_words(tmp_path, value, key):
    found = all_through(tmp_path, json.dumps({key: value, "media-time": 1}), "a.json")
    assert "words-not-balanced" not in rules(found)


@pytest.mark.parametrize("kind", ["webvtt", "whisper-json", "eaf", "otr", "noscribe-html"])
@SHARED
@given(st.binary(max_size=200))
def test_bytes_after_a_right_beginning_are_never_a_traceback(tmp_path, kind, rest):
    write, name = WRITERS[kind]
    all_through(tmp_path, write(TALK)[:60] + rest, name)


@pytest.mark.parametrize(
    ("name", "content", "rule", "line"),
    [
        ("a.eaf", b"<?xml version='1.0'?>\n<ANNOTATION_DOCUMENT>\n<TIER>", "xml-damaged", 3),
        ("a.eaf", b"<!DOCTYPE a [<!ENTITY b 'c'>]>\n<ANNOTATION_DOCUMENT/>", "xml-dtd", 0),
        ("a.eaf", b"<a><ANNOTATION_DOCUMENT/></a>", "format-not-read", 0),
        ("a.eaf", eaf_document("<TIER TIER_ID='a'/>"), "cues-none", 0),
        ("a.json", b'{"segments": [\n{"text": "a",}\n]}', "json-damaged", 2),
        ("a.json", b'{"segments": []}', "cues-none", 0),
        ("a.json", b'{"segments": [' + b"9" * 5000 + b"]}", "json-damaged", 0),
        ("a.json", b'{"segments": ' + b"[" * 90 + b"]" * 90 + b"}", "json-too-large", 0),
        ("a.json", b'{"name": "a", "version": 1}', "format-not-read", 0),
        ("a.otr", b'{"text": " ", "media-time": 1}', "cues-none", 0),
        ("a.vtt", b"WEBVTT\n\nNOTE nothing\n", "cues-none", 0),
        ("a.tsv", b"start\tend\ttext\n", "cues-none", 0),
        ("a.html", b"<html><body><p>I: hej</p></body></html>", "format-not-read", 0),
        ("a.html", b"<html><body><i><a name='ts_1'>hej</a></body></html>", "cues-none", 0),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(tmp_path, name, content, rule, line):
    (problem,) = all_through(tmp_path, content, name).problems
    assert (problem.rule, problem.line, problem.severity) == (rule, line, "error")


LONG = 40_000
HOSTILE = {
    "brackets": ("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<" * LONG * 4),
    "open voices": ("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v " * LONG),
    "blanks": ("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v" + b" " * LONG * 4 + b"a"),
    "arrows": ("a.srt", b"00:00:01,000 --> 00:00:02,000\n" + b"0:00:0" * LONG + b" -->"),
    "overlaps": ("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b" //S01: a" * (LONG // 4)),
    "entities": ("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"&a" * LONG * 2),
    "quotes": ("a.json", b'{"segments": ["' + b'\\"' * LONG * 4),
    "lists": ("a.json", b'{"segments": [' + b"[]," * LONG + b"[]]}"),
    "anchors": ("a.html", b"<html><body>" + b'<a name="ts_1_2_S01">' * (LONG // 8)),
    "comments": ("a.html", b'<html><a name="ts_1_2_a">' + b"<!--" * LONG),
    "names": (
        "a.vtt",
        b"WEBVTT\n\n"
        + b"".join(
            b"00:01.000 --> 00:02.000\n<v " + b"A" * 70 + b"%d>a. b.\n\n" % n for n in range(3_000)
        ),
    ),
    "elements": (
        "a.eaf",
        eaf_document("".join(f"<E{n}>a</E{n}>" for n in range(LONG // 4))),
    ),
    "stamps": ("a.otr", json.dumps({"text": '<span class="timestamp"' * (LONG // 8)}).encode()),
}


@pytest.mark.parametrize("made", list(HOSTILE))
def test_no_row_of_signs_takes_more_time_than_its_length_warrants(tmp_path, made):
    name, content = HOSTILE[made]
    begun = time.perf_counter()
    all_through(tmp_path, content, name)
    # Measured: below 0.7 s each; a search that looks back at every sign needs minutes.
    assert time.perf_counter() - begun < 15


def test_a_file_beyond_its_limit_is_refused_before_it_is_parsed(tmp_path, monkeypatch):
    from lises.exchange import safejson
    from lises.exchange.timed import captions, cues, eaf_parts, noscribe, whisper_tsv

    monkeypatch.setattr(safejson, "MAX_JSON", 40)
    monkeypatch.setattr(eaf_parts, "MAX_EAF", 40)
    for module in (captions, noscribe, whisper_tsv):
        monkeypatch.setattr(module, "MAX_TEXT", 40)
    for kind, (write, name) in WRITERS.items():
        (problem,) = read(tmp_path, write(TALK), name).problems
        assert problem.rule in {"file-too-large", "json-too-large"}, kind
    monkeypatch.undo()
    monkeypatch.setattr(cues, "MAX_CUES", 2)
    monkeypatch.setattr(eaf_parts, "MAX_CUES", 2)
    for kind, (write, name) in WRITERS.items():
        assert rules(read(tmp_path, write(TALK), name)) == ["file-too-large"], kind


def test_words_with_times_take_a_bounded_multiple_of_the_file(tmp_path):
    write, name = WRITERS["whisper-json"]
    content = write(TALK * 60)
    tracemalloc.start()
    found = read(tmp_path, content, name)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found.timings) == 300
    assert peak < 40 * len(content)


def test_lists_and_depth_are_counted_before_anything_is_built(monkeypatch):
    from lises.exchange import safejson

    monkeypatch.setattr(safejson, "MAX_NODES", 3)
    monkeypatch.setattr(safejson, "json", None)
    for content in (b"[[],[],[]]", b"[" * (MAX_DEPTH + 1)):
        with pytest.raises(UnreadableError, match="lists and mappings"):
            safejson.parse_json(content, "a.json")


@SHARED
@given(st.lists(st.text(max_size=70), min_size=1, max_size=4))
@example(["null", "- a", "1", "a + b"])
@example(["A: b", "@x", "# y", "'"])
def test_a_speaker_of_any_name_is_written_and_read_back(tmp_path, names):
    segments = [{"start": 1, "end": 2, "text": "ja", "speaker": name} for name in names]
    found = read(tmp_path, json.dumps({"segments": segments}), "a.json", cues="each")
    who = {part: "R01" for turn in found.turns for part in turn.parts}
    transcript, problems = to_transcript(found, interview="A-1", speakers=who)
    assert problems == ()
    assert parse_transcript(write_transcript(transcript), "x.md") == (transcript, [])
    assert found.words.difference == 0
