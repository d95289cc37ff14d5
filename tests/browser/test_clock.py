"""A server whose clock stands before the ledger says so everywhere, goes on working, and is put right by one press."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.actions.passwords import hashed
from ems_dashboard.rules.accounts import Account
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.terms import Hazard
from ems_dashboard.store import open_store
from ems_dashboard.store.accounts import add_account
from tests.browser.conftest import Server

pytestmark = pytest.mark.browser
PASSWORD = "Correct-Horse-9"
SAID = "服务器时钟"


@pytest.fixture
def behind(tmp_path):
    """A live database written to just now, and a server whose clock is an hour behind."""
    url, now = f"sqlite:///{tmp_path / 'live.sqlite'}", clock.minute(clock.now())
    store = open_store(url)
    given = Account("jia", "值班员甲", Role.DUTY_OFFICER, created_at=now)
    store.write(lambda connection: add_account(connection, given, hashed(PASSWORD)))
    began = Incident(
        incident="2026-TYa",
        hazard=Hazard.TYPHOON,
        name="台风甲",
        began_at=now,
        valid_at=now,
        known_at=now,
    )
    store.append([began], moment=now)
    store.close()
    server = Server(
        url, str(tmp_path / "inbox"), f"{clock.beijing(now - timedelta(hours=1)):%Y-%m-%dT%H:%M}"
    )
    server.start()
    yield server
    server.stop()


def enter(page, server, onward="/"):
    page.goto(f"{server.base}/sign-in?next={onward}")
    page.fill('input[name="account"]', "jia")
    page.fill('input[name="password"]', PASSWORD)
    page.press('input[name="password"]', "Enter")


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=lambda size: f"{size[0]}")
def test_it_stands_on_every_screen_and_goes_when_the_officer_says_which_is_right(
    look, behind, size
):
    page, wall = look(*size), look()
    enter(page, behind)
    page.wait_for_selector(f"text={SAID}")
    wall.context.add_cookies(page.context.cookies())
    wall.goto(f"{behind.base}/wall")
    wall.wait_for_function(f"document.querySelector('#set-back').textContent.startsWith('{SAID}')")
    assert "台风甲" in wall.locator("#head").inner_text(), (
        "what was written by the other clock is there"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    page.get_by_role("button", name="已对照手表").click()
    page.wait_for_selector("text=时钟已确认", timeout=20_000)
    page.wait_for_selector(f"text={SAID}", state="detached", timeout=20_000)
    wall.wait_for_function("document.querySelector('#set-back').hidden", timeout=20_000)
    assert "台风甲" in wall.locator("#head").inner_text()
    assert page.trouble == []
