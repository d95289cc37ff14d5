"""The database goes away beneath two running servers and comes back: every screen says so, and goes on by itself."""

import json
import urllib.error
import urllib.request
from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.actions.demo import NOTE
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.terms import Hazard, Level, LevelChange
from ems_dashboard.store import open_store
from tests.browser.conftest import Server
from tests.services.postgres import running_postgres

pytestmark = pytest.mark.browser
CASE, CITY = "2026-TYaway", "350600"
SAID = "服务器连不上数据库"


@pytest.fixture
def cluster():
    with running_postgres() as cluster:
        yield cluster


@pytest.fixture
def store(cluster):
    store, began = open_store(cluster.url), clock.minute(clock.now()) - timedelta(hours=2)
    store.note(NOTE, CITY)
    at = {"valid_at": began, "known_at": began}
    store.append(
        [Incident(incident=CASE, hazard=Hazard.TYPHOON, name="测试台风", began_at=began, **at)],
        moment=began,
    )
    raised(store, Level.III, LevelChange.START, began)
    yield store
    store.close()


@pytest.fixture
def two_servers(cluster, store, tmp_path):
    servers = [Server(cluster.url, str(tmp_path / name)) for name in ("inbox1", "inbox2")]
    for server in servers:
        server.start()
    yield servers
    for server in servers:
        server.stop()


def raised(store, level, change, moment):
    row = Response(incident=CASE, unit=CITY, hazard=Hazard.TYPHOON, level=level, change=change,
                   valid_at=moment, known_at=moment)  # fmt: skip
    store.append([row], moment=moment)


def health(server):
    try:
        with urllib.request.urlopen(f"{server.base}/health", timeout=60) as answer:
            return answer.status, json.load(answer)["database"]
    except urllib.error.HTTPError as refused:
        return refused.code, json.load(refused)["database"]


def test_what_is_typed_meanwhile_and_pressed_in_vain_is_there_again(
    look, cluster, two_servers, signed_in
):
    log = signed_in(look(1366, 768), two_servers[0], "duty1", "/log")
    grid = signed_in(look(1366, 768), two_servers[1], "duty1", "/entry")
    for page in (log, grid):
        page.wait_for_function("window.emsDrafts?.forms.size > 0")
    log.locator("textarea").first.click()
    log.keyboard.type("东山县来电,", delay=10)
    log.wait_for_function("document.querySelector('.ems-draft .note')?.dataset.state === 'saved'")
    cell = grid.locator("input[aria-label='东山县 陆上危险区域群众 已转移']")
    cell.wait_for()

    cluster.stop()
    log.keyboard.type("渔排有人返回", delay=10)
    cell.fill("1,234")
    for page in (log, grid):
        page.wait_for_function(
            "document.querySelector('.ems-draft .note')?.dataset.state === 'waiting'"
        )
    log.get_by_role("button", name="记入日志").click()
    grid.locator(".send").click()
    for page in (log, grid):
        page.wait_for_selector(".ems-trouble:has-text('数据库连接不上')")

    cluster.start()
    log.wait_for_function("document.querySelector('textarea')?.value === '东山县来电,渔排有人返回'")
    grid.wait_for_function(
        "document.querySelector(\"input[aria-label='东山县 陆上危险区域群众 已转移']\")?.value === '1,234'"
    )
    log.get_by_role("button", name="记入日志").click()
    log.wait_for_selector(".ems-log td:text('东山县来电,渔排有人返回')")
    grid.wait_for_function("!document.querySelector('.send').disabled")


def test_every_screen_says_that_the_database_is_away_and_goes_on_by_itself(
    look, cluster, store, two_servers
):
    walls, pages = [look(), look()], [look(1366, 768), look(1366, 768)]
    for server, wall, page in zip(two_servers, walls, pages, strict=True):
        wall.goto(f"{server.base}/wall")
        page.goto(f"{server.base}/")
        for screen in (wall, page):
            screen.wait_for_selector(".lv.l3")
    raised(store, Level.II, LevelChange.RAISE, clock.now())
    for screen in (*walls, *pages):
        screen.wait_for_selector(".lv.l2")

    cluster.stop()
    for wall, page in zip(walls, pages, strict=True):
        wall.wait_for_function(f"!document.querySelector('#lost').hidden && document.querySelector('#lost').innerText.includes('{SAID}')")  # fmt: skip
        page.wait_for_function(
            f"document.querySelector('.ems-lost-note:not([hidden])')?.innerText.includes('{SAID}')"
        )
        assert wall.locator(".lv.l2").count() == page.locator(".lv.l2").count() == 1, (
            "the last picture stays"
        )
    fresh = look(390, 844)
    assert fresh.goto(f"{two_servers[0].base}/").status == 503
    assert "数据库连接不上" in fresh.inner_text("h1")
    assert [health(server) for server in two_servers] == [(503, "unreachable")] * 2

    cluster.start()
    raised(store, Level.I, LevelChange.RAISE, clock.now())
    for screen in (*walls, *pages, fresh):
        screen.wait_for_selector(".lv.l1")
    for wall, page in zip(walls, pages, strict=True):
        wall.wait_for_function("document.querySelector('#lost').hidden")
        page.wait_for_function("document.querySelector('.ems-lost-note').hidden")
    assert [health(server) for server in two_servers] == [(200, "ok")] * 2
