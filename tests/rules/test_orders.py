from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.orders import Order, Receipt, overdue, unreceived
from ems_dashboard.rules.terms import OrderKind, ReceiptState

NOON = datetime(2023, 9, 4, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
ORDER = Order(
    order="o", incident="i", kind=OrderKind.DIRECTIVE, serial=1, title="t", units=("u1", "u2", "u3"), valid_at=NOON,
    receipt_due=NOON + HOUR, feedback_due=NOON + 6 * HOUR,
)  # fmt: skip


def receipt(unit: str, state: ReceiptState) -> Receipt:
    return Receipt(order="o", unit=unit, state=state, valid_at=NOON)


def test_a_deadline_passes_only_after_its_minute():
    assert overdue(ORDER, [], NOON + HOUR) == ()
    assert overdue(ORDER, [], NOON + HOUR + timedelta(minutes=1)) == ("u1", "u2", "u3")


def test_signing_is_not_answering():
    receipts = [receipt("u1", ReceiptState.RECEIVED), receipt("u2", ReceiptState.ANSWERED)]
    assert unreceived(ORDER, receipts) == ("u3",)
    assert overdue(ORDER, receipts, NOON + 2 * HOUR) == ("u3",)
    assert overdue(ORDER, receipts, NOON + 7 * HOUR) == ("u1", "u3")


@given(
    st.dictionaries(st.sampled_from(["u1", "u2", "u3", "u9"]), st.sampled_from(ReceiptState)),
    st.integers(0, 12),
)
def test_only_addressees_are_late_and_lateness_never_heals_by_waiting(states, hours):
    receipts = [receipt(unit, state) for unit, state in states.items()]
    now = overdue(ORDER, receipts, NOON + hours * HOUR)
    later = overdue(ORDER, receipts, NOON + (hours + 1) * HOUR)
    assert set(now) <= set(later) <= set(ORDER.units)
