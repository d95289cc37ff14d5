"""City → county → township → back, on the map and by the list: the address and the history follow, the page is not loaded
anew."""

import pytest

from tests.browser.hands import WAIT

BUSY = "as_of=2023-09-04T20:24"
PINGHE, XIAOXI = "350628", "350628100"


@pytest.fixture
def page(look, server):
    page = look()
    page.goto(f"{server.base}/?{BUSY}")
    page.wait_for_selector(".ems-bar", timeout=WAIT)
    return page


def press_on_the_map(page, name):
    """On the label's place: the area beneath it takes the press."""
    frame = page.frame_locator("iframe").first
    label = frame.locator(".ems-label", has_text=name).first
    label.wait_for(timeout=WAIT)
    box = label.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def at(page, name):
    page.locator(".crumb b", has_text=name).wait_for(timeout=WAIT)


def test_the_map_is_the_way_in_and_the_history_the_way_back(page):
    page.evaluate("window.kept = true")
    press_on_the_map(page, "平和")
    at(page, "平和县")
    assert f"unit={PINGHE}" in page.url
    assert BUSY.replace(":", "%3A") in page.url or BUSY in page.url
    press_on_the_map(page, "小溪镇")
    at(page, "小溪镇")
    assert f"unit={XIAOXI}" in page.url
    assert page.evaluate("window.kept"), "the page was loaded anew"
    page.go_back()
    at(page, "平和县")
    page.go_back()
    page.wait_for_function("!document.querySelector('.crumb')", timeout=WAIT)


def test_the_keyboard_goes_by_the_list_and_no_shape_is_in_its_way(page):
    frame = page.frame_locator("iframe").first
    frame.locator("path").first.wait_for(state="attached", timeout=WAIT)
    stops = frame.locator("path:not([tabindex='-1'])").count()
    assert stops == 0
    way = page.locator(".ulv a", has_text="平和")
    way.focus()
    page.keyboard.press("Enter")
    at(page, "平和县")
    page.locator(".ulv a", has_text="小溪镇").focus()
    page.keyboard.press("Enter")
    at(page, "小溪镇")
    page.locator(".crumb a", has_text="平和县").focus()
    page.keyboard.press("Enter")
    at(page, "平和县")
