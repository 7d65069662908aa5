"""A project written as each program keeps it reads back the same."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lises.exchange.databases.qualcoder import looks_like_qualcoder, read_qualcoder
from lises.exchange.databases.requal import looks_like_requal, read_requal
from lises.exchange.databases.rqda import looks_like_rqda, read_rqda
from lises.exchange.databases.taguette import looks_like_taguette, read_taguette
from lises.exchange.projects.project import Project
from tests.making.databases import (
    LACKING,
    held_by_qualcoder,
    held_by_requal,
    held_by_rqda,
    held_by_taguette,
    qualcoder_bytes,
    requal_bytes,
    rqda_bytes,
    taguette_bytes,
)
from tests.making.projects import projects, settled

Read = Callable[[bytes, Path], Project]
FORMS = {
    "qualcoder": (held_by_qualcoder, qualcoder_bytes, read_qualcoder, looks_like_qualcoder),
    "taguette": (held_by_taguette, taguette_bytes, read_taguette, looks_like_taguette),
    "rqda": (held_by_rqda, rqda_bytes, read_rqda, looks_like_rqda),
    "requal": (held_by_requal, requal_bytes, read_requal, looks_like_requal),
}


@pytest.mark.parametrize("form", FORMS)
@given(drawn=projects(without=LACKING))
def test_a_project_written_as_a_program_keeps_it_reads_back_equal(form: str, drawn: Project):
    held, write, read, looks = FORMS[form]
    project = held(drawn)
    content = write(project)
    back = read(content, Path("x"))
    wanted = replace(project, name=back.name) if form in {"qualcoder", "rqda"} else project
    assert settled(back) == settled(wanted)
    assert not [p for p in back.problems if p.rule != "database-table-missing"], back.problems
    assert not back.set_aside
    assert looks(content, "project.db")


@given(data=st.data())
def test_each_program_is_told_from_the_others(data: st.DataObject):
    form = data.draw(st.sampled_from(sorted(FORMS)))
    drawn = Project(path=Path("x"), format="drawn")
    content = FORMS[form][1](drawn)
    for other, (*_, looks) in FORMS.items():
        assert looks(content, "data.qda") is (other == form)
