"""The steps of the levels on the wall: every response in force, whichever incident it belongs to."""

from ems_dashboard.rules.terms import Hazard, Level
from ems_dashboard.screen import wall_levels
from tests.situation.rows import incident, response


def test_the_rain_of_another_incident_stands_beside_the_typhoon(look):
    rains = incident("r1", Hazard.RAINSTORM, began=3)
    rain = response(Level.IV, 3, hazard=Hazard.RAINSTORM, incident="r1")
    drawn = str(wall_levels.steps(look(incident(), response(Level.III), rains, rain)))
    assert "防台风 Ⅲ" in drawn
    assert "防暴雨 Ⅳ" in drawn
