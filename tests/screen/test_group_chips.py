"""A leader group that nobody reported is unreported where the level sends it, and not called for below that level; it is
never drawn as one that stands by."""

from ems_dashboard.rules.groups import Deployment
from ems_dashboard.rules.terms import GroupState, Hazard, Level
from ems_dashboard.screen import group_chips, wall_units
from tests.situation.rows import CITY, before, incident, response

LEADERS = [group for group in CITY.groups if group.kind == "leader"]
SENDS = CITY.plan.leader_groups_from


def standby():
    at, group = before(1), LEADERS[0]
    return Deployment(
        incident="i1",
        group=group.code,
        unit=group.unit,
        state=GroupState.STANDBY,
        valid_at=at,
        known_at=at,
    )


def test_below_the_level_that_sends_them_no_group_is_unreported(look):
    here = look(incident(), response(Level.III))
    assert group_chips.groups_said(here) == "当前未要求派出工作组"
    card, wall = str(group_chips.groups(here)), str(wall_units.units(here))
    assert "未要求派出" in card
    assert "未报" not in card + wall
    assert 'class="standby"' not in card + wall


def test_from_that_level_on_all_of_them_are_unreported(look):
    here = look(incident(), response(SENDS))
    assert group_chips.groups_said(here).endswith(f"未报 {len(LEADERS)}")
    wall = str(wall_units.units(here))
    assert wall.count('class="unreported"') == len(LEADERS)
    assert 'class="standby"' not in wall


def test_a_second_hazard_at_that_level_sends_them_too(look):
    rain = response(SENDS, hazard=Hazard.RAINSTORM)
    assert "未报" in group_chips.groups_said(look(incident(), response(Level.IV), rain))


def test_once_the_level_is_lower_again_nobody_is_unreported(look):
    here = look(incident(), response(SENDS, 24), response(Level.III, 2))
    assert "未报" not in group_chips.groups_said(here)


def test_what_was_reported_unasked_stands_there_and_the_others_owe_nothing(look):
    here = look(incident(), response(Level.III), standby())
    assert group_chips.groups_said(here) == f"0/{len(LEADERS)} 组在外 · 到位 0"
    wall = str(wall_units.units(here))
    assert wall.count('class="standby"') == 1
    assert wall.count('class="not-called"') == len(LEADERS) - 1


def test_without_an_incident_nothing_is_called_for(look):
    assert group_chips.groups_said(look()) == "当前未要求派出工作组"
