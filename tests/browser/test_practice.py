"""The demonstration as `start` serves it: its clock runs, everything follows, and it begins anew."""

import os
import shutil

import pytest

from ems_dashboard import clock
from ems_dashboard.actions import practice
from ems_dashboard.store import open_store
from tests.browser.conftest import FREE_PORTS, Server

pytestmark = pytest.mark.browser
BEGINS = clock.parse("2023-09-04T20:24")
FIRST = "62,260"
"""People moved as known at 20:24; at 21:00 they are more."""


@pytest.fixture
def practised(demo_path, tmp_path, monkeypatch):
    original = tmp_path / "ems.sqlite"
    shutil.copy(demo_path, original)
    url = f"sqlite:///{original}"
    store = open_store(url)
    path = practice.copy_of(store, practice.folder_of(url), BEGINS)
    store.close()
    monkeypatch.setitem(os.environ, "EMS_PRACTICE_OF", url)
    server = Server(f"sqlite:///{path}", str(tmp_path / "inbox"))
    server.start()
    yield server
    server.stop()
    FREE_PORTS.append(server.port)


def says(page, selector, text, *, absent=False):
    """Waits until what is found there has the text, or has it no more."""
    page.wait_for_function(
        "([selector, text, absent]) => { const node = document.querySelector(selector);"
        " return node && node.innerText.includes(text) !== absent; }",
        arg=[selector, text, absent],
    )


def test_the_clock_runs_the_screens_follow_and_it_begins_anew(practised, look):
    page, wall = look(1366, 768), look(1920, 1080)
    page.goto(practised.base)
    says(page, ".stMain", FIRST)
    says(page, ".ems-strip .time", "2023-09-04 20:2")
    wall.goto(f"{practised.base}/wall")
    says(wall, "#evacuation", FIRST)

    page.click(".ems-strip button[data-speed='600']")
    says(page, ".stMain", FIRST, absent=True)
    says(wall, "#evacuation", FIRST, absent=True)
    says(wall, "#practice", "×600")

    page.get_by_role("button", name="从头开始").click()
    page.get_by_role("button", name="再按一次").click()
    says(page, ".ems-strip .time", "2023-09-04 20:2")
    says(page, ".stMain", FIRST)
    says(wall, "#evacuation", FIRST)
    assert page.trouble == []


def test_the_tour_leads_from_page_to_page_and_is_left_at_any_time(practised, look):
    page = look(390, 844)
    page.goto(practised.base)
    page.get_by_role("button", name="七分钟导览").click()
    says(page, ".ems-tour", "第 1 站")
    page.locator(".ems-tour button.first").click()
    says(page, ".ems-tour", "第 2 站")
    page.wait_for_url("**/race")
    page.reload()
    says(page, ".ems-tour", "第 2 站")
    page.locator(".ems-tour .quiet").click()
    page.locator(".ems-tour").wait_for(state="hidden")
    page.reload()
    page.get_by_role("button", name="七分钟导览").wait_for()
    assert page.locator(".ems-tour").is_hidden()
