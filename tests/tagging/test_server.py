"""The server answers the page that was opened on this machine, and nobody else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import lises.tagging.addresses as addresses_module
import lises.tagging.bundle as bundle_module
from lises.tagging.guard import HEADERS, MAX_BODY
from tests.tagging.asking import PORT, Page, opened
from tests.tagging.working import copied, files_of, rows

G1 = "/api/interview/DEMO-G1"
ADD = {"op": "add", "turn": 2, "turn_end": 2, "start": 0, "end": 9, "codes": ["tap"]}


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return opened(copied(tmp_path))


def ops(page: Page, *given: dict[str, Any], **more: Any) -> Any:
    version = page.get(G1).json["version"]
    return page.post(f"{G1}/ops", {"version": version, "ops": list(given), **more})


# -- who is answered --------------------------------------------------------------------------


def test_the_first_address_gives_a_cookie_that_no_script_and_no_other_site_gets(page: Page) -> None:
    answer = page.get(f"/?token={page.kept.token}", cookie=None, x_lises_token=None)
    assert answer.status in (200, 404)  # 404 while there is no front end
    cookie = answer.header("set-cookie")
    assert cookie == f"lises-{PORT}={page.kept.cookie}; Path=/; HttpOnly; SameSite=Strict"
    assert page.kept.token not in cookie
    assert "set-cookie" not in dict(page.get("/").headers)


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/api/study", {"x_lises_token": "wrong"}),
        ("/api/study", {"x_lises_token": None}),
        ("/api/study", {"x_lises_token": ""}),
        ("/api/study", {"cookie": None}),
        ("/api/study", {"cookie": f"lises-{PORT}=wrong"}),
        ("/api/study?token=TOKEN", {"x_lises_token": None}),
        ("/api/study", {"host": "evil.example"}),
        ("/api/study", {"host": f"evil.example:{PORT}"}),
        ("/api/study", {"host": "127.0.0.1"}),
        ("/api/study", {"host": f"127.0.0.1:{PORT}.evil.example"}),
        ("/api/study", {"host": f"0.0.0.0:{PORT}"}),
        ("/api/study", {"host": None}),
        ("/api/study", {"sec_fetch_site": "cross-site"}),
        ("/api/study", {"sec_fetch_site": "same-site"}),
        ("/?token=wrong", {"cookie": None}),
        ("/?token=TOKEN&token=TOKEN", {"cookie": None}),
        ("/", {"cookie": None}),
        ("/static/app.js?token=TOKEN", {"cookie": None}),
        ("/api/events", {"x_lises_token": None}),
        ("/api/events?token=wrong", {}),
        ("//api/study", {"cookie": None}),
        ("/api", {"x_lises_token": None}),
    ],
)
def test_who_has_not_both_secrets_and_the_right_names_gets_nothing(
    page: Page, path: str, headers: dict[str, str | None]
) -> None:
    answer = page.get(path.replace("TOKEN", page.kept.token), **headers)
    assert answer.status == 403
    assert set(answer.json) == {"error"}
    assert "tap" not in answer.body.decode()


@pytest.mark.parametrize("host", [f"127.0.0.1:{PORT}", f"localhost:{PORT}"])
def test_both_names_of_this_machine_serve(page: Page, host: str) -> None:
    assert page.get("/api/study", host=host).status == 200
    assert page.post("/api/undo", host=host, origin=f"http://{host}").status == 400


@pytest.mark.parametrize(
    "origin",
    [None, "null", "https://evil.example", f"https://127.0.0.1:{PORT}", "http://127.0.0.1:1",
     f"http://127.0.0.1:{PORT}.evil.example", f"http://localhost:{PORT}/"],
)  # fmt: skip
def test_another_page_changes_nothing(page: Page, origin: str | None) -> None:
    before = files_of(page.desk.study)
    version = page.get(G1).json["version"]
    body = {"version": version, "ops": [ADD]}
    assert page.post(f"{G1}/ops", body, origin=origin).status == 403
    assert files_of(page.desk.study) == before


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", None])
def test_what_a_form_of_another_page_could_send_is_refused(page: Page, kind: str | None) -> None:
    assert page.post("/api/undo", content_type=kind).status == 400


@pytest.mark.parametrize(
    "method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD", "CONNECT"]
)
def test_other_methods_are_refused(page: Page, method: str) -> None:
    assert page.ask(method, "/api/study").status == 405
    assert page.get("/api/undo").status == 405
    assert page.post("/api/study").status == 405


def test_a_header_that_stands_twice_is_refused(page: Page) -> None:
    scope_headers = {**page.headers, "HOST": f"127.0.0.1:{PORT}"}
    assert page.ask("GET", "/api/study", headers=scope_headers).status == 403


def test_every_answer_has_the_headers_and_allows_no_other_site(page: Page) -> None:
    for answer in (
        page.get("/api/study"),
        page.get("/"),
        page.get("/nowhere"),
        page.get("/api/study", host="evil"),
        page.post("/api/undo"),
        page.ask("PUT", "/"),
    ):
        told = dict(answer.headers)
        assert {name: told[name] for name in HEADERS} == dict(HEADERS)
        assert not [name for name in told if name.startswith("access-control")]
    csp = HEADERS["content-security-policy"]
    assert csp.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in csp


# -- what is answered -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["../api.py", "..%2fapi.py", "%2e%2e/api.py", "/etc/passwd", "../../../pyproject.toml",
     "app.js/../../api.py", "..\\api.py", "", ".", "index.html\0", "x" * 3000],
)  # fmt: skip
def test_no_way_leads_out_of_the_bundle(page: Page, name: str) -> None:
    assert page.get(f"/static/{name}").status == 404


def test_the_bundle_is_listed_once_and_answered_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "pack" / "static"
    (folder / "vendor").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html>")
    (folder / "vendor" / "x.js").write_text("1")
    (folder / "secret.py").write_text("no")
    monkeypatch.setattr(bundle_module, "files", lambda _name: tmp_path / "pack")
    page = opened(copied(tmp_path))
    assert page.get("/").body == b"<!doctype html>"
    assert page.get("/static/vendor/x.js").header("content-type").startswith("text/javascript")
    assert page.get("/static/secret.py").status == 404
    (folder / "late.js").write_text("2")
    assert page.get("/static/late.js").status == 404


def test_without_a_front_end_the_page_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle_module, "files", lambda _name: tmp_path)
    assert opened(copied(tmp_path)).get("/").status == 404


@pytest.mark.parametrize("interview", ["../../study", "DEMO-G9", "%2e%2e", "CON", "a/b", "\0"])
def test_an_interview_that_is_not_there_is_told_and_no_path_is_made_of_it(
    page: Page, interview: str
) -> None:
    before = files_of(page.desk.study)
    assert page.get(f"/api/interview/{interview}").status == 404
    body = {"version": "x", "ops": [ADD]}
    assert page.post(f"/api/interview/{interview}/ops", body).status == 404
    assert files_of(page.desk.study) == before


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"version":1,"ops":[]}', b'{"ops":[]}',
     b'{"version":"v","ops":[{"op":"drop"}]}', b'{"version":"v","ops":[{"op":"add"}]}',
     b'{"version":"v","ops":[{"op":"remove","id":"x","more":1}]}', b"[" * 100_000,
     b'{"version":"v","ops":[{"op":"add","turn":1e9,"turn_end":1,"start":0,"end":1,"codes":[]}]}',
     b'{"version":"v","ops":[{"op":"add","turn":true,"turn_end":1,"start":0,"end":1,"codes":[]}]}',
     b'{"version":"v","ops":[{"op":"memo","id":"x","text":"' + b"x" * 20_001 + b'"}]}'],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_a_sentence(page: Page, body: bytes) -> None:
    before = files_of(page.desk.study)
    answer = page.post(f"{G1}/ops", body)
    assert answer.status == 400
    assert "cannot be understood" in answer.json["error"]
    assert "Traceback" not in answer.body.decode()
    assert files_of(page.desk.study) == before


def test_a_huge_body_is_refused_whether_it_tells_its_length_or_not(page: Page) -> None:
    huge = b'{"version":"' + b"x" * MAX_BODY + b'"}'
    assert page.post("/api/undo", huge).status == 413
    assert page.post("/api/undo", b"{}", content_length=str(MAX_BODY + 1)).status == 413
    assert page.post("/api/undo", b"{}", content_length="9" * 30).status == 413
    assert page.post("/api/undo", b"{}", content_length="-1").status == 400


def test_a_fault_of_ours_is_a_sentence_and_no_traceback(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: object) -> None:
        raise RuntimeError("a word of somebody")

    monkeypatch.setattr(addresses_module.Views, "study", broken)
    page = Page(page.desk)
    answer = page.get("/api/study")
    assert answer.status == 500
    assert set(answer.json) == {"error"}
    assert not {"somebody", "Traceback", "RuntimeError"} & set(answer.body.decode().split())
    assert isinstance(page.raised, RuntimeError)


# -- acts -------------------------------------------------------------------------------------


def test_an_act_is_saved_and_answered_with_the_passages(page: Page) -> None:
    done = ops(page, ADD).json
    (made,) = done["made"]
    (passage,) = [p for p in done["interviews"]["DEMO-G1"]["passages"] if p["id"] == made]
    assert (passage["start"], passage["end"], passage["codes"]) == (
        0,
        8,
        ["tap"],
    )  # the space is left out
    assert rows(page.desk.study, "DEMO-G1")[-1]["id"] == made
    assert done["counts"]["tap"] == 4
    assert (done["undo"], done["redo"]) == ("add", None)
    assert page.get(G1).json["version"] == done["interviews"]["DEMO-G1"]["version"]
    back = page.post("/api/undo").json
    assert (back["what"], back["undo"], back["redo"]) == ("add", None, "add")


def test_a_request_that_is_sent_again_is_done_once(page: Page) -> None:
    first = ops(page, ADD, request="r1").json
    again = page.post(f"{G1}/ops", {"version": "x.y", "ops": [ADD], "request": "r1"}).json
    assert again == first
    assert len(rows(page.desk.study, "DEMO-G1")) == 3


def test_a_version_that_is_not_known_is_stale(page: Page) -> None:
    talk = page.get(G1).json["version"].partition(".")[0]
    for version in ("", "x", "x.y", f"{talk}.none-such"):
        answer = page.post(f"{G1}/ops", {"version": version, "ops": [ADD]})
        assert (answer.status, answer.json["stale"]) == (409, True)


def test_what_cannot_be_done_is_told_and_none_of_the_acts_is_done(page: Page) -> None:
    before = files_of(page.desk.study)
    for wrong, said in (
        ({**ADD, "codes": ["tab"]}, 'did you mean "tap"'),
        ({**ADD, "end": 9999}, "characters 0 to 9999"),
        ({**ADD, "turn": 7, "turn_end": 7}, "has 1 to 6"),
        ({"op": "remove", "id": "DEMO-G1-none"}, "no passage"),
        ({"op": "asked", "question": "why", "turn": 1, "asked": True}, "no question"),
        ({"op": "note", "about": "../x", "text": "x"}, "a memo is about"),
        ({"op": "memo", "id": "DEMO-G1-m3pd", "text": "a\u202eb"}, "turns the direction"),
        ({"op": "memo", "id": "DEMO-G1-m3pd", "text": "a\0b"}, "cannot be kept"),
    ):
        answer = ops(page, ADD, wrong)
        assert answer.status == 400, answer.json
        assert said in answer.json["error"]
    assert files_of(page.desk.study) == before


def test_a_code_is_added_and_told(page: Page) -> None:
    answer = page.post("/api/codes", {"id": "new", "label": "New", "definition": "Newly seen."})
    assert [code["id"] for code in answer.json["codes"]][-1] == "new"
    assert answer.json["undo"] == "code"
    again = page.post("/api/codes", {"id": "new", "label": "New", "definition": "x"})
    assert "already" in again.json["error"]
    assert [code["id"] for code in page.post("/api/undo").json["codes"]][-1] == "weeds"


def test_hits_are_found_and_tagged_as_one_step(page: Page) -> None:
    found = page.get("/api/find?q=tap&matching=word").json
    assert found["total"] == len(found["hits"]) == 5
    keys = ("interview", "turn", "start", "end", "hit")
    hits = [{key: hit[key] for key in keys} for hit in found["hits"]]
    hits[0] = {**hits[0], "hit": "tip"}
    done = page.post("/api/tag-hits", {"hits": hits, "codes": ["weeds"], "extent": "turn"}).json
    assert [one["why"] for one in done["skipped"]] == [
        "the words are not there any more; search again"
    ]
    assert (
        done["counts"]["weeds"]
        == len(done["made"])
        == len({(h["interview"], h["turn"]) for h in hits[1:]})
    )
    coded = [hit["coded"] for hit in page.get("/api/find?q=tap").json["hits"]]
    assert all("weeds" in codes for codes in coded[1:])
    assert page.post("/api/undo").json["counts"].get("weeds", 0) == 0


@pytest.mark.parametrize("query", ["q=", "q=(&matching=regex", "q=a&matching=none", "q=a&limit=x"])
def test_a_search_that_cannot_be_is_told(page: Page, query: str) -> None:
    answer = page.get(f"/api/find?{query}")
    assert answer.status == 400
    assert answer.json["error"]


def test_a_pattern_cannot_hang(page: Page) -> None:
    assert page.get("/api/find?q=(a%2B%2B%2B)%2B%24%7C(.*)*x&matching=regex").status in (200, 400)


def test_a_conflict_is_told_and_decided(page: Page) -> None:
    version = page.get(G1).json["version"]
    name = "DEMO-G1-t6ya"
    ops(page, {"op": "codes", "id": name, "codes": ["weeds"]})
    late = {"version": version, "ops": [{"op": "codes", "id": name, "codes": ["tap"]}]}
    (conflict,) = page.post(f"{G1}/ops", late).json["conflicts"]
    assert conflict["mine"]["codes"] == ["tap"]
    assert conflict["theirs"]["codes"] == ["weeds"]
    assert conflict["kinds"] == ["mine", "theirs", "both"]
    assert page.get("/api/study").json["interviews"][0]["conflicts"] == 1
    done = page.post("/api/decide", {"conflict": conflict["id"], "keep": "mine"}).json
    assert done["conflicts"] == []
    assert page.post("/api/decide", {"conflict": "c9", "keep": "mine"}).status == 400


def test_the_study_tells_of_everything_that_the_contract_names(page: Page) -> None:
    told = page.get("/api/study").json
    assert told["coder"] == {"id": "cd", "name": "Coder B"}
    assert told["set"] == "cd-1"
    assert told["data_status"] == "constructed"
    assert [c["depth"] for c in told["codes"]] == [0, 1, 0]
    assert [c["colour"] for c in told["codes"]] == [1, 1, 2]
    assert told["quick"] == {"1": "tap", "2": "tap-queue", "3": "weeds"}
    assert [(i["id"], i["turns"], i["passages"]) for i in told["interviews"]] == [
        ("DEMO-G1", 6, 2), ("DEMO-PAIR", 6, 1), ("DEMO-K1", 4, 1),
    ]  # fmt: skip
    assert json.dumps(told)


def test_changes_of_the_folder_are_told_until_the_end(page: Page) -> None:
    from lises.tagging.watching import Watch

    watch = Watch(page.desk)
    assert watch.changes() == []
    assert watch.changes() == []
    path = page.desk.study / "codings/cd-1/DEMO-G1.jsonl"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    (told,) = watch.changes()
    assert (told["changed"], told["interview"]) == ("interview", "DEMO-G1")
    assert told["version"] == page.get(G1).json["version"]
    (page.desk.study / "readings.csv").write_text("set,interview,codes,codebook,date\n")
    assert watch.changes() == [{"changed": "study"}]
    page.ended = True
    answer = page.get(f"/api/events?token={page.kept.token}", x_lises_token=None)
    assert answer.header("content-type").startswith("text/event-stream")
    assert answer.body.endswith(b"event: stop\ndata: {}\n\n")
