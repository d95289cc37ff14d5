"""Resources by hand: a dispatch from the county's telephone to the depot and back, the search for room, the townships' sum
confirmed beside the alarm."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.dispatches import Dispatch
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.terms import Category, DispatchState
from tests.browser.conftest import CASE
from tests.browser.hands import IDLE

pytestmark = pytest.mark.browser
DISPATCHES = "/means?view=dispatches"
SHELTERS = "/means?as_of=2023-09-04T20:24"


def states(store):
    return [row.state for row in store.history(Dispatch, incident=CASE)]


def test_pumps_are_asked_for_by_telephone_sent_by_headquarters_and_said_to_have_arrived(
    look, own_server, signed_in, case
):
    county = signed_in(look(390, 844), own_server, "350626", DISPATCHES)
    county.wait_for_function(IDLE)
    county.get_by_text("申请队伍或物资").click()
    county.wait_for_timeout(
        500
    )  # a hand's pace: the list closes when it is opened within the opening of its box
    county.get_by_role("combobox", name="需要什么").click()
    county.get_by_role("option", name="移动水泵").click()
    county.wait_for_function("document.body.innerText.includes('按标准 东山 需要 2 台')")
    county.get_by_label("数量 台").fill("2")
    county.get_by_label("用在何处、做什么").fill("西埔镇内涝点排水")
    county.get_by_label("用在何处、做什么").press("Tab")
    county.locator(".st-key-ask-dispatch button").click()
    county.wait_for_selector(".ems-run")
    assert "待调度" in county.locator(".ems-run").inner_text()
    assert county.evaluate("document.documentElement.scrollWidth") <= 390

    officer = signed_in(look(1366, 768), own_server, "duty1", DISPATCHES)
    officer.wait_for_selector(".ems-run")
    officer.locator("[class*='st-key-acts-run-']").get_by_text("调度", exact=True).click()
    officer.locator("[class*='st-key-send-'] button").click()
    officer.wait_for_function("document.querySelector('.ems-run')?.innerText.includes('在途')")

    county.wait_for_selector("[class*='st-key-arrived-'] button")
    county.locator("[class*='st-key-arrived-'] button").click()
    county.wait_for_function("document.querySelector('.ems-run')?.innerText.includes('已到达')")
    assert states(case) == [
        DispatchState.REQUESTED,
        DispatchState.DISPATCHED,
        DispatchState.ARRIVED,
    ]
    assert county.trouble + officer.trouble == []


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["desk", "phone"])
def test_the_nearest_shelters_are_looked_for_from_a_township(look, server, signed_in, size):
    page = signed_in(look(*size), server, "duty1", SHELTERS)
    page.get_by_role("combobox", name="从何处转移").click()
    page.keyboard.type("铜陵镇")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "[...document.querySelectorAll('input')].some(i => i.value.includes('铜陵镇'))"
    )
    page.get_by_label("需安置人数").fill("99999")
    page.get_by_label("需安置人数").press("Enter")
    page.wait_for_function("document.body.innerText.includes('还能安置 99999 人')")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.trouble == []


def test_on_a_telephone_the_alarm_and_the_confirmation_stand_before_everything_else(
    look, own_server, signed_in, case
):
    at = clock.minute(clock.now()) - timedelta(hours=1)
    towns = [
        Evacuation(incident=CASE, unit=unit, category=Category.PEOPLE, target=300, moved=200, returned=40, cleared=10,
                   valid_at=at, known_at=at, reporter="填报员甲")
        for unit in ("350627100", "350627101")
    ]  # fmt: skip
    case.append(towns, moment=clock.now(), written_by="test")
    page = signed_in(look(390, 844), own_server, "350627", "/evacuation")
    page.wait_for_selector(".alarm")
    button = page.locator(".st-key-confirm-townships button")
    box = button.bounding_box()
    assert box["height"] >= 44
    assert box["y"] + box["height"] < 844
    assert "60" in page.locator(".alarm").inner_text()
    button.click()
    page.wait_for_selector(".st-key-confirm-townships", state="detached")
    newest = case.history(Evacuation, unit="350627", incident=CASE)[-1]
    assert (newest.target, newest.moved, newest.returned) == (600, 400, 80)
    assert page.trouble == []
