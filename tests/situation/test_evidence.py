"""What a suggestion to lower a level may rest on: warnings that ended while the response was in
force, in the unit, of its hazard; and a storm that has passed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard.rules.evidence import StormPassage
from ems_dashboard.rules.terms import Hazard, Level, LevelChange
from ems_dashboard.rules.warnings import Ended
from ems_dashboard.situation.evidence import UNKNOWN_CIRCLE_KM, evidence_of, passage_of
from ems_dashboard.situation.picture import Storm
from tests.builders import (
    CITY_CODE,
    DONGSHAN,
    STORM,
    ZHANGPU,
    at,
    fix,
    forecast,
    incident,
    response,
    warning,
)
from tests.situation.conftest import CITY

MINUTE = timedelta(minutes=1)
PAST = StormPassage(at(3), 100.0, at(8), receding=True)


def ended(moment, name="W1", **said):
    return Ended(warning(name, at(0), **said), moment, lifted=True)


@pytest.fixture
def standing(seen):
    """At at(9), the city's response to a typhoon having been started at at(2) and raised at at(4)."""
    raised = response(Level.II, at(4), change=LevelChange.RAISE)
    return seen(at(9), incident(), response(valid_at=at(2)), raised)


def names(found):
    return [each.message.id for each in found.ended]


def evidence(standing, found=(), passages=(), unit=CITY_CODE, hazard=Hazard.TYPHOON):
    return evidence_of(CITY, standing, found, dict(passages), unit, hazard)


def test_what_ended_since_the_response_was_started_counts_from_that_minute_on(standing):
    found = [ended(at(2) - MINUTE, "before"), ended(at(2), "with"), ended(at(3), "after")]
    assert names(evidence(standing, found)) == ["with", "after"]


def test_a_response_that_was_raised_began_with_its_start(standing):
    assert names(evidence(standing, [ended(at(3))])) == ["W1"]


def test_of_another_event_or_a_grade_that_calls_for_nothing_nothing_follows(standing):
    found = [ended(at(5), "rain", event="rainstorm"), ended(at(5), "none", level=None)]
    assert names(evidence(standing, found)) == []


def test_a_unit_is_concerned_by_the_citys_warnings_and_its_own(seen):
    shown = seen(at(9), incident(), response(unit=DONGSHAN))
    found = [
        ended(at(5), "city"),
        ended(at(5), "own", units=(DONGSHAN,)),
        ended(at(5), "other", units=(ZHANGPU,)),
        ended(at(5), "everywhere", units=()),
    ]
    assert names(evidence(shown, found, unit=DONGSHAN)) == ["city", "own", "everywhere"]


def test_without_a_response_nothing_is_evidence(seen):
    shown = seen(at(9), incident())
    assert names(evidence(shown, [ended(at(5))])) == []


def test_the_storm_of_the_case_is_looked_at_and_is_fresh_for_some_hours(standing):
    assert evidence(standing, (), {STORM: PAST}).storm_past
    stale = replace(PAST, seen_at=at(9) - timedelta(hours=CITY.plan.thresholds.stale_hours))
    assert evidence(standing, (), {STORM: stale}).storm_past
    older = replace(stale, seen_at=stale.seen_at - MINUTE)
    assert not evidence(standing, (), {STORM: older}).storm_past


def test_of_a_storm_that_nobody_sees_nothing_is_known(standing):
    assert evidence(standing, (), {}).storm is None
    assert evidence(standing, (), {"2602": PAST}).storm is None


def test_a_rainstorm_asks_for_no_storm(seen):
    shown = seen(at(9), incident(hazard=Hazard.RAINSTORM), response(hazard=Hazard.RAINSTORM))
    assert evidence(shown, (), {STORM: PAST}, hazard=Hazard.RAINSTORM).storm is None


def storm(*fixes, **forecasts):
    return Storm(STORM, "示例", "Example", fixes, forecasts)


NEAR, LEAVING = fix(at(3), 23.5, 118.0), fix(at(6), 25.5, 111.5)


def test_a_storm_that_only_comes_nearer_does_not_leave():
    found = passage_of(storm(fix(at(0), 22.0, 119.5), NEAR), CITY)
    assert not found.receding
    assert found.nearest_at == at(3)


def test_of_two_fixes_as_near_the_first_is_the_passage():
    assert passage_of(storm(NEAR, replace(NEAR, valid_at=at(6))), CITY).nearest_at == at(3)


def test_where_no_circle_was_ever_given_it_has_left_beyond_the_widest():
    within, beyond = fix(at(6), 25.0, 113.5), LEAVING
    assert passage_of(storm(within), CITY).nearest_km < UNKNOWN_CIRCLE_KM
    assert passage_of(storm(beyond), CITY).nearest_km > UNKNOWN_CIRCLE_KM
    assert not passage_of(storm(NEAR, within), CITY).receding
    assert passage_of(storm(NEAR, beyond), CITY).receding


def test_a_forecast_that_brings_it_back_keeps_it_from_having_passed():
    small = {f"r7_{quadrant}_km": 50.0 for quadrant in ("ne", "se", "sw", "nw")}
    leaving = replace(LEAVING, **small)
    gone = replace(storm(NEAR, leaving), circles_from=leaving)
    assert passage_of(gone, CITY).receding
    back = forecast(at(6), 6, lat=24.0, lon=117.0)
    onward = forecast(at(6), 6, lat=26.5, lon=109.0)
    nearer = forecast(at(6), 6, lat=25.5, lon=112.5)
    assert not passage_of(replace(gone, forecasts={"CMA": (nearer,)}), CITY).receding
    then = forecast(at(0), 3, lat=24.0, lon=117.0)
    assert not passage_of(
        replace(gone, forecasts={"CMA": (onward,), "JMA": (back,)}), CITY
    ).receding
    assert passage_of(replace(gone, forecasts={"CMA": (onward,)}), CITY).receding
    # what was forecast for an hour that has gone says nothing of what comes
    assert passage_of(replace(gone, forecasts={"CMA": (then,)}), CITY).receding


def test_a_gale_that_still_reaches_the_city_has_not_left_it():
    wide = {f"r7_{quadrant}_km": 900.0 for quadrant in ("ne", "se", "sw", "nw")}
    leaving = replace(LEAVING, **wide)
    assert not passage_of(replace(storm(NEAR, leaving), circles_from=leaving), CITY).receding
