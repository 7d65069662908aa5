from __future__ import annotations

from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.render import Links

PAGES = ["index", "s/index", "s/findings/f", "s/interviews/R 01", "s/codes/æø"]
names = st.text(st.characters(exclude_characters="/", exclude_categories=["Cs"]), min_size=1)


@pytest.mark.parametrize("start", PAGES)
@pytest.mark.parametrize("target", PAGES)
def test_a_link_leads_from_any_page_to_any_page(start, target):
    href = Links(start).page(target)
    landed = urljoin(f"https://example.org/book/{start.replace(' ', '%20')}.html", href)
    assert unquote(landed) == f"https://example.org/book/{target}.html"


@given(names.filter(lambda name: name not in (".", "..")), names)
def test_no_id_can_make_an_address_of_another_scheme_or_leave_its_folder(name, anchor):
    href = Links("s/findings/f").passage("s", name, anchor)
    parts = urlsplit(href)
    assert (parts.scheme, parts.netloc, parts.query) == ("", "", "")
    assert unquote(parts.path, errors="strict") == f"../interviews/{name}.html"
    assert unquote(parts.fragment) == f"p-{anchor}"


def test_a_place_on_the_same_page_is_the_bare_anchor():
    links = Links("s/interviews/R01")
    assert links.turn("s", "R01", 14) == "#t-14"
    assert links.turn("s", "R02", 14) == "R02.html#t-14"


def test_every_kind_of_page_has_its_address():
    links = Links("s/findings/f")
    assert links.study("s") == "../index.html"
    assert links.interviews("s") == "../interviews/index.html"
    assert links.finding("s", "g") == "g.html"
    assert links.code("s", "c") == "../codes/c.html"
    assert links.codebook("s", "c") == "../codebook.html#code-c"
    assert links.codebook("s") == "../codebook.html"
    assert links.participant("s", "R1") == "../participants.html#par-R1"
    assert links.claim("t", "t-2") == "../../t/claims.html#claim-t-2"
    assert links.problems("s") == "../problems.html"
