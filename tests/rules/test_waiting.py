"""What waits for a person: its order."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.waiting import Waiting, WaitKind, in_order

NOON = datetime(2023, 9, 4, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)


def item(kind=WaitKind.RECEIPT, due=None, late=False):
    return Waiting(kind, "orders", "x", "1", due_at=due, late=late)


def test_what_is_late_comes_first_then_what_is_due_then_what_is_only_told():
    late, soon, later = item(due=NOON, late=True), item(due=NOON + HOUR), item(due=NOON + 2 * HOUR)
    never, told = item(WaitKind.ISSUE), item(WaitKind.DECIDED)
    assert in_order([told, never, later, soon, late]) == (late, soon, later, never, told)


@given(
    st.lists(
        st.builds(item, due=st.none() | st.datetimes(timezones=st.just(UTC)), late=st.booleans())
    )
)
def test_nothing_is_lost_by_the_order_and_nothing_late_stands_behind_what_is_not(found):
    ordered = in_order(found)
    assert sorted(map(id, ordered)) == sorted(map(id, found))
    assert [each.late for each in ordered] == sorted((each.late for each in found), reverse=True)
