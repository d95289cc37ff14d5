"""The steps of the levels on the wall: every response in force, whichever incident it belongs to."""

import re

from ems_dashboard.rules.terms import Hazard, Level
from ems_dashboard.screen import wall_levels
from tests.situation.rows import incident, response


def test_the_rain_of_another_incident_stands_beside_the_typhoon(look):
    rains = incident("r1", Hazard.RAINSTORM, began=3)
    rain = response(Level.IV, 3, hazard=Hazard.RAINSTORM, incident="r1")
    drawn = str(wall_levels.steps(look(incident(), response(Level.III), rains, rain)))
    assert "防台风 Ⅲ" in drawn
    assert "防暴雨 Ⅳ" in drawn


def test_minutes_after_the_start_the_axis_spans_two_hours_and_the_level_is_seen_at_its_end(look):
    drawn = str(wall_levels.steps(look(incident(began=0.1), response(Level.III, 0.1))))
    assert re.findall(r">(\d\d-\d\d \d\d:\d\d)<", drawn) == ["09-04 10:00", "09-04 12:00"]
    (path,) = re.findall(r'<path d="M([\d.]+) ([\d.]+)H([\d.]+)"', drawn)
    assert float(path[0]) < float(path[2])
    assert f'cy="{path[1]}"' in drawn


def test_of_a_day_the_axis_begins_with_the_incident(look):
    drawn = str(wall_levels.steps(look(incident(), response(Level.III))))
    assert re.findall(r">(\d\d-\d\d \d\d:\d\d)<", drawn) == ["09-03 12:00", "09-04 12:00"]
