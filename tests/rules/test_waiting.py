"""What waits for a person: its order, and when a figure is owed."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.rhythm import Due
from ems_dashboard.rules.terms import Category, DueKind, DueState
from ems_dashboard.rules.waiting import (
    LastFigure,
    Waiting,
    WaitKind,
    cut_off_owed,
    in_order,
    next_cut_off,
    owes,
)

NOON = datetime(2023, 9, 4, 4, tzinfo=UTC)
HOUR, SOON = timedelta(hours=1), timedelta(minutes=60)
PEOPLE, RAFTS = Category.PEOPLE, Category.RAFT_WORKERS


def report(cut_off, state=DueState.DUE, item=None):
    return Due(DueKind.REPORT, cut_off + HOUR, state, cut_off=cut_off, item=item)


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


def test_figures_are_owed_from_an_hour_before_the_cut_off():
    dues = [report(NOON)]
    assert cut_off_owed(dues, NOON - SOON - timedelta(minutes=1), SOON) is None
    assert cut_off_owed(dues, NOON - SOON, SOON) == NOON
    assert cut_off_owed(dues, NOON + 3 * HOUR, SOON) == NOON


def test_a_report_that_was_begun_or_is_past_asks_for_no_figures():
    assert cut_off_owed([report(NOON, item="r1")], NOON, SOON) is None
    assert (
        cut_off_owed([report(NOON, DueState.MISSED), report(NOON, DueState.DONE)], NOON, SOON)
        is None
    )
    assert cut_off_owed([Due(DueKind.CONSULTATION, NOON, DueState.LATE)], NOON, SOON) is None


def test_of_two_cut_offs_that_were_reached_the_newest_is_asked_for_and_the_next_is_the_first_to_come():
    dues = [
        report(NOON - 6 * HOUR, DueState.LATE),
        report(NOON, DueState.SOON),
        report(NOON + 6 * HOUR),
    ]
    assert cut_off_owed(dues, NOON, SOON) == NOON
    assert next_cut_off(dues[2:]) == NOON + 6 * HOUR
    assert next_cut_off([]) is None


def test_a_figure_of_the_last_cut_off_is_no_figure_for_the_next():
    told = {PEOPLE: LastFigure(NOON, finished=False)}
    assert owes(told, [PEOPLE], NOON)
    assert not owes(told, [PEOPLE], NOON - timedelta(minutes=1))
    assert not owes(told, [PEOPLE], None)
    assert owes(told, [PEOPLE, RAFTS], None), "one of its categories was never told"


def test_who_has_nothing_left_to_move_owes_nothing_and_a_unit_without_a_category_does_not_owe_it():
    assert not owes({PEOPLE: LastFigure(NOON - 9 * HOUR, finished=True)}, [PEOPLE], NOON)
    assert not owes({}, [], NOON)
