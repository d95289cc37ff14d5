"""What would help, by hand-made rows: 40 people a vehicle and hour, an hour until it is there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard.rules.arrival import Ground
from ems_dashboard.rules.expected_wind import ExpectedWind
from ems_dashboard.rules.pace import Finish, FinishTold, Pace
from ems_dashboard.rules.plan import HelpRule
from ems_dashboard.rules.race import RaceState
from ems_dashboard.rules.race_help import Help, help_needed
from tests.builders import at, raced

RULE = HelpRule(vehicle_persons_per_hour=40.0, arrival_hours=1.0, clause="example")
LATE = raced(
    target=1000, moved=200, state=RaceState.LATE, ordered=at(5), pace=Pace(90.0, 100.0, 110.0),
    finish=Finish(FinishTold.RANGE, at(7), at(8), at(20)),
)  # fmt: skip


def asked(runner, on_land=True):
    return help_needed(runner, RULE, on_land=on_land)


def wind(hours):
    return ExpectedWind(
        "u", Ground.LAND, 10, at(hours), at(hours + 1), at(hours + 2), None, None, 5, 5, None
    )


def test_what_is_wanting_at_the_own_pace_is_counted_in_vehicles():
    # 100 go in the hour until the vehicles come; 700 in the 4 hours after: 175 an hour, 75 more
    assert asked(LATE) == Help(at(5), before_wind=False, per_hour=75, vehicles=2)


def test_what_went_on_since_the_last_report_counts():
    told_before = replace(LATE, reported_at=at(-2))
    assert asked(told_before).per_hour == 25
    assert asked(replace(LATE, reported_at=at(-5))) is None


def test_who_has_stalled_is_not_counted_on():
    stalled = replace(LATE, state=RaceState.STALLED, finish=Finish(FinishTold.STALLED))
    assert asked(stalled).per_hour == 200


def test_at_sea_no_vehicle_helps_and_the_pace_is_told():
    assert asked(LATE, on_land=False) == Help(at(5), False, per_hour=75, vehicles=None)


def test_where_the_gate_is_too_near_help_aims_before_the_wind():
    runner = replace(LATE, ordered=at(1.25), wind=wind(9))
    assert asked(runner) is None, "700 in 8 hours are done at the own pace"
    runner = replace(LATE, ordered=at(1.25), wind=wind(3))
    assert asked(runner) == Help(at(3), before_wind=True, per_hour=250, vehicles=7)


def test_help_that_comes_too_late_is_none():
    assert asked(replace(LATE, ordered=at(1.25))) is None
    assert asked(replace(LATE, ordered=at(1.25), wind=wind(1))) is None


@pytest.mark.parametrize(
    "state", [RaceState.AHEAD, RaceState.DONE, RaceState.OVER, RaceState.IN_WIND, RaceState.FREE]
)
def test_nobody_is_sent_where_it_is_in_time_over_or_already_in_the_wind(state):
    assert asked(replace(LATE, state=state)) is None


def test_who_is_done_by_the_gate_at_the_slow_end_needs_none():
    runner = replace(LATE, state=RaceState.TIGHT, ordered=at(21))
    assert asked(runner) is None


def test_who_has_not_begun_needs_all_of_it():
    runner = replace(
        LATE, moved=0, state=RaceState.NOT_BEGUN, pace=None, finish=Finish(FinishTold.NOT_BEGUN)
    )
    assert asked(runner) == Help(at(5), False, per_hour=250, vehicles=7)
    assert runner.as_of + timedelta(hours=1) < runner.gate
