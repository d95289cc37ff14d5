"""A headquarters without a single feed: the text of a bulletin is pasted, checked and saved, and the race has arrivals."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.actions.demo import NOTE
from ems_dashboard.clock import beijing
from ems_dashboard.rules.impact import Impact
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.storms import StormFix
from ems_dashboard.rules.terms import Hazard
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.store import open_store
from tests.browser.conftest import Server
from tests.browser.hands import IDLE

pytestmark = pytest.mark.browser
SIZES = pytest.mark.parametrize("size", [(1366, 768), (390, 844)], ids=["desk", "phone"])


@pytest.fixture
def bare(tmp_path):
    """A server with nothing in its ledger; the ready accounts of a demonstration sign in."""
    url = f"sqlite:///{tmp_path / 'bare.sqlite'}"
    store = open_store(url)
    store.note(NOTE, "350600")
    server = Server(url, str(tmp_path / "inbox"))
    server.start()
    server.store = store
    yield server
    server.stop()
    store.close()


def settled(page):
    page.wait_for_timeout(500)
    page.wait_for_function(IDLE)


def fits(page, size):
    return page.evaluate("document.documentElement.scrollWidth") <= size[0]


@SIZES
def test_from_two_pasted_texts_to_arrivals_in_the_race(look, bare, signed_in, size):
    at = beijing(clock.now() - timedelta(hours=1)).replace(minute=0)
    bulletin = (
        f"今年第11号台风“海葵”的中心{at:%m月%d日%H时}位于北纬22.6度、东经121.5度,最大风力13级(40米/秒),955百帕,"
        "七级风圈半径200-300公里。预计将以每小时15公里的速度向西北方向移动。"
        "12小时后位于北纬23.3度、东经119.8度,35米/秒;36小时后位于北纬24.1度、东经117.4度,25米/秒。"
    )
    page = signed_in(look(*size), bare, "duty1", "/storm")
    page.locator(".ems-intake a").first.click()
    page.wait_for_url("**/intake?view=storm*")
    settled(page)
    page.get_by_label("粘贴台风报文").fill(bulletin)
    page.get_by_role("button", name="识别填表").click()
    page.wait_for_selector(".ems-read.open")
    settled(page)  # while a run is under way the field of before stands beside the new one
    assert "没有分象限" in page.locator(".ems-read").inner_text()
    assert page.get_by_label("最大风速(米/秒)").input_value() == "40"
    assert "取自“40米/秒”" in page.locator("body").inner_text()
    assert fits(page, size)
    page.locator(".st-key-intake-storm-save button").click()
    page.wait_for_selector(".ems-typed")
    assert "海葵" in page.locator(".ems-typed").first.inner_text()

    page.get_by_role("radio", name="预警").or_(
        page.get_by_role("button", name="预警", exact=True)
    ).first.click()
    page.wait_for_url("**view=warnings*")
    settled(page)
    text = f"漳州市气象台{at:%Y年%m月%d日%H时05分}发布台风橙色预警信号:全市未来12小时有大风。"
    page.get_by_label("粘贴预警原文").fill(text)
    page.get_by_role("button", name="识别填表").click()
    page.wait_for_selector(".ems-read")
    page.locator(".st-key-intake-warning-save button").click()
    page.wait_for_selector("[class*='st-key-standing-']")
    assert fits(page, size)

    page.goto(f"{bare.base}/race")
    page.wait_for_selector("[data-testid=stDataFrame]")
    assert fits(page, size)
    page.goto(f"{bare.base}/warnings")
    page.wait_for_selector("[data-testid=stDataFrame]")
    (fix,) = bare.store.history(StormFix)
    (warning,) = bare.store.history(WarningMessage)
    assert fix.by_hand
    assert warning.by_hand
    assert page.trouble == []


def test_a_county_reports_its_losses_from_a_telephone(look, bare, signed_in):
    size, began = (390, 844), clock.minute(clock.now()) - timedelta(hours=4)
    at = {"began_at": began, "valid_at": began, "known_at": began}
    bare.store.append(
        [Incident(incident="t1", hazard=Hazard.TYPHOON, name="台风甲", **at)], moment=began
    )
    page = signed_in(look(*size), bare, "350623", "/intake?view=losses")
    settled(page)
    page.get_by_label("受灾人口").fill("1200")
    page.get_by_label("死亡").fill("0")
    page.get_by_label("死亡").press("Tab")
    box = page.locator(".st-key-intake-save-impacts button").bounding_box()
    assert box["height"] >= 34
    page.locator(".st-key-intake-save-impacts button").click()
    page.wait_for_selector(".ems-typed")
    assert {(row.incident, row.unit, str(row.item), row.amount) for row in bare.store.history(Impact)} == {
        ("t1", "350623", "affected_people", 1200), ("t1", "350623", "deaths", 0),
    }  # fmt: skip
    assert fits(page, size)
    assert page.trouble == []
