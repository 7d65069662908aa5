"""Taguette's documents are HTML, its positions bytes, and who did what is in its commands."""

import json
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.exchange.databases.markup import MarkedText, text_of
from lises.exchange.databases.taguette import read_taguette
from lises.exchange.projects.project import Project
from tests.making.database_schemas import TAGUETTE
from tests.making.databases import database

HTML = "<h1>Møde</h1>\n<p>I: På <b>Ærø</b> &amp; Læsø?</p><p>X: Ja<br/>nå</p><ul><li>et</li><li>to</li></ul>"
TEXT = "Møde\n\nI: På Ærø & Læsø?\nX: Ja\nnå\net\nto\n"


def at(words: str) -> tuple[int, int]:
    """Where words stand in the bytes of the text nodes of HTML, tags not counted."""
    plain = "Møde\nI: På Ærø & Læsø?X: Janåetto".encode()
    start = plain.index(words.encode())
    return start, start + len(words.encode())


def command(number: int, who: str, **payload) -> dict:
    return {"id": number, "date": f"2024-05-0{number} 09:30:00", "user_login": who, "project_id": 1,
            "payload": json.dumps(payload)}  # fmt: skip


def highlight(number: int, words: str, snippet: str = "") -> dict:
    start, end = at(words)
    return {"id": number, "document_id": 1, "start_offset": start, "end_offset": end,
            "snippet": snippet or escape(words)}  # fmt: skip


ROWS = {
    "projects": [{"id": 1, "name": "Øer", "description": "Om øer", "created": ""}],
    "users": [{"login": "bo", "created": "", "hashed_password": "hemmeligt", "email": "bo@example.org"}],
    "documents": [{"id": 1, "name": "R01", "description": "Et møde", "filename": "r01.docx",
                   "created": "2024-05-01 08:00:00.123456", "project_id": 1,
                   "text_direction": "LEFT_TO_RIGHT", "contents": HTML}],
    "tags": [
        {"id": 1, "project_id": 1, "path": "sted", "description": "hvor"},
        {"id": 2, "project_id": 1, "path": "sted.ø", "description": ""},
        {"id": 3, "project_id": 1, "path": "svar", "description": "", "parent_id": 1},
    ],
    "highlights": [highlight(1, "Ærø & Læsø?", "<b>Ærø</b> &amp; Læsø?"), highlight(2, "nå"),
                   highlight(3, "to")],
    "highlight_tags": [{"highlight_id": 1, "tag_id": 1}, {"highlight_id": 1, "tag_id": 2},
                       {"highlight_id": 2, "tag_id": 3}],
    "commands": [
        command(1, "bo", type="highlight_add", highlight_id=1, tags=[1]),
        command(2, "eva", type="highlight_add", highlight_id=1, tags=[1, 9]),
        command(3, "ida", type="tag_merge", src_tag_id=9, dest_tag_id=2),
        command(4, "ida", type="project_meta", project_name="Øer", description=""),
        {"id": 5, "date": "", "user_login": "x", "project_id": 1, "payload": "[{"},
    ],
}  # fmt: skip


def read(rows=ROWS) -> Project:
    return read_taguette(database(TAGUETTE, rows), Path("x.sqlite3"))


@pytest.fixture(scope="module")
def project() -> Project:
    return read()


def words(project: Project) -> list[str]:
    text = project.sources[0].text or ""
    return [text[a:b] for coding in project.codings for a, b in coding.spans]


def test_the_text_is_that_of_the_html_with_line_ends_between_blocks(project):
    assert project.sources[0].text == TEXT
    assert project.sources[0].created == "2024-05-01T08:00:00.123456"
    assert (project.name, project.description) == ("Øer", "Om øer")


def test_positions_are_bytes_of_the_text(project):
    assert words(project) == ["Ærø & Læsø?", "Ærø & Læsø?", "nå"]
    assert "selections whose words match the text as stored: 3 of 3" in project.notes


def test_a_highlight_with_two_tags_is_two_codings_of_one_selection(project):
    assert [(c.code, c.selection) for c in project.codings] == [("1", "1"), ("2", "1"), ("3", "2")]


def test_who_gave_a_tag_and_when_is_in_the_commands(project):
    given_by = [(coding.coder, coding.date) for coding in project.codings]
    assert given_by == [("bo", "2024-05-01T09:30:00"), ("eva", "2024-05-02T09:30:00"), ("", "")]
    assert [coder.name for coder in project.coders] == ["bo", "eva"]


def test_a_highlight_without_a_tag_is_set_aside_with_its_words(project):
    (aside,) = project.set_aside
    assert (aside.text, aside.why) == ("to", "it has no tag")


def test_tags_stand_below_others_by_number_or_by_the_dot(project):
    assert [(c.name, c.parent) for c in project.codes] == [
        ("sted", ""),
        ("sted.ø", "1"),
        ("svar", "1"),
    ]
    assert "tags put below another by the dot in their name: 1" in project.notes


def test_passwords_and_addresses_are_nowhere(project):
    assert "hemmeligt" not in repr(project)
    assert "example.org" not in repr(project)
    assert "not read: user accounts with passwords and addresses" in project.notes


def test_a_database_of_several_projects_needs_a_choice():
    other = {"id": 2, "name": "Andet", "description": "", "created": ""}
    rows = {**ROWS, "projects": [*ROWS["projects"], other]}
    assert [p.rule for p in read(rows).problems] == ["project-several"]
    content = database(TAGUETTE, rows)
    chosen = read_taguette(content, Path("x"), project="1")
    assert words(chosen) == ["Ærø & Læsø?", "Ærø & Læsø?", "nå"]
    empty = read_taguette(content, Path("x"), project="2")
    assert (empty.name, empty.sources, empty.codings, empty.coders) == ("Andet", (), (), ())


@pytest.mark.parametrize(("start", "end"), [(1, 3), (2, 3), (-1, 4), (5, 2), (0, 9999)])
def test_positions_that_cut_a_letter_or_do_not_fit_are_set_aside(start, end):
    rows = {**ROWS, "highlights": [{"id": 1, "document_id": 1, "start_offset": start,
                                    "end_offset": end, "snippet": "Mø"}]}  # fmt: skip
    project = read(rows)
    fits = (start, end) == (1, 3)
    assert bool(project.codings) == fits
    assert bool([p for p in project.problems if p.rule == "selection-outside"]) != fits


def test_white_space_before_the_first_tag_counts_or_not_as_the_words_say():
    contents = "\n \n<p>Et to tre</p>"
    for start in (3, 6):
        rows = {**ROWS, "documents": [{**ROWS["documents"][0], "contents": contents}],
                "highlights": [{"id": 1, "document_id": 1, "start_offset": start,
                                "end_offset": start + 2, "snippet": "to"}]}  # fmt: skip
        assert words(read(rows)) == ["to", "to"]


class Plain(HTMLParser):
    """The same text nodes by the standard library."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.data = ""
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.data += data


PIECES = ("ord ", "Å", "🌱", "e\u0301", "&amp;", "&lt;b&gt;", "&#248;", "<b>", "</b>", '<a title="a>b">',
          "</a>", "<i>", "</i>", "<!-- <p> -->", "&nbsp;", "3 < 4 ", "&", "\t")  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_text_nodes_are_those_of_the_standard_library(html: str):
    plain = Plain(html).data
    marked = MarkedText(html)
    assert marked.text == plain
    for start in range(len(plain) + 1):
        for end in (start, len(plain)):
            spans = marked.span(len(plain[:start].encode()), len(plain[:end].encode()))
            assert spans == (start, end)


@given(st.text(st.sampled_from("<>/!-bp\"'= &;#scriptå"), max_size=60))
def test_any_html_has_a_text(html: str):
    marked = MarkedText(html)
    length = len(marked.text)
    for start in range(0, 70, 3):
        span = marked.span(start, start + 2)
        assert span is None or 0 <= span[0] <= span[1] <= length


def test_scripts_are_not_shown_and_count():
    marked = MarkedText("<p>a</p><script>if (a < b) {}</script><p>c</p>")
    assert marked.text == "a\nc\n"
    assert marked.span(1 + len("if (a < b) {}"), 2 + len("if (a < b) {}")) == (2, 3)


def test_a_table_has_tabs_between_its_cells():
    assert text_of("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>") == "a\tb\nc\n"
