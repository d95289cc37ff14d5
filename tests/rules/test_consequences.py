"""What a change of level does: who is told, which duties begin and end, whether groups go out."""

import pytest

from ems_dashboard.rules.consequences import consequences
from ems_dashboard.rules.terms import GroupKind, Hazard, Level
from tests.builders import DONGSHAN
from tests.situation.conftest import CITY

NOTHING = dict.fromkeys(Hazard)
SENDING = CITY.plan.leader_groups_from
LEADERS = tuple(group for group in CITY.groups if group.kind == GroupKind.LEADER)


def of_city(now, level):
    return consequences(CITY, CITY.code, NOTHING | {Hazard.TYPHOON: now}, Hazard.TYPHOON, level)


def test_of_the_city_every_unit_and_department_is_told_of_a_unit_the_city_and_its_townships():
    assert of_city(None, Level.IV).told == (*CITY.by_code, *CITY.departments_by_code)
    mine = consequences(CITY, DONGSHAN, NOTHING, Hazard.TYPHOON, Level.IV)
    townships = [code for code, unit in CITY.county_of.items() if unit == DONGSHAN]
    assert set(mine.told) == {CITY.code, *townships}
    assert (mine.groups, mine.recalled, mine.rhythm, mine.rhythm_ends) == ((), (), None, False)


@pytest.mark.parametrize(
    ("now", "then", "out", "back"),
    [
        (None, SENDING, True, False),
        (Level.IV, Level.IV, False, False),
        (SENDING, Level.I, False, False),
        (SENDING, Level.IV, False, True),
        (Level.I, None, False, True),
    ],
)
def test_leader_groups_go_out_with_the_level_that_sends_them_and_come_back_below_it(
    now, then, out, back
):
    found = of_city(now, then)
    assert (found.groups, found.recalled) == (LEADERS if out else (), LEADERS if back else ())


def test_what_one_change_begins_the_opposite_one_ends():
    up, down = of_city(Level.IV, Level.II), of_city(Level.II, Level.IV)
    assert up.begins == down.ends != ()
    assert up.ends == down.begins == ()
    assert {duty.level for duty in up.begins} <= {Level.III, Level.II}


def test_a_timetable_begins_is_changed_and_ends():
    began = of_city(None, Level.IV)
    assert (began.rhythm, began.rhythm_ends) == (CITY.plan.rhythm(Level.IV), False)
    assert of_city(Level.IV, Level.III).rhythm is None
    assert of_city(Level.III, Level.II).rhythm == CITY.plan.rhythm(Level.II)
    ended = of_city(Level.IV, None)
    assert (ended.rhythm, ended.rhythm_ends) == (None, True)


def test_a_level_of_the_other_hazard_keeps_duties_groups_and_timetable():
    now = {Hazard.TYPHOON: Level.IV, Hazard.RAINSTORM: Level.IV}
    found = consequences(CITY, CITY.code, now, Hazard.TYPHOON, None)
    assert (found.rhythm, found.rhythm_ends) == (None, False)
    assert all(duty.hazard is Hazard.TYPHOON for duty in found.ends)
