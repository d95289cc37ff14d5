"""Sources that hang, drip, bomb or break off: each ends in a sentence, in time and within memory, and no other waits."""

import asyncio
import gzip
import json
import os
import re
import socket
import sys
import threading
import time
from contextlib import suppress
from subprocess import PIPE, Popen

import pytest

from ems_dashboard.actions.polling import RUNS, keep_polling
from ems_dashboard.config import ROOT
from ems_dashboard.feeds.sources import How, Source
from ems_dashboard.rules.observations import Rain
from tests.services.loops import finished

OK = b"HTTP/1.1 200 OK\r\n"
BOMB = gzip.compress(bytes(200 * 1024 * 1024), 1)
TABLE = b"station,rain_mm,valid_at\nR01,5,2026-08-01 11:00\n"
MB = 1024 * 1024


def whole(body, head=b"", status=OK):
    return [b"%s%sContent-Length: %d\r\n\r\n%s" % (status, head, len(body), body)]


def dripping(first, drop):
    yield first
    while True:
        time.sleep(0.05)
        yield drop


RELEASED = threading.Event()


def silent():
    RELEASED.wait(30)
    yield b""


def packed(body, cut=0):
    content = gzip.compress(body)
    return whole(content[: len(content) - cut], b"Content-Encoding: gzip\r\n")


HOSTILE = {
    "silent": (silent, "within 1 s"),
    "head a byte at a time": (lambda: dripping(OK + b"X-A: ", b"a"), "within 1 s"),
    "body a byte at a time": (lambda: dripping(OK + b"\r\n", b"1"), "within 1 s"),
    "interim answers only": (
        lambda: dripping(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        "within 1 s",
    ),
    "a packed drip": (
        lambda: dripping(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10], b"\x00"),
        "damaged",
    ),
    "without end": (lambda: dripping(OK + b"\r\n", b"x" * 8 * MB), "larger than 64 MB"),
    "bomb": (lambda: whole(BOMB, b"Content-Encoding: gzip\r\n"), "larger than 64 MB"),
    "bomb in a bomb": (
        lambda: whole(gzip.compress(BOMB), b"Content-Encoding: gzip, gzip\r\n"),
        "gzip or none",
    ),
    "packed and cut off": (lambda: packed(TABLE * 50, cut=12), "damaged"),
    "packed and followed by more": (
        lambda: whole(gzip.compress(TABLE) * 2, b"Content-Encoding: gzip\r\n"),
        "damaged",
    ),
    "not packed at all": (lambda: whole(TABLE, b"Content-Encoding: gzip\r\n"), "damaged"),
    "no HTTP": (lambda: [b"220 mail.example ESMTP\r\n"], "broke before"),
    "a picture": (
        lambda: whole(b"\x89PNG\r\n\x1a\n\x00\x00", b"Content-Type: text/csv\r\n"),
        "not a text file",
    ),
    "elsewhere and back": (
        lambda: whole(b"", b"Location: /gauges\r\n", b"HTTP/1.1 302 Found\r\n"),
        "HTTP 302",
    ),
    "busy": (lambda: whole(b"", b"Retry-After: 99\r\n", b"HTTP/1.1 503 Busy\r\n"), "HTTP 503"),
}
"""What the server sends, piece by piece, and what the sentence then has in it."""


@pytest.fixture
def served():
    """served(sends) → the address of a server that sends this to everyone."""
    doors = []

    def answer(caller, sends):
        with caller, suppress(OSError):
            caller.recv(4096)
            for piece in sends():
                caller.sendall(piece)

    def accept(door, sends):
        with suppress(OSError):
            while True:
                threading.Thread(target=answer, args=(door.accept()[0], sends), daemon=True).start()

    def serve(sends):
        door = socket.create_server(("127.0.0.1", 0))
        doors.append(door)
        threading.Thread(target=accept, args=(door, sends), daemon=True).start()
        return f"http://127.0.0.1:{door.getsockname()[1]}/gauges"

    yield serve
    for door in doors:
        door.close()


MEASURED = """
import atexit, pathlib, runpy, sys
atexit.register(lambda: sys.stderr.write(pathlib.Path("/proc/self/status").read_text()))
runpy.run_module("ems_dashboard", run_name="__main__", alter_sys=True)
"""
"""The program, and at its end the most memory that it had: what wait4 tells includes that of these tests."""


def entry(name, address):
    """Those that hang are given up after a second; the others have time to say what is wrong with them."""
    seconds = 1 if "within 1 s" in HOSTILE.get(name, ("", ""))[1] else 15
    told = {"name": name, "how": "http", "address": address, "holds": "rain"}
    return (
        "[[source]]\n"
        + "".join(f'{key} = "{value}"\n' for key, value in told.items())
        + f"timeout = {seconds}\n"
    )


def test_the_program_says_a_sentence_for_each_in_time_and_memory_and_reads_the_good_one(
    served, tmp_path
):
    sends = {name: does for name, (does, _) in HOSTILE.items()} | {
        "good": lambda: packed(TABLE),
        "good by another name": lambda: whole(TABLE, b"Content-Type: image/png\r\n"),
    }
    (tmp_path / "sources.toml").write_text(
        "".join(entry(name, served(does)) for name, does in sends.items())
    )
    environment = os.environ | {"EMS_SOURCES": str(tmp_path / "sources.toml"), "EMS_LANG": "en"}
    asked = [
        sys.executable,
        "-c",
        MEASURED,
        "--database",
        f"sqlite:///{tmp_path / 'a.sqlite'}",
        "poll",
        "--json",
    ]
    process = Popen(asked, cwd=ROOT, env=environment, stdout=PIPE, stderr=PIPE, text=True)
    said, told = process.communicate(timeout=60)
    feeds = {feed["feed"]: feed for feed in json.loads(said)["feeds"]}
    assert process.returncode == 2
    assert {
        name: feeds[name]["accepted"] + feeds[name]["read"]
        for name in ("good", "good by another name")
    } == {
        "good": 2,
        "good by another name": 1,
    }
    for name, (_, says) in HOSTILE.items():
        assert says in feeds[name]["problems"], name
        assert feeds[name]["last_success"] is None
    assert int(re.search(r"VmHWM:\s+(\d+) kB", told)[1]) < 600 * 1024


def test_sources_that_hang_keep_neither_the_others_nor_the_servers_own_work_waiting(served, poller):
    hanging, good = served(silent), served(lambda: whole(TABLE))
    many = [
        Source(f"hangs {n}", How.HTTP, hanging, holds="rain", timeout=8.0)
        for n in range((os.cpu_count() or 1) + 34)
    ]

    async def scene():
        task = asyncio.create_task(
            keep_polling(poller, [*many, Source("good", How.HTTP, good, holds="rain")])
        )
        while not poller.store.history(Rain):
            await asyncio.sleep(0.05)
        await asyncio.to_thread(time.sleep, 0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    try:
        finished(asyncio.wait_for(scene(), 6))
        assert set(RUNS) == {"good"}
    finally:  # nothing may write after this test
        RELEASED.set()
        for thread in [one for one in threading.enumerate() if one.name.startswith("source")]:
            thread.join()
