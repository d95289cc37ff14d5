"""A real browser against a real server, with every address but loopback blocked."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from contextlib import contextmanager
from datetime import timedelta

import pytest
from playwright.sync_api import sync_playwright

from ems_dashboard import clock
from ems_dashboard.config import ROOT
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.terms import Hazard, Level, LevelChange
from ems_dashboard.store import open_store
from tests.browser.case import FIVE, HOUR, befall

CASE = "2026-TYopen"
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)


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


class Server:
    def __init__(self, database: str, inbox: str, moment: str = "") -> None:
        """`moment`: what the server's clock is set to when it starts; the true time without it."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.database = database
        self._environment = os.environ | {"EMS_DATABASE_URL": database, "EMS_PORT": str(self.port), "EMS_INBOX": inbox}
        self._command = ["tests.services.clocked", moment] if moment else ["ems_dashboard", "serve"]
        self._process: subprocess.Popen | None = None

    def start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", *self._command], cwd=ROOT, env=self._environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{self.base}/health", timeout=1)
                return
            except OSError:
                time.sleep(0.25)
        raise RuntimeError("the server did not answer")

    def stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()


@contextmanager
def serving(path, folder, moment=""):
    copy = folder / "browser.sqlite"
    shutil.copy(path, copy)
    server = Server(f"sqlite:///{copy}", str(folder / "inbox"), moment)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def server(demo_path, tmp_path_factory):
    with serving(demo_path, tmp_path_factory.mktemp("server")) as server:
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
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def look(chromium):
    """look(width, height) → a page that keeps what went wrong in .trouble."""
    contexts = []

    def open_page(width=1920, height=1080):
        context = chromium.new_context(viewport={"width": width, "height": height}, timezone_id="Asia/Shanghai")
        contexts.append(context)
        page = context.new_page()
        page.trouble = []
        context.route("**/*", lambda route: _only_loopback(route, page))
        page.on("pageerror", lambda error: page.trouble.append(str(error)))
        page.on("response", lambda response: _failed(response, page))
        page.on("console", lambda message: _note(message, page))
        return page

    yield open_page
    for context in contexts:
        context.close()


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


def _only_loopback(route, page):
    if route.request.url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:", "about:")):
        route.continue_()
    else:
        page.trouble.append(f"foreign: {route.request.url}")
        route.abort()


def _note(message, page):
    if message.type == "error" and not message.text.startswith("Failed to load resource"):  # told by its response
        page.trouble.append(message.text)


def _failed(response, page):
    # on a direct link Streamlit looks for its own endpoints below the page first
    probing = "/_stcore/health" in response.url or "/_stcore/host-config" in response.url
    if response.status >= 400 and not probing:
        page.trouble.append(f"{response.status} {response.url}")
