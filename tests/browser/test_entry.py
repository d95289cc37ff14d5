"""The form for figures in a hurry: what stands is confirmed, what was typed by mistake is taken back, nothing lies over
a button, and the grid is seen as one."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.terms import Category
from tests.browser.conftest import CASE

pytestmark = pytest.mark.browser
COUNTY, SIZES = "350626", [(1366, 768), (390, 844)]
OWN = "input[aria-label='东山县 陆上危险区域群众 {}']"


@pytest.fixture
def stood(case):
    """The county reported an hour ago; its store."""
    at = clock.minute(clock.now()) - timedelta(hours=1)
    row = Evacuation(
        incident=CASE, unit=COUNTY, category=Category.PEOPLE, target=12000, moved=3500, valid_at=at
    )
    case.append([row], moment=at)
    return case


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}")
def page(request, look, signed_in, own_server, stood):
    page = signed_in(look(*request.param), own_server, "county", "/entry")
    page.wait_for_selector(OWN.format("应转移"))
    return page


def send(page):
    return page.locator(".ems-grid .send")


def test_the_target_stands_and_a_round_is_one_figure(page, stood):
    target, moved = page.locator(OWN.format("应转移")), page.locator(OWN.format("已转移"))
    assert (target.input_value(), moved.input_value()) == ("12,000", "3,500")
    assert "stands" in target.get_attribute("class")
    assert send(page).is_disabled()
    moved.click()
    page.keyboard.type("4200")
    assert send(page).inner_text() == "报送 1 项(1 个单位)"
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=已报送 1 项")
    rows = stood.history(Evacuation, incident=CASE, unit=COUNTY)
    assert [(row.target, row.moved) for row in rows] == [(12000, 3500), (12000, 4200)]


def test_a_cell_that_was_typed_is_untyped_by_emptying_it(page):
    moved, target = page.locator(OWN.format("已转移")), page.locator(OWN.format("应转移"))
    for cell in (target, moved):
        cell.click()
        page.keyboard.type("77")
    for cell in (moved, target):
        cell.click()
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.press("Delete")
    assert send(page).inner_text() == "未改动"
    page.keyboard.press("Tab")
    assert (target.input_value(), moved.input_value()) == ("12,000", "3,500"), (
        "what stands is there again"
    )
    page.wait_for_selector('.ems-draft .note[data-state="saved"]')
    page.reload()
    page.wait_for_selector(OWN.format("应转移"))
    assert send(page).inner_text() == "未改动", "an emptied cell is no draft either"


def test_escape_takes_one_cell_back(page):
    moved = page.locator(OWN.format("已转移"))
    moved.click()
    page.keyboard.type("4200")
    page.keyboard.press("Escape")
    assert (moved.input_value(), send(page).inner_text()) == ("3,500", "未改动")


def test_a_draft_is_thrown_away_by_one_press_and_taken_back_by_another(page):
    page.locator(OWN.format("已转移")).click()
    page.keyboard.type("4200")
    page.wait_for_selector('.ems-draft .note[data-state="saved"]')
    page.locator(".ems-draft .drop").click()
    page.wait_for_selector(".ems-draft .undo:visible")
    page.wait_for_function("document.querySelector('.ems-grid .send')?.disabled")
    page.locator(".ems-draft .undo:visible").click()
    page.wait_for_function(
        "document.querySelector('.ems-grid .send')?.textContent.startsWith('报送 1 项')"
    )
    assert page.locator(OWN.format("已转移")).input_value() == "4200"


def test_nothing_lies_over_the_buttons_of_the_grid(page):
    page.locator(OWN.format("已转移")).click()
    page.keyboard.type("4200")
    page.wait_for_selector('.ems-draft .note[data-state="saved"]')
    covered = page.evaluate("""() => [...document.querySelectorAll('.ems-grid .tabs button')].filter((button) => {
      const box = button.getBoundingClientRect(), y = box.top + 4;
      if (box.left + 8 > innerWidth - 24) return false;
      return [box.left + 8, Math.min(box.right, innerWidth - 16) - 8].some((x) => document.elementFromPoint(x, y) !== button);
    }).length""")
    assert covered == 0


def test_an_empty_field_is_seen_as_a_field(page):
    empty = page.locator(".ems-grid td input:not(.stands):visible").first
    border, ground = empty.evaluate(
        "n => [getComputedStyle(n).borderTopColor, getComputedStyle(n).borderTopWidth]"
    )
    assert ground == "1px"
    assert border not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
