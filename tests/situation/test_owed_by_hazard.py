"""Vessels are asked for against a typhoon and not against a rainstorm, by the plan; who reports them unasked is counted
all the same."""

import pytest

from ems_dashboard.reports.headline import headline
from ems_dashboard.reports.sections import sections
from ems_dashboard.rules.figure_states import FigureState
from ems_dashboard.rules.terms import Category, Hazard, Level
from ems_dashboard.screen import map_data
from ems_dashboard.situation import situation
from ems_dashboard.situation.contract import situation_json
from ems_dashboard.situation.evacuation import asked_of_lead, hazards_then, owing
from ems_dashboard.situation.freezing import owed
from ems_dashboard.situation.reporting import reporting
from ems_dashboard.store import open_store
from ems_dashboard.text import words
from tests.situation.rows import CITY, NOON, figure, incident, response

ZH = words("zh")
RAIN = incident("r1", Hazard.RAINSTORM)
RAINING = (RAIN, response(Level.III, hazard=Hazard.RAINSTORM, incident="r1"))
VESSELS = Category.FISHING_VESSELS
DONGSHAN = next(unit.code for unit in CITY.units if unit.short == "东山")
PEOPLE = [figure(unit, 100, 100, 0.5, incident="r1") for unit in CITY.by_code]


@pytest.fixture
def store():
    opened = open_store("sqlite://")
    yield opened
    opened.close()


@pytest.fixture
def picture(store):
    def show(*rows):
        store.append(rows, moment=NOON)
        return situation(store, CITY, NOON)

    return show


def test_against_a_rainstorm_nobody_owes_vessels_and_everybody_people():
    assert owing(CITY, VESSELS, (Hazard.RAINSTORM,)) == set()
    assert owing(CITY, Category.PEOPLE, (Hazard.RAINSTORM,)) == set(CITY.by_code)
    assert DONGSHAN in owing(CITY, VESSELS, (Hazard.TYPHOON,))
    assert owed(CITY, (Hazard.RAINSTORM,))[DONGSHAN] == (Category.PEOPLE,)


def test_all_people_out_of_the_rain_is_all_there_is_to_report(picture):
    found = picture(*RAINING, *PEOPLE)
    assert reporting(found, CITY).complete
    assert headline(found, CITY, ZH) == "各项转移按计划推进。"


def test_in_a_typhoon_the_same_figures_leave_the_vessels_unreported(picture):
    rows = [figure(unit, 100, 100, 0.5) for unit in CITY.by_code]
    found = picture(incident(), response(Level.III), *rows)
    assert DONGSHAN in reporting(found, CITY).units(FigureState.NOT_REPORTED, VESSELS)
    assert "按计划" not in headline(found, CITY, ZH)


def test_a_typhoon_response_in_the_same_incident_asks_for_the_vessels(store, picture):
    found = picture(*RAINING, response(Level.IV, 2, incident="r1"), *PEOPLE)
    assert DONGSHAN in reporting(found, CITY).units(FigureState.NOT_REPORTED, VESSELS)
    assert hazards_then(store, "r1") == {Hazard.TYPHOON, Hazard.RAINSTORM}


def test_a_figure_that_nobody_asked_for_is_counted_and_shown(picture):
    unasked = figure(DONGSHAN, 10, 8, 0.5, category=VESSELS, incident="r1")
    found = picture(*RAINING, *PEOPLE, unasked)
    total = found.figure(CITY.code, VESSELS)
    assert (total.moved, total.reported, total.owed) == (8, 1, 1)
    assert asked_of_lead(found, CITY) == (Category.PEOPLE, VESSELS)


def test_the_screens_of_a_rainstorm_offer_people_only(picture):
    found = picture(*RAINING)
    assert asked_of_lead(found, CITY) == (Category.PEOPLE,)
    assert map_data.figures(found, CITY)[0] == "people"
    assert VESSELS not in map_data.figures(found, CITY)


def test_without_an_incident_every_category_of_the_plan_is_offered(picture):
    assert asked_of_lead(picture(), CITY) == CITY.plan.reported


def test_json_says_that_vessels_are_not_applicable(picture):
    rows = situation_json(picture(*RAINING), CITY)["reporting"]["units"]
    states = {row["state"] for row in rows if row["category"] == VESSELS}
    assert states == {"not_applicable"}


def test_the_report_of_a_rainstorm_says_nothing_of_vessels_that_nobody_owes(picture):
    found = picture(*RAINING)
    text = sections(found, CITY, ZH, None, incident="r1")
    assert "渔船" not in "".join(filter(None, text.values()))


def test_the_report_of_a_typhoon_says_that_the_vessels_are_unreported(picture):
    found = picture(incident(), response(Level.III))
    assert "渔船" in sections(found, CITY, ZH, None, incident="i1")["sea"]


def test_of_an_unknown_incident_nothing_is_left_out(store):
    assert hazards_then(store, "nobody's") == set(Hazard)
