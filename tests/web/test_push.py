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
store.close()
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(port=None):
    """The real server on a port of its own; it has to end when it is told to."""
    port = port or free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(ROOT / "app.py"),
        f"--server.port={port}",
    ]
    server = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(120)  # raises where an open stream keeps the server from ending


@pytest.fixture
def port(database):
    with serving() as port:
        yield port


def _wait_for(port):
    for _ in range(600):
        try:
            with socket.create_connection(("127.0.0.1", port), 0.2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the server did not start")


def commit(url, at):
    subprocess.run(
        [sys.executable, "-c", COMMIT, url, at], cwd=ROOT, capture_output=True, check=True
    )


def next_event(stream):
    """(event, data)"""
    name = ""
    for raw in stream:
        line = raw.decode().strip()
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        if line.startswith("data: "):
            return name, json.loads(line.removeprefix("data: "))
    raise EOFError("the stream ended")


def pass_to(stream, version):
    """Reads on until the stream tells of it; signs of life and what the turn of a minute says are passed over."""
    name, data = next_event(stream)
    while name == "alive" or data["version"] < version:
        name, data = next_event(stream)
    assert (name, data["version"]) == ("version", version)


def test_every_commit_of_another_process_is_pushed_and_then_only_signs_of_life(port, database):
    """How soon, `make bench` says (bench/pushes.py)."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/events")
    stream = connection.getresponse()
    assert stream.headers["content-type"].startswith("text/event-stream")
    assert next_event(stream) == ("version", {"version": 0, "stamp": None})
    for version in range(1, 4):
        commit(database, datetime.now(UTC).isoformat())
        pass_to(stream, version)
    name, data = next_event(stream)
    while name == "version" and data["stamp"] is not None:  # the turn of a minute
        name, data = next_event(stream)
    assert name == "alive", "a sign of life, and no version where nothing was committed"
