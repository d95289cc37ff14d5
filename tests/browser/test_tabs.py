"""One browser, many tabs: they share one stream, so that none of them takes the connections that the others need."""

import json
import time
import urllib.request

import pytest

from ems_dashboard.actions.demo import NOTE
from ems_dashboard.rules.log import LogEntry
from ems_dashboard.store import open_store
from ems_dashboard.store.sessions import end_sessions
from tests.browser.test_screens import report

pytestmark = pytest.mark.browser
TABS = 12
HIDE = """hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange')); }"""
WITHOUT_WORKERS = "delete window.SharedWorker"


def listeners(server):
    with urllib.request.urlopen(f"{server.base}/health", timeout=60) as answer:
        return json.load(answer)["listeners"]


def wait_for_listeners(server, wanted, seconds=15):
    deadline = time.monotonic() + seconds
    while listeners(server) != wanted:
        assert time.monotonic() < deadline, f"{listeners(server)} streams, not {wanted}"
        time.sleep(0.2)


def tab(first, address, sign=".ems-bar"):
    page = first.context.new_page()
    page.goto(address)
    page.wait_for_selector(sign)
    return page


def test_twelve_tabs_share_one_stream_and_the_twelfth_saves_what_is_typed(
    look, own_server, case, signed_in, tmp_path
):
    first = signed_in(look(1366, 768), own_server, "duty1")
    others = [tab(first, f"{own_server.base}/") for _ in range(TABS - 3)]
    wall = tab(first, f"{own_server.base}/wall", "#evacuation .card")
    log = tab(first, f"{own_server.base}/log", ".st-key-form-log textarea")
    log.wait_for_function("window.emsDrafts?.forms.size > 0")
    assert sum(page.url.startswith(own_server.base) for page in first.context.pages) == TABS
    wait_for_listeners(own_server, 1)

    log.locator(".st-key-form-log textarea").click()
    log.keyboard.type("东山县来电", delay=10)
    log.wait_for_selector('.ems-draft .note[data-state="saved"]')
    assert (
        log.evaluate(
            "fetch('/health', { signal: AbortSignal.timeout(5000) }).then(answer => answer.status)"
        )
        == 200
    )
    log.get_by_role("button", name="记入日志").click()
    log.wait_for_selector(".ems-log td:text('东山县来电')")
    store = open_store(own_server.database)
    assert [entry.text for entry in store.history(LogEntry)][-1] == "东山县来电"
    store.close()

    report(own_server, tmp_path, 777)
    for page in (first, others[-1]):
        page.wait_for_function("document.body.innerText.includes('777')")
    wall.wait_for_function("document.querySelector('#evacuation').innerText.includes('777')")


def test_a_hidden_tab_of_a_visitor_has_no_stream_and_shows_the_newest_when_it_is_seen_again(
    look, own_server, case, tmp_path
):
    page = look(1366, 768)
    page.goto(own_server.base)
    page.wait_for_selector(".ems-bar")
    wait_for_listeners(own_server, 1)
    page.evaluate(HIDE, True)
    wait_for_listeners(own_server, 0)
    report(own_server, tmp_path, 777)
    time.sleep(10)
    assert "777" not in page.inner_text("body")
    page.evaluate(HIDE, False)
    page.wait_for_function("document.body.innerText.includes('777')")
    assert page.locator(".ems-live.lost").count() == 0
    wait_for_listeners(own_server, 1)
    page.close()
    wait_for_listeners(own_server, 0)


def test_a_browser_without_shared_workers_has_a_stream_of_its_own_while_it_is_seen(
    look, own_server, case, tmp_path
):
    page = look(390, 844)
    page.add_init_script(WITHOUT_WORKERS)
    page.goto(own_server.base)
    page.wait_for_selector(".ems-bar")
    wait_for_listeners(own_server, 1)
    page.evaluate(HIDE, True)
    wait_for_listeners(own_server, 0)
    report(own_server, tmp_path, 777)
    page.evaluate(HIDE, False)
    page.wait_for_function("document.body.innerText.includes('777')")


def test_every_tab_says_that_the_server_is_gone_and_goes_on_by_itself(
    look, own_server, case, tmp_path
):
    first = look(1366, 768)
    first.goto(own_server.base)
    tabs = [first, tab(first, f"{own_server.base}/evacuation")]
    own_server.stop()
    for page in tabs:
        page.wait_for_selector(".ems-live.lost")
    own_server.start()
    report(own_server, tmp_path, 777)
    for page in tabs:
        page.wait_for_selector(".ems-live:not(.lost)")
        page.wait_for_function("document.body.innerText.includes('777')")


def test_who_signs_out_in_one_tab_is_at_the_door_in_all(look, own_server, signed_in):
    first = signed_in(look(1366, 768), own_server, "duty1")
    other = tab(first, f"{own_server.base}/orders")
    first.locator(".ems-who > button").click()
    first.get_by_role("button", name="退出登录").click()
    other.wait_for_selector(".ems-bar .ems-enter")  # the demonstration lets visitors read on
    assert other.locator(".ems-who").count() == 0


@pytest.mark.parametrize("script", ["", WITHOUT_WORKERS], ids=["shared", "alone"])
def test_a_tab_whose_session_ended_says_so_and_asks_no_more(look, own_server, signed_in, script):
    page, asked = look(390, 844), []
    if script:
        page.add_init_script(script)
        page.on("request", lambda request: "/events" in request.url and asked.append(request.url))
    signed_in(page, own_server, "duty_officer", "/overview")
    wait_for_listeners(own_server, 1)
    store = open_store(own_server.database)
    store.note(NOTE, "")  # of live figures a visitor is told nothing
    store.write(lambda connection: end_sessions(connection, "duty1"))
    store.close()
    page.get_by_text("登录已失效").wait_for(timeout=60_000)
    assert page.locator(".ems-lost-note a").get_attribute("href") == "/sign-in?next=%2F"
    asked.clear()
    page.wait_for_timeout(6000)
    assert asked == []
    assert page.get_by_text("登录已失效").count() == 1, "and it is not called a lost connection"
