"""The drawn projects: what they hold between them, and that the form of comparison compares."""

from dataclasses import replace

from hypothesis import given

from lises.exchange.projects.guids import as_guid, guid_of, made_guid
from tests.making.projects import projects, settled


@given(projects())
def test_the_form_of_comparison_is_the_same_for_a_project_with_other_keys(project):
    other = replace(
        project,
        codes=tuple(
            replace(c, key="k" + c.key, parent=c.parent and "k" + c.parent) for c in project.codes
        ),
        codings=tuple(replace(c, code="k" + c.code) for c in project.codings),
        memos=(),
        sets=(),
        links=(),
    )
    assert settled(other) == settled(project, without=("memos", "sets", "links"))
    assert settled(settled(project)) == settled(project)


@given(projects(without=("memos", "ids", "whole", "words", "kinds")))
def test_a_project_without_features_has_none_of_them(project):
    assert not project.memos
    assert all(c.spans for c in project.codings)
    assert all(s.kind == "text" for s in project.sources)
    assert not any(c.id for c in project.codes)


@given(projects())
def test_guids_are_unique_and_the_same_each_time(project):
    things = [*project.codes, *project.sources, *project.codings, *project.memos, *project.coders]
    guids = [guid_of(thing, project) for thing in things]
    assert len(set(guids)) == len(guids)
    assert guids == [guid_of(thing, project) for thing in things]
    assert all(as_guid(guid) == guid for guid in guids)


def test_a_made_guid_is_the_one_of_the_standard_library():
    from uuid import uuid5

    from lises.exchange.projects.guids import NAMESPACE

    assert made_guid("Æ", "code", "x") == str(uuid5(NAMESPACE, "Æ/code/x")).upper()
