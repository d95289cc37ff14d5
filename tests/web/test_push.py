"""The stream of versions: over a real server, because a test client hands out an answer only when it has ended."""

import http.client
import json
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from ems_dashboard.config import ROOT

COMMIT = """
import sys
from datetime import UTC, datetime
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.terms import Category
from ems_dashboard.store import open_store
store, at = open_store(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
figure = Evacuation(valid_at=at, incident="unassigned", unit="350626", category=Category.PEOPLE,
                    target=100, moved=40, returned=0, reporter="desk")
store.append([figure], moment=datetime.now(UTC))
print(datetime.now(UTC).timestamp())
store.close()
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(port=None):
    """The real server on a port of its own; it has to end at once when it is told to."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), f"--server.port={port}"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        asked = time.monotonic()
        server.terminate()
        server.wait(20)
        assert time.monotonic() - asked < 8, "an open stream keeps the server from ending"


@pytest.fixture
def port(database):
    with serving() as port:
        yield port


def _wait_for(port):
    for _ in range(150):
        try:
            with socket.create_connection(("127.0.0.1", port), 0.2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the server did not start")


def commit(url, at):
    done = subprocess.run([sys.executable, "-c", COMMIT, url, at], cwd=ROOT, capture_output=True, text=True, check=True)
    return float(done.stdout)


def next_event(stream):
    """(event, data, when)"""
    name = ""
    for raw in stream:
        line = raw.decode().strip()
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        if line.startswith("data: "):
            return name, json.loads(line.removeprefix("data: ")), time.time()
    raise EOFError("the stream ended")


def test_a_commit_of_another_process_is_pushed_within_a_second(port, database):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=15)
    connection.request("GET", "/events")
    stream = connection.getresponse()
    assert stream.headers["content-type"].startswith("text/event-stream")
    assert next_event(stream)[:2] == ("version", {"version": 0, "stamp": None})
    committed = commit(database, datetime.now(UTC).isoformat())
    name, data, heard = next_event(stream)
    while name == "alive":
        name, data, heard = next_event(stream)
    assert (name, data["version"]) == ("version", 1)
    assert heard - committed < 1
    name, _, later = next_event(stream)
    assert name == "alive", "a sign of life, and no version where nothing was committed"
    assert later - heard < 5
