"""The city is large on every map, and a storm is in view as long as it is near."""

from dataclasses import replace

import pytest

from ems_dashboard import clock
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.screen.map_view import bounds, city_bounds
from ems_dashboard.situation import situation
from tests.conftest import CITY_DIR

CITY = load_city(CITY_DIR)


@pytest.fixture(scope="module")
def busy(demo_store):
    return situation(demo_store, CITY, clock.parse("2023-09-04T20:24"))


def moved(found, lat, lon):
    storm = found.storms[0]
    fix = replace(storm.position, lat=lat, lon=lon)
    return replace(found, storms=(replace(storm, fixes=(fix,)),))


def test_a_near_storm_is_in_view_and_the_city_stays_large(busy):
    (south, west), (north, east) = bounds(busy, CITY)
    fix = busy.storms[0].position
    assert south < fix.lat < north
    assert west < fix.lon < east
    assert north - south < 3


def test_a_storm_far_away_does_not_make_the_city_small(busy):
    far = bounds(moved(busy, 15.0, 130.0), CITY)
    assert far[1][1] - far[0][1] == pytest.approx(
        city_bounds(CITY)[1][1] - city_bounds(CITY)[0][1], abs=0.02
    )
    assert far == bounds(busy, CITY, storm=False)
