"""What REFI-QDA files hold, in the forms that programs write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lises.exchange.refi import looks_like_qdc, looks_like_qdpx, read_qdc, read_qdpx
from tests.exchange.docx_writer import docx_bytes, para

from .making import (
    ANNA,
    BO,
    CODES,
    HOUSE,
    NOTE,
    TALK,
    TRUST,
    USERS,
    coding,
    document,
    guid,
    qdpx,
    selection,
    sources,
    text_source,
)

PATH = Path("made.qdpx")
TEXT = "I: Hvordan går det?\nX: Det går, tak. Huset er blåt.\n"
FILE = {f"sources/{TALK}.txt": TEXT.encode()}


def spot(number: int, words: str, inside: str, name: str | None = None) -> str:
    at = TEXT.index(words)
    return selection(number, at, at + len(words), words if name is None else name, inside)


def read(body: str, files: dict[str, bytes] | None = None, *, more: str = "", **how):
    return read_qdpx(qdpx(document(body, more=more, **how), FILE if files is None else files), PATH)


def rules(found) -> list[str]:
    return [problem.rule for problem in found.problems]


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        (f"internal://{TALK}.txt", f"sources/{TALK}.txt"),
        (f"internal://{TALK.lower()}.TXT", f"Sources/{TALK}.txt"),
        (f"relative:///sub/{TALK}.txt", f"sources/{TALK}.txt"),
        (f"absolute://C:\\old\\{TALK}.txt", f"sources/{TALK}.txt"),
        ("en samtale.txt", "sources/en samtale.txt"),
        ("internal://en%20samtale.txt", "sources/en%20samtale.txt"),
        ("internal://lige her.txt", "lige her.txt"),
    ],
)
def test_a_text_is_found_whatever_its_path_looks_like(path, entry):
    found = read(sources(text_source("", path)), {entry: TEXT.encode()})
    assert found.sources[0].text == TEXT


@pytest.mark.parametrize("space", ["urn:QDA-XML:project:1.0", "urn:QDA-XML:project:0:10", ""])
@pytest.mark.parametrize("name", ["project.qde", "Project.qde", "Min undersøgelse.QDE"])
def test_the_project_is_found_whatever_its_name_and_namespace(space, name):
    content = qdpx(document(sources(text_source("")), space=space), FILE, name)
    assert looks_like_qdpx(content, "anything.zip")
    found = read_qdpx(content, PATH)
    assert [code.name for code in found.codes] == ["Tillid", "Huset"]
    assert [source.text for source in found.sources] == [TEXT]


def test_a_prefixed_namespace_and_utf_16_are_read_as_well():
    xml = (
        '<?xml version="1.0" encoding="utf-16"?><q:Project xmlns:q="urn:QDA-XML:project:1.0" '
        f'name="Ærø"><q:Users><q:User guid="{ANNA}" name="Åse"/></q:Users></q:Project>'
    )
    found = read_qdpx(qdpx(xml.encode("utf-16")), PATH)
    assert (found.name, found.coders[0].name) == ("Ærø", "Åse")
    assert looks_like_qdpx(xml.encode("utf-16"), "x.qde")


def test_codes_users_and_their_particulars_come_in():
    found = read(sources(text_source("")))
    assert [(c.key, c.name) for c in found.coders] == [(ANNA, "Anna"), (BO, "Bo")]
    trust, house = found.codes
    assert (trust.key, trust.guid, trust.color) == (TRUST, TRUST, "#0a1b2c")
    assert trust.description == "når æ\ntror"
    assert (trust.codable, house.codable) == (True, False)
    assert "codes that are headings, not to be coded with: 1" in found.notes
    assert (found.name, found.software) == ("Studie", "a program 1.0")


def test_several_codings_share_a_selection_and_the_coder_is_the_codings():
    inside = coding(11, TRUST, ANNA) + coding(12, HOUSE, BO) + coding(13, HOUSE, "")
    one = spot(10, "Det går", inside).replace("<PlainText", f"<PlainText{''}", 1)
    one = one.replace(" startPosition", f' creatingUser="{BO}" startPosition', 1)
    found = read(sources(text_source(one)))
    assert [c.coder for c in found.codings] == [ANNA, BO, BO]
    assert {c.selection for c in found.codings} == {guid(10)}
    at = TEXT.index("Det går")
    assert {c.spans for c in found.codings} == {((at, at + 7),)}
    told = "codings by another than who selected the passage; who coded is taken: 1"
    assert told in found.notes
    assert "codings that name nobody; whoever selected the passage is taken: 1" in found.notes


def test_a_coding_below_a_source_is_of_the_whole_and_a_comment_goes_to_its_codings():
    note = "<Description>tøver</Description>" + coding(11)
    found = read(sources(text_source(spot(10, "tak", note) + coding(12, HOUSE, BO))))
    whole, passage = found.codings
    assert (whole.whole, whole.spans, whole.coder) == (True, (), BO)
    assert (passage.memo, passage.whole) == ("tøver", False)


def test_empty_and_uncoded_selections_and_those_that_do_not_fit_are_told():
    inside = (
        selection(10, 5, 5, "", coding(11))
        + spot(20, "tak", "<Description>uden kode</Description>")
        + selection(30, 40, 4000, "væk", coding(31))
        + selection(40, 9, 3, "", coding(41))
    )
    found = read(sources(text_source(inside)))
    assert [c.spans for c in found.codings] == [((5, 5),)]
    assert [(one.text, one.why) for one in found.set_aside] == [
        ("tak\nuden kode", "no code was given to it"),
        ("væk", "its position does not fit the text"),
        ("", "its position does not fit the text"),
    ]
    assert "Samtale, 40 to 4000" in found.set_aside[1].where
    assert "codings whose selection does not fit its text: 2" in found.notes
    assert rules(found) == ["selection-outside"]
    assert found.problems[0].message.endswith(": 2")


def test_a_word_document_alone_is_read_and_that_is_said():
    rich = text_source(
        selection(10, 0, 2, "Ja", coding(11)), path="", more=' richTextPath="internal://T.docx"'
    )
    found = read(sources(rich), {"sources/T.docx": docx_bytes(para("Ja, på Ærø."), para("Nå."))})
    assert found.sources[0].text == "Ja, på Ærø.\nNå."
    assert found.codings[0].spans == ((0, 2),)
    assert rules(found) == ["text-from-rich"]


def test_rich_text_alone_is_read_where_it_can_be_and_counted_where_not():
    rich = text_source("", path="", more=' richTextPath="internal://T.rtf"')
    found = read(sources(rich), {"sources/T.rtf": rb"{\rtf1 Hej}"})
    assert [source.text for source in found.sources] == ["Hej"]
    assert rules(found) == ["text-from-rich"]
    other = read(sources(rich), {"sources/T.rtf": b"<html>Hej</html>"})
    assert [source.text for source in other.sources] == [None]
    assert any("rich text of another kind" in note for note in other.notes)


def test_text_of_a_page_is_its_representations_and_what_stands_twice_is_taken_once():
    at = TEXT.index("Huset")
    pdf = (
        f'<PDFSource guid="{guid(1)}" name="Brev.pdf" path="internal://brev.pdf">'
        f'<PDFSelection guid="{guid(10)}" page="0" firstX="1" firstY="2" secondX="3" secondY="4" '
        f'name="Huset">{coding(11)}</PDFSelection>'
        f'<PDFSelection guid="{guid(20)}" page="1" firstX="1" firstY="2" secondX="3" secondY="4">'
        f'<Representation guid="{guid(21)}"><PlainTextContent>et kort</PlainTextContent>'
        f"</Representation>{coding(22)}</PDFSelection>"
        f'<Representation guid="{guid(2)}" plainTextPath="internal://{TALK}.txt">'
        f"{selection(10, at, at + 5, 'Huset', coding(12))}</Representation></PDFSource>"
    )
    found = read(sources(pdf))
    assert [(s.kind, s.text) for s in found.sources] == [("pdf", TEXT)]
    assert [(c.spans, c.quote) for c in found.codings] == [(((at, at + 5),), ""), ((), "et kort")]
    assert "page 1, firstX 1" in found.set_aside[0].where
    assert any("taken once: 1" in note for note in found.notes)


def test_a_transcript_is_the_text_of_a_recording_and_its_points_bound_the_selections():
    at = TEXT.index("X:")
    points = "".join(
        f'<SyncPoint guid="{guid(n)}" position="{position}" timeStamp="{time}"/>'
        for n, position, time in ((1, 0, 0), (2, at, 2500))
    )
    heard = (
        f'<TranscriptSelection guid="{guid(10)}" name="{TEXT[:at].strip()}" '
        f'fromSyncPoint="{guid(1)}" toSyncPoint="{guid(2)}">{coding(11)}</TranscriptSelection>'
        f'<TranscriptSelection guid="{guid(20)}" fromSyncPoint="{guid(2)}">{coding(21)}'
        "</TranscriptSelection>"
    )
    audio = (
        f'<AudioSource guid="{guid(5)}" name="a.m4a"><Transcript guid="{guid(6)}" '
        f'plainTextPath="internal://{TALK}.txt">{points}{heard}</Transcript>'
        f'<AudioSelection guid="{guid(30)}" begin="10" end="99">{coding(31)}</AudioSelection>'
        "</AudioSource>"
    )
    found = read(sources(audio))
    assert [(s.kind, s.text) for s in found.sources] == [("audio", TEXT)]
    assert [c.spans for c in found.codings] == [((0, at),), ((at, len(TEXT)),), ()]
    times = next(one for one in found.set_aside if "times" in one.where)
    assert times.text == f"0 ms at 0\n2500 ms at {at}"
    assert any("begin 10, end 99" in one.where for one in found.set_aside)


def test_of_several_transcripts_the_one_with_a_text_is_the_recordings():
    parts = (
        f'<Transcript guid="{guid(6)}" plainTextPath="internal://gone.txt"/>'
        f'<Transcript guid="{guid(7)}" plainTextPath="internal://{TALK}.txt"/>'
        f'<Transcript guid="{guid(8)}" name="Engelsk"><PlainTextContent>How are you?'
        "</PlainTextContent></Transcript>"
    )
    video = f'<VideoSource guid="{guid(5)}" name="v.mp4">{parts}</VideoSource>'
    found = read(sources(video))
    assert [(s.kind, s.name, s.text) for s in found.sources] == [
        ("video", "v.mp4", TEXT),
        ("text", "Engelsk", "How are you?"),
    ]
    assert "further transcripts of a recording without text or codings: 1" in found.notes


def test_cases_have_their_values_sources_and_parts():
    at = TEXT.index("Det går, tak.")
    more = (
        f'<Variables><Variable guid="{guid(60)}" name="alder" typeOfVariable="Integer"/>'
        f'</Variables><Cases><Case guid="{guid(61)}" name="Fru B."><CodeRef targetGUID="{HOUSE}"/>'
        f'<VariableValue><VariableRef targetGUID="{guid(60)}"/><IntegerValue>47</IntegerValue>'
        f'</VariableValue><SourceRef targetGUID="{TALK}"/><SourceRef targetGUID="{guid(99)}"/>'
        f'<SelectionRef targetGUID="{guid(10)}"/></Case></Cases>'
    )
    found = read(sources(text_source(selection(10, at, at + 13, "Det går, tak."))), more=more)
    case = found.cases[0]
    assert (case.name, case.values) == ("Fru B.", ((guid(60), "47"),))
    assert (case.sources, case.spans) == ((TALK,), ((TALK, (at, at + 13)),))
    assert found.variables[0].type == "integer"
    assert [(link.origin, link.target) for link in found.links] == [
        (("case", guid(61)), ("code", HOUSE))
    ]
    assert rules(found) == ["pointer-dangling"]
    assert not found.set_aside  # a part of a case needs no code


def test_notes_tell_what_they_are_about_wherever_they_are_referred_to():
    refer = f'<NoteRef targetGUID="{NOTE}"/>'
    inside = spot(10, "tak", f"{coding(11)}{refer}") + coding(12).replace(
        "</Coding>", f"{refer}</Coding>"
    )
    codes = CODES.replace("</Description>", f"</Description>{refer}")
    body = sources(text_source(inside + refer))
    notes = (
        f'<Notes><Note guid="{NOTE}" name="Om tak" creatingUser="{BO}" '
        'creationDateTime="2024-05-01T09:30:00Z"><PlainTextContent>Et ord.</PlainTextContent>'
        f'</Note><Note guid="{guid(91)}" plainTextPath="internal://n.txt">'
        f'<NoteRef targetGUID="{NOTE}"/></Note></Notes>{refer}'
    )
    xml = document(body, more=notes).replace(CODES, codes)
    found = read_qdpx(qdpx(xml, {**FILE, "sources/n.txt": "Å".encode()}), PATH)
    memo, free = found.memos
    assert set(memo.about) == {
        ("code", TRUST),
        ("coding", guid(11)),
        ("coding", guid(12)),
        ("source", TALK),
        ("memo", guid(91)),
        ("project", ""),
    }
    assert (memo.title, memo.coder, memo.date) == ("Om tak", BO, "2024-05-01T09:30:00Z")
    assert (free.text, free.about) == ("Å", ())


def test_a_note_of_one_coding_is_of_that_one_and_of_a_selection_of_all_on_it():
    mine, whose = f'<NoteRef targetGUID="{NOTE}"/>', f'<NoteRef targetGUID="{guid(91)}"/>'
    two = coding(11) + coding(12).replace("</Coding>", f"{mine}</Coding>")
    before = coding(13).replace("<CodeRef", f"{mine}<CodeRef")
    more = "".join(
        f'<Note guid="{one}"><PlainTextContent>n</PlainTextContent></Note>'
        for one in (NOTE, guid(91))
    )
    body = sources(text_source(spot(10, "tak", two + whose) + spot(20, "blåt", before)))
    found = read(body, more=f"<Notes>{more}</Notes>")
    assert [memo.about for memo in found.memos] == [
        (("coding", guid(12)), ("coding", guid(13))),
        (("coding", guid(11)), ("coding", guid(12))),
    ]


def test_a_coding_without_a_code_is_told_and_its_neighbours_are_kept():
    bare = f'<Coding guid="{guid(12)}"/>'
    found = read(sources(text_source(spot(10, "tak", coding(11) + bare + coding(13) + bare))))
    assert [c.key for c in found.codings] == [guid(11), guid(13)]
    assert "(2 times)" in found.problems[0].message


def test_sets_and_links_point_at_what_they_are_of():
    more = (
        f'<Notes><Note guid="{NOTE}"><PlainTextContent>n</PlainTextContent></Note></Notes>'
        f'<Links><Link guid="{guid(70)}" name="fører til" direction="OneWay" '
        f'originGUID="{TRUST}" targetGUID="{guid(10)}"/><Link guid="{guid(71)}" '
        f'direction="Associative" originGUID="{NOTE}" targetGUID="{guid(999)}"/></Links>'
        f'<Sets><Set guid="{guid(72)}" name="Tema"><MemberCode guid="{HOUSE}"/>'
        f'<MemberCode targetGUID="{TRUST}"/><MemberSource targetGUID="{TALK}"/>'
        f'<MemberNote targetGUID="{NOTE}"/></Set></Sets><Graphs><Graph guid="{guid(73)}" name="G">'
        f'<Vertex guid="{guid(74)}" name="hjørne" firstX="1" firstY="1"/></Graph></Graphs>'
    )
    found = read(sources(text_source(spot(10, "tak", coding(11)))), more=more)
    one = found.sets[0]
    assert (one.codes, one.sources, one.memos) == ((HOUSE, TRUST), (TALK,), (NOTE,))
    link = found.links[0]
    assert (link.origin, link.target) == (("code", TRUST), ("coding", guid(11)))
    assert (link.name, link.directed) == ("fører til", True)
    assert [(a.where, a.text) for a in found.set_aside] == [("link", ""), ("graph G", "hjørne")]


def test_guids_in_small_letters_and_braces_are_the_same_guids():
    inside = spot(10, "tak", coding(11, f"{{{TRUST.lower()}}}", ANNA.lower()))
    found = read(sources(text_source(inside)))
    assert (found.codings[0].code, found.codings[0].coder) == (TRUST, ANNA)
    assert not found.problems


def test_pointers_that_lead_nowhere_are_told_with_how_many():
    inside = spot(10, "tak", coding(11, guid(900)) + coding(12, TRUST, guid(901)))
    found = read(sources(text_source(inside)))
    assert [(c.code, c.coder) for c in found.codings] == [(TRUST, "")]
    assert rules(found) == ["pointer-dangling", "pointer-dangling"]
    assert found.set_aside[0].why == "its code is not in the codebook"


def test_a_guid_that_stands_twice_is_told_and_both_things_are_kept():
    twice = CODES.replace(HOUSE, TRUST)
    found = read_qdpx(qdpx(document(sources(text_source(""))).replace(CODES, twice), FILE), PATH)
    assert [code.name for code in found.codes] == ["Tillid", "Huset"]
    assert len({code.key for code in found.codes}) == 2
    assert rules(found) == ["key-repeated"]


def test_a_codebook_alone_has_codes_and_sets():
    xml = (
        '<CodeBook xmlns="urn:QDA-XML:codebook:0:4" origin="p">'
        f"{CODES.removeprefix('<CodeBook>').removesuffix('</CodeBook>')}"
        f'<Sets><Set guid="{guid(1)}" name="S"><Description>d</Description>'
        f'<MemberCode guid="{TRUST}"/></Set></Sets></CodeBook>'
    ).encode()
    assert looks_like_qdc(xml, "x.xml")
    assert not looks_like_qdpx(xml, "x.xml")
    found = read_qdc(xml, Path("x.qdc"))
    assert [code.key for code in found.codes] == [TRUST, HOUSE]
    assert (found.sets[0].codes, found.sets[0].description) == ((TRUST,), "d")
    assert found.convention is None


def test_a_coded_note_is_a_source_as_well():
    note = (
        f'<Notes><Note guid="{NOTE}" name="Dagbog"><PlainTextContent>Jeg tror det.'
        f"</PlainTextContent>{selection(10, 4, 8, 'tror', coding(11))}</Note></Notes>"
    )
    found = read("", more=note)
    assert [(s.name, s.text) for s in found.sources] == [("Dagbog", "Jeg tror det.")]
    assert found.codings[0].spans == ((4, 8),)
    assert [m.text for m in found.memos] == ["Jeg tror det."]


def test_elements_that_nobody_knows_are_counted():
    found = read("<Mystik><Andet/></Mystik>" + sources(text_source("")))
    assert any("Mystik 1" in note and "Andet 1" in note for note in found.notes)


def test_the_project_without_an_archive_is_read_too():
    xml = (USERS and document(sources(text_source(spot(10, "tak", coding(11)))))).encode()
    found = read_qdpx(xml, Path("x.qde"))
    assert found.codings[0].quote == "tak"
    assert found.sources[0].text is None
