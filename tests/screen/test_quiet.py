"""After the case is closed its sums say whether every unit stands in them."""

from dataclasses import replace

from ems_dashboard.rules.terms import Hazard, Level
from ems_dashboard.screen import cards, quiet
from tests.situation.rows import CITY, before, figure, incident, response, run

RAIN = incident("r1", Hazard.RAINSTORM)
OVER = replace(RAIN, ended_at=before(2), valid_at=before(2), known_at=before(2))
CLOSED = (
    RAIN,
    response(Level.IV, hazard=Hazard.RAINSTORM, incident="r1"),
    response(None, 2, hazard=Hazard.RAINSTORM, incident="r1"),
    OVER,
)
UNITS = tuple(CITY.by_code)


def people(*units):
    return [figure(unit, 10, 10, 5, incident="r1") for unit in units]


def test_a_sum_of_some_units_says_of_how_many(look):
    here = look(*CLOSED, *people(*UNITS[:3]))
    assert f"转移 30 人次(已报 3/{len(UNITS)})" in str(quiet.came_last(here))
    assert "转移群众(人次),报齐 0/1 次" in str(quiet.year_so_far(here))


def test_a_sum_of_everybody_stands_alone(look):
    here = look(*CLOSED, *people(*UNITS))
    said = str(quiet.came_last(here)) + str(quiet.year_so_far(here))
    assert f"转移 {10 * len(UNITS)} 人次" in said
    assert "已报" not in said
    assert "报齐" not in said


def sign(here):
    return str(cards.bottom(here)).split("</i>")[0].rsplit(">", 1)[1]


def test_nothing_open_and_no_warning_source_is_not_the_sign_of_calm(look):
    here = look()
    assert "无气象预警来源" in cards.sentence(here)
    assert sign(here) == "○"


def test_nothing_open_with_a_living_warning_source_is(look):
    here = look(replace(run("预警源"), kinds=("warnings",)))
    assert "无气象预警来源" not in cards.sentence(here)
    assert sign(here) == "●"
