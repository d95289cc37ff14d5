"""The figures of a report: true for its cut-off and known in the minute in which it was taken."""

import json
from datetime import timedelta

from ems_dashboard.rules.terms import Category, Hazard
from ems_dashboard.situation.evacuation import owing
from ems_dashboard.situation.freezing import as_json, freeze, owed, reported_rows
from tests.builders import CASE, CITY_CODE, DONGSHAN, TONGLING, ZHANGPU, at, evacuation, incident
from tests.situation.conftest import CITY

MINUTE = timedelta(minutes=1)
CUT_OFF = at(9)


def told_figures(ledger, known):
    return {(t.unit, t.category): t for t in freeze(ledger, CITY, CASE, CUT_OFF, known).figures}


def moved(ledger, known, unit=DONGSHAN):
    return told_figures(ledger, known)[unit, Category.PEOPLE].moved


def test_a_figure_of_the_cut_off_that_came_in_before_the_report_was_taken_stands_in_it(told):
    ledger = told(
        incident(), evacuation(100, at(8)), evacuation(200, CUT_OFF, known_at=CUT_OFF + 6 * MINUTE)
    )
    assert moved(ledger, CUT_OFF + 5 * MINUTE) == 100
    assert moved(ledger, CUT_OFF + 6 * MINUTE) == 200


def test_a_correction_that_came_in_afterwards_does_not_whatever_hour_it_is_for(told):
    ledger = told(
        incident(), evacuation(200, at(8)), evacuation(150, at(8), known_at=CUT_OFF + 30 * MINUTE)
    )
    assert moved(ledger, CUT_OFF + 8 * MINUTE) == 200


def test_a_figure_of_a_later_hour_is_not_in_it_however_early_it_was_known(told):
    ledger = told(
        incident(), evacuation(200, at(8)), evacuation(900, CUT_OFF + MINUTE, known_at=at(8))
    )
    assert moved(ledger, CUT_OFF + 8 * MINUTE) == 200


def test_the_total_that_somebody_sent_for_the_city_is_set_beside_the_sum(told):
    rows = (
        evacuation(100, at(8)),
        evacuation(50, at(8), unit=ZHANGPU),
        evacuation(160, at(8), unit=CITY_CODE),
    )
    city = told_figures(told(incident(), *rows), CUT_OFF)[CITY_CODE, Category.PEOPLE]
    assert (city.moved, city.otherwise) == (150, 160)


def test_the_sum_of_townships_is_set_beside_a_county_only_where_it_says_something(told):
    """Of two townships in ten the sum is no second figure, unless it is more than the county's own already."""
    ledger = told(incident(), evacuation(100, at(8)), evacuation(30, at(8), unit=TONGLING))
    assert told_figures(ledger, CUT_OFF)[DONGSHAN, Category.PEOPLE].otherwise is None
    ledger = told(evacuation(130, at(8), unit=TONGLING))
    assert told_figures(ledger, CUT_OFF)[DONGSHAN, Category.PEOPLE].otherwise == 130


def test_what_was_frozen_is_read_back_as_it_was_told(told):
    frozen = freeze(
        told(incident(), evacuation(100, at(8), returned=3)), CITY, CASE, CUT_OFF, CUT_OFF
    )
    again = {
        (t.unit, t.category): (t.target, t.moved, t.returned, t.valid_at)
        for t in reported_rows(json.loads(as_json(frozen, CITY)), CASE)
    }
    assert again == {
        (t.unit, t.category): (t.target, t.moved, t.returned, t.valid_at) for t in frozen.figures
    }


def test_a_unit_owes_what_the_screens_say_that_it_owes_whether_anybody_reported_it_or_not():
    mine = owed(CITY, (Hazard.TYPHOON,))
    assert mine[DONGSHAN] == CITY.plan.reported
    assert mine["350627"] == (Category.PEOPLE,), "no boats inland"
    assert all(
        (category in mine[unit]) == (unit in owing(CITY, category, (Hazard.TYPHOON,)))
        for unit in mine
        for category in CITY.plan.reported
    )


def test_figures_of_a_report_that_says_less_are_nobody_back_and_of_its_own_moment():
    row = {"unit": DONGSHAN, "category": "people", "target": 9, "moved": 5}
    kept = {"as_of": "2026-07-01T17:00+08:00", "evacuation": [row, row | {"incident": "other"}]}
    (found,) = reported_rows(kept, CASE)
    assert (found.returned, found.change, found.valid_at) == (0, None, at(9))
    full = row | {"returned": 2, "change": 3, "valid_at": "2026-07-01T16:00+08:00"}
    (found,) = reported_rows(kept | {"evacuation": [full]}, CASE)
    assert (found.returned, found.change, found.valid_at) == (2, 3, at(8))
