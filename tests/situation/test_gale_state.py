"""Whether the gale is to come, here or over, to the minute, and by whose wind circles."""

from datetime import timedelta

import pytest

from ems_dashboard.reports.danger import (
    COUNTED,
    circles_said,
    danger_label,
    danger_number,
    why_no_race,
)
from ems_dashboard.rules.arrival import Ground
from ems_dashboard.rules.pace import Left
from ems_dashboard.rules.race import GaleState, RaceState
from ems_dashboard.rules.storms import CIRCLES_HOLD
from ems_dashboard.rules.terms import Category
from ems_dashboard.situation import situation
from ems_dashboard.situation.race import race_of
from ems_dashboard.text import words
from tests.situation.rows import CITY, NOON, figure, fix, forecast, incident

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
FORCE = CITY.plan.thresholds.gale_force
CIRCLES = {f"r7_{quadrant}_km": 150.0 for quadrant in ("ne", "se", "sw", "nw")}
WORD = words("zh")


def there(hours):
    """A centre that goes north past the city, 33 km in an hour, and is abreast of it after half a day."""
    return {"lat": 21.0 + 0.3 * hours, "lon": 117.6}


def seen(hours, **more):
    return fix(-hours, wind_ms=30.0, **there(hours), **(CIRCLES | more))


BULLETIN = [forecast(0, ahead, **there(ahead)) for ahead in range(3, 31, 3)]
PASSAGE = [seen(hours) for hours in range(0, 28, 3)]
PEOPLE = figure("350626", 1000, 300, hours=1)
BARE = dict.fromkeys(CIRCLES)


@pytest.fixture
def raced(told):
    """raced(hours after noon, *facts) → the race, and the picture that it was made of."""

    def look(moment, *facts):
        picture = situation(told(incident(), PEOPLE, *facts), CITY, moment)
        return race_of(CITY, picture), picture

    return look


def test_the_states_change_at_the_last_arrival_and_at_the_last_end(raced):
    """The paths are searched to the minute."""
    race, _ = raced(NOON, *PASSAGE, *BULLETIN)
    gales = [spread for (_, force), spread in race.spreads.items() if force == FORCE]
    there = [
        spread
        for (_, ground, force), spread in race.at_places.items()
        if (ground, force) == (Ground.SEA, FORCE)
    ]
    comes = max(spread.planned for spread in (*gales, *there))
    goes = max(spread.by_agency[0].leaves_at for spread in gales)
    assert min(spread.planned for spread in gales) < comes - HOUR < comes + HOUR < goes
    states = [
        raced(at)[0].gale for at in (comes - MINUTE, comes + MINUTE, goes - MINUTE, goes + MINUTE)
    ]
    assert states == [GaleState.TO_COME, GaleState.HERE, GaleState.HERE, GaleState.OVER]


def test_a_fix_says_when_the_gale_comes_for_as_long_as_it_is_fresh_and_no_minute_longer(raced):
    fresh = NOON + timedelta(hours=CITY.plan.thresholds.stale_hours)
    assert raced(fresh, seen(0), *BULLETIN)[0].gale is GaleState.TO_COME
    assert raced(fresh + MINUTE)[0].gale is GaleState.UNKNOWN


@pytest.mark.parametrize("state", GaleState)
def test_people_are_counted_only_while_the_gale_is_to_come_or_here(raced, state):
    moment = {GaleState.TO_COME: 0, GaleState.HERE: 12, GaleState.OVER: 27}.get(state, 0)
    facts = [*PASSAGE, *BULLETIN]
    if state is GaleState.NONE:
        facts = [fix(0, 10.0, 140.0, **CIRCLES), forecast(0, 24, 12.0, 138.0)]
    if state is GaleState.UNKNOWN:
        facts = []
    race, _ = raced(NOON + moment * HOUR, *facts)
    assert race.gale is state
    assert (danger_number(race) != "—") is (state in COUNTED)
    assert danger_label(race, WORD) == WORD(f"race.danger.{state}")


def test_a_newest_fix_without_circles_has_those_of_another_agency_and_says_whose(raced):
    mine = [seen(0, agency="CMA"), *BULLETIN]
    race, _ = raced(NOON + 2 * HOUR, *mine, seen(2, agency="JMA", **BARE))
    assert race.storm.position.agency == "JMA"
    assert race.gale is GaleState.TO_COME
    assert race.winds
    assert "12:00" in circles_said(race, WORD)
    assert race.storm.fixes[-1].r7_ne_km is None, "the table of fixes shows what its agency gave"


def test_a_fix_that_gives_its_own_circles_names_nobody_s(raced):
    race, _ = raced(NOON + 2 * HOUR, seen(0, agency="CMA"), seen(2, agency="JMA"), *BULLETIN)
    assert circles_said(race, WORD) == ""


@pytest.mark.parametrize(("late", "gale"), [(0, GaleState.TO_COME), (1, GaleState.UNKNOWN)])
def test_another_agency_s_circles_hold_for_some_hours_and_no_minute_longer(raced, late, gale):
    hours = (CIRCLES_HOLD + late * MINUTE) / HOUR
    facts = [seen(0, agency="CMA"), *BULLETIN, seen(hours, agency="JMA", **BARE)]
    assert raced(NOON + CIRCLES_HOLD + 5 * MINUTE, *facts)[0].gale is gale


def test_without_any_circles_nobody_is_free_and_no_calm_is_said(raced):
    race, picture = raced(NOON, seen(0, **BARE), *BULLETIN)
    runner = race.runner("350626", Category.PEOPLE)
    assert (race.gale, runner.state) == (GaleState.UNKNOWN, RaceState.UNKNOWN)
    assert runner.in_wind == Left(0, 0, 700)
    assert "未收到风圈半径" in why_no_race(race, picture, CITY, WORD)


def test_a_typhoon_of_which_no_fix_came_leaves_nobody_free(raced):
    race, _ = raced(NOON)
    assert race.storm is None
    assert race.runner("350626", Category.PEOPLE).state is RaceState.UNKNOWN


def test_a_storm_too_weak_for_a_gale_is_given_no_circle_of_another_agency(raced):
    weak = fix(-2, wind_ms=12.0, agency="JMA", **there(2))
    race, _ = raced(NOON + 2 * HOUR, seen(0, agency="CMA"), weak)
    assert race.storm.circles_from is None


def test_without_a_forecast_nobody_says_that_no_gale_will_come(raced):
    far = fix(0, 10.0, 140.0, **CIRCLES)
    race, picture = raced(NOON, far)
    assert race.gale is GaleState.UNKNOWN
    assert "未收到路径预报" in why_no_race(race, picture, CITY, WORD)
    assert raced(NOON, forecast(0, -1, 12.0, 138.0))[0].gale is GaleState.UNKNOWN, "ran out"
    race, picture = raced(NOON, forecast(0, 24, 12.0, 138.0))
    assert race.gale is GaleState.NONE
    assert "预报期内无" in why_no_race(race, picture, CITY, WORD)
