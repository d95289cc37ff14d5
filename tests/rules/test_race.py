"""The verbs and gates of the race, each with hand-made rows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ems_dashboard.rules.arrival import Arrival, Ground, Spread
from ems_dashboard.rules.evacuation import CoursePoint
from ems_dashboard.rules.expected_wind import Experience, expected_wind
from ems_dashboard.rules.pace import FinishTold, Left
from ems_dashboard.rules.plan import CategoryRule
from ems_dashboard.rules.race import (
    GaleState,
    InDanger,
    RaceState,
    Terms,
    gale_state,
    in_danger,
    race,
)
from ems_dashboard.rules.terms import Category
from tests.situation.rows import CITY

BEGIN = datetime(2023, 9, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
PEOPLE, BOATS = Category.PEOPLE, Category.FISHING_VESSELS
LIMITS = CITY.plan.thresholds
RULES = (
    CategoryRule(PEOPLE, 6.0, "persons", "", force=10),
    CategoryRule(BOATS, 12.0, "vessels", "", at_sea=True),
)
STEADY = (0, 100, 200, 300)


def course(*moved, target=1000, every=1, returned=0):
    return [CoursePoint(BEGIN + n * every * HOUR, target, m, returned) for n, m in enumerate(moved)]


def gale(hours, leaves=None, unit="u"):
    ends = None if leaves is None else BEGIN + leaves * HOUR
    return {unit: Spread(unit, 7, (Arrival(unit, "CMA", 7, BEGIN + hours * HOUR, ends, "held"),))}


def spread(*hours, unit="u"):
    rows = [
        Arrival(unit, f"A{n}", 10, None if h is None else BEGIN + h * HOUR, None, "held")
        for n, h in enumerate(sorted(hours, key=lambda h: (h is None, h or 0)))
    ]
    return Spread(unit, 10, tuple(rows))


def terms(wind=24, now=3, ordered=None, over=False, known=True, unit="u", width=0):
    """`wind`: hours from the beginning; `width`: from its middle to each end of the window."""
    expected = None
    if wind is not None:
        expected = expected_wind(
            spread(wind, unit=unit), Ground.LAND, None, BEGIN + now * HOUR, Experience()
        )
        if wind > now:
            expected = replace(
                expected,
                earliest=expected.likely - width * HOUR,
                latest=expected.likely + width * HOUR,
            )
    order = None if ordered is None else BEGIN + ordered * HOUR
    return Terms(expected, known, over, order)


def raced(courses, wanted, now=3, rules=RULES):
    return race(courses, wanted, rules, BEGIN + now * HOUR, LIMITS)


def one(told, now=3, category=PEOPLE, rules=RULES, **of_terms):
    key = ("u", category)
    return raced({key: told}, {key: terms(now=now, **of_terms)}, now, rules)[0]


def at(hours):
    return BEGIN + hours * HOUR


def test_the_plan_s_gate_is_the_lead_before_the_early_end_of_the_wind():
    assert one(course(*STEADY), wind=24).planned == at(18)
    runner = one(course(*STEADY), wind=24, width=5)
    assert (runner.planned, runner.gate, runner.ordered) == (at(13), at(13), None)


def test_a_lead_may_be_a_full_hour_that_is_at_least_so_long_before():
    whole = (replace(RULES[0], whole_hour=True),)
    assert one(course(*STEADY), wind=24.7, rules=whole).planned == at(18)
    assert one(course(*STEADY), wind=24, rules=whole).planned == at(18)


@pytest.mark.parametrize("ordered", [9, 20])
def test_the_commander_s_hour_is_the_gate_earlier_or_later_than_the_plan_and_both_stand(ordered):
    runner = one(course(*STEADY), wind=24, ordered=ordered)
    assert (runner.gate, runner.planned) == (at(ordered), at(18))


def test_an_order_later_than_the_plan_lets_in_time_who_the_plan_would_call_late():
    slow = course(0, 50, 100, 150)
    assert one(slow, wind=26).state is RaceState.TIGHT
    assert one(slow, wind=24).state is RaceState.LATE
    assert one(slow, wind=24, ordered=23).state is RaceState.TIGHT


def test_an_order_earlier_than_the_plan_is_what_counts():
    assert one(course(*STEADY), wind=60).state is RaceState.AHEAD
    assert one(course(*STEADY), wind=60, ordered=9).state is RaceState.LATE


@pytest.mark.parametrize(
    ("wind", "state"),
    [
        (60, RaceState.AHEAD),
        (24, RaceState.TIGHT),
        (17, RaceState.TIGHT),
        (15, RaceState.LATE),
        (9, RaceState.CAUGHT),
        (2, RaceState.IN_WIND),
    ],
)
def test_the_sooner_the_wind_the_graver_the_state(wind, state):
    assert one(course(*STEADY), wind=wind).state is state


def test_by_an_old_forecast_nobody_is_in_time_unless_for_the_commander_s_hour():
    assert one(course(*STEADY), wind=60, known=False).state is RaceState.UNKNOWN
    assert one(course(*STEADY), wind=60, known=False, ordered=50).state is RaceState.AHEAD
    assert one(course(*STEADY), wind=24, known=False).state is RaceState.TIGHT


def test_by_an_old_forecast_no_wind_is_over():
    assert one(course(*STEADY), wind=1, over=True).state is RaceState.OVER
    assert one(course(*STEADY), wind=1, over=True, known=False).state is RaceState.IN_WIND
    home = course(100, 200, target=200, returned=10)
    assert one(home, wind=1, over=True, known=False).state is RaceState.OVER


def test_by_an_old_forecast_all_who_are_left_may_be_in_the_wind():
    fresh, old = (one(course(*STEADY), wind=15, known=known).in_wind for known in (True, False))
    assert (old.low, old.likely) == (fresh.low, fresh.likely)
    assert fresh.high < old.high == 700


def test_who_will_be_in_the_wind_is_counted_from_the_fewest_to_the_most():
    runner = one(course(*STEADY), wind=9)
    assert (runner.in_wind.low, runner.in_wind.likely) == (100, 100)
    assert runner.in_wind.high > 100


def test_who_is_in_the_wind_already_is_counted_as_reported():
    assert one(course(*STEADY), wind=2).in_wind == Left(700, 700, 700)


def test_two_reports_are_too_few_until_the_gate_has_passed():
    early, late = one(course(50, 100), wind=24), one(course(50, 100), wind=9, now=4)
    assert (early.state, early.finish.told) == (RaceState.UNKNOWN, FinishTold.TOO_FEW)
    assert (late.state, late.finish.told) == (RaceState.LATE, FinishTold.TOO_FEW)
    assert late.in_wind == Left(0, 0, 900)


def test_reports_that_do_not_rise_are_a_stall_with_how_many_rounds():
    runner = one(course(0, 100, 500, 500, 500), now=4, wind=60)
    assert (runner.state, runner.finish.flat_rounds) == (RaceState.STALLED, 2)
    assert one(course(500, 500, 500), wind=60).state is RaceState.CAUGHT, "not even by then"


def test_who_does_not_finish_within_three_days_is_late_without_an_hour():
    runner = one(course(1, 2, 3, 4), wind=None, ordered=60)
    assert (runner.state, runner.finish.told, runner.finish.likely) == (
        RaceState.LATE,
        FinishTold.BEYOND,
        None,
    )


def test_no_wind_and_no_order_is_free_and_an_order_alone_is_a_gate():
    assert one(course(*STEADY), wind=None).state is RaceState.FREE
    runner = one(course(*STEADY), wind=None, ordered=9)
    assert (runner.state, runner.in_wind) == (RaceState.LATE, Left(0, 0, 0))


def test_while_nobody_knows_when_the_wind_comes_nobody_is_free_and_all_may_be_left():
    runner = one(course(*STEADY), wind=None, known=False)
    assert (runner.state, runner.in_wind) == (RaceState.UNKNOWN, Left(0, 0, 700))


def test_one_agency_of_five_that_expects_the_wind_is_taken_at_its_word():
    expected = expected_wind(
        spread(24, None, None, None, None), Ground.LAND, None, at(3), Experience()
    )
    assert (expected.expecting, expected.agencies, expected.by_most) == (1, 5, False)
    key = ("u", PEOPLE)
    (runner,) = raced({key: course(*STEADY)}, {key: Terms(expected, True, False, None)})
    assert runner.planned == at(18)


def caught(unit, chance):
    """The wind comes six hours after the last report, which was of 300 at 100 an hour."""
    wanted = terms(wind=9, unit=unit)
    return wanted if chance is None else replace(wanted, wind=replace(wanted.wind, chance=chance))


def test_people_whom_a_likelier_wind_finds_stand_before_those_whom_it_may_miss():
    courses = {("u", PEOPLE): course(*STEADY), ("v", PEOPLE): course(*STEADY, target=1100)}

    def order(u, v):
        wanted = {("u", PEOPLE): caught("u", u), ("v", PEOPLE): caught("v", v)}
        found = raced(courses, wanted)
        assert {runner.state for runner in found} == {RaceState.CAUGHT}
        return [runner.unit for runner in found]

    assert order(0.85, 0.85) == ["v", "u"], "more people"
    assert order(0.85, 0.1) == ["u", "v"], "a likelier wind"
    assert order(None, 0.85) == ["v", "u"], "where nobody knows it counts as sure"


def test_when_the_wind_has_gone_or_people_go_home_the_race_is_over():
    assert one(course(*STEADY), wind=1, over=True).state is RaceState.OVER
    assert one(course(0, 100, 200, returned=5)).state is RaceState.OVER


def test_who_has_not_begun_is_told_the_latest_start_at_the_pace_of_the_others():
    courses = {("u", PEOPLE): course(0, 0, 0), ("v", PEOPLE): course(0, 50, 100, target=500)}

    def idle(wind):
        wanted = {key: terms(wind, unit=key[0]) for key in courses}
        return next(r for r in raced(courses, wanted) if r.unit == "u")

    assert (idle(24).state, idle(24).latest_start) == (RaceState.NOT_BEGUN, at(8))
    assert idle(24).finish.likely == at(13)
    assert (idle(16).state, idle(16).latest_start) == (RaceState.LATE, None), "it has passed"
    assert idle(11).state is RaceState.CAUGHT


def test_nobody_has_begun_anywhere():
    runner = one(course(0, 0, 0), wind=60)
    assert (runner.state, runner.latest_start) == (RaceState.NOT_BEGUN, None)


def test_who_is_out_is_done_though_the_gate_has_passed():
    assert one(course(0, 995, 1000), wind=2).state is RaceState.DONE


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


def test_the_city_s_line_counts_people_by_unit_and_no_vessels():
    courses = {
        ("u", PEOPLE): course(*STEADY),
        ("v", PEOPLE): course(0, 50, 100, 150),
        ("u", BOATS): course(0, 1, 2, 3, target=90),
    }
    wanted = {key: terms(5, unit=key[0]) for key in courses}
    runners = raced(courses, wanted)
    high = {(r.unit, r.category): r.in_wind.high for r in runners}
    assert in_danger(runners, (PEOPLE,)) == InDanger(
        low=500 + 750,
        high=high["u", PEOPLE] + high["v", PEOPLE],
        known=True,
        units=(("v", high["v", PEOPLE]), ("u", high["u", PEOPLE])),
    )


def test_those_in_the_wind_lead_by_people_and_hours_then_who_is_late_then_the_rest():
    told = {
        "in the wind": (course(0, 10, 20, 30), 2),
        "few in the wind": (course(980, 981, 982, 983), 2),
        "caught": (course(0, 10, 20, 30), 9),
        "late": (course(0, 40, 80, 120), 25.5),
        "late by few": (course(900, 904, 908, 912), 25.5),
        "stalled": (course(0, 300, 300, 300), 60),
        "ahead": (course(*STEADY), 60),
        "done": (course(0, 500, 1000, 1000), 9),
    }
    courses = {(unit, PEOPLE): rows for unit, (rows, _) in told.items()}
    wanted = {(unit, PEOPLE): terms(wind, unit=unit) for unit, (_, wind) in told.items()}
    runners = {runner.unit: runner.state for runner in raced(courses, wanted)}
    assert list(runners)[:3] == ["in the wind", "caught", "few in the wind"]
    assert list(runners)[-2:] == ["ahead", "done"]
    assert runners["late"] is RaceState.LATE
    assert list(runners).index("late") < list(runners).index("late by few")


def test_many_for_an_hour_stand_before_six_for_a_night():
    courses = {("many", PEOPLE): course(0, 300, 600, 900, target=3545),
               ("six", PEOPLE): course(94, 94, 94, 94, target=100)}  # fmt: skip
    wanted = {("many", PEOPLE): terms(11, unit="many"), ("six", PEOPLE): terms(2, unit="six")}
    assert [runner.unit for runner in raced(courses, wanted)] == ["many", "six"]
