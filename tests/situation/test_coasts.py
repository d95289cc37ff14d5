"""The land under a storm: Luzon and the Ryukyus are there, the neighbours' coast is fine."""

import json

import pytest
from shapely.geometry import Point, shape

from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.situation.boundaries import surroundings
from ems_dashboard.situation.coasts import storm_land
from tests.conftest import CITY_DIR


@pytest.fixture(scope="module")
def land():
    features = json.loads(storm_land(load_city(CITY_DIR)))["features"]
    return [(feature["properties"]["kind"], shape(feature["geometry"])) for feature in features]


def kinds_at(land, lon, lat):
    filled = ("abroad", "land", "near", "unit")
    return {kind for kind, area in land if kind in filled and area.contains(Point(lon, lat))}


@pytest.mark.parametrize(
    ("lon", "lat", "kinds"),
    [
        (121.0, 16.5, {"abroad"}),  # Luzon
        (128.0, 26.5, {"abroad"}),  # Okinawa
        (106.0, 18.0, {"abroad"}),  # Viet Nam
        (131.0, 32.0, {"abroad"}),  # Kyushu
        (121.0, 23.7, {"land"}),  # Taiwan
        (115.0, 26.0, {"land"}),  # Jiangxi
        (118.6, 25.0, {"near"}),  # Quanzhou
        (117.35, 24.5, {"near", "unit"}),  # Nanjing county
        (119.3, 22.0, set()),  # the strait
        (118.9, 23.5, set()),
    ],
)
def test_what_lies_where(land, lon, lat, kinds):
    assert kinds_at(land, lon, lat) == kinds


def corners(area, window):
    cut = area.boundary.intersection(window)
    return sum(len(line.coords) for line in getattr(cut, "geoms", [cut]) if not line.is_empty)


def test_a_neighbours_coast_near_the_city_is_finer_than_the_far_ones(land):
    window = Point(118.1, 24.5).buffer(0.3)  # Xiamen
    fine = next(area for kind, area in land if kind == "near")
    coarse = [shape(feature["geometry"]) for feature in surroundings()["features"]]
    assert corners(fine, window) > 2 * sum(corners(area, window) for area in coarse)


def test_no_land_abroad_lies_over_a_province(land):
    abroad = next(area for kind, area in land if kind == "abroad")
    for kind, area in land:
        if kind == "land":
            assert abroad.intersection(area).area < 0.01
