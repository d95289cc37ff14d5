"""The stream of versions: over a real server, because a test client hands out an answer only when it has ended."""

import http.client
import json
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from statistics import median

import pytest

from ems_dashboard.config import ROOT
from ems_dashboard.web.pulse import HEARTBEAT_SECONDS

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
    begun = time.monotonic()
    try:
        _wait_for(port)
        started = time.monotonic() - begun
        yield port
    finally:
        asked = time.monotonic()
        server.terminate()
        server.wait(60)
        assert time.monotonic() - asked < max(8, 2 * started), "an open stream keeps the server from ending"


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


def version_after(stream, version):
    """When the stream said so; signs of life and what the turn of a minute says are passed over."""
    name, data, heard = next_event(stream)
    while name == "alive" or data["version"] < version:
        name, data, heard = next_event(stream)
    assert (name, data["version"]) == ("version", version)
    return heard


def answering(port):
    """Seconds that the server takes for a plain answer: what the machine is worth at this moment."""
    begin = time.monotonic()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/health")
    connection.getresponse().read()
    return time.monotonic() - begin


def test_a_commit_of_another_process_is_pushed_within_a_second(port, database):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/events")
    stream = connection.getresponse()
    assert stream.headers["content-type"].startswith("text/event-stream")
    assert next_event(stream)[:2] == ("version", {"version": 0, "stamp": None})
    taken, plain = [], []
    for version in range(1, 6):
        committed = commit(database, datetime.now(UTC).isoformat())
        taken.append(version_after(stream, version) - committed)
        plain.append(answering(port))
    # on a machine that is busy with other things everything takes longer, the push no more than a plain answer
    assert median(taken) < 1 + 3 * median(plain), f"{taken} beside {plain}"
    begin = time.time()
    name, data, heard = next_event(stream)
    while name == "version" and data["stamp"] is not None:  # the turn of a minute
        name, data, heard = next_event(stream)
    assert name == "alive", "a sign of life, and no version where nothing was committed"
    assert heard - begin < 2 * HEARTBEAT_SECONDS + 4, "before a page says that the server is gone"
