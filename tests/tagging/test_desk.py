"""What a desk shows and does: whose set it is, what of others is hidden, what is written."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lises.cli.app import app
from lises.errors import LisesError, NotAStudyError, UnknownNameError
from lises.tagging import Desk, StaleError
from lises.tagging.new_codes import NewCode
from lises.tagging.operations import Ask, Memo, NoteOp, Read, Recode, Remove, Respan
from lises.tagging.views import Views
from tests.tagging.working import accept, add, copied, files_of, rows

G1 = "DEMO-G1"
FILE = f"codings/cd-1/{G1}.jsonl"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return copied(tmp_path)


# -- whose set --------------------------------------------------------------------------------


def test_opening_the_set_of_a_known_coder_changes_nothing(study: Path) -> None:
    before = files_of(study)
    assert Desk.open(study, "cd").set == "cd-1"
    assert Desk.open(study, "coder b").coder == "cd"
    assert files_of(study) == before


def test_a_coder_who_is_not_there_is_told_with_what_would_serve(study: Path) -> None:
    before = files_of(study)
    with pytest.raises(UnknownNameError, match=r"ab \(Coder A\), cd \(Coder B\).*--new-coder"):
        Desk.open(study, "ef")
    assert files_of(study) == before


def test_a_new_coder_and_a_new_round_are_put_into_study_yaml(study: Path) -> None:
    old = (study / "study.yaml").read_text().splitlines()
    desk = Desk.open(study, "ef", new_coder=True)
    assert (desk.coder, desk.set) == ("ef", "ef-1")
    assert len(desk.said) == 2
    assert Desk.open(study, "ef").said == ()
    assert Desk.open(study, "cd", "cd-2").set == "cd-2"
    assert Desk.open(study, "cd").set == "cd-2", "the latest round"
    new = (study / "study.yaml").read_text().splitlines()
    assert [line for line in old if line not in new] == [
        "coders: {ab: {name: Coder A}, cd: {name: Coder B}}"
    ]
    assert "  ef-1: {coder: ef, round: 1}" in new
    assert "  cd-2: {coder: cd, round: 2}" in new


@pytest.mark.parametrize(
    ("coding_set", "said"),
    [("ab-1", "is ab's"), ("../x", "cannot name a set")],
)
def test_another_set_than_ones_own_is_refused(study: Path, coding_set: str, said: str) -> None:
    with pytest.raises(LisesError, match=said):
        Desk.open(study, "cd", coding_set)


def test_a_release_and_what_is_no_study_are_refused(study: Path, tmp_path: Path) -> None:
    (study / "release.json").write_text("{}")
    with pytest.raises(NotAStudyError, match="is a release"):
        Desk.open(study, "cd")
    (tmp_path / "no").mkdir()
    with pytest.raises(NotAStudyError, match="is not a study"):
        Desk.open(tmp_path / "no", "cd")


def test_a_synced_folder_is_a_word_of_warning(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    assert "synced" in Desk.open(copied(tmp_path / "Dropbox"), "cd").said[-1]


# -- what is written --------------------------------------------------------------------------


def test_other_lines_stay_byte_for_byte_whatever_their_spelling(study: Path) -> None:
    path = study / FILE
    odd = (
        b'{ "turn" : 2, "codes":["tap"],"quote":"I carry.",   "id":"DEMO-G1-aaaa"}\r\n'
        b"\r\n{broken\r\n"
        + unicodedata.normalize(
            "NFD", '{"id":"DEMO-G1-bbbb","turn":1,"quote":"é","codes":[]}'
        ).encode()
    )
    path.write_bytes(b"\xef\xbb\xbf" + odd)
    desk = Desk.open(study, "cd")
    (made,) = desk.perform(G1, [add(2, 0, 8, "tap")]).made
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf" + odd + b"\r\n" + f'{{"id":"{made}"'.encode())
    assert not data.endswith(b"\n"), "as before"
    desk.perform(G1, [Recode(id="DEMO-G1-aaaa", codes=("weeds",))])
    line = path.read_bytes().split(b"\r\n")[0].removeprefix(b"\xef\xbb\xbf")
    assert list(json.loads(line)) == ["turn", "codes", "quote", "id"]


def test_every_operation_does_what_its_name_says(study: Path) -> None:
    desk = Desk.open(study, "cd")
    name = "DEMO-G1-t6ya"
    desk.perform(G1, [Memo(id=name, text="hm")])
    desk.perform(G1, [Respan(id=name, turn=4, turn_end=4, start=0, end=11)])
    row = next(r for r in rows(study, G1) if r["id"] == name)
    text = Desk.open(study, "cd").material.transcript(G1)[0].turns[3].text  # type: ignore[union-attr]
    assert row["quote"] == text[:11].strip()
    assert (row["memo"], row["suggested"]) == ("hm", True)
    (taken,) = desk.perform(G1, [accept(6, 0, 9, "weeds")]).made
    assert next(r["suggested"] for r in rows(study, G1) if r["id"] == taken)
    desk.perform(
        G1, [Remove(id=name), Ask(question="weeds", turn=3), NoteOp(about="tap", text="x")]
    )
    assert name not in {r["id"] for r in rows(study, G1)}
    assert "DEMO-G1,weeds,3" in (study / "asked.csv").read_text()
    note = (study / "memos/tap-cd-1.md").read_text()
    assert "coder: cd" in note
    assert note.endswith("\nx\n")
    desk.perform(G1, [NoteOp(id="tap-cd-1", about="tap", text="y")])
    assert (study / "memos/tap-cd-1.md").read_text() == note[:-2] + "y\n"
    desk.perform(G1, [NoteOp(id="tap-cd-1", about="tap", text="")])
    assert not (study / "memos/tap-cd-1.md").exists()
    with pytest.raises(LisesError, match="is ab's"):
        desk.perform(G1, [NoteOp(id="pipe", about="tap", text="mine now")])


def test_the_same_stretch_is_not_marked_twice(study: Path) -> None:
    desk = Desk.open(study, "cd")
    (made,) = desk.perform(G1, [add(2, 0, 8, "tap"), add(2, 0, 8, "weeds", "tap")]).made
    (row,) = [r for r in rows(study, G1) if r["id"] == made]
    assert row["codes"] == ["tap", "weeds"]
    assert desk.perform(G1, [add(2, 0, 8, "tap")]).made == ()
    desk.undo()
    assert len(rows(study, G1)) == 2


def test_a_code_begins_a_version_where_somebody_has_read_under_the_present_one(study: Path) -> None:
    desk = Desk.open(study, "cd")
    desk.add_code(NewCode(id="one", label="One", definition="First."))
    desk.add_code(NewCode(id="two", label="Two", definition="Second."))
    book = desk.material.codebook()[0]
    assert (book.version, len(book.changes)) == (3, 3), "one version for both: none read between"
    assert [book.code(c).changed for c in ("one", "two")] == [3, 3]  # type: ignore[union-attr]
    desk.perform(G1, [Read(codes=("*",))])
    desk.add_code(NewCode(id="three", label="Three", definition="Third."))
    assert desk.material.codebook()[0].version == 4


def test_a_colleagues_code_stays_when_ones_own_is_taken_back(study: Path) -> None:
    desk, other = Desk.open(study, "cd"), Desk.open(study, "ab")
    desk.add_code(NewCode(id="mine", label="M", definition="M.", parent="tap"))
    other.add_code(NewCode(id="theirs", label="T", definition="T.", parent="weeds"))
    desk.undo()
    assert [c.id for c in desk.material.codebook()[0].codes] == [
        "tap", "tap-queue", "weeds", "theirs",
    ]  # fmt: skip
    desk.redo()
    assert desk.material.codebook()[0].code("mine") is not None
    text = (study / "codebook.yaml").read_text()
    (study / "codebook.yaml").write_text(text.replace("label: M", "label: Other"))
    before = files_of(study)
    with pytest.raises(LisesError, match="by hand"):
        desk.undo()
    assert files_of(study) == before
    assert desk.undoable == ""


def test_ids_are_free_in_all_sets_and_never_used_again(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[set[str]] = []

    def noted(interview: str, taken: set[str], _random: object) -> str:
        given.append(set(taken))
        return f"{interview}-zz{len(given):02}"

    monkeypatch.setattr("lises.tagging.planning.passage_id", noted)
    desk = Desk.open(study, "cd")
    desk.perform(G1, [add(2, 0, 8, "tap")])
    desk.undo()
    desk.perform(G1, [add(2, 0, 8, "tap")])
    assert {"DEMO-G1-7k2m", "DEMO-G1-2n5s", "DEMO-G1-m3pd"} <= given[0], "of every set"
    assert "DEMO-G1-zz01" in given[1], "taken back, and still not free"


# -- the transcript changes -------------------------------------------------------------------


def test_a_transcript_that_changes_is_told_and_nothing_is_moved(study: Path) -> None:
    desk = Desk.open(study, "cd")
    version = desk.version(G1)
    path = study / "transcripts" / f"{G1}.md"
    before = (study / FILE).read_bytes()
    path.write_text(path.read_text("utf-8").replace("you meet people", "you meet folk"), "utf-8")
    with pytest.raises(StaleError, match="was changed"):
        desk.perform(G1, [add(2, 0, 8, "tap")], version)
    assert (study / FILE).read_bytes() == before
    shown = {p["id"]: p for p in Views(desk).interview(G1)["passages"]}
    lost, whole = shown["DEMO-G1-t6ya"], shown["DEMO-G1-m3pd"]
    assert (lost["start"], lost["end"], lost["quote"]) == (None, None, ["you meet people"])
    assert lost["problem"]["rule"] == "quote-not-found"
    assert whole["problem"] is None
    desk.perform(G1, [Recode(id="DEMO-G1-t6ya", codes=("weeds",))])
    assert rows(study, G1)[1]["quote"] == "you meet people"


def test_a_transcript_that_is_gone_is_told(study: Path) -> None:
    (study / "transcripts" / f"{G1}.md").unlink()
    desk = Desk.open(study, "cd")
    view = Views(desk).interview(G1)
    assert view["turns"] == []
    assert {p["problem"]["rule"] for p in view["passages"]} == {"transcript-missing"}
    with pytest.raises(LisesError, match="not here"):
        desk.perform(G1, [add(2, 0, 8, "tap")])


# -- blind ------------------------------------------------------------------------------------


def _others(study: Path, coder: str, interview: str) -> set[str]:
    return {p["id"] for p in Views(Desk.open(study, coder)).interview(interview)["others"]}


def test_others_are_hidden_until_both_have_read(study: Path) -> None:
    desk = Desk.open(study, "cd")
    assert "DEMO-G1-7k2m" in _others(study, "cd", G1)
    desk.perform(G1, [Read(codes=())])
    view = Views(desk).interview(G1)
    assert view["others"] == []
    assert {h["why"] for h in view["hidden"]} == {"own-not-read"}
    text = json.dumps([view, Views(desk).study()])
    for hidden in ("7k2m", "h2vw", "an agreement, not a fight", "the counting of trips"):
        assert hidden not in text
    assert _others(study, "ab", G1) & {"DEMO-G1-m3pd", "DEMO-G1-t6ya"} == set()
    desk.undo()
    assert "DEMO-G1-m3pd" in _others(study, "ab", G1)


def test_a_reading_for_some_codes_opens_passages_of_these_only(study: Path) -> None:
    (study / "codings/ab-1/DEMO-K1.jsonl").write_text(
        '{"id":"DEMO-K1-b8xn","turn":4,"quote":"Take away the queue","codes":["tap-queue"]}\n'
        '{"id":"DEMO-K1-bbbb","turn":4,"quote":"nobody would know","codes":["tap-queue","weeds"]}\n'
        '{"id":"DEMO-K1-cccc","turn":4,"quote":"anybody","codes":[]}\n'
    )
    desk = Desk.open(study, "cd")
    desk.perform("DEMO-K1", [Read(codes=("tap-queue",))])
    assert _others(study, "cd", "DEMO-K1") == {"DEMO-K1-b8xn", "DEMO-K1-q7ad"}
    desk.perform("DEMO-K1", [Read(codes=("*",))])
    assert "DEMO-K1-bbbb" not in _others(study, "cd", "DEMO-K1"), "they have not read for weeds"
    hidden = {h["set"]: h["why"] for h in Views(desk).interview("DEMO-K1")["hidden"]}
    assert hidden == {"ab-1": "other-not-read", "consensus": "other-not-read"}


def test_counts_and_hits_are_of_the_own_set_alone(study: Path) -> None:
    from lises.tagging.searching import find

    desk = Desk.open(study, "ef", new_coder=True)
    views = Views(desk)
    assert [code["n"] for code in views.codes()] == [0, 0, 0]
    assert all(code["example"] is None for code in views.codes())
    assert all(hit["coded"] == [] for hit in find(desk, "tap", "word")["hits"])


# -- the command ------------------------------------------------------------------------------


def test_the_command_tells_the_address_and_opens_no_browser_unasked(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def run(serving: object, ready: object) -> None:
        ready()  # type: ignore[operator]
        serving._socket.close()  # type: ignore[attr-defined]

    monkeypatch.setattr("lises.tagging.serving.Serving.run", run)
    monkeypatch.setattr("webbrowser.open", opened.append)
    arguments = ["tag", str(study), "--coder", "cd", "--interview", G1]
    shown = CliRunner().invoke(app, [*arguments, "--no-browser"])
    assert shown.exit_code == 0, shown.exception
    assert "demo-tiny for cd, set cd-1: http://127.0.0.1:" in shown.output
    assert opened == []
    CliRunner().invoke(app, arguments)
    assert opened[0].endswith("&interview=DEMO-G1")
    assert isinstance(
        CliRunner().invoke(app, [*arguments[:-1], "DEMO-G9"]).exception, UnknownNameError
    )
