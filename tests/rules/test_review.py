from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.evacuation import CoursePoint
from ems_dashboard.rules.groups import Deployment
from ems_dashboard.rules.lessons import Lesson, in_order, overdue
from ems_dashboard.rules.orders import Order, Receipt
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.review import (
    Delays,
    answered,
    delays_of,
    first_at,
    lateness,
    level_to_groups,
    moved_before,
    receipt_times,
    together,
)
from ems_dashboard.rules.rhythm import Due
from ems_dashboard.rules.shelters import ShelterState, over_time
from ems_dashboard.rules.terms import (
    Colour,
    DueKind,
    DueState,
    GroupState,
    Hazard,
    LessonState,
    Level,
    LevelChange,
    OrderKind,
    ReceiptState,
    ShelterStateName,
    WarningKind,
)
from ems_dashboard.rules.warnings import WarningMessage
from tests.conftest import CITY_DIR

CITY = load_city(CITY_DIR)
UNITS = tuple(CITY.by_code)
START = datetime(2023, 9, 4, tzinfo=UTC)
MINUTES = st.integers(0, 3000)
SPANS = st.lists(MINUTES.map(lambda n: timedelta(minutes=n)), max_size=30)


def at(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def receipt(unit: str, minutes: int, state=ReceiptState.RECEIVED) -> Receipt:
    return Receipt(order="1", unit=unit, state=state, valid_at=at(minutes))


def change(minutes: int, level: Level | None, kind: LevelChange, unit: str = CITY.code) -> Response:
    return Response(
        incident="x", unit=unit, hazard=Hazard.TYPHOON, level=level, change=kind, valid_at=at(minutes)
    )  # fmt: skip


def warning(
    minutes: int, units=(), colour=Colour.ORANGE, event="typhoon", expires=None
) -> WarningMessage:
    return WarningMessage(
        id=f"{minutes}{units}{colour}", kind=WarningKind.WEATHER, event=event, colour=colour, units=units,
        valid_at=at(minutes), expires_at=None if expires is None else at(expires),
    )  # fmt: skip


@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.integers(-60, 3000), st.sampled_from(ReceiptState)),
        max_size=12,
    )
)
def test_every_addressee_has_a_receipt_time_or_is_missing(rows):
    order = Order(
        order="1",
        incident="x",
        kind=OrderKind.NOTICE,
        serial=1,
        title="",
        units=("a", "b", "c"),
        valid_at=START,
    )
    delays = receipt_times(order, [receipt(*row) for row in rows])
    received = {
        unit for unit, _, state in rows if state is not ReceiptState.SENT and unit in order.units
    }
    assert (len(delays.taken), delays.missing) == (len(received), 3 - len(received))
    assert all(taken >= timedelta(0) for taken in delays.taken)


@given(SPANS, st.integers(0, 5))
def test_nine_of_ten_took_no_longer_than_ninety_and_it_was_really_taken(taken, missing):
    delays = Delays(tuple(taken), missing)
    if not taken:
        assert delays.ninety is None
        return
    assert delays.ninety in taken
    assert sum(span <= delays.ninety for span in taken) >= 0.9 * len(taken)
    assert sum(span < delays.ninety for span in taken) < 0.9 * len(taken)
    assert delays.middle <= delays.ninety <= delays.longest


@given(st.lists(st.tuples(SPANS, st.integers(0, 5)), max_size=6))
def test_together_every_case_counts_once(parts):
    whole = together(Delays(tuple(taken), missing) for taken, missing in parts)
    assert whole.cases == sum(len(taken) + missing for taken, missing in parts)
    assert sorted(whole.taken) == sorted(span for taken, _ in parts for span in taken)


@given(st.lists(st.tuples(st.sampled_from("abc"), MINUTES), max_size=12), MINUTES, MINUTES)
def test_a_later_gale_never_finds_fewer_moved_where_figures_only_rise(rows, one, other):
    courses = {
        unit: tuple(
            CoursePoint(at(m), 100, m // 30, 0) for m in sorted(m for u, m in rows if u == unit)
        )
        for unit, _ in rows
    }
    early, late = sorted((one, other))
    before, after = (moved_before(courses, dict.fromkeys("ab", at(gale))) for gale in (early, late))
    assert before.moved <= after.moved <= after.target == before.target


def test_a_unit_that_the_gale_never_reached_is_left_out():
    courses = {
        "a": (CoursePoint(at(0), 100, 40, 0), CoursePoint(at(90), 100, 100, 0)),
        "b": (CoursePoint(at(0), 100, 100, 0),),
    }
    found = moved_before(courses, {"a": at(60)})
    assert (found.moved, found.target, found.share) == (40, 100, 0.4)


@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.integers(-60, 600), st.sampled_from(GroupState)),
        max_size=12,
    )
)
def test_a_group_arrives_once_and_never_before_the_level_and_one_that_is_silent_is_missing(rows):
    deployments = [
        Deployment(incident="x", group=g, unit="u", state=s, valid_at=at(m)) for g, m, s in rows
    ]
    delays = level_to_groups(START, deployments, ("a", "b", "c"))
    there = {g for g, m, s in rows if g in "abc" and s is GroupState.ARRIVED and m >= 0}
    assert (len(delays.taken), delays.missing) == (len(there), 3 - len(there))
    assert delays.longest is None or delays.longest >= delays.middle >= timedelta(0)


def test_the_groups_go_out_with_the_first_level_that_is_grave_enough():
    changes = [change(0, Level.III, LevelChange.START), change(60, Level.I, LevelChange.RAISE)]
    assert first_at(changes, CITY.code, Level.II) == at(60)
    assert first_at(changes, UNITS[0], Level.II) is None


@pytest.mark.parametrize(
    ("warnings", "took"),
    [
        ([], None),
        ([warning(0)], 90),
        ([warning(0, UNITS[:3])], None),
        ([warning(0, UNITS[:3]), warning(30, UNITS[3:4])], 60),
        ([warning(0, UNITS[:3], expires=20), warning(30, UNITS[3:4])], None),
        ([warning(0, colour=Colour.YELLOW)], None),
        ([warning(0, event="rainstorm")], None),
        ([warning(0, colour=Colour.RED)], 90),
        ([warning(120)], None),
    ],
)  # fmt: skip
def test_a_level_is_measured_from_the_warnings_that_called_for_it(warnings, took):
    answers = answered(CITY, warnings, [change(90, Level.II, LevelChange.START)])
    assert [answer.took for answer in answers] == [
        None if took is None else timedelta(minutes=took)
    ]
    assert delays_of(answers).missing == (took is None)


def test_what_called_before_the_level_was_lowered_does_not_call_for_the_next_raise():
    changes = [
        change(10, Level.II, LevelChange.START), change(60, Level.III, LevelChange.LOWER),
        change(200, Level.II, LevelChange.RAISE),
    ]  # fmt: skip
    first, second = answered(CITY, [warning(0, expires=50), warning(180)], changes)
    assert (first.took, second.took) == (timedelta(minutes=10), timedelta(minutes=20))


@given(
    st.lists(
        st.tuples(st.sampled_from(DueKind), st.sampled_from(DueState), st.integers(0, 600)),
        max_size=12,
    )
)
def test_a_report_is_in_time_or_late_or_missing_and_consultations_do_not_count(rows):
    done = (DueState.DONE, DueState.DONE_LATE)
    owed = [
        Due(kind, START, state, at(late) if state in done else None) for kind, state, late in rows
    ]
    found = lateness(owed)
    reports = [state for kind, state, _ in rows if kind is DueKind.REPORT]
    assert len(found.taken) == reports.count(DueState.DONE_LATE)
    assert found.missing == reports.count(DueState.LATE) + reports.count(DueState.MISSED)


@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"), MINUTES, st.sampled_from(ShelterStateName), st.integers(0, 500)
        )
    )
)
def test_the_people_in_shelters_are_the_sum_of_the_newest_of_those_open(rows):
    states = [
        ShelterState(shelter=s, incident="x", state=state, occupancy=n, valid_at=at(m))
        for s, m, state, n in sorted(rows, key=lambda row: row[1])
    ]
    newest = {state.shelter: state for state in states}
    held = [state.occupancy for state in newest.values() if state.state is ShelterStateName.OPEN]
    points = over_time(states)
    assert len({moment for moment, _, _ in points}) == len(points)
    assert not states or points[-1][1:] == (sum(held), len(held))


@given(st.lists(st.tuples(st.sampled_from(LessonState), MINUTES), max_size=8), MINUTES)
def test_open_lessons_come_first_and_only_they_are_overdue(rows, now):
    lessons = in_order(
        Lesson(
            lesson=str(n),
            incident="x",
            matter="m",
            owner="a",
            deadline=at(m),
            state=s,
            valid_at=START,
        )
        for n, (s, m) in enumerate(rows)
    )
    assert [row.state for row in lessons] == sorted(
        (row.state for row in lessons), key=[*LessonState].index
    )
    assert sum(overdue(row, at(now)) for row in lessons) == sum(
        s is LessonState.OPEN and m < now for s, m in rows
    )
