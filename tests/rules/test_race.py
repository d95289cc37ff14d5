from datetime import UTC, datetime, timedelta
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.arrival import Arrival, Spread
from ems_dashboard.rules.evacuation import CoursePoint
from ems_dashboard.rules.plan import CategoryRule
from ems_dashboard.rules.race import (
    GaleState,
    InDanger,
    RaceState,
    gale_state,
    in_danger,
    pace,
    race,
)
from ems_dashboard.rules.terms import Category
from tests.situation.rows import CITY

BEGIN = datetime(2023, 9, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
PEOPLE, BOATS = Category.PEOPLE, Category.FISHING_VESSELS
LIMITS = CITY.plan.thresholds
RULES = (CategoryRule(PEOPLE, 6.0, "persons", ""), CategoryRule(BOATS, 12.0, "vessels", ""))


def course(*moved, target=1000, every=1, returned=0):
    return [CoursePoint(BEGIN + n * every * HOUR, target, m, returned) for n, m in enumerate(moved)]


def gale(hours, leaves=None, unit="u"):
    ends = None if leaves is None else BEGIN + leaves * HOUR
    return {unit: Spread(unit, 7, (Arrival(unit, "CMA", 7, BEGIN + hours * HOUR, ends, "held"),))}


def one(told, gales=None, now=3, ordered=None, category=PEOPLE):
    return race(
        {("u", category): told}, gales or gale(24), RULES, ordered or {}, BEGIN + now * HOUR, LIMITS
    )[0]


def test_a_steady_pace_is_carried_on_to_the_finish_and_compared_with_the_deadline():
    runner = one(course(0, 100, 200, 300))
    assert runner.deadline == BEGIN + 18 * HOUR
    assert runner.finish == runner.finish_low == BEGIN + 10 * HOUR
    assert (runner.margin_hours, runner.state) == (8.0, RaceState.TIGHT)


@pytest.mark.parametrize(
    ("arrival", "state"),
    [
        (60, RaceState.AHEAD),
        (24, RaceState.TIGHT),
        (17, RaceState.TIGHT),
        (15, RaceState.LATE),
        (9, RaceState.OVERDUE),
    ],
)
def test_the_sooner_the_gale_the_graver_the_state(arrival, state):
    assert one(course(0, 100, 200, 300), gale(arrival)).state is state


def test_at_the_slow_end_the_last_are_the_slowest():
    runner = one(course(0, 100, 200, 300), gale(5))
    assert runner.finish_high - (BEGIN + 3 * HOUR) > 4 * (runner.finish - (BEGIN + 3 * HOUR))
    assert (runner.left_low, runner.left_high) == (500, round(700 * exp(-2 / 7)))


def test_one_odd_report_does_not_move_the_pace():
    steady = pace(course(0, 100, 200, 300, 400, 500))
    odd = pace(course(0, 100, 900, 300, 400, 500))
    assert steady.middle == odd.middle == 100
    assert odd.slow <= 100 <= odd.fast


def test_only_the_last_reports_count():
    assert pace(course(0, 500, 510, 520, 530, 540, 550)).middle == 10


def test_fewer_than_three_reports_cannot_tell():
    runner = one(course(0, 100))
    assert runner.state is RaceState.UNKNOWN
    assert (runner.finish, runner.margin_hours) == (None, None)
    assert (runner.left_low, runner.left_high) == (0, 900)


def test_reports_that_do_not_rise_have_no_finish():
    runner = one(course(300, 300, 300))
    assert (runner.state, runner.finish) == (RaceState.STALLED, None)


def test_who_is_out_finished_when_that_was_reported():
    runner = one(course(0, 500, 995, 1000))
    assert (runner.state, runner.finish) == (RaceState.DONE, BEGIN + 2 * HOUR)


def test_a_finish_that_should_have_been_reported_by_now_is_not_before_now():
    assert one(course(0, 400, 800), now=9).finish == BEGIN + 9 * HOUR


def test_an_order_s_hour_sets_the_deadline_when_it_is_the_earlier():
    earlier = one(course(0, 100, 200), ordered={("u", PEOPLE): BEGIN + 5 * HOUR})
    later = one(course(0, 100, 200), ordered={("u", PEOPLE): BEGIN + 50 * HOUR})
    assert (earlier.deadline, earlier.ordered) == (BEGIN + 5 * HOUR, True)
    assert (later.deadline, later.ordered) == (BEGIN + 18 * HOUR, False)


def test_without_a_gale_there_is_no_deadline_and_nobody_in_danger():
    none = {"u": Spread("u", 7, (Arrival("u", "CMA", 7, None, None, "held"),))}
    runner = one(course(0, 100, 200), none)
    assert (runner.deadline, runner.state, runner.left_high) == (None, RaceState.FREE, 0)


@pytest.mark.parametrize(
    ("minutes", "state"),
    [
        (5 * 60 - 1, GaleState.TO_COME), (5 * 60, GaleState.HERE), (9 * 60 - 1, GaleState.HERE),
        (9 * 60, GaleState.OVER),
    ],
)  # fmt: skip
def test_the_gale_is_here_once_it_came_to_the_last_unit_and_over_once_it_left_the_last(
    minutes, state
):
    spreads = (gale(2, leaves=9) | gale(5, leaves=8, unit="v")).values()
    assert gale_state(spreads, BEGIN + timedelta(minutes=minutes)) is state


def test_a_gale_whose_end_no_forecast_reaches_is_never_over():
    assert gale_state(gale(2).values(), BEGIN + 100 * HOUR) is GaleState.HERE


def test_while_nobody_knows_when_the_gale_comes_no_unit_is_free_and_all_may_be_left():
    told = {("u", PEOPLE): course(0, 100, 200)}
    runner = race(told, {}, RULES, {}, BEGIN + 3 * HOUR, LIMITS, gale_told=False)[0]
    assert (runner.state, runner.left_low, runner.left_high) == (RaceState.UNKNOWN, 0, 800)


def test_when_the_gale_has_gone_or_people_go_home_the_race_is_over():
    assert one(course(0, 100, 200), gale(1, leaves=2)).state is RaceState.OVER
    assert one(course(0, 100, 200, returned=5)).state is RaceState.OVER


def test_who_has_not_begun_is_told_the_latest_safe_start_at_the_pace_of_the_others():
    courses = {("u", PEOPLE): course(0, 0, 0), ("v", PEOPLE): course(0, 50, 100, target=500)}
    runners = race(courses, gale(24) | gale(24, unit="v"), RULES, {}, BEGIN + 3 * HOUR, LIMITS)
    idle = next(runner for runner in runners if runner.unit == "u")
    assert (idle.state, idle.latest_start) == (RaceState.NOT_BEGUN, BEGIN + 8 * HOUR)
    assert idle.finish == BEGIN + 13 * HOUR


def test_those_on_rafts_who_do_not_work_run_in_the_race_and_count_as_people():
    others = Category.RAFT_OTHERS
    rules = (*RULES, CategoryRule(others, 24.0, "persons", ""))
    (runner,) = race(
        {("u", others): course(0, 10, 20, target=100)},
        gale(40),
        rules,
        {},
        BEGIN + 2 * HOUR,
        LIMITS,
    )
    assert runner.deadline == BEGIN + 16 * HOUR
    assert in_danger([runner], (others,)).high == runner.left_high > 0


def test_nobody_has_begun_anywhere():
    assert one(course(0, 0, 0)).latest_start is None


def test_the_city_s_line_counts_people_and_not_vessels():
    courses = {("u", PEOPLE): course(0, 100, 200, 300), ("u", BOATS): course(0, 1, 2, 3, target=90)}
    runners = race(courses, gale(5), RULES, {}, BEGIN + 3 * HOUR, LIMITS)
    assert in_danger(runners, (PEOPLE,)) == InDanger(500, 526, known=True)


def test_after_the_gale_has_come_those_still_there_are_counted_as_they_are():
    runner = one(course(0, 100, 200, 300), gale(2))
    assert (runner.left_low, runner.left_high) == (700, 700)


def test_the_greatest_danger_stands_first_and_that_is_whom_the_gale_will_find():
    courses = {
        ("late", PEOPLE): course(0, 10, 20), ("overdue few", PEOPLE): course(970, 975, 980), ("done", PEOPLE): course(0, 1000, 1000),
        ("overdue many", PEOPLE): course(0, 300, 350), ("ahead", PEOPLE): course(0, 300, 600),
    }  # fmt: skip
    hours = {"late": 24, "overdue few": 8, "done": 24, "overdue many": 8, "ahead": 24}
    gales = {unit: gale(h, unit=unit)[unit] for unit, h in hours.items()}
    order = [runner.unit for runner in race(courses, gales, RULES, {}, BEGIN + 3 * HOUR, LIMITS)]
    assert order == ["late", "overdue many", "overdue few", "ahead", "done"]


@given(st.lists(st.integers(0, 1000), min_size=3, max_size=9), st.integers(1, 60))
def test_the_range_encloses_the_middle_and_fewer_are_left_at_the_faster_pace(moved, hours):
    runner = one(course(*sorted(moved)), gale(hours), now=len(moved))
    known = [moment for moment in (runner.finish_low, runner.finish, runner.finish_high) if moment]
    assert known == sorted(known)
    assert 0 <= runner.left_low <= runner.left_high <= 1000
