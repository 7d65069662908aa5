"""The server on a real port: this machine only, and an end that leaves everything whole."""

from __future__ import annotations

import http.client
import json
import logging
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from lises.errors import LisesError
from lises.tagging import Desk
from lises.tagging.last_port import keep_port, last_port
from lises.tagging.serving import Serving
from tests.tagging.working import copied, rows


def test_the_port_listens_on_this_machines_own_address_only(tmp_path: Path) -> None:
    serving = Serving(Desk.open(copied(tmp_path), "cd"))
    try:
        assert serving._socket.getsockname()[0] == "127.0.0.1"
        assert serving.address("DEMO-G1").endswith("&interview=DEMO-G1")
        with pytest.raises(LisesError, match="--port"):
            Serving(serving.desk, serving.port)
    finally:
        serving._socket.close()


def test_another_address_of_this_machine_is_not_answered(tmp_path: Path) -> None:
    serving = Serving(Desk.open(copied(tmp_path), "cd"))
    listening = threading.Event()
    thread = threading.Thread(target=serving.run, args=(listening.set,))
    thread.start()
    try:
        assert listening.wait(10)
        with socket.create_connection(("127.0.0.1", serving.port), timeout=5):
            pass
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", serving.port), timeout=5).close()
    finally:
        serving.stop()
        thread.join(10)
    assert not thread.is_alive()


def test_an_end_that_cuts_off_a_page_is_told_to_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lises.tagging.api._PAUSE", 300)  # the page will not hear of it in time
    serving = Serving(Desk.open(copied(tmp_path), "cd"))
    told: list[logging.LogRecord] = []
    listener = logging.Handler()
    listener.emit = told.append  # type: ignore[method-assign]
    logging.getLogger("uvicorn.error").addHandler(listener)
    thread = threading.Thread(target=serving.run)
    thread.start()
    try:
        token = serving.kept.token
        page = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=10)
        cookie = {"Cookie": f"lises-{serving.port}={serving.kept.cookie}"}
        page.request("GET", f"/api/events?token={token}", headers=cookie)
        assert page.getresponse().readline() == b": here\n"
    finally:
        serving._server.force_exit = True  # Ctrl-C for the second time
        serving.stop()
        thread.join(10)
        logging.getLogger("uvicorn.error").removeHandler(listener)
    page.close()
    assert not thread.is_alive()
    assert not [record.getMessage() for record in told]


def test_ctrl_c_ends_it_with_everything_saved(tmp_path: Path) -> None:
    study = copied(tmp_path)
    command = [sys.executable, "-m", "lises", "tag", str(study), "--coder", "cd"]
    running = subprocess.Popen(
        [*command, "--no-browser", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert running.stdout is not None
    told = b""
    while not told.rstrip().endswith(b"}"):
        told += running.stdout.readline()
    address = urlsplit(json.loads(told)["address"])
    token = parse_qs(address.query)["token"][0]
    connection = http.client.HTTPConnection("127.0.0.1", address.port or 0, timeout=20)
    connection.request("GET", f"/?token={token}")
    first = connection.getresponse()
    first.read()
    assert first.getheader("server") is None
    cookie = (first.getheader("set-cookie") or "").partition(";")[0]
    headers = {"Cookie": cookie, "X-Lises-Token": token}
    connection.request("GET", "/api/interview/DEMO-G1", headers=headers)
    version = json.loads(connection.getresponse().read())["version"]
    op = {"op": "add", "turn": 2, "turn_end": 2, "start": 0, "end": 9, "codes": ["tap"]}
    origin = {"Origin": f"http://{address.netloc}", "Content-Type": "application/json"}
    body = json.dumps({"version": version, "ops": [op]})
    connection.request("POST", "/api/interview/DEMO-G1/ops", body, {**headers, **origin})
    assert connection.getresponse().read()
    connection.close()
    waiting = http.client.HTTPConnection("127.0.0.1", address.port or 0, timeout=20)
    waiting.request("GET", f"/api/events?token={token}", headers={"Cookie": cookie})
    events = waiting.getresponse()
    assert events.readline() == b": here\n"
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=20)
    assert events.read().endswith(b"event: stop\ndata: {}\n\n")
    waiting.close()
    assert (running.returncode, errors) == (0, b"")
    assert len(rows(study, "DEMO-G1")) == 3
    assert not [p for p in study.rglob("*") if p.suffix == ".tmp"]


def test_a_server_that_ended_with_connections_open_can_have_its_port_again(tmp_path: Path) -> None:
    study = copied(tmp_path)
    serving = Serving(Desk.open(study, "cd"))
    port = serving.port
    with socket.create_connection(("127.0.0.1", port), timeout=5):
        there, _ = serving._socket.accept()
        there.close()  # the end that closes first is the one whose port is held back
        serving._socket.close()
    again = Serving(Desk.open(study, "cd"), port)
    assert again.port == port
    again._socket.close()


def test_a_set_that_is_served_again_has_its_last_port_where_that_is_free(tmp_path: Path) -> None:
    study = copied(tmp_path)
    first = Serving(Desk.open(study, "cd"))
    beside = Serving(Desk.open(study, "cd"))  # the port is in use: another
    assert beside.port != first.port
    beside._socket.close()
    first._socket.close()
    again = Serving(Desk.open(study, "cd"))
    assert again.port == beside.port
    other = Serving(Desk.open(study, "ab"))
    assert other.port != again.port
    for one in (again, other):
        one._socket.close()


@pytest.mark.parametrize("kept", ["", "80\n", "99999999\n", "4\ufffd21", "no port", None])
def test_what_is_no_port_is_none(tmp_path: Path, kept: str | None) -> None:
    study = copied(tmp_path)
    place = study / ".lises/tagging/cd-1.port"
    if kept is None:
        place.mkdir(parents=True)
    else:
        place.parent.mkdir(parents=True)
        place.write_text(kept, "utf-8")
    assert last_port(study, "cd-1") == 0
    keep_port(study, "cd-1", 4321)
    assert last_port(study, "cd-1") == (0 if kept is None else 4321)
