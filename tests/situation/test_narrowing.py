"""With several incidents open, what belongs to the one shown; what holds for the city stays whole."""

from ems_dashboard.rules.terms import Category, DueState, Hazard, Level
from ems_dashboard.situation.narrowing import late, of_lead
from ems_dashboard.situation.reporting import reporting
from ems_dashboard.situation.situation_cache import SituationCache
from tests.builders import (
    CASE,
    CITY_CODE,
    DONGSHAN,
    ZHANGPU,
    at,
    evacuation,
    incident,
    order,
    response,
)
from tests.situation.conftest import CITY

OTHER = "2026-R01"
RAIN = Hazard.RAINSTORM


def two(seen, moment, *more):
    """A typhoon at level Ⅲ from the beginning, a heavy rain at Ⅳ an hour later."""
    opened = incident(), incident(OTHER, began_at=at(1), hazard=RAIN, storm=None)
    levels = response(Level.III), response(Level.IV, at(1), hazard=RAIN, case=OTHER)
    return seen(moment, *opened, *levels, *more)


def test_orders_levels_and_timetable_are_those_of_the_incident_shown(seen):
    orders = order("D1", at(1)), order("D2", at(2), case=OTHER)
    now = two(seen, at(3), *orders)
    for name, number, level in ((CASE, "D1", Level.III), (OTHER, "D2", Level.IV)):
        own = of_lead(now.showing(name), CITY)
        assert [each.order.order for each in own.orders] == [number]
        assert {row.level for row in own.levels} == {level}
        assert [each.incident for each in own.incidents] == [name]
        rhythm = CITY.plan.rhythm(level)
        today = [due for due in own.rhythm if due.due_at.date() == at(3).date()]
        assert 0 < len(today) <= len(rhythm.consultations) + len(rhythm.reports)
    assert len(now.orders) == 2
    assert of_lead(now, CITY).responses == now.responses, (
        "a level in force is in force, whatever it was begun for"
    )


def test_a_unit_that_reported_for_another_incident_has_no_figure_for_this_one(seen):
    now = two(seen, at(3), evacuation(91, at(2)), evacuation(42, at(2), case=OTHER, unit=ZHANGPU))
    rain = now.showing(OTHER)
    assert rain.figure(DONGSHAN, Category.PEOPLE) is None
    assert now.showing(CASE).figure(DONGSHAN, Category.PEOPLE).moved == 91
    assert rain.figure(CITY_CODE, Category.PEOPLE).moved == 42
    assert DONGSHAN in reporting(of_lead(rain, CITY), CITY).silent()


def test_what_is_late_in_the_other_incident_is_counted(seen):
    now = two(seen, at(9), order("D2", at(2), case=OTHER, receipt_due=at(3)))
    own = of_lead(now.showing(OTHER), CITY)
    assert own.orders[0].overdue
    assert late(own) == 1 + sum(due.state is DueState.LATE for due in own.rhythm)
    assert late(of_lead(now.showing(CASE), CITY)) == sum(
        due.state is DueState.LATE for due in of_lead(now.showing(CASE), CITY).rhythm
    )


def test_one_open_incident_is_the_whole_picture(seen):
    now = seen(at(3), incident(), response(), order("D1", at(1)))
    assert of_lead(now, CITY) is now


def test_the_book_of_one_incident_is_not_kept_as_that_of_all(told, monkeypatch):
    ledger = told(
        incident(), incident(OTHER, began_at=at(1), hazard=RAIN, storm=None), response(),
        response(Level.IV, at(1), hazard=RAIN, case=OTHER), order("D1", at(1)), order("D2", at(2), case=OTHER),
    )  # fmt: skip
    cache = SituationCache(ledger, CITY)
    now = cache.at(at(3))
    assert len(cache.orders(now).files) == 2
    assert [file.order.order for file in cache.orders(cache.own(now)).files] == ["D1"]
