"""Orders and duties as JSON: who did what by when, and what nobody did is empty."""

from ems_dashboard.clock import iso
from ems_dashboard.rules.duties import DutyState
from ems_dashboard.rules.terms import DutyStateName, GroupState, Level, OrderState, ReceiptState
from ems_dashboard.situation.desk_contract import duties_json, orders_json
from ems_dashboard.situation.levels import level_desk
from ems_dashboard.situation.orders import order_book
from ems_dashboard.situation.race import race_of
from tests.builders import (
    CASE,
    CITY_CODE,
    DONGSHAN,
    ZHANGPU,
    at,
    deployment,
    incident,
    order,
    receipt,
    response,
)
from tests.situation.conftest import CITY


def test_an_order_tells_of_each_addressee_what_it_did_and_whether_it_is_late(ledger, seen):
    picture = seen(
        at(3), incident(), order("D1", at(0), units=(DONGSHAN, ZHANGPU), receipt_due=at(2)),
        receipt("D1", at(1), state=ReceiptState.RECEIVED), order("D2", at(1), state=OrderState.DRAFT),
    )  # fmt: skip
    said = orders_json(order_book(ledger, picture), picture)
    (issued,) = said["orders"]
    cells = {row["unit"]: row for row in issued["recipients"]}
    assert (cells[DONGSHAN]["state"], cells[DONGSHAN]["late"]) == ("received", False)
    assert [step["state"] for step in cells[DONGSHAN]["steps"]] == ["received"]
    assert (cells[ZHANGPU]["state"], cells[ZHANGPU]["late"]) == ("sent", True)
    assert (cells[ZHANGPU]["signed_at"], cells[ZHANGPU]["steps"]) == (None, [])
    assert [row["order"] for row in said["drafts"]] == ["D2"]
    summary = said["summary"]
    assert (summary["orders"], summary["addressed"], summary["signed"]) == (1, 2, 1)
    assert (summary["share"], summary["late_units"]) == (0.5, [ZHANGPU])


def test_a_duty_tells_its_deadline_who_reported_it_and_whether_it_is_late(ledger, seen):
    duty = next(each for each in CITY.plan.duties if each.level is Level.IV and not each.owner_code)
    done = DutyState(
        incident=CASE, unit=CITY_CODE, duty=duty.code, state=DutyStateName.DONE, person="值班员甲", valid_at=at(1),
        known_at=at(1),
    )  # fmt: skip
    picture = seen(
        at(9), incident(), response(Level.II), deployment(GroupState.ARRIVED, at(1)), done
    )
    desk = level_desk(ledger, CITY, picture, race_of(CITY, picture, None))
    said = duties_json(desk, picture, CITY)
    found = next(
        row for row in said["duties"] if (row["duty"], row["unit"]) == (duty.code, CITY_CODE)
    )
    assert (found["state"], found["person"], found["late"]) == ("done", "值班员甲", False)
    others = [row for row in said["duties"] if row["state"] == "open"]
    assert others
    assert {(row["person"], row["reported_at"]) for row in others} == {("", None)}
    clocks = {row["group"]: row for row in said["groups"]}
    arrived = clocks["G01"] if "G01" in clocks else next(iter(clocks.values()))
    waiting = [row for row in said["groups"] if row["arrived_at"] is None]
    assert waiting
    assert all(row["late"] for row in waiting)
    assert arrived["since"] == "2026-07-01T08:00:00+08:00"


def test_a_withdrawn_order_is_told_as_it_was_sent_with_the_state_it_has_now(ledger, seen):
    picture = seen(
        at(4), incident(), order("D1", at(0), document="1号"),
        order("D1", at(3), state=OrderState.WITHDRAWN, document="1号"),
    )  # fmt: skip
    (told,) = orders_json(order_book(ledger, picture), picture)["orders"]
    assert (told["state"], told["issued_at"]) == ("withdrawn", iso(at(0)))
    assert told["valid_at"] == iso(at(0))


def test_orders_are_told_the_oldest_first(ledger, seen):
    picture = seen(at(4), incident(), order("D2", at(2)), order("D1", at(1)))
    told = orders_json(order_book(ledger, picture), picture)["orders"]
    assert [row["order"] for row in told] == ["D1", "D2"]
