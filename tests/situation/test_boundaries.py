"""The borders of the package: each county has its own, a zone has none, and the surroundings are whole."""

from shapely.geometry import Point, shape

from ems_dashboard.situation.boundaries import county_shapes, districts, surroundings
from tests.situation.conftest import CITY


def test_each_unit_with_a_boundary_has_the_polygon_that_its_seat_lies_in():
    shapes = county_shapes(CITY)
    assert shapes.keys() == {unit.code for unit in CITY.units if unit.boundary}
    for unit in CITY.units:
        if unit.boundary:
            assert shapes[unit.code].buffer(0.05).contains(Point(unit.lon, unit.lat)), unit.name


def test_districts_are_of_the_whole_country_by_adcode():
    found = districts()
    assert len(found) > 2000
    assert found["350626"][0].startswith("东山")


def test_the_surroundings_keep_every_part_of_provinces_and_of_the_national_line():
    features = surroundings()["features"]
    lines = [each for each in features if each["properties"]["line"]]
    provinces = [each for each in features if not each["properties"]["line"]]
    assert len(provinces) == 34
    assert lines
    assert min(shape(each["geometry"]).bounds[1] for each in lines) < 6
    assert not any(shape(each["geometry"]).is_empty for each in features)
