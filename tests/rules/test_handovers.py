from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.clock import BEIJING
from ems_dashboard.rules.handovers import (
    NEXT,
    Handover,
    OpenItem,
    in_order,
    may_move,
    open_items,
    shift_of,
)
from ems_dashboard.rules.log import LogEntry, closed, open_follow_ups
from ems_dashboard.rules.orders import Order, Receipt
from ems_dashboard.rules.rhythm import Due
from ems_dashboard.rules.terms import (
    DueKind,
    DueState,
    FollowUpState,
    HandoverState,
    LogCategory,
    OpenKind,
    OrderKind,
    OrderState,
    ReceiptState,
)

NOON = datetime(2023, 9, 4, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
CHANGES = st.lists(st.times(), min_size=1, max_size=4, unique=True)


def sheet(state=HandoverState.PREPARED) -> Handover:
    return Handover(
        handover="1", outgoing="jia", outgoing_name="值班员甲", shift_from=NOON, shift_to=NOON + 12 * HOUR, state=state,
        valid_at=NOON,
    )  # fmt: skip


def entry(due=None, state=FollowUpState.OPEN, name="1") -> LogEntry:
    return LogEntry(
        entry=name,
        incident="x",
        category=LogCategory.CALL_IN,
        text="来电",
        follow_up_due=due,
        state=state,
        valid_at=NOON,
    )


ORDER = Order(
    order="O1", incident="x", kind=OrderKind.DIRECTIVE, serial=1, title="指令", units=("a", "b", "c"),
    receipt_due=NOON + HOUR, feedback_due=NOON + 6 * HOUR, valid_at=NOON,
)  # fmt: skip


def receipt(unit, state):
    return Receipt(order="O1", unit=unit, state=state, valid_at=NOON)


@given(MOMENTS, CHANGES)
def test_every_moment_lies_in_exactly_one_shift(moment, changes):
    begins, ends = shift_of(moment, changes)
    assert begins <= moment < ends
    assert {begins.astimezone(BEIJING).time(), ends.astimezone(BEIJING).time()} <= set(changes)
    assert shift_of(begins, changes) == (begins, ends)
    assert shift_of(ends, changes)[0] == ends


def test_the_plan_hours_are_beijing_hours():
    begins, ends = shift_of(NOON, [time(8), time(20)])
    assert (begins.astimezone(BEIJING).hour, ends.astimezone(BEIJING).hour) == (8, 20)


@given(
    st.sampled_from(HandoverState),
    st.sampled_from(HandoverState),
    st.sampled_from(["", "jia", "yi"]),
)
def test_the_leaving_officer_signs_first_and_nobody_takes_over_from_himself(state, to, account):
    allowed = may_move(sheet(state), to, account)
    wanted = (state, to, account) in {
        (HandoverState.PREPARED, HandoverState.SIGNED_OUT, "jia"),
        (HandoverState.SIGNED_OUT, HandoverState.SIGNED, "yi"),
    }
    assert allowed == wanted
    assert HandoverState.SIGNED not in NEXT


def test_who_was_silent_owes_the_receipt_and_who_received_owes_the_answer():
    receipts = [
        receipt("a", ReceiptState.SENT),
        receipt("b", ReceiptState.RECEIVED),
        receipt("c", ReceiptState.ANSWERED),
    ]
    items = open_items([(ORDER, receipts)], [], [], NOON, NOON + HOUR)
    assert [(item.kind, item.units) for item in items] == [
        (OpenKind.RECEIPT, ("a",)),
        (OpenKind.FEEDBACK, ("b",)),
    ]
    assert not items[0].late_at(NOON + HOUR)
    assert items[0].late_at(NOON + HOUR + timedelta(minutes=1))


def test_an_order_that_asks_for_no_feedback_is_closed_by_its_receipts():
    quiet = replace(ORDER, feedback_due=None)
    receipts = [receipt(unit, ReceiptState.RECEIVED) for unit in ORDER.units]
    assert open_items([(quiet, receipts)], [], [], NOON, NOON + HOUR) == ()


def test_an_order_that_is_no_longer_in_force_is_owed_nothing():
    withdrawn = replace(ORDER, state=OrderState.WITHDRAWN)
    assert open_items([(withdrawn, [])], [], [], NOON, NOON + HOUR) == ()


def test_an_order_that_everybody_answered_is_not_open():
    receipts = [receipt(unit, ReceiptState.VERIFIED) for unit in ORDER.units]
    assert open_items([(ORDER, receipts)], [], [], NOON, NOON + HOUR) == ()


def test_what_is_late_and_what_falls_due_in_the_next_shift_is_open():
    dues = [
        Due(DueKind.REPORT, NOON - 2 * HOUR, DueState.LATE),
        Due(DueKind.REPORT, NOON - 9 * HOUR, DueState.MISSED),
        Due(DueKind.CONSULTATION, NOON - HOUR, DueState.DONE),
        Due(DueKind.CONSULTATION, NOON + HOUR, DueState.SOON),
        Due(DueKind.REPORT, NOON + 13 * HOUR, DueState.DUE),
    ]
    items = open_items([], dues, [], NOON, NOON + 12 * HOUR)
    assert [(item.kind, item.due_at) for item in items] == [
        (OpenKind.REPORT, NOON - 2 * HOUR),
        (OpenKind.CONSULTATION, NOON + HOUR),
    ]


@given(st.lists(st.tuples(st.none() | MOMENTS, st.sampled_from(FollowUpState)), max_size=8))
def test_follow_ups_wait_until_closed_nearest_deadline_first(found):
    entries = [entry(due, state, str(n)) for n, (due, state) in enumerate(found)]
    waiting = open_follow_ups(entries)
    assert len(waiting) == sum(state is FollowUpState.OPEN for _, state in found)
    dues = [e.follow_up_due for e in waiting]
    assert dues == sorted(dues, key=lambda due: (due is None, due or NOON))
    assert open_follow_ups([closed(e, "已办", NOON) for e in waiting]) == ()


def test_closing_names_the_row_that_it_follows():
    row = closed(replace(entry(), seq=7), "已核实", NOON + HOUR)
    assert (row.entry, row.replaces, row.outcome, row.valid_at) == ("1", 7, "已核实", NOON + HOUR)


@given(
    st.lists(
        st.builds(
            OpenItem, st.sampled_from(OpenKind), st.text(max_size=3), due_at=st.none() | MOMENTS
        )
    )
)
def test_the_oldest_deadline_comes_first_whatever_is_open(items):
    dues = [item.due_at for item in in_order(items)]
    assert dues == sorted(dues, key=lambda due: due.timestamp() if due else float("inf"))
