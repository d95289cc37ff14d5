"""What a shift hands over, and the sheets on which it does."""

from dataclasses import replace
from datetime import timedelta

from ems_dashboard.rules.handovers import Handover
from ems_dashboard.rules.log import LogEntry
from ems_dashboard.rules.terms import (
    FollowUpState,
    HandoverState,
    LogCategory,
    OpenKind,
    OrderState,
)
from ems_dashboard.situation.handover import awaiting, open_list, sheets
from ems_dashboard.text import words
from tests.builders import CASE, DONGSHAN, ZHANGPU, at, incident, order, proposal, receipt, response
from tests.situation.conftest import CITY

ZH = words("zh")


def listed(ledger, picture, until=24):
    return open_list(ledger, CITY, ZH, picture, at(until))


def kinds(found):
    return {item.kind for item in found}


def entry(name: str, hours: float, **more) -> LogEntry:
    return LogEntry(
        entry=name, incident=CASE, category=LogCategory.CALL_IN, text="来电", valid_at=at(hours), known_at=at(hours),
        **more,
    )  # fmt: skip


def sheet(name: str, hours: float, state=HandoverState.PREPARED) -> Handover:
    return Handover(
        handover=name, outgoing="a", outgoing_name="值班员甲", shift_from=at(0), shift_to=at(12), state=state,
        valid_at=at(hours), known_at=at(hours),
    )  # fmt: skip


def test_receipts_feedback_approvals_drafts_and_follow_ups_are_all_there(ledger, seen):
    picture = seen(
        at(5),
        incident(),
        order("D1", at(1), units=(DONGSHAN, ZHANGPU), receipt_due=at(2), feedback_due=at(4)),
        receipt("D1", at(2), unit=ZHANGPU),
        order("D2", at(1), state=OrderState.DRAFT),
        proposal("P1", at(3)),
        entry("L1", 1, follow_up="回电", state=FollowUpState.OPEN, follow_up_due=at(9)),
        entry("L2", 1, follow_up="已办", state=FollowUpState.CLOSED),
    )
    found = listed(ledger, picture)
    units = {item.kind: item.units for item in found}
    assert units[OpenKind.RECEIPT] == (DONGSHAN,)
    assert units[OpenKind.FEEDBACK] == (ZHANGPU,)
    assert [item.reference for item in found if item.kind is OpenKind.APPROVAL] == ["P1", "D2"]
    assert [item.reference for item in found if item.kind is OpenKind.FOLLOW_UP] == ["L1"]


def test_what_is_due_after_the_next_shift_is_not_its_matter(ledger, seen):
    picture = seen(at(1), incident(), response())
    near, far = listed(ledger, picture, until=2), listed(ledger, picture, until=24)
    dues = {OpenKind.CONSULTATION, OpenKind.REPORT}
    assert len([item for item in near if item.kind in dues]) < len(
        [item for item in far if item.kind in dues]
    )
    assert all(item.due_at < at(2) for item in near if item.kind in dues)


def test_duties_of_the_level_in_force_are_handed_over_and_none_without_one(ledger, seen):
    assert OpenKind.DUTY not in kinds(listed(ledger, seen(at(1), incident())))
    assert OpenKind.DUTY in kinds(listed(ledger, seen(at(2), response())))


def test_of_each_sheet_the_newest_state_the_newest_first(told):
    store = told(
        sheet("H1", 1),
        replace(sheet("H1", 2), state=HandoverState.SIGNED),
        sheet("H2", 3),
        sheet("H0", -30),
    )
    found = sheets(store, at(4), at(0))
    assert [(row.handover, row.state) for row in found] == [
        ("H2", HandoverState.PREPARED),
        ("H1", HandoverState.SIGNED),
    ]
    assert awaiting(found).handover == "H2"
    assert awaiting(found[1:]) is None
    earlier = sheets(store, at(1) + timedelta(minutes=59), at(0))
    assert [(row.handover, row.state) for row in earlier] == [("H1", HandoverState.PREPARED)]
