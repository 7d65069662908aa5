"""The coding page in a notebook: questions answered, choices and passages as Python objects."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import lises
from lises import LisesError, NotOfferedError, UnknownNameError
from lises.book.making import release_studies
from lises.notebook.selection import Selection
from lises.notebook.widget import CodingWidget
from lises.privacy import write_release
from lises.tagging import Desk
from tests.tagging.working import copied

from .widgets import Kernel, kernel

WHO = "DEMO-K1"
ADD = {"op": "add", "turn": 2, "turn_end": 2, "start": 2, "end": 6, "codes": ["tap"]}


@pytest.fixture
def line() -> Iterator[Kernel]:
    with kernel() as one:
        yield one


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)


def opened(folder: Path, coder: str = "cd", **more: Any) -> CodingWidget:
    return lises.load(folder).transcript(WHO).tag(coder, **more)


def coded(line: Kernel, widget: CodingWidget, **changed: Any) -> dict[str, Any]:
    version = line.ask(widget, f"/api/interview/{WHO}")[1]["version"]
    body = {"version": version, "ops": [{**ADD, **changed}]}
    status, done = line.ask(widget, f"/api/interview/{WHO}/ops", body)
    assert status == 200, done
    return done


# -- the page -----------------------------------------------------------------------------------


def test_a_page_is_given_whole_and_asks_for_nothing_beyond_it(line: Kernel, folder: Path) -> None:
    widget = opened(folder)
    (page,) = line.say(widget, {"kind": "open", "page": "p"})
    assert (page["kind"], page["page"]) == ("page", "p")
    assert 'data-interview="DEMO-K1"' in page["html"]
    assert "connect-src" not in page["html"]  # so default-src 'none' holds for it
    assert not {"/static/", "http://", "https://"} & set(page["html"].split('"'))
    assert not [m for m in line.sent if "They complain" in str(m)]


def test_a_question_is_answered_as_the_server_answers_it(line: Kernel, folder: Path) -> None:
    widget = opened(folder)
    status, study = line.ask(widget, "/api/study")
    assert (status, study["coder"]["id"], study["set"]) == (200, "cd", widget.desk.set)
    status, talk = line.ask(widget, "/api/interview/DEMO%2DK1")
    assert (status, len(talk["turns"])) == (200, 4)
    assert line.ask(widget, "/api/find?q=queue&matching=word")[1]["total"] > 0
    for path, wanted in (("/api/gone", 404), ("/api/interview/XX", 404), ("/api/undo", 405)):
        assert line.ask(widget, path)[0] == wanted
    status, told = line.ask(widget, "/api/undo", {"more": 1})
    assert status == 400
    assert "more" in told["error"]


def test_what_is_no_message_of_a_page_is_left_alone(line: Kernel, folder: Path) -> None:
    widget = opened(folder)
    for content in (None, [], "open", {}, {"kind": "ask"}, {"page": 3, "kind": "open"}):
        assert line.say(widget, content) == []
    for bad in ({"path": 3}, {"path": "/api/study", "body": {"a": 1}}):
        question = {"kind": "ask", "page": "p", "id": 7, **bad}
        (answer,) = line.say(widget, question)
        assert answer["status"] == 400


def test_a_fault_of_ours_is_answered_too(
    line: Kernel, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    widget = opened(folder)

    def broken() -> None:
        raise RuntimeError("a word of somebody")

    monkeypatch.setattr(widget._line.addresses.views, "study", broken)
    status, told = line.ask(widget, "/api/study")
    assert status == 500
    assert "somebody" not in told["error"]


# -- what Python has ----------------------------------------------------------------------------


def test_a_choice_arrives_as_an_object_and_can_be_observed(line: Kernel, folder: Path) -> None:
    widget = opened(folder)
    seen: list[Selection | None] = []
    widget.observe(lambda change: seen.append(change["new"]), "selection")
    chosen = {"interview": WHO, "turn": 2, "turn_end": 2, "start": 1, "end": 7, "passage": "x"}
    line.put(widget, {"method": "update", "state": {"chosen": chosen}, "buffer_paths": []})
    wanted = Selection(
        interview=WHO, turn=2, turn_end=2, start=2, end=6, quote=("look",), passage="x"
    )
    assert widget.selection == wanted
    line.put(widget, {"method": "update", "state": {"chosen": None}, "buffer_paths": []})
    assert seen == [wanted, None]


@pytest.mark.usefixtures("line")
@pytest.mark.parametrize(
    "odd", [{}, {"turn": 9}, {"end": 9999}, {"start": "2"}, {"interview": "../x"}, {"end": None}]
)
def test_a_choice_that_does_not_fit_the_transcript_is_none(
    folder: Path, odd: dict[str, Any]
) -> None:
    widget = opened(folder)
    good = {"interview": WHO, "turn": 2, "turn_end": 2, "start": 2, "end": 6}
    widget.chosen = good
    assert widget.selection is not None
    widget.chosen = {**good, **odd} if odd else {"interview": WHO}
    assert widget.selection is None


def test_passages_are_those_on_the_disk_whoever_wrote_them(line: Kernel, folder: Path) -> None:
    widget = opened(folder)
    seen: list[int] = []
    widget.observe(lambda change: seen.append(len(change["new"])), "passages")
    before = len(widget.passages)
    (made,) = coded(line, widget)["made"]
    assert [p.quote for p in widget.passages if p.id == made] == [("look",)]
    other = Desk.open(folder, "cd")
    other.perform(WHO, [_added(4)])
    assert len(widget.passages) == before + 1
    widget.refresh()
    assert len(widget.passages) == before + 2
    assert seen == [before + 1, before + 2]


def _added(turn: int) -> Any:
    from lises.tagging.operations import Add

    return Add(turn=turn, turn_end=turn, start=0, end=4, codes=("tap",))


def test_pages_are_told_what_others_change_and_only_where_there_are_pages(
    line: Kernel, folder: Path
) -> None:
    widget = opened(folder)
    Desk.open(folder, "cd").perform(WHO, [_added(2)])
    widget.refresh()
    assert line.told() == []
    line.say(widget, {"kind": "open", "page": "p"})
    Desk.open(folder, "cd").perform(WHO, [_added(4)])
    widget.refresh()
    told = [m["change"] for m in line.told() if m["kind"] == "change"]
    assert [(c["changed"], c.get("interview")) for c in told] == [("interview", WHO)]
    assert told[0]["version"] == line.ask(widget, f"/api/interview/{WHO}")[1]["version"]
    line.say(widget, {"kind": "close", "page": "p"})
    Desk.open(folder, "cd").perform(WHO, [_added(2)])
    widget.refresh()
    assert line.told() == []


def test_two_widgets_of_one_set_have_one_desk_and_one_undo(line: Kernel, folder: Path) -> None:
    one, two = opened(folder), opened(folder)
    assert one.desk is two.desk
    assert opened(folder, "ab").desk is not one.desk
    coded(line, one)
    status, done = line.ask(two, "/api/undo", {})
    assert (status, done["what"]) == (200, "add")
    assert line.ask(two, "/api/undo", {})[0] == 400


def test_the_same_request_is_done_once_though_a_page_asks_twice(line: Kernel, folder: Path) -> None:
    widget = opened(folder)
    version = line.ask(widget, f"/api/interview/{WHO}")[1]["version"]
    body = {"version": version, "ops": [ADD], "request": "r"}
    first = line.ask(widget, f"/api/interview/{WHO}/ops", body)
    assert line.ask(widget, f"/api/interview/{WHO}/ops", body) == first


# -- where no kernel runs -----------------------------------------------------------------------


def test_without_a_kernel_the_transcript_shows_with_the_own_passages_and_the_mark(
    line: Kernel, folder: Path
) -> None:
    widget = opened(folder)
    (made,) = coded(line, widget)["made"]
    bundle = widget._repr_mimebundle_()[0]
    shown = bundle["text/html"]
    assert f'<mark data-passage="{made}">look</mark>' in shown
    assert "<script" not in shown
    assert "Invented for demonstration" in shown
    assert bundle["application/vnd.jupyter.widget-view+json"]["model_id"] == widget.model_id
    assert repr(widget) == "CodingWidget('DEMO-K1', coder='cd', set='cd-1')"
    theirs = {p.id for p in lises.load(folder).passages(interview=WHO, set="ab-1")}
    assert theirs
    assert not [one for one in theirs if one in shown]  # a coder's page is blind, and so is this


@pytest.mark.usefixtures("line")
def test_nothing_of_the_talk_is_kept_in_the_state_that_a_notebook_saves(folder: Path) -> None:
    widget = opened(folder)
    widget.chosen = {"interview": WHO, "turn": 2, "turn_end": 2, "start": 2, "end": 6}
    assert widget.selection is not None
    state = {name: value for name, value in widget.get_state().items() if name != "_esm"}
    assert "look" not in str(state)
    assert str(folder) not in str(state)


# -- wrong calls --------------------------------------------------------------------------------


def test_an_unknown_coder_is_told_who_there_is(folder: Path) -> None:
    with pytest.raises(UnknownNameError, match=r"no coder 'zz'.*new_coder=True"):
        opened(folder, "zz")
    with pytest.raises(LisesError, match="320 or more"):
        opened(folder, height=100)


def test_a_folder_that_cannot_be_written_to_is_told_before_anything_is_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Desk, "open", refused)
    with pytest.raises(LisesError, match=r"cannot be written to \(Permission denied\)"):
        opened(folder)


def test_a_release_is_not_coded_and_shows_what_was_released_only(tmp_path: Path) -> None:
    study = copied(tmp_path)
    coding = study / "codings/consensus/DEMO-G1.jsonl"
    text = coding.read_text("utf-8")
    coding.write_text(text.replace('"codes"', '"clearance":"restricted","codes"'), "utf-8")
    (release,) = release_studies([study], "public", "2026-11-22")[0]
    write_release(release, tmp_path / "public")
    released = lises.load(tmp_path / "public")
    gone = [
        p for p in lises.load(study).passages() if p.id not in {q.id for q in released.passages()}
    ]
    assert gone
    talk = released.transcript("DEMO-G1")
    assert not [p for p in gone if p.id in talk._repr_html_()]
    with pytest.raises(NotOfferedError, match="is a release; code in the study"):
        talk.tag("ab")


def test_without_anywidget_it_is_told_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def missing(name: str, *args: Any) -> Any:
        if name == "anywidget":
            raise ModuleNotFoundError("No module named 'anywidget'")
        return real(name, *args)

    monkeypatch.delitem(sys.modules, "lises.notebook.widget")
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(LisesError, match=r"lises\[notebook\]"):
        opened(folder)
