"""What waits for a second person."""

from ems_dashboard.rules.incidents import UNASSIGNED
from ems_dashboard.rules.terms import ConsultationState, Level, OrderState, ReportState
from ems_dashboard.situation.approvals import approvals
from ems_dashboard.text import words
from tests.builders import CASE, CITY_CODE, at, consultation, incident, order, proposal, report


def waiting(store, hours, incidents=(CASE,)):
    with store.reading() as reader:
        return list(approvals(reader, words("zh"), at(hours), list(incidents)))


def test_a_level_comes_first_then_orders_then_what_is_only_signed(told):
    store = told(
        incident(), report("R1", at(0), state=ReportState.FROZEN, known_at=at(1)),
        consultation("C1", at(1), state=ConsultationState.HELD),
        order("D1", at(1), state=OrderState.DRAFT), proposal("P1", at(1), level=Level.II),
    )  # fmt: skip
    found = waiting(store, 2)
    assert [(each.page, each.parameter, each.item.reference) for each in found] == [
        ("responses", "proposal", "P1"),
        ("orders", "order", "D1"),
        ("consultations", "consultation", "C1"),
        ("reports", "report", "R1"),
    ]
    level = found[0].item
    assert (level.units, level.due_at, "Ⅱ" in level.subject) == ((CITY_CODE,), at(1), True)


def test_what_is_approved_signed_or_still_being_written_waits_for_nobody(told):
    store = told(
        incident(), order("D1", at(1)), order("D2", at(1), state=OrderState.APPROVED), consultation("C1", at(1)),
        report("R1", at(0), known_at=at(1)), report("R2", at(0), state=ReportState.DRAFT, known_at=at(1)),
    )  # fmt: skip
    assert waiting(store, 2) == []


def test_a_draft_of_no_incident_waits_too_and_one_of_another_incident_does_not(told):
    store = told(
        order("D1", at(1), state=OrderState.DRAFT, case=UNASSIGNED),
        order("D2", at(1), state=OrderState.DRAFT, case="other"),
    )
    assert [each.item.reference for each in waiting(store, 2)] == ["D1"]
    assert waiting(store, 0) == []
