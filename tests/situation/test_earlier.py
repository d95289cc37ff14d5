"""The earlier storms to compare with."""

from dataclasses import replace
from datetime import timedelta

from ems_dashboard.rules.terms import Category, Hazard, Level, LevelChange
from ems_dashboard.situation import situation
from ems_dashboard.situation.earlier import earlier_storms, same_hour
from ems_dashboard.situation.race import race_of
from tests.builders import at, evacuation, fix, forecast, incident, order, response
from tests.situation.conftest import CITY


def past(name, began, ended, **more):
    return incident(name, began_at=at(began), ended_at=at(ended), **more)


def test_typhoons_that_had_ended_by_then_the_newest_first_and_never_the_leading_one(told):
    lead = incident("now", began_at=at(0))
    store = told(
        past("older", -400, -300), past("newer", -200, -100), lead,
        past("rain", -90, -80, hazard=Hazard.RAINSTORM, storm=None),
        incident("open", began_at=at(-50)),
    )  # fmt: skip
    assert [row.incident for row in earlier_storms(store, at(1), lead)] == ["newer", "older"]
    assert [row.incident for row in earlier_storms(store, at(-150), lead)] == ["older"]
    newer = next(row for row in earlier_storms(store, at(1), lead) if row.incident == "newer")
    assert [row.incident for row in earlier_storms(store, at(1), newer)] == ["older"]


def test_one_that_ends_in_that_minute_has_ended_and_a_minute_before_it_had_not(told):
    store = told(past("a", -10, 0))
    assert [row.incident for row in earlier_storms(store, at(0), None)] == ["a"]
    assert earlier_storms(store, at(-0.1), None) == []


THEN, NOW = "2025-TY09", "2026-TY01"
SEAT = CITY.units[0]


def passing(storm, at_noon, case):
    """A storm that goes from three degrees south of a unit to its seat in twelve hours."""
    track = ((-12, 3.0), (0, 0.0), (12, 4.0))
    fixes = [fix(at_noon(h), SEAT.lat - south, SEAT.lon, storm=storm) for h, south in track]
    began = incident(case, storm=storm, began_at=at_noon(-30))
    return [
        *fixes,
        began,
        replace(began, ended_at=at_noon(20), valid_at=at_noon(20), known_at=at_noon(20)),
    ]


def test_it_is_compared_with_as_long_before_the_earlier_centre_was_nearest(told):
    earlier = passing("2509", lambda hours: at(hours - 1000), THEN)
    rows = [
        incident(NOW, storm="2601", began_at=at(-30)),
        fix(at(0), SEAT.lat - 3.0, SEAT.lon, storm="2601"),
        forecast(at(0), 12, SEAT.lat, SEAT.lon, storm="2601"),
        response(Level.II, at(-1030), case=THEN),
        response(None, at(-990), case=THEN, change=LevelChange.END),
        response(Level.III, at(-1), case=NOW),
        evacuation(300, at(-1013), case=THEN),
        evacuation(900, at(-1001), case=THEN),
        evacuation(20, at(-1), case=NOW),
        order("D0", at(-1020), case=THEN),
        order("D9", at(-1002), case=THEN),
    ]
    store = told(*earlier, *rows)
    now = situation(store, CITY, at(0))
    (before,) = earlier_storms(store, at(0), now.lead)
    found = same_hour(store, CITY, now, race_of(CITY, now), before)
    assert found is not None
    assert 0 < found.hours_before < 12  # the centre is nearest when it comes over the border
    assert abs(found.then.at - at(-1012)) < timedelta(minutes=10)
    assert found.now.at == at(0)
    assert found.then.figures[Category.PEOPLE].moved == 300
    assert found.now.figures[Category.PEOPLE].moved == 20
    assert (found.then.level, found.now.level) == (Level.II, Level.III)
    assert (found.then.orders, found.now.orders) == (1, 0)


def test_without_a_track_on_either_side_there_is_nothing_to_compare(told):
    store = told(incident(NOW, began_at=at(-30)), past(THEN, -1030, -980, storm="2509"))
    now = situation(store, CITY, at(0))
    (before,) = earlier_storms(store, at(0), now.lead)
    assert same_hour(store, CITY, now, race_of(CITY, now), before) is None
