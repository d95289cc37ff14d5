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
    assert tuple(cell.unit for cell in found if cell.late) == overdue(ORDER, newest.values(), moment)
    assert tuple(cell.unit for cell in found if cell.state is ReceiptState.SENT) == unreceived(ORDER, newest.values())


def test_the_line_for_leaders():
    rows = [
        Receipt(order="o", unit="u1", state=ReceiptState.RECEIVED, valid_at=NOON + timedelta(minutes=10)),
        Receipt(order="o", unit="u2", state=ReceiptState.RECEIVED, valid_at=NOON + timedelta(minutes=30)),
        Receipt(order="o", unit="u2", state=ReceiptState.ANSWERED, valid_at=NOON + 2 * HOUR),
    ]
    said = tally({"o": ORDER}, cells(ORDER, rows, NOON + 3 * HOUR))
    assert (said.signed, said.answered, said.median_minutes, said.late_units) == (2, 1, 20, ("u3",))
    assert said.share == 2 / 3
    assert tally({}, []).share is None
