from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.order_matrix import cells, tally
from ems_dashboard.rules.order_moves import RECEIPT_MOVES, Fault, draft_faults, may_move
from ems_dashboard.rules.orders import Order, Receipt, overdue, unreceived
from ems_dashboard.rules.terms import Category, OrderKind, OrderState, ReceiptState

NOON = datetime(2023, 9, 4, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
ORDER = Order(
    order="o", incident="i", kind=OrderKind.DIRECTIVE, serial=1, title="t", body="b", units=("u1", "u2", "u3"),
    valid_at=NOON, receipt_due=NOON + HOUR, feedback_due=NOON + 6 * HOUR,
)  # fmt: skip
states = st.sampled_from(OrderState)


@given(st.lists(states, max_size=8))
def test_whatever_is_issued_was_approved_before_and_never_edited_after(wished):
    state, way = None, []
    for wish in wished:
        if may_move(state, wish):
            state = wish
            way.append(wish)
    if OrderState.ISSUED in way:
        at = way.index(OrderState.ISSUED)
        assert way[at - 1] is OrderState.APPROVED
        assert set(way[at + 1 :]) <= {OrderState.WITHDRAWN}


@given(st.lists(st.sampled_from(ReceiptState), max_size=10))
def test_nothing_is_verified_that_was_not_answered(wished):
    state, way = ReceiptState.SENT, []
    for wish in wished:
        if wish in RECEIPT_MOVES[state]:
            state = wish
            way.append(wish)
    if ReceiptState.VERIFIED in way:
        assert way[way.index(ReceiptState.VERIFIED) - 1] is ReceiptState.ANSWERED
    if way:
        assert way[0] is ReceiptState.RECEIVED


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"title": " "}, Fault.NO_TITLE), ({"body": ""}, Fault.NO_BODY), ({"units": ()}, Fault.NO_UNITS),
        ({"receipt_due": NOON}, Fault.RECEIPT_PAST), ({"feedback_due": NOON}, Fault.FEEDBACK_BEFORE_RECEIPT),
        ({"category": Category.PEOPLE}, Fault.CATEGORY_WITHOUT_HOUR),
    ],
)  # fmt: skip
def test_each_fault_of_a_draft_is_named(wrong, expected):
    assert draft_faults(ORDER) == ()
    assert draft_faults(replace(ORDER, **wrong)) == (expected,)


receipts = st.lists(
    st.builds(
        Receipt, order=st.just("o"), unit=st.sampled_from(["u1", "u2", "u3", "u9"]), state=st.sampled_from(ReceiptState),
        valid_at=st.integers(0, 9).map(lambda hours: NOON + hours * HOUR),
    ),
    max_size=8,
).map(lambda rows: sorted(rows, key=lambda row: row.valid_at))  # fmt: skip


@given(receipts, st.integers(0, 12))
def test_the_matrix_and_the_overview_agree_on_who_is_late(rows, hours):
    moment = NOON + hours * HOUR
    newest = {row.unit: row for row in rows}
    found = cells(ORDER, rows, moment)
    assert tuple(cell.unit for cell in found if cell.late) == overdue(
        ORDER, newest.values(), moment
    )
    assert tuple(cell.unit for cell in found if cell.state is ReceiptState.SENT) == unreceived(
        ORDER, newest.values()
    )


@given(receipts, st.integers(0, 12))
def test_the_line_for_leaders_is_what_counting_by_hand_gives(rows, hours):
    moment = NOON + hours * HOUR
    said = tally({"o": ORDER}, cells(ORDER, rows, moment))
    mine = {unit: [row for row in rows if row.unit == unit] for unit in ORDER.units}
    last = {unit: own[-1].state if own else ReceiptState.SENT for unit, own in mine.items()}
    signed = [unit for unit in ORDER.units if last[unit] is not ReceiptState.SENT]
    assert (said.orders, said.addressed, said.signed, said.share) == (
        1,
        3,
        len(signed),
        len(signed) / 3,
    )
    firsts = sorted(next(r.valid_at for r in own if r.state is not ReceiptState.SENT) for own in mine.values()
                    if any(r.state is not ReceiptState.SENT for r in own))  # fmt: skip
    minutes = [(at - NOON).total_seconds() / 60 for at in firsts]
    middle = (
        (minutes[(len(minutes) - 1) // 2] + minutes[len(minutes) // 2]) / 2 if minutes else None
    )
    assert said.median_minutes == middle
    answered = {ReceiptState.ANSWERED, ReceiptState.VERIFIED}
    late = [
        unit
        for unit in ORDER.units
        if (hours > 1 and unit not in signed) or (hours > 6 and last[unit] not in answered)
    ]
    assert said.late_units == tuple(late)


@given(receipts, st.integers(0, 12))
def test_what_ended_owes_nothing_and_makes_nobody_late(rows, hours):
    found = cells(ORDER, rows, NOON + hours * HOUR, ended=True)
    assert not any(cell.late or cell.stage or cell.due for cell in found)
    assert [cell.state for cell in found] == [
        cell.state for cell in cells(ORDER, rows, NOON + hours * HOUR)
    ]


def test_the_line_for_leaders():
    rows = [
        Receipt(
            order="o", unit="u1", state=ReceiptState.RECEIVED, valid_at=NOON + timedelta(minutes=10)
        ),
        Receipt(
            order="o", unit="u2", state=ReceiptState.RECEIVED, valid_at=NOON + timedelta(minutes=30)
        ),
        Receipt(order="o", unit="u2", state=ReceiptState.ANSWERED, valid_at=NOON + 2 * HOUR),
    ]
    said = tally({"o": ORDER}, cells(ORDER, rows, NOON + 3 * HOUR))
    assert (said.signed, said.answered, said.median_minutes, said.late_units) == (2, 1, 20, ("u3",))
    assert said.share == 2 / 3
    assert tally({}, []).share is None
