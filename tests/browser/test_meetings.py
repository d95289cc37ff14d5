"""A consultation whose decision becomes an order; a report with a unit missing and a falling figure."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.actions import reports as acts
from ems_dashboard.actions.acting import Desk
from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.reports.taking import taking
from ems_dashboard.rules.consultations import Consultation, Decision
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.reports import Report
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.roles import Actor, Role
from ems_dashboard.rules.terms import (
    Category,
    ConsultationState,
    Hazard,
    Level,
    LevelChange,
    OrderState,
    QuestionState,
    ReportState,
)  # fmt: skip
from ems_dashboard.situation.meetings import questions
from ems_dashboard.store import open_store
from ems_dashboard.text import words

pytestmark = pytest.mark.browser
CASE, HOUR = "2026-TYtest", timedelta(hours=1)
SIZES = [pytest.param((1366, 768), id="desk"), pytest.param((390, 844), id="phone")]
WAIT = 20_000


@pytest.fixture
def evening(own_server):
    """A typhoon of today: one report is signed, since then one unit was silent and one figure fell."""
    store, city, now = open_store(own_server.database), load_city(ROOT / "data" / "zhangzhou"), clock.minute(clock.now())

    def told(unit: str, moved: int, hours: int) -> Evacuation:
        at = now - hours * HOUR
        return Evacuation(incident=CASE, unit=unit, category=Category.PEOPLE, target=1000, moved=moved, valid_at=at,
                          known_at=at)  # fmt: skip

    begun = {"valid_at": now - 30 * HOUR, "known_at": now - 30 * HOUR}
    store.append(
        [
            Incident(incident=CASE, hazard=Hazard.TYPHOON, name="测试台风", began_at=now - 30 * HOUR, **begun),
            Response(incident=CASE, unit=city.code, hazard=Hazard.TYPHOON, level=Level.III, change=LevelChange.START, **begun),
            *(told(unit, 300, 3) for unit in city.by_code),
        ],
        moment=now - 3 * HOUR,
    )  # fmt: skip
    sign_first(store, city, now - 2 * HOUR)
    later = [told(unit, 200 if unit == "350626" else 600, 1) for unit in city.by_code if unit != "350624"]
    store.append(later, moment=now - HOUR)
    yield store
    store.close()


def sign_first(store, city, moment) -> None:
    duty, approver = (
        Desk(store, city, Actor(name, name, role), words("zh"), moment)
        for name, role in (("duty1", Role.DUTY_OFFICER), ("approver", Role.APPROVER))
    )
    report = acts.take(duty, taking(store, city, words("zh"), CASE, moment, None, moment))
    for asked in questions(store, report, moment):
        acts.answer(duty, asked, QuestionState.ACCEPTED, "首报")
    acts.hand_over(duty, report.report, 1, {"people": "首报"})
    acts.sign(approver, report.report, 1)


def pick(page, label, name) -> None:
    box = page.get_by_label(label, exact=True).first
    box.click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(name)
    page.get_by_role("option", name=name, exact=True).click()
    page.wait_for_timeout(800)


def newest(store, kind, **equal):
    return store.current(kind, as_of=clock.now(), **equal)


@pytest.mark.parametrize("size", SIZES)
def test_a_consultation_is_held_its_decision_becomes_an_order_and_another_person_signs(
    look, own_server, evening, signed_in, size
):
    duty = signed_in(look(*size), own_server, "duty_officer", "/consultations")
    duty.get_by_label("主持人").fill("值班领导甲")
    duty.get_by_label("会商结论").fill("维持Ⅲ级响应")
    duty.get_by_label("部署内容").first.fill("低洼地带再排查一遍")
    pick(duty, "责任单位", "东山县")
    duty.locator('[data-testid="stDateTimeInputField"]').nth(1).locator("[role=spinbutton]").first.click()
    duty.keyboard.type(f"{clock.beijing(clock.now() + 24 * HOUR):%Y%m%d%H%M}")
    duty.keyboard.press("Enter")
    duty.wait_for_timeout(1500)
    duty.reload()  # what was typed and chosen is there again
    duty.get_by_role("button", name="部署 1 项").click(timeout=WAIT)
    duty.get_by_role("button", name="第1项起草指令").click(timeout=WAIT)
    duty.get_by_role("link", name="查看指令").wait_for(timeout=WAIT)
    held = next(iter(newest(evening, Consultation, incident=CASE)))
    (order,) = newest(evening, Order, incident=CASE)
    (decision,) = newest(evening, Decision, consultation=held.consultation)
    assert (order.state, order.units, decision.order) == (OrderState.DRAFT, ("350626",), order.order)
    assert duty.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert duty.get_by_role("button", name="签发第1次会商").count() == 0

    approver = signed_in(look(*size), own_server, "approver", f"/consultations?consultation={held.consultation}")
    approver.get_by_role("button", name="签发第1次会商").click(timeout=WAIT)
    approver.locator(".mt-paper .ems-chip.done").wait_for(timeout=WAIT)
    (signed,) = newest(evening, Consultation, incident=CASE)
    assert signed.state is ConsultationState.SIGNED
    assert duty.trouble == approver.trouble == []


@pytest.mark.parametrize("size", SIZES)
def test_a_report_with_a_unit_missing_and_a_falling_figure_is_answered_for_and_signed(
    look, own_server, evening, signed_in, size
):
    duty = signed_in(look(*size), own_server, "duty_officer", "/reports")
    pick(duty, "哪一期", "快报(截至现在)")
    duty.get_by_role("button", name="取数(截至").click(timeout=WAIT)
    duty.locator(".mt-figures").wait_for(timeout=WAIT)
    asked = " ".join(duty.locator(".mt-ask").all_inner_texts())
    assert "东山县陆上危险区域群众累计已转移由 300 减为 200" in asked
    assert "诏安县" in asked
    assert "未报" in asked
    assert duty.locator(".mt-figures td.down").all_inner_texts() == ["-100"]
    assert duty.get_by_role("button", name="2 项核问待说明").is_disabled()
    for left in (2, 1):
        duty.get_by_placeholder("说明或采用的理由").first.fill("已电话核实")
        duty.get_by_role("button", name="照此采用", exact=True).first.click()
        duty.get_by_text(f"待说明{left - 1}项").wait_for(timeout=WAIT)
    duty.get_by_role("button", name="交付签发").click(timeout=WAIT)
    duty.locator(".mt-paper").wait_for(timeout=WAIT)
    assert duty.evaluate("document.documentElement.scrollWidth") <= size[0]
    address = duty.url.removeprefix(own_server.base)

    approver = signed_in(look(*size), own_server, "approver", address)
    approver.get_by_role("button", name="签发第2期第1版").click(timeout=WAIT)
    approver.get_by_text("签发 审批人").wait_for(timeout=WAIT)
    report = max(newest(evening, Report, incident=CASE), key=lambda row: row.serial)
    assert (report.state, report.serial, report.version) == (ReportState.SIGNED, 2, 1)
    assert duty.trouble == approver.trouble == []
