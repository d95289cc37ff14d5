"""A real browser against a real server, with every address but loopback blocked."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Error, sync_playwright

from ems_dashboard import clock
from ems_dashboard.config import ROOT
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.terms import Hazard, Level, LevelChange
from ems_dashboard.store import open_store
from tests.browser.case import FIVE, HOUR, befall
from tests.browser.hands import WAIT
from tests.services import warm
from tests.services.install import browser

CASE = "2026-TYopen"
START_SECONDS = 120
"""So long a server may take on a machine that is busy with other things."""
ONLY_LOOPBACK = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""Not a route of playwright's: with one the browser keeps nothing, and every page compiles Streamlit's scripts anew."""
FLAGS = ["--no-sandbox", "--process-per-site", ONLY_LOOPBACK]


@pytest.fixture
def case(own_server):
    """An open incident in own_server, for whoever writes orders; its store."""
    store, began = open_store(own_server.database), clock.minute(clock.now()) - timedelta(hours=5)
    at = {"valid_at": began, "known_at": began}
    store.append(
        [
            Incident(incident=CASE, hazard=Hazard.TYPHOON, name="测试台风", began_at=began, **at),
            Response(incident=CASE, unit="350600", hazard=Hazard.TYPHOON, level=Level.III, change=LevelChange.START, **at),
        ],
        moment=began,
    )  # fmt: skip
    yield store
    store.close()


FREE_PORTS = []
"""Those of servers that are gone: at a known address the browser has compiled Streamlit's scripts already."""


class Server:
    def __init__(
        self, database: str, inbox: str, moment: str = "", *, slower: float = 0, cold: bool = False
    ) -> None:
        """`moment` and `slower`: see warm.start. `cold`: started by the command that people type, not as a fork of
        what is already imported."""
        self.port = FREE_PORTS.pop() if FREE_PORTS else _free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.database = database
        self._environment = os.environ | {
            "EMS_DATABASE_URL": database,
            "EMS_PORT": str(self.port),
            "EMS_INBOX": inbox,
        }
        self._moment, self._slower, self._cold = moment, slower, cold
        self._pid: int | None = None

    def start(self) -> None:
        self._pid = (
            self._typed()
            if self._cold
            else warm.start(self._environment, self._moment, self._slower)
        )
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self._runs():
            try:
                urllib.request.urlopen(f"{self.base}/health", timeout=5)
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("the server did not answer")

    def stop(self) -> None:
        """As kill -9 does; the process is gone when this returns."""
        if self._pid is None:
            return
        os.kill(self._pid, signal.SIGKILL)
        while self._runs():
            time.sleep(0.01)
        self._pid = None

    def _typed(self) -> int:
        command = [sys.executable, "-m", "ems_dashboard", "serve"]
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        return self._process.pid

    def _runs(self) -> bool:
        if self._cold:
            return self._process.poll() is None
        return Path(f"/proc/{self._pid}").exists()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(path, folder, moment="", *, cold=False):
    copy = folder / "browser.sqlite"
    shutil.copy(path, copy)
    server = Server(f"sqlite:///{copy}", str(folder / "inbox"), moment, cold=cold)
    server.start()
    try:
        yield server
    finally:
        server.stop()
        FREE_PORTS.append(server.port)


@pytest.fixture(scope="session")
def server(demo_path, tmp_path_factory):
    """One that is only read, by every test of this process."""
    with serving(demo_path, tmp_path_factory.mktemp("server"), cold=True) as server:
        yield server


@pytest.fixture
def own_server(demo_path, tmp_path):
    """One that a test may stop and write to."""
    with serving(demo_path, tmp_path) as server:
        yield server


@pytest.fixture
def at_five(demo_path, tmp_path):
    """One of its own whose clock stands at two minutes past five in the afternoon, a year after the demonstration."""
    with serving(demo_path, tmp_path, "2024-07-20T17:02") as server:
        yield server


@pytest.fixture
def afternoon(at_five):
    """The store of that server, with a typhoon on its second day."""
    store = open_store(at_five.database)
    befall(store, FIVE, FIVE - 6 * HOUR)
    yield store
    store.close()


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser(), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def free_contexts():
    """Emptied ones, for the tests to come: the scripts that they have read already are read no more."""
    return []


@pytest.fixture
def look(chromium, free_contexts):
    """look(width, height) → a page of a person of its own that keeps what went wrong in .trouble."""
    contexts = []

    def open_page(width=1920, height=1080):
        context = free_contexts.pop() if free_contexts else _new_context(chromium)
        contexts.append(context)
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.trouble = []
        page.on("request", lambda request: _foreign(request, page))
        page.on("pageerror", lambda error: page.trouble.append(str(error)))
        page.on("response", lambda response: _failed(response, page))
        page.on("console", lambda message: _note(message, page))
        return page

    yield open_page
    for context in contexts:
        _empty(context)
        free_contexts.append(context)


def _new_context(chromium):
    context = chromium.new_context(timezone_id="Asia/Shanghai")
    context.set_default_timeout(WAIT)
    _stay(context.new_page())
    return context


def _stay(page):
    """An empty page of every server's site keeps their process, which ends with its last page: a new one would read all
    scripts anew."""
    page.route("**/*", lambda asked: asked.fulfill(body=""))
    page.goto("http://127.0.0.1/stays")


def _empty(context):
    """As nobody has used it: what a script is added to, or who is away, is a page, never a context."""
    _, *used = context.pages  # the first one stays
    for page in used:
        with suppress(Error):  # of a page that never came
            page.evaluate("localStorage.clear()")
        page.close()
    context.clear_cookies()
    context.set_offline(False)


READY = {"duty_officer": "duty1", "approver": "approver", "leader": "leader", "administrator": "administrator",
         "county": "350626", "member": "d01"}  # fmt: skip


@pytest.fixture
def signed_in():
    """signed_in(page, server, "duty_officer", "/orders?as_of=…") presses a ready account on the real sign-in page and
    waits for the page behind it. `who`: a role (READY), or a ready account: duty2, a unit's or department's code in
    small letters. Two people are two pages: `jia, yi = look(), look()`. As AppTest: `acting` in tests/conftest.py."""

    def sign_in(page, server, who="duty_officer", onward="/"):
        page.goto(f"{server.base}/sign-in?{urllib.parse.urlencode({'next': onward})}")
        page.locator(f'button[name="ready"][value="{READY.get(who, who)}"]').click()
        page.wait_for_selector(".ems-bar")
        return page

    return sign_in


def _foreign(request, page):
    if not request.url.startswith(
        ("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:", "about:")
    ):
        page.trouble.append(f"foreign: {request.url}")


def _note(message, page):
    if message.type == "error" and not message.text.startswith(
        "Failed to load resource"
    ):  # told by its response
        page.trouble.append(message.text)


def _failed(response, page):
    # on a direct link Streamlit looks for its own endpoints below the page first
    probing = "/_stcore/health" in response.url or "/_stcore/host-config" in response.url
    if response.status >= 400 and not probing:
        page.trouble.append(f"{response.status} {response.url}")


def pytest_collection_modifyitems(items):
    """A journey that fails is tried once more: a busy machine may give up a browser. The closing line counts it, and
    each is looked into: such a one has been a fault of the product before."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
