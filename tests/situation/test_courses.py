"""What the race runs on: the course of each unit's figures in the leading incident, and the hours that orders set."""

from ems_dashboard.rules.terms import Category, Hazard
from ems_dashboard.situation.race import courses, lead_storm, race_of
from tests.builders import (
    DONGSHAN,
    TONGLING,
    ZHANGPU,
    at,
    evacuation,
    fix,
    forecast,
    incident,
    order,
)
from tests.situation.conftest import CITY

PEOPLE = Category.PEOPLE


def test_a_course_has_a_point_for_every_report_of_the_leading_incident(seen):
    picture = seen(
        at(4), incident(), incident("R", hazard=Hazard.RAINSTORM, storm=None), evacuation(10, at(1)),
        evacuation(30, at(3)), evacuation(99, at(2), case="R"),
    )  # fmt: skip
    assert [point[:3] for point in courses(CITY, picture)[DONGSHAN, PEOPLE]] == [
        (at(1), 1000, 10),
        (at(3), 1000, 30),
    ]


def test_townships_stand_for_a_county_until_it_reports_itself(seen):
    picture = seen(
        at(4),
        incident(),
        evacuation(5, at(1), unit=TONGLING),
        evacuation(50, at(2)),
        evacuation(9, at(3), unit=TONGLING),
    )
    assert [point[2] for point in courses(CITY, picture)[DONGSHAN, PEOPLE]] == [5, 50]


def test_without_an_incident_nobody_runs(seen):
    assert courses(CITY, seen(at(1), evacuation(5, at(1), case="unassigned"))) == {}


def test_the_newest_order_that_names_an_hour_for_a_unit_sets_it(seen):
    rows = [
        order("D1", at(1), units=(DONGSHAN, ZHANGPU), category=PEOPLE, complete_by=at(9)),
        order("D2", at(2), category=PEOPLE, complete_by=at(6)),
        order("D3", at(3)),
    ]
    picture = seen(
        at(4), incident(), evacuation(10, at(1)), evacuation(10, at(1), unit=ZHANGPU), *rows
    )
    race = race_of(CITY, picture)
    assert race.runner(DONGSHAN, PEOPLE).gate == at(6)
    assert race.runner(ZHANGPU, PEOPLE).gate == at(9)
    assert race.runner(DONGSHAN, PEOPLE).ordered


def test_the_storm_of_the_race_is_that_of_the_leading_incident_else_the_nearest_of_no_incident(
    seen,
):
    far, near = fix(at(1), 12.0, 140.0), fix(at(1), 23.0, 118.5, storm="2602")
    assert lead_storm(seen(at(2), far, near)).storm == "2602"
    assert lead_storm(seen(at(2), incident())).storm == "2601"


def test_a_storm_that_comes_over_the_city_reaches_a_unit_on_its_way_and_none_that_stays_away(seen):
    track = [fix(at(0), 20.0, 119.5), fix(at(6), 21.0, 119.0)]
    ahead = [forecast(at(6), 12, 23.0, 118.0), forecast(at(6), 24, 25.0, 117.0)]
    race = race_of(CITY, seen(at(6), incident(), *track, *ahead))
    (approach,) = race.approaches
    assert at(6) < approach.at < at(30)
    assert approach.km < 50
    away = [forecast(at(12), 12, 20.0, 122.0), forecast(at(12), 24, 20.0, 126.0)]
    assert race_of(CITY, seen(at(12), fix(at(12), 20.0, 121.0), *away)).approaches[0].km > 200
