"""Who owes a figure, and who is back too early."""

from ems_dashboard.rules.terms import Category, Hazard
from ems_dashboard.situation.evacuation import early, owing
from tests.builders import CITY_CODE, DONGSHAN, ZHANGPU, at, evacuation, incident, response
from tests.situation.conftest import CITY

INLAND = "350627"


def test_every_unit_owes_its_people_and_those_with_boats_their_vessels():
    assert owing(CITY, Category.PEOPLE, Hazard) == set(CITY.by_code)
    boats = {unit.code for unit in CITY.units if unit.boats}
    assert (
        owing(CITY, Category.FISHING_VESSELS, Hazard)
        == owing(CITY, Category.RAFT_WORKERS, Hazard)
        == boats
    )
    assert INLAND not in boats


def test_nobody_owes_what_is_counted_unasked():
    assert owing(CITY, Category.RAFT_OTHERS, Hazard) == set()


def test_those_back_too_early_come_with_the_most_first_and_the_city_is_no_unit(seen):
    rows = evacuation(100, at(1), returned=5), evacuation(100, at(1), unit=ZHANGPU, returned=8)
    responses = response(unit=DONGSHAN), response(unit=ZHANGPU)
    found = early(seen(at(2), incident(), *responses, *rows), CITY)
    assert [(figure.unit, figure.too_early) for figure in found] == [(ZHANGPU, 8), (DONGSHAN, 5)]
    assert CITY_CODE not in {figure.unit for figure in found}
