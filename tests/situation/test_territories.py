"""Whose territory is nearest, and how far it is: to the border, not to the seat."""

import pytest

from ems_dashboard.rules.geometry import distance_km
from ems_dashboard.situation.territories import nearest_unit, territories
from tests.builders import DONGSHAN
from tests.situation.conftest import CITY

UNIT = CITY.by_code[DONGSHAN]


def test_within_a_unit_the_distance_is_nought():
    assert nearest_unit(UNIT.lon, UNIT.lat, CITY) == (DONGSHAN, 0.0)


@pytest.mark.parametrize(("south_deg", "least_km", "most_km"), [(1.0, 80, 112), (3.0, 300, 335)])
def test_at_sea_it_is_counted_to_the_border(south_deg, least_km, most_km):
    unit, km = nearest_unit(UNIT.lon, UNIT.lat - south_deg, CITY)
    assert unit == DONGSHAN
    assert least_km < km < most_km


def test_every_unit_has_a_territory_and_a_zone_is_a_point():
    found = territories(CITY)
    assert found.keys() == CITY.by_code.keys()
    for unit in CITY.units:
        assert (len(found[unit.code].points) > 1) is bool(unit.boundary), unit.name


def test_no_point_of_a_territory_lies_outside_its_circle():
    for unit, area in territories(CITY).items():
        farthest_km = max(distance_km(area.centre, point) for point in area.points)
        assert farthest_km <= area.radius_km <= 1.02 * farthest_km + 0.1, unit
        lons, lats = zip(*area.points, strict=True)
        assert min(lons) <= area.centre[0] <= max(lons), unit
        assert min(lats) <= area.centre[1] <= max(lats), unit
