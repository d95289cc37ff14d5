"""An order to the eleven counties from its draft to the receipts that three of them gave by telephone, and what it costs
the hand."""

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.orders import Order, Receipt
from ems_dashboard.rules.terms import ReceiptState
from tests.browser.conftest import CASE
from tests.browser.effort import Effort, counted
from tests.browser.hands import IDLE

pytestmark = pytest.mark.browser
SIZES = [pytest.param((1366, 768), id="desk"), pytest.param((390, 844), id="phone")]
WAIT = 60_000
CALLED = ("东山", "诏安", "云霄")


def press(page, name):
    page.get_by_role("button", name=name).first.click(timeout=WAIT)


def narrow(page, width):
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("size", SIZES)
def test_an_order_goes_to_the_eleven_counties_and_three_receipts_by_telephone_are_one_act(
    look, own_server, signed_in, case, size
):
    duty = look(*size)
    effort = counted(duty)
    signed_in(duty, own_server, "duty1", "/orders?new=1")
    duty.get_by_role("button", name="拟发 16 个单位").wait_for(timeout=WAIT)
    duty.wait_for_function(IDLE)
    begun = effort.so_far()
    press(duty, "11个县(市、区)")
    press(duty, "送审批(拟发 11 个单位)")
    duty.locator(".dk-paper").wait_for(timeout=WAIT)
    narrow(duty, size[0])
    (order,) = {row.order: row for row in case.history(Order, incident=CASE)}.values()
    assert len(order.units) == 11
    approver = signed_in(look(*size), own_server, "approver", f"/orders?order={order.order}")
    press(approver, "批准(将发 11 个单位)")
    press(duty, "向 11 个单位签发")
    duty.get_by_role("button", name="代记 0 个单位签收").wait_for(timeout=WAIT)
    assert effort - begun == Effort(clicks=3, keys=0)

    begun = effort.so_far()
    for name in CALLED:
        duty.get_by_role("button", name=name, exact=True).click(timeout=WAIT)
    press(duty, "代记 3 个单位签收")
    duty.get_by_text("已签收 3 / 11").wait_for(timeout=WAIT)
    assert effort - begun == Effort(clicks=4, keys=0)
    rows = case.history(Receipt, order=order.order)
    assert {row.unit for row in rows} == {"350626", "350624", "350622"}
    assert {(row.state, row.person) for row in rows} == {
        (ReceiptState.RECEIVED, "电话(值班员甲代记)")
    }
    assert all(order.valid_at <= row.valid_at <= clock.now() for row in rows)
    narrow(duty, size[0])

    duty.get_by_role("radio", name="反馈").or_(
        duty.get_by_role("button", name="反馈", exact=True)
    ).first.click()
    duty.get_by_role("button", name="代记 0 个单位反馈").wait_for(timeout=WAIT)
    press(duty, "全选 3 个")
    duty.get_by_role("button", name="代记 3 个单位反馈").wait_for(timeout=WAIT)
    press(duty, "代记 3 个单位反馈")
    duty.get_by_text("请填写落实情况").wait_for(timeout=WAIT)
    duty.get_by_label("说明(反馈须写落实情况)").fill("已全部转移到位")
    press(duty, "代记 3 个单位反馈")
    duty.wait_for_function("document.body.innerText.includes('已全部转移到位')", timeout=WAIT)
    last = {row.unit: row for row in case.history(Receipt, order=order.order)}.values()
    assert {(row.state, row.note) for row in last} == {(ReceiptState.ANSWERED, "已全部转移到位")}
    assert duty.trouble == approver.trouble == []


def test_no_enter_chooses_all_and_the_groups_are_reached_by_keys(look, own_server, signed_in, case):
    page = signed_in(look(1366, 768), own_server, "duty1", "/orders?new=1")
    page.get_by_role("button", name="拟发 16 个单位").wait_for(timeout=WAIT)
    page.wait_for_function(IDLE)
    page.locator(".st-key-scope-coastal button").focus()
    page.keyboard.press("Enter")
    submit = page.locator(".st-key-submit button")
    submit.get_by_text("拟发 10 个单位").wait_for(timeout=WAIT)
    page.wait_for_function(IDLE)
    page.get_by_label("发送单位").first.click()
    for count in (11, 12):
        page.keyboard.press("Enter")
        submit.get_by_text(f"拟发 {count} 个单位").wait_for(timeout=WAIT)
        page.wait_for_function(IDLE)
    assert page.get_by_text("全选", exact=True).count() == 0
    assert case.history(Order, incident=CASE) == []
