"""Real servers, the processor time that they use, and a viewer's connection to them."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from ems_dashboard.config import ROOT

EMPTY = Path(__file__).parent / "empty.py"
START_SECONDS, RUN_SECONDS = 180, 120


@dataclass(frozen=True)
class Server:
    port: int
    pid: int

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cpu_ms(self) -> float:
        """What the process has used since it began, all threads together, to the nanosecond (Linux: the number of a
        process's clock is made of its pid)."""
        return time.clock_gettime(~self.pid << 3 | 2) * 1000


@contextmanager
def dashboard(database: str, inbox: Path) -> Iterator[Server]:
    """The product, as `make run` serves it."""
    port = _free_port()
    settings = {"EMS_DATABASE_URL": database, "EMS_PORT": str(port), "EMS_INBOX": str(inbox)}
    with _running(["-m", "ems_dashboard", "serve"], port, settings) as server:
        yield server


@contextmanager
def empty_page() -> Iterator[Server]:
    """A Streamlit server with the same settings and a page of nothing."""
    port = _free_port()
    with _running(
        ["-m", "streamlit", "run", str(EMPTY), f"--server.port={port}"], port, {}
    ) as server:
        yield server


@contextmanager
def _running(command: list[str], port: int, settings: Mapping[str, str]) -> Iterator[Server]:
    process = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env=os.environ | settings,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(process, f"http://127.0.0.1:{port}/_stcore/health")
        yield Server(port, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(process: subprocess.Popen, address: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not answer at {address}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def viewing(server: Server) -> Iterator["Viewer"]:
    address = f"ws://127.0.0.1:{server.port}/_stcore/stream"
    with connect(
        address, subprotocols=["streamlit", "none"], origin=server.base, max_size=None
    ) as connection:
        yield Viewer(connection)


class Viewer:
    """One open page, over the socket that a browser would use; it keeps the large messages as a browser does."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._page = ""
        self._kept: set[str] = set()

    def rerun(self) -> str:
        """Asks for a run and waits for its end; what was sent, as text."""
        request = BackMsg()
        request.rerun_script.page_script_hash = self._page
        request.rerun_script.cached_message_hashes.extend(self._kept)
        self._socket.send(request.SerializeToString())
        said = []
        while True:
            raw = self._socket.recv(timeout=RUN_SECONDS)
            said.append(raw.decode("utf-8", "ignore"))
            message = ForwardMsg.FromString(raw)
            if message.metadata.cacheable:
                self._kept.add(message.hash)
            if message.HasField("new_session"):
                self._page = message.new_session.page_script_hash
            if message.HasField("script_finished"):
                return " ".join(said)
