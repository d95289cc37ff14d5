"""The desk of levels and orders, by several people in real browsers."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from ems_dashboard import clock
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.terms import Hazard, Level, LevelChange, WarningKind
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.store import open_store

DESKTOP, PHONE = (1366, 900), (390, 844)


@pytest.fixture
def typhoon(own_server):
    """A typhoon that the city has met at Ⅲ for two hours; the warning is now Ⅱ."""
    began = clock.minute(clock.now()) - timedelta(hours=2)
    store = open_store(own_server.database)
    store.append(
        [
            Incident(incident="T1", hazard=Hazard.TYPHOON, name="台风“甲”", began_at=began, valid_at=began),
            Response(incident="T1", unit="350600", hazard=Hazard.TYPHOON, level=Level.III, change=LevelChange.START,
                     valid_at=began),
            WarningMessage(id="W2", kind=WarningKind.WEATHER, event="typhoon", level=Level.II, units=("350600",),
                           headline="市气象台发布台风预警Ⅱ级", valid_at=began, expires_at=began + timedelta(days=1)),
        ],
        moment=began,
    )  # fmt: skip
    yield own_server
    store.close()


def press(page, name):
    page.wait_for_selector('[data-test-script-state="notRunning"]', state="attached")
    page.get_by_role("button", name=re.compile(name)).first.click()


def sees(page, text, timeout=20_000):
    page.get_by_text(re.compile(text)).first.wait_for(timeout=timeout)


def unexpected(page):
    """What went wrong, but for the draft of a form that was handed in while it was being saved."""
    return [line for line in page.trouble if not (line.startswith("409 ") and line.endswith("/drafts"))]


def fits(page):
    """Nothing stands out of the page to the right."""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")


def test_the_level_is_raised_to_two_by_two_people(look, signed_in, typhoon):
    officer = signed_in(look(*DESKTOP), typhoon, "duty_officer", "/responses")
    sees(officer, "预案提示:防台风Ⅲ级提升至Ⅱ级")
    sees(officer, "16 个工作组下沉")
    press(officer, "提出:防台风Ⅲ级提升至Ⅱ级.*通知 36 个单位")
    sees(officer, "待批 1 条")
    assert officer.get_by_role("button", name=re.compile("^批准")).count() == 0
    approver = signed_in(look(*DESKTOP), typhoon, "approver", "/responses")
    sees(approver, "市气象台发布台风预警Ⅱ级")
    press(approver, "^批准:防台风Ⅲ级提升至Ⅱ级")
    sees(approver, "到位 0/16")
    sees(approver, r"〔\d{4}〕\d+号")
    sees(officer, "到位 0/16")  # by push
    officer.locator("[class*='st-key-dutycard-350600-groups']").get_by_role("button", name="在办").click()
    sees(officer, "已记录")
    assert unexpected(officer) == unexpected(approver) == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_an_order_goes_to_sixteen_units_and_three_answer(look, signed_in, typhoon, size):
    officer = signed_in(look(*size), typhoon, "duty_officer", "/orders?new=1")
    sees(officer, "拟一份指令")
    expect(officer.get_by_label("标题")).to_have_value("关于做好台风“甲”防御工作的指令")
    press(officer, "送审批.拟发 16 个单位")
    sees(officer, "文号待签发时编取")
    assert fits(officer)
    address = officer.url.partition(str(typhoon.port))[2]
    approver = signed_in(look(*size), typhoon, "approver", address)
    press(approver, "批准.将发 16 个单位")
    sees(approver, "已批准")
    officer.reload()
    press(officer, "向 16 个单位签发")
    sees(officer, r"漳汛指〔\d{4}〕1号")
    for code in ("350626", "350624", "350623"):
        county = signed_in(look(*PHONE), typhoon, code, "/orders")
        sees(county, "待办指令 1 份")
        assert fits(county)
        press(county, "^签收$")
        county.get_by_label("落实情况").fill("危险区域群众已全部转移")
        press(county, "反馈落实情况")
        sees(county, "待办指令 0 份")
        assert unexpected(county) == []
    officer.goto(f"{typhoon.base}/orders")
    sees(officer, "签收率.3/16")
    assert officer.locator(".dk-matrix td.answered").count() == 3
    assert unexpected(officer) == []
