"""A response is raised to Ⅱ by two people; what it will do is said to both before it is done."""

import pytest

from ems_dashboard.rules.responses import LevelProposal, Response
from ems_dashboard.rules.terms import Hazard, Level, ProposalState
from tests.browser.case import CASE, FIVE, HOUR
from tests.browser.effort import Effort, counted
from tests.browser.hands import pick

pytestmark = pytest.mark.browser
SIZES = [pytest.param((1366, 768), id="desk"), pytest.param((390, 844), id="phone")]
WAIT = 60_000
IN_VIEW = "document.querySelector('.dk-asked').getBoundingClientRect().top < innerHeight / 2"
NEW_DUTY = "危险区域群众全部转移"


def top_of(page, text: str) -> float:
    return page.get_by_text(text).first.bounding_box()["y"]


@pytest.mark.parametrize("size", SIZES)
def test_a_response_is_raised_to_two_by_two_people(look, at_five, afternoon, signed_in, size):
    duty, approver = look(*size), look(*size)
    of_duty, of_approver = counted(duty), counted(approver)
    signed_in(duty, at_five, "duty_officer", "/responses")
    begun = of_duty.so_far()
    pick(duty, "变动为", "防台风Ⅲ级提升至Ⅱ级")
    propose = duty.get_by_role("button", name="提出:防台风Ⅲ级提升至Ⅱ级")
    propose.wait_for(timeout=WAIT)
    assert "16 个工作组下沉" in duty.locator(".dk-will").inner_text()
    duty.get_by_label("理由(可不填)").fill("七级风圈今夜影响我市")
    propose.click()
    duty.get_by_text("待批 1 条").wait_for(timeout=WAIT)
    assert duty.get_by_role("button", name="批准").count() == 0, "who proposes does not approve"

    assert of_duty - begun == Effort(clicks=3, keys=2), "the reason is filled in, not typed"

    signed_in(approver, at_five, "approver", "/")
    begun = of_approver.so_far()
    waiting = approver.get_by_role("link", name="待办 1 件")
    waiting.wait_for(timeout=WAIT)
    assert waiting.bounding_box()["y"] < size[1] / 4, "what waits is seen first"
    waiting.click()
    approve = approver.get_by_role("button", name="批准:防台风Ⅲ级提升至Ⅱ级(通知 36 个单位)")
    approve.wait_for(timeout=WAIT)
    approver.wait_for_function(IN_VIEW)  # reveal.js: what the address asks for
    said = approver.locator(".dk-will").inner_text()
    assert "16 个工作组下沉" in said
    assert "新增职责" in said
    assert approver.get_by_text("七级风圈今夜影响我市").first.is_visible()
    assert top_of(approver, "待批 1 条") < top_of(approver, "职责清单"), (
        "the decision stands before the rest"
    )
    assert approver.evaluate("document.documentElement.scrollWidth") <= size[0]
    approve.click()
    approver.locator(".dk-duty", has_text=NEW_DUTY).wait_for(timeout=WAIT)
    duty.locator(".dk-duty", has_text=NEW_DUTY).wait_for(timeout=WAIT)  # pushed to who proposed it
    assert of_approver - begun == Effort(clicks=2, keys=0)

    wanted = {"unit": "350600", "hazard": Hazard.TYPHOON, "incident": CASE}
    (row,) = afternoon.current(Response, as_of=FIVE + HOUR, **wanted)
    assert (row.level, row.author, row.approved_by) == (Level.II, "值班员甲", "审批人甲")
    assert row.document
    (proposal,) = afternoon.current(LevelProposal, as_of=FIVE + HOUR, incident=CASE)
    assert proposal.state is ProposalState.APPROVED
    assert duty.trouble == approver.trouble == []
