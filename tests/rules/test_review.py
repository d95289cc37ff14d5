from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.groups import Deployment
from ems_dashboard.rules.lessons import Lesson, in_order, overdue
from ems_dashboard.rules.orders import Order, Receipt
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.review import level_to_groups, moved_before, receipt_times, warning_to_level
from ems_dashboard.rules.terms import (
    Category,
    GroupState,
    Hazard,
    LessonState,
    Level,
    LevelChange,
    OrderKind,
    ReceiptState,
)

START = datetime(2023, 9, 4, tzinfo=UTC)
MINUTES = st.integers(0, 3000)


def at(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def receipt(unit: str, minutes: int, state=ReceiptState.RECEIVED) -> Receipt:
    return Receipt(order="1", unit=unit, state=state, valid_at=at(minutes))


def figure(unit: str, minutes: int, moved: int, target: int = 100) -> Evacuation:
    return Evacuation(
        incident="x", unit=unit, category=Category.PEOPLE, target=target, moved=moved, valid_at=at(minutes)
    )


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(-60, 3000), st.sampled_from(ReceiptState)), max_size=12))
def test_every_addressee_has_a_receipt_time_or_is_missing(rows):
    order = Order(
        order="1", incident="x", kind=OrderKind.NOTICE, serial=1, title="", units=("a", "b", "c"), valid_at=START
    )
    delays = receipt_times(order, [receipt(*row) for row in rows])
    received = {unit for unit, _, state in rows if state is not ReceiptState.SENT and unit in order.units}
    assert (len(delays.taken), delays.missing) == (len(received), 3 - len(received))
    assert all(taken >= timedelta(0) for taken in delays.taken)


@given(st.lists(st.tuples(st.sampled_from("abc"), MINUTES, st.integers(0, 100)), max_size=12), MINUTES, MINUTES)
def test_a_later_gale_never_finds_fewer_moved_where_figures_only_rise(rows, one, other):
    rising = [figure(unit, minutes, minutes // 30) for unit, minutes, _ in rows]
    early, late = sorted((one, other))
    before, after = (moved_before(rising, dict.fromkeys("ab", at(gale))) for gale in (early, late))
    assert before.moved <= after.moved <= after.target == before.target


def test_a_unit_that_the_gale_never_reached_is_left_out():
    found = moved_before([figure("a", 0, 40), figure("a", 90, 100), figure("b", 0, 100)], {"a": at(60)})
    assert (found.moved, found.target, found.share) == (40, 100, 0.4)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(-60, 600), st.sampled_from(GroupState)), max_size=12))
def test_a_group_arrives_once_and_never_before_the_level(rows):
    deployments = [Deployment(incident="x", group=g, unit="u", state=s, valid_at=at(m)) for g, m, s in rows]
    delays = level_to_groups(START, deployments)
    assert len(delays.taken) + delays.missing == len({g for g, m, _ in rows if m >= 0})
    assert delays.longest is None or delays.longest >= delays.middle >= timedelta(0)


def test_a_level_without_a_warning_before_it_is_counted_as_missing():
    change = Response(
        incident="x", unit="a", hazard=Hazard.TYPHOON, level=Level.III, change=LevelChange.START, valid_at=START
    )
    assert warning_to_level([], [change], "a").missing == 1
    assert warning_to_level([], [change], "b").missing == 0


@given(st.lists(st.tuples(st.sampled_from(LessonState), MINUTES), max_size=8), MINUTES)
def test_open_lessons_come_first_and_only_they_are_overdue(rows, now):
    lessons = in_order(
        Lesson(lesson=str(n), incident="x", matter="m", owner="a", deadline=at(m), state=s, valid_at=START)
        for n, (s, m) in enumerate(rows)
    )
    assert [row.state for row in lessons] == sorted((row.state for row in lessons), key=[*LessonState].index)
    assert sum(overdue(row, at(now)) for row in lessons) == sum(s is LessonState.OPEN and m < now for s, m in rows)
