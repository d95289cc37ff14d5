"""Two incidents at once, figures that fit none, a figure from before the response, and the correction of a closed case,
on a desk and on a phone."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import PROPOSED, UNASSIGNED, Incident
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.terms import Category, Hazard, Level, LevelChange
from ems_dashboard.store import open_store
from tests.browser.conftest import CASE
from tests.browser.hands import IDLE, WAIT, pick, tick_one

pytestmark = pytest.mark.browser
COUNTY, CLOSED = "350626", "2026-TYclosed"
SIZES = [pytest.param((1366, 768), id="desk"), pytest.param((390, 844), id="phone")]
OWN = "input[aria-label='东山县 陆上危险区域群众 {}']"


def settled(page) -> None:
    page.wait_for_timeout(500)
    page.wait_for_function(IDLE, timeout=WAIT)


def enter(page, target: str, moved: str) -> None:
    for name, figure in (("应转移", target), ("已转移", moved)):
        page.locator(OWN.format(name)).click()
        page.keyboard.type(figure)
    page.keyboard.press("Control+Enter")


@pytest.mark.parametrize("size", SIZES)
def test_a_second_typhoon_is_started_and_each_page_shows_the_incident_chosen(
    look, own_server, case, signed_in, size
):
    duty = signed_in(look(*size), own_server, "duty_officer", "/responses")
    pick(duty, "事件", "新事件")
    duty.get_by_label("事件名称").first.fill("第二个台风")
    duty.keyboard.press("Tab")
    pick(duty, "变动为", "启动防台风Ⅳ级响应")
    duty.locator(".st-key-level-act button").click()
    duty.get_by_text("待批 1 条").wait_for(timeout=WAIT)
    approver = signed_in(look(*size), own_server, "approver", "/responses")
    approver.get_by_role("button", name="批准:启动防台风Ⅳ级响应").click(timeout=WAIT)
    approver.locator(".ems-incidents a", has_text="第二个台风 Ⅳ").wait_for(timeout=WAIT)

    county = signed_in(look(*size), own_server, "county", "/entry")
    tick_one(county, "归入事件", "测试台风")
    county.wait_for_selector(OWN.format("应转移"))
    enter(county, "800", "91")
    county.get_by_text("已报送").first.wait_for(timeout=WAIT)
    assert [row.moved for row in case.history(Evacuation, incident=CASE, unit=COUNTY)] == [91]

    duty.goto(f"{own_server.base}/overview")
    for name, moved in (("测试台风", "91"), ("第二个台风", None)):
        duty.locator(".ems-incidents a", has_text=name).click(timeout=WAIT)
        duty.locator(".c-name", has_text=name).wait_for(timeout=WAIT)
        settled(duty)
        shown = duty.locator("b[data-figure=people]")
        assert ([shown.inner_text()] if shown.count() else [None]) == [moved]
    assert duty.evaluate("document.documentElement.scrollWidth") <= size[0]
    duty.goto(f"{own_server.base}/reports")
    pick(duty, "事件", "测试台风 Ⅲ")
    duty.locator(".mt-title", has_text="测试台风").wait_for(timeout=WAIT)
    assert duty.trouble == approver.trouble == county.trouble == []


@pytest.fixture
def closed(case):
    """Another incident that ended two days ago, with a figure; its hour is typed by the county."""
    now = clock.minute(clock.now())
    began, ended = now - timedelta(days=3), now - timedelta(days=2)
    hour = began + timedelta(hours=3)
    opened = {"incident": CLOSED, "hazard": Hazard.TYPHOON, "name": "已结束台风", "began_at": began}
    case.append(
        [
            Incident(**opened, valid_at=began, known_at=began),
            Response(incident=CLOSED, unit="350600", hazard=Hazard.TYPHOON, level=Level.IV, change=LevelChange.START,
                     valid_at=began, known_at=began),
            Evacuation(incident=CLOSED, unit=COUNTY, category=Category.PEOPLE, target=100, moved=50, valid_at=hour,
                       known_at=hour),
            Response(incident=CLOSED, unit="350600", hazard=Hazard.TYPHOON, level=None, change=LevelChange.END,
                     valid_at=ended, known_at=ended),
            Incident(**opened, ended_at=ended, valid_at=ended, known_at=ended),
        ],
        moment=ended,
    )  # fmt: skip
    return case, hour + timedelta(hours=1)


@pytest.mark.parametrize("size", SIZES)
def test_a_county_corrects_a_closed_incident_and_an_officer_approves(
    look, own_server, closed, signed_in, size
):
    store, hour = closed
    county = signed_in(look(390, 844), own_server, "county", "/entry")
    county.wait_for_function("window.emsDrafts?.forms.size > 0")
    county.locator('[data-testid="stDateTimeInputField"] [role=spinbutton]').first.click()
    county.keyboard.type(f"{clock.beijing(hour):%Y%m%d%H%M}")
    county.keyboard.press("Enter")
    settled(county)
    county.get_by_text("归入事件:已结束台风").first.wait_for(timeout=WAIT)
    enter(county, "100", "70")
    county.get_by_label("核对结果及原因").fill("核对台账")
    county.locator(".st-key-acts-doubts button").last.click()
    county.get_by_text("待批准").first.wait_for(timeout=WAIT)
    assert [row.moved for row in store.history(Evacuation, incident=CLOSED)] == [50]
    assert [row.moved for row in store.history(Evacuation, incident=PROPOSED + CLOSED)] == [70]

    officer = signed_in(look(*size), own_server, "approver", "/evacuation")
    officer.get_by_text("核对台账").first.wait_for(timeout=WAIT)
    officer.get_by_role("button", name="批准更正").click()
    officer.get_by_text("更正已批准").first.wait_for(timeout=WAIT)
    assert [row.moved for row in store.history(Evacuation, incident=CLOSED)] == [50, 70]
    assert officer.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert county.trouble == officer.trouble == []


def opening(incident, hazard, name, began, known):
    at = {"valid_at": began, "known_at": known}
    return [
        Incident(incident=incident, hazard=hazard, name=name, began_at=began, **at),
        Response(
            incident=incident,
            unit="350600",
            hazard=hazard,
            level=Level.IV,
            change=LevelChange.START,
            **at,
        ),
    ]


@pytest.mark.parametrize("size", SIZES)
def test_a_file_that_fits_two_incidents_is_told_of_and_assigned_by_a_press(
    look, own_server, case, signed_in, tmp_path, size
):
    now = clock.minute(clock.now())
    rain = opening("2026-Rtest", Hazard.RAINSTORM, "测试暴雨", now - timedelta(hours=3), now)
    case.append(rain, moment=now)
    hour = now - timedelta(hours=1)
    text = f"unit,category,target,moved,returned,valid_at\n{COUNTY},people,900,333,0,{clock.beijing(hour):%Y-%m-%d %H:%M}\n"
    (tmp_path / "inbox").mkdir(exist_ok=True)
    (tmp_path / "inbox" / "evacuation.csv").write_text(text, encoding="utf-8")
    duty = signed_in(look(*size), own_server, "duty_officer", "/overview")
    duty.get_by_text("未归属的转移数 1 条").first.wait_for(timeout=WAIT)
    assert [row.moved for row in case.history(Evacuation, incident=UNASSIGNED)] == [333]
    assert "333" not in duty.inner_text("body"), "it counts on no screen"
    duty.goto(f"{own_server.base}/evacuation")
    duty.get_by_text("已转移 333").first.wait_for(timeout=WAIT)
    pick(duty, "归入事件", "测试暴雨")
    duty.get_by_role("button", name="归入 1 条").click()
    duty.get_by_text("已归入").first.wait_for(timeout=WAIT)
    assert [row.moved for row in case.history(Evacuation, incident="2026-Rtest")] == [333]
    assert case.history(Evacuation, incident=CASE) == []
    assert duty.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert duty.trouble == []


def test_a_figure_from_before_the_response_waits_and_keeps_its_hour(look, own_server, signed_in):
    store, now = open_store(own_server.database), clock.minute(clock.now())
    county = signed_in(look(390, 844), own_server, "county", "/entry")
    county.get_by_text("可先填写,待市防指启动响应后报送").wait_for(timeout=WAIT)
    county.wait_for_selector(OWN.format("应转移"))
    enter(county, "800", "91")
    county.get_by_text("请致电市防指值班室").wait_for(timeout=WAIT)
    assert county.get_by_text("请先启动响应").count() == 0
    assert store.history(Evacuation, since=now - timedelta(hours=9)) == []
    at = clock.minute(clock.now())
    store.append(opening(CASE, Hazard.TYPHOON, "测试台风", at, at), moment=clock.now())
    county.get_by_text("响应启动前填写的 2 格").wait_for(timeout=WAIT)
    county.get_by_text("请致电市防指值班室").wait_for(state="detached", timeout=WAIT)
    county.get_by_role("button", name="填入本表").click()
    county.wait_for_function(f"document.querySelector(\"{OWN.format('已转移')}\")?.value === '91'")
    settled(county)
    county.locator(".send").click()
    county.get_by_text("已报送 1 项").first.wait_for(timeout=WAIT)
    (row,) = store.history(Evacuation, incident=CASE)
    assert (row.moved, row.target) == (91, 800)
    assert row.valid_at <= at, "of the hour it was typed for"
    assert county.trouble == []
    store.close()
