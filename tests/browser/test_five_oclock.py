"""The report of five o'clock with one unit missing and one figure fallen, from the cut-off to the printed document."""

import pytest

from ems_dashboard.rules.reports import Report, ReportQuestion
from ems_dashboard.rules.terms import QuestionState, ReportState
from tests.browser.case import CASE, FIVE, HOUR
from tests.browser.hands import docx

pytestmark = pytest.mark.browser
SIZES = [pytest.param((1366, 768), id="desk"), pytest.param((390, 844), id="phone")]
WAIT = 60_000


@pytest.mark.parametrize("size", SIZES)
def test_the_report_of_five_is_taken_asked_answered_signed_and_printed(
    look, at_five, afternoon, signed_in, size
):
    duty = signed_in(look(*size), at_five, "duty_officer", "/reports")
    duty.get_by_role("button", name="取数(截至 17:00)").click(timeout=WAIT)
    duty.locator(".mt-figures").wait_for(timeout=WAIT)
    asked = duty.locator(".mt-ask").all_inner_texts()
    assert any("诏安县" in text and "未报" in text for text in asked)
    assert any("东山县陆上危险区域群众累计已转移由 300 减为 200" in text for text in asked)
    assert duty.get_by_role("button", name="2 项核问待说明").is_disabled()
    for left, press in ((1, "已说明"), (0, "照此采用")):
        duty.get_by_placeholder("说明或采用的理由").first.fill("已电话核实")
        duty.get_by_role("button", name=press, exact=True).first.click()
        duty.get_by_text(f"待说明{left}项" if left else "均已说明").wait_for(timeout=WAIT)
    duty.get_by_role("button", name="交付签发").click(timeout=WAIT)
    duty.locator(".mt-paper").wait_for(timeout=WAIT)
    shown = duty.locator(".mt-figures tr.sum").first.inner_text()
    assert duty.get_by_role("button", name="签发第2期第1版").count() == 0

    approver = signed_in(look(*size), at_five, "approver", "/")
    approver.get_by_role("link", name="待办 1 件").click(timeout=WAIT)
    approver.get_by_role("button", name="签发第2期第1版").click(timeout=WAIT)
    approver.get_by_text("签发 审批人").wait_for(timeout=WAIT)
    approver.locator(".ems-wait").wait_for(state="hidden", timeout=WAIT)
    assert approver.evaluate("document.documentElement.scrollWidth") <= size[0]

    newest = afternoon.current(Report, as_of=FIVE + HOUR, incident=CASE)
    (report,) = (row for row in newest if row.serial == 2)
    assert (report.state, report.cut_off) == (ReportState.SIGNED, FIVE)
    answers = afternoon.history(ReportQuestion, report=report.report)
    assert {row.state for row in answers} == set(QuestionState)
    told = docx(approver, "公文（.docx）")
    assert "送审稿" not in told
    assert "7月20日17时" in told
    total = f"{14 * 600 + 200 + 300:,}"
    assert total in shown
    assert total.replace(",", "") in told.replace(",", "")
    assert duty.trouble == approver.trouble == []
