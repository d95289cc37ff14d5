"""How fast an evacuation goes, by hand-made reports."""

from datetime import UTC, datetime, timedelta
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.evacuation import CoursePoint
from ems_dashboard.rules.pace import (
    HORIZON,
    Finish,
    FinishTold,
    Left,
    finish,
    flat_rounds,
    left_at,
    needed,
    pace,
)

BEGIN = datetime(2023, 9, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
ENOUGH = 0.99


def course(*moved, target=1000, every=1.0, returned=0):
    return [CoursePoint(BEGIN + n * every * HOUR, target, m, returned) for n, m in enumerate(moved)]


def finished(told, now=3, whole=None):
    return finish(told, pace(told), BEGIN + now * HOUR, ENOUGH, whole)


def left(told, comes, now=3, whole=None, spread=0):
    window = tuple(BEGIN + (comes + shift) * HOUR for shift in (-spread, 0, spread))
    return left_at(told, pace(told), BEGIN + now * HOUR, window, whole)


def test_a_steady_pace_is_carried_on_to_the_finish():
    told = finished(course(0, 100, 200, 300))
    assert (told.told, told.low, told.likely) == (
        FinishTold.RANGE,
        BEGIN + 10 * HOUR,
        BEGIN + 10 * HOUR,
    )
    assert told.high > told.likely, "the last are the slowest"


def test_one_odd_report_does_not_move_the_pace_and_only_the_last_six_count():
    assert pace(course(0, 100, 200, 300, 400, 500)).middle == 100
    assert pace(course(0, 100, 900, 300, 400, 500)).middle == 100
    assert pace(course(0, 500, 510, 520, 530, 540, 550)).middle == 10


def test_two_reports_are_too_few_for_an_hour():
    assert finished(course(50, 100)) == Finish(FinishTold.TOO_FEW)
    assert left(course(50, 100), comes=9) == Left(0, 0, 900)


def test_who_has_not_begun_is_told_by_the_pace_of_the_others():
    assert finished(course(0, 0, 0)) == Finish(FinishTold.NOT_BEGUN)
    begun_now = BEGIN + 13 * HOUR
    assert finished(course(0, 0, 0), whole=10 * HOUR) == Finish(
        FinishTold.NOT_BEGUN, begun_now, begun_now, begun_now
    )
    assert left(course(0, 0, 0), comes=8, whole=10 * HOUR) == Left(500, 500, 1000)
    assert left(course(0, 0, 0), comes=8) == Left(0, 0, 1000)


def test_two_rounds_without_a_rise_are_a_stall_if_they_take_an_hour():
    assert finished(course(100, 300, 300, 300)).told is FinishTold.STALLED
    assert flat_rounds(course(100, 300, 300, 300, 300)) == 3
    assert flat_rounds(course(100, 300, 300)) == 0
    assert flat_rounds(course(100, 300, 300, 300, every=0.25)) == 0
    assert flat_rounds(course(300, 300, 301)) == 0


def test_beyond_three_days_there_is_no_hour():
    assert finished(course(0, 1, 2, 3)) == Finish(FinishTold.BEYOND)
    slow = finished(course(0, 14, 28, 42))
    assert slow.likely is not None
    assert slow.high is None, "the slow end lies beyond"


def test_who_is_out_finished_when_that_was_reported():
    told = finished(course(0, 500, 995, 1000))
    assert (told.told, told.likely) == (FinishTold.DONE, BEGIN + 2 * HOUR)


def test_a_finish_that_should_have_been_reported_by_now_is_not_before_now():
    assert finished(course(0, 400, 800), now=9).likely == BEGIN + 9 * HOUR


def test_how_many_are_left_when_the_wind_comes():
    told = course(0, 100, 200, 300)
    assert left(told, comes=5) == Left(500, 500, round(700 * exp(-2 / 7)))
    early, late = left(told, comes=5, spread=1).high, left(told, comes=5, spread=1).low
    assert early == round(700 * exp(-1 / 7)), "the most if it comes early"
    assert late == 400, "the fewest if it comes late"
    assert left(told, comes=2) == Left(700, 700, 700), "it has come: those who are there now"


def test_the_need_of_a_whole_category_is_that_of_the_unit_in_the_middle():
    paces = [(1000, pace(course(0, 100, 200))), (500, pace(course(0, 100, 200))), (10, None)]
    assert needed(paces) / HOUR == pytest.approx(1 / 0.15)
    assert needed([(1000, None), (1000, pace(course(5, 5, 5)))]) is None


@given(st.lists(st.integers(0, 1000), min_size=3, max_size=9), st.integers(1, 60))
def test_the_range_encloses_the_middle_and_never_passes_the_horizon(moved, hours):
    told, now = course(*sorted(moved)), len(moved)
    said = finished(told, now=now)
    known = [moment for moment in (said.low, said.likely, said.high) if moment]
    assert known == sorted(known)
    assert said.told is FinishTold.DONE or all(
        moment <= BEGIN + now * HOUR + HORIZON for moment in known
    )
    counted = left(told, comes=now + hours, now=now, spread=0.5)
    assert 0 <= counted.low <= counted.likely <= counted.high <= 1000
