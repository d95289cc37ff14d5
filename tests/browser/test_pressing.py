"""A press is answered even where the push of a new version stops the run that was to answer it."""

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.orders import Order
from tests.browser.conftest import CASE
from tests.builders import warning

pytestmark = pytest.mark.browser
PRESS = """ms => { document.querySelector('.st-key-submit button').click();
  for (const at of ms) setTimeout(() => window.emsFrame.refresh(), at); }"""
IDLE = "document.querySelector('[data-testid=\"stApp\"]').dataset.testScriptState === 'notRunning'"


def orders(store) -> int:
    return len({row.order for row in store.history(Order) if row.incident == CASE})


def test_a_press_that_a_push_runs_over_is_answered_once(look, own_server, signed_in, case):
    for made, pushes in enumerate(([40], [80, 160], [120, 240], [200, 300]), start=1):
        page = signed_in(look(1366, 768), own_server, "duty1", "/orders?new=1")
        page.wait_for_selector(".st-key-submit button")
        page.evaluate(PRESS, pushes)
        page.wait_for_function("location.search.includes('order=')")
        page.wait_for_selector(".dk-paper")
        page.wait_for_function(IDLE)
        assert orders(case) == made
        assert page.trouble == []


def test_a_double_click_is_one_press(look, own_server, signed_in, case):
    page = signed_in(look(1366, 768), own_server, "duty1", "/orders?new=1")
    page.locator(".st-key-submit button").dblclick()
    page.wait_for_selector(".dk-paper")
    page.wait_for_function(IDLE)
    assert orders(case) == 1


def test_what_was_found_wrong_still_stands_there_after_a_push(look, own_server, signed_in, case):
    page = signed_in(look(1366, 768), own_server, "duty1", "/log")
    page.get_by_role("button", name="记入日志").click()
    page.wait_for_selector(".st-key-form-log .ems-error")
    pushed = page.evaluate("window.emsFrame.data.shown.version")
    case.append([warning("2026-press", clock.now(), case=None)], moment=clock.now())
    page.wait_for_function("before => window.emsFrame.data.shown.version > before", arg=pushed)
    page.wait_for_function(IDLE)
    assert page.locator(".st-key-form-log .ems-error").is_visible()
