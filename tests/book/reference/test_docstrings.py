"""Docstrings as pages: text is text, code is code, every section and item is there."""

from __future__ import annotations

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from lises.book.markdown import as_text, fenced
from lises.book.reference.docstrings import coloured, first_sentence, read_docstring, written
from lises.render.markup import element

DOC = """Count a thing.

    It is counted over ``n`` of them, *not* <more>:

    - the first ``one``,
      on two lines
    - the second

    Parameters
    ----------
    codings, voices : pl.DataFrame
        A row each.

        And more.
    by : {"role", "code"}

    Returns
    -------
    Frame
        ``n`` and ``of``.

    Raises
    ------
    QueryError
        If it cannot.

    Examples
    --------
    >>> count(1)
    1

    >>> count(
    ...     2
    ... )
    2
    """


def code(name: str) -> Markup:
    return element("code", name)


def shown(doc: str) -> BeautifulSoup:
    return BeautifulSoup(str(written(read_docstring(doc), code)), "html.parser")


def test_every_section_stands_under_its_name() -> None:
    page = shown(DOC)
    titles = [one.get_text() for one in page.find_all(class_="rubric")]
    assert titles == ["Parameters", "Returns", "Raises", "Examples"]


def test_an_item_has_its_name_its_type_and_what_it_is() -> None:
    first, second, returned, raised = shown(DOC).find_all("dt")
    names = [one.get_text() for one in first.find_all("code")]
    assert names == ["codings", "voices", "pl.DataFrame"]
    told = first.find_next_sibling("dd")
    assert [one.get_text() for one in told.find_all("p")] == ["A row each.", "And more."]
    assert second.get_text() == 'by {"role", "code"}'
    assert second.find_next_sibling("dd").get_text() == ""
    assert returned.get_text() == "Frame"
    assert raised.find("code").get_text() == "QueryError"


def test_text_is_text_lists_are_lists_and_code_is_code() -> None:
    page = shown(DOC)
    assert page.find_all("p")[1].get_text() == "It is counted over n of them, not <more>:"
    entries = page.find("ul").find_all("li")
    assert [one.get_text() for one in entries] == ["the first one, on two lines", "the second"]
    assert page.find("more") is None
    assert page.find("em").get_text() == "not"
    assert shown("2 * 3 * 4 and **rest").find("em") is None


def test_an_example_is_one_line_of_the_source_and_reads_as_it_was_written() -> None:
    html = str(written(read_docstring(DOC), code))
    assert "\n" not in html
    first, second = BeautifulSoup(html, "html.parser").find_all("pre")
    assert first.get_text() == ">>> count(1)\n1"
    assert second.get_text() == ">>> count(\n...     2\n... )\n2"


def test_what_is_indented_after_two_colons_is_code() -> None:
    page = shown("Read it::\n\n    import lises\n\n    lises.load(x)\n\nThen go on.")
    assert [one.get_text() for one in page.find_all("p")] == ["Read it:", "Then go on."]
    assert [one.get_text() for one in page.find_all("pre")] == ["import lises\n\nlises.load(x)"]


def test_terms_with_what_they_mean_are_kept_together() -> None:
    page = shown("Kinds.\n\n``u``\n    all of it\n``cu``\n    only the values")
    assert [one.get_text() for one in page.find_all("dt")] == ["u", "cu"]
    assert [one.get_text() for one in page.find_all("dd")] == ["all of it", "only the values"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_no_text_of_an_example_is_lost_or_becomes_markup(text: str) -> None:
    page = BeautifulSoup(str(coloured(text, "pycon")), "html.parser")
    assert page.find("pre").get_text().split() == text.split()


def test_the_first_sentence_is_a_line() -> None:
    assert first_sentence("One\n    two.\n\n    Three.") == "One two."


def test_myst_reads_a_title_as_text() -> None:
    assert as_text("a_b *c* [d](e) `f`") == r"a\_b \*c\* \[d\]\(e\) \`f\`".replace(
        r"\(", "("
    ).replace(r"\)", ")")
    assert as_text("- no list") == r"\- no list"
    assert as_text("1. no list") == r"1\. no list"


def test_no_line_of_a_block_ends_its_fence() -> None:
    assert fenced("text", "```\nx\n```").splitlines()[0] == "````text"
