"""What a picture says of itself: shares, what is in force, who leads, which figure is whose."""

from dataclasses import replace

import pytest

from ems_dashboard.rules.incidents import UNASSIGNED
from ems_dashboard.rules.terms import Category, Hazard, Level
from ems_dashboard.situation.picture import Figure, Storm, whole_percent
from tests.builders import (
    BEGAN,
    CASE,
    CITY_CODE,
    DONGSHAN,
    STORM,
    ZHANGPU,
    at,
    evacuation,
    fix,
    forecast,
    incident,
    response,
)
from tests.situation.conftest import CITY

RAIN = "2026-RS01"


@pytest.fixture
def empty(seen):
    return seen(at(1))


def figure(unit=DONGSHAN, case=CASE, category=Category.PEOPLE, moved=5, target=10):
    return Figure(
        incident=case, unit=unit, category=category, target=target, moved=moved, returned=0, now=moved,
        change=None, valid_at=BEGAN, oldest_at=BEGAN, known_at=BEGAN, source="", reporter="", reported=1,
        owed=1, seq=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("moved", "target", "share"), [(0, 10, 0.0), (5, 10, 0.5), (0, 0, None), (3, 0, None)]
)
def test_nothing_to_move_is_no_share_and_nobody_moved_is_none_of_it(moved, target, share):
    assert figure(moved=moved, target=target).share == share


@pytest.mark.parametrize(
    ("share", "said"), [(1.0, "100%"), (0.99999, "99%"), (0.005, "0%"), (0.01, "1%")]
)
def test_a_hundred_per_cent_is_everybody(share, said):
    assert whole_percent(share) == said


def test_a_unit_without_a_level_is_not_in_force(empty):
    picture = replace(
        empty,
        responses={
            CITY_CODE: {Hazard.TYPHOON: Level.III, Hazard.RAINSTORM: None},
            DONGSHAN: {Hazard.TYPHOON: None},
            ZHANGPU: {},
        },
    )
    assert picture.in_force == {CITY_CODE: {Hazard.TYPHOON: Level.III}}


def test_the_chosen_incident_leads_and_the_others_stand_beside_it(empty):
    typhoon, rain = incident(), incident(RAIN, hazard=Hazard.RAINSTORM, storm=None)
    picture = replace(empty, incidents=(typhoon, rain))
    for chosen, other in ((typhoon, rain), (rain, typhoon)):
        shown = picture.showing(chosen.incident)
        assert shown.lead == chosen
        assert shown.others == (other,)


def test_one_that_is_not_open_cannot_be_chosen(empty):
    picture = replace(empty, incidents=(incident(),))
    assert picture.showing("2019-TY01") is picture
    assert replace(picture, chosen="2019-TY01").lead == incident()
    assert empty.lead is None
    assert empty.others == ()


def test_the_level_of_an_incident_is_the_citys_highest_in_it(empty):
    rows = (
        response(Level.IV),
        response(Level.II, hazard=Hazard.RAINSTORM),
        response(Level.I, unit=DONGSHAN),
        response(Level.I, case=RAIN),
    )
    picture = replace(empty, response_rows=rows)
    assert picture.level_of(CASE) is Level.II
    assert picture.level_of("2019-TY01") is None


def test_a_figure_is_the_leading_incidents_and_of_none_while_there_is_none(empty):
    mine, other, stray = figure(), figure(case=RAIN, moved=9), figure(case=UNASSIGNED, moved=1)
    picture = replace(empty, evacuation=(other, stray, mine), incidents=(incident(),))
    assert picture.figure(DONGSHAN, Category.PEOPLE) is mine
    assert picture.figure(ZHANGPU, Category.PEOPLE) is None
    assert replace(picture, incidents=()).figure(DONGSHAN, Category.PEOPLE) is stray


def storm(**more):
    said = {"fixes": (fix(at(0)), fix(at(3))), "forecasts": {}} | more
    return Storm(STORM, "示例", "Example", **said)


def test_the_last_fix_is_where_the_storm_is_until_it_is_too_old():
    limits = CITY.plan.thresholds
    moving = storm()
    assert moving.position.valid_at == at(3)
    assert not moving.stale_at(at(3 + limits.stale_hours), limits)
    assert moving.stale_at(at(3.02 + limits.stale_hours), limits)


def test_a_forecast_that_ends_at_the_moment_says_nothing_of_what_follows():
    going = storm(forecasts={"CMA": (forecast(at(0), 6),), "JMA": (forecast(at(0), 12),)})
    assert going.forecast_at(at(11.9))
    assert not going.forecast_at(at(12))
    assert not storm().forecast_at(at(0))


def test_the_newest_fix_has_another_agencys_circles_and_keeps_its_own_place():
    lent = replace(fix(at(2), 30.0, agency="JMA"), r7_ne_km=150.0)
    last = storm(circles_from=lent).circled[-1]
    assert (last.r7_ne_km, last.lat, last.agency) == (150.0, 21.0, "CMA")
    assert storm(circles_from=lent).circles_known
    assert not storm().circles_known
    assert storm().circled == storm().fixes


def test_the_storm_of_the_leading_incident_is_shown_else_the_first(empty):
    one, other = storm(), replace(storm(), storm="2602")
    picture = replace(empty, storms=(other, one), incidents=(incident(),))
    assert picture.lead_storm is one
    assert replace(picture, incidents=()).lead_storm is other
    assert replace(picture, storms=()).lead_storm is None


def test_of_an_incident_that_is_not_open_nothing_is_left_out(empty):
    assert empty.hazards_of(CASE) == frozenset(Hazard)
    picture = replace(empty, incidents=(incident(),), response_rows=(response(),))
    assert picture.hazards_of(CASE) == {Hazard.TYPHOON}


def test_a_figure_in_the_ledger_is_found_in_the_picture(seen):
    shown = seen(at(2), incident(), evacuation(400, at(1)), evacuation(300, at(0)))
    assert shown.figure(DONGSHAN, Category.PEOPLE).moved == 400
