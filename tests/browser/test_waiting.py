"""What waits is said wherever one is: in the bar, in the title of the tab, by a tone, on top of a county's home; by push."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.terms import OrderKind, OrderState
from tests.browser.conftest import CASE
from tests.browser.test_tabs import HIDE

pytestmark = pytest.mark.browser
WAIT = 30_000
COUNTY = "350626"
HEADS = "sessionStorage.getItem('tones') || '0'"
COUNT_TONES = """const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (at) { sessionStorage.tones = Number(sessionStorage.tones || 0) + 1; return start.call(this, at); };"""


def order(store, name, state=OrderState.ISSUED, title="渔排人员上岸的指令", units=(COUNTY, "D03")):
    now = clock.minute(clock.now())
    row = Order(order=name, incident=CASE, kind=OrderKind.DIRECTIVE, serial=1, title=title, units=units, state=state,
                body="请立即组织。", receipt_due=now + timedelta(minutes=30), valid_at=now, known_at=now)  # fmt: skip
    store.append([row], moment=clock.now())


@pytest.fixture
def phone(look, own_server, case, signed_in):
    page = look(390, 844)
    page.add_init_script(COUNT_TONES)
    return signed_in(page, own_server, "county")


def test_a_county_is_told_of_an_order_by_push_and_comes_to_its_form_by_one_press(phone, case):
    assert "/entry" in phone.url  # where a county lands
    phone.wait_for_selector(
        ".ems-wait:has-text('待办 1 件')", timeout=WAIT
    )  # it never told a figure
    assert phone.locator(".ems-home a").count() == 0, "the form for it is what it sees"
    assert phone.title().startswith("(1) 待办")
    phone.locator(".ems-moment .pill").click()  # a hand has touched the page
    phone.keyboard.press("Escape")
    order(case, "o1")
    row = phone.locator(".ems-home a:has-text('待签收')")
    row.wait_for(timeout=WAIT)
    phone.wait_for_function("document.title.startsWith('(2) 待办')", timeout=WAIT)
    assert phone.locator(".ems-wait").inner_text() == "待办 2 件"
    phone.wait_for_function(f"{HEADS} === '2'", timeout=WAIT)
    assert row.bounding_box()["y"] + row.bounding_box()["height"] < 844, "above the fold"
    assert row.bounding_box()["height"] >= 48
    phone.locator(".ems-wait-all").click()
    entries = phone.locator(".ems-tasks a")
    assert entries.count() == 2
    assert "渔排人员上岸的指令" in phone.locator(".ems-tasks").inner_text()
    phone.keyboard.press("Escape")
    row.click()
    phone.get_by_role("button", name="签收").first.click(timeout=WAIT)
    phone.wait_for_function("document.title.startsWith('(1) 待办')", timeout=WAIT)
    assert phone.trouble == []


def test_the_overview_of_a_county_begins_with_what_waits_for_it(phone, own_server, case):
    order(case, "o1")
    phone.goto(own_server.base)
    phone.wait_for_selector(".ems-home a:has-text('待签收')", timeout=WAIT)
    assert phone.locator(".ems-home a:has-text('待报送')").count() == 1
    assert phone.locator(".ems-home").bounding_box()["y"] < 844 / 2


def test_a_muted_browser_stays_silent_and_one_that_no_hand_touched_does_not_fail(phone, case):
    phone.wait_for_selector(".ems-wait", timeout=WAIT)
    order(case, "o1")
    phone.wait_for_function("document.title.startsWith('(2) 待办')", timeout=WAIT)
    assert phone.evaluate(HEADS) == "0"
    phone.locator(".ems-who > button").click()
    phone.locator(".ems-sound").click()
    assert phone.locator(".ems-sound").inner_text().endswith("关")
    order(case, "o2")
    phone.wait_for_function("document.title.startsWith('(3) 待办')", timeout=WAIT)
    phone.reload()
    phone.wait_for_selector(".ems-who > button")
    phone.locator(".ems-who > button").click()
    assert phone.locator(".ems-sound").inner_text().endswith("关"), (
        "the choice is kept in the browser"
    )
    assert phone.evaluate(HEADS) == "0"
    assert phone.trouble == []


def test_a_hidden_tab_says_it_in_its_title(look, own_server, case, signed_in):
    page = signed_in(look(1366, 768), own_server, "duty_officer", "/log")
    page.wait_for_selector(".st-key-form-log textarea", timeout=WAIT)
    page.evaluate(HIDE, True)
    before = page.title()
    order(case, "o1", OrderState.APPROVED)
    page.wait_for_function("document.title.startsWith('(')", timeout=WAIT)
    assert page.title() == f"(1) 待办 · {before}"
    assert not page.locator(".ems-wait").is_visible(), "it has not run"
    page.evaluate(HIDE, False)
    page.wait_for_selector(".ems-wait:has-text('待办 1 件')", timeout=WAIT)
    page.locator(".ems-wait").click()
    page.wait_for_url("**/orders?*order=o1*", timeout=WAIT)
    assert page.trouble == []


def test_a_past_picture_asks_for_nothing(look, own_server, case, signed_in):
    order(case, "o1", OrderState.APPROVED)
    page = signed_in(look(1366, 768), own_server, "duty_officer", "/orders?as_of=2023-09-04T20:24")
    page.wait_for_selector(".ems-moment.past:not(.loading)", timeout=WAIT)
    assert not page.locator(".ems-wait").is_visible()
    assert not page.title().startswith("(")
