"""A consultation whose decision becomes an order; a report with a unit missing and a falling figure."""

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.consultations import Consultation, Decision
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.reports import Report
from ems_dashboard.rules.terms import ConsultationState, OrderState, ReportState
from ems_dashboard.store import open_store
from tests.browser.case import CASE, HOUR, befall
from tests.browser.effort import counted
from tests.browser.hands import pick

pytestmark = pytest.mark.browser
SIZES = [pytest.param((1366, 768), id="desk"), pytest.param((390, 844), id="phone")]
WAIT = 60_000


@pytest.fixture
def evening(own_server):
    """The second day of a typhoon, now."""
    store, now = open_store(own_server.database), clock.minute(clock.now())
    befall(store, now, now - 3 * HOUR)
    yield store
    store.close()


def newest(store, kind, **equal):
    return store.current(kind, as_of=clock.now(), **equal)


@pytest.mark.parametrize("size", SIZES)
def test_a_consultation_is_held_its_decision_becomes_an_order_and_another_person_signs(
    look, own_server, evening, signed_in, size
):
    duty = look(*size)
    effort = counted(duty)
    signed_in(duty, own_server, "duty_officer", "/consultations")
    begun = effort.so_far()
    duty.get_by_label("主持人").fill("值班领导甲")
    duty.get_by_label("会商结论").fill("维持Ⅲ级响应")
    duty.get_by_label("部署内容").first.fill("低洼地带再排查一遍")
    duty.get_by_role("button", name="全选(20)").click(timeout=WAIT)
    duty.get_by_role("button", name="清空").wait_for(timeout=WAIT)
    pick(duty, "责任单位", "东山县")
    duty.wait_for_selector('.ems-draft .note[data-state="saved"]', timeout=WAIT)
    duty.reload()  # what was typed and chosen is there again
    duty.get_by_role("button", name="部署 1 项").click(timeout=WAIT)
    duty.get_by_role("button", name="第1项起草指令").click(timeout=WAIT)
    duty.get_by_role("link", name="查看指令").wait_for(timeout=WAIT)
    assert (effort - begun).clicks <= 6, "beside what is typed"
    held = next(iter(newest(evening, Consultation, incident=CASE)))
    (order,) = newest(evening, Order, incident=CASE)
    (decision,) = newest(evening, Decision, consultation=held.consultation)
    assert (order.state, order.units, decision.order) == (
        OrderState.DRAFT,
        ("350626",),
        order.order,
    )
    assert duty.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert duty.get_by_role("button", name="签发第1次会商").count() == 0

    approver = signed_in(
        look(*size), own_server, "approver", f"/consultations?consultation={held.consultation}"
    )
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
    duty.get_by_text("2 项核问待说明").wait_for(
        timeout=WAIT
    )  # the figures of the last report stood there before
    asked = " ".join(duty.locator(".mt-ask").all_inner_texts())
    assert "东山县陆上危险区域群众累计已转移由 300 减为 200" in asked
    assert "诏安县" in asked
    assert "未报" in asked
    assert duty.locator(".mt-figures td.down").all_inner_texts() == ["-100"]
    assert duty.get_by_role("button", name="2 项核问待说明").is_disabled()
    for left in (2, 1):
        duty.get_by_placeholder("说明或采用的理由").first.fill("已电话核实")
        duty.get_by_role("button", name="照此采用", exact=True).first.click()
        duty.get_by_text(f"待说明{left - 1}项" if left > 1 else "均已说明").wait_for(timeout=WAIT)
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
