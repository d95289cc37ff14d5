"""Where a centre came ashore: from sea to land only, at the first county that the leg meets."""

from datetime import timedelta

from shapely.geometry import Point

from ems_dashboard.situation.boundaries import districts
from ems_dashboard.situation.landfalls import landfalls
from tests.builders import at, fix

SEA, COAST, INLAND = (23.0, 118.5), (24.5, 117.5), (25.3, 117.0)
"""Latitude and longitude: off 东山, in 漳州, behind it."""


def track(*places, hours=6):
    return [fix(at(hours * n), lat, lon) for n, (lat, lon) in enumerate(places)]


def test_from_sea_to_land_is_one_landfall_between_its_two_fixes():
    (found,) = landfalls(track(SEA, COAST))
    assert at(0) < found.at < at(6)
    assert SEA[0] < found.lat < COAST[0]
    assert COAST[1] < found.lon < SEA[1]
    assert found.before.valid_at == at(0)
    assert found.adcode.startswith("3506")


def test_the_place_is_where_the_leg_first_meets_land_not_where_it_leaves_a_county():
    (found,) = landfalls(track(SEA, INLAND))
    shapes = [shape for _, shape in districts().values()]
    north, west = (INLAND[0] - SEA[0]) / 200, (INLAND[1] - SEA[1]) / 200
    before = Point(found.lon - west, found.lat - north)
    after = Point(found.lon + west, found.lat + north)
    assert not any(shape.intersects(before) for shape in shapes)
    assert any(shape.intersects(after) for shape in shapes)


def test_what_goes_on_over_land_comes_ashore_no_second_time():
    assert len(landfalls(track(SEA, COAST, INLAND))) == 1
    assert landfalls(track(COAST, INLAND)) == ()


def test_leaving_the_land_is_none_and_coming_back_is_another():
    assert landfalls(track(COAST, SEA)) == ()
    first, second = landfalls(track(SEA, COAST, SEA, COAST))
    assert first.at < at(6)
    assert at(12) < second.at < at(18)


def test_at_sea_there_is_none_nor_where_it_stands_still_nor_for_one_fix():
    assert landfalls(track(SEA, (22.5, 119.0))) == ()
    assert landfalls(track(SEA, SEA)) == ()
    assert landfalls(track(SEA)) == ()
    assert landfalls([]) == ()


def test_the_moment_is_where_on_the_leg_the_coast_lies_to_the_minute():
    slow, fast = landfalls(track(SEA, COAST, hours=12))[0], landfalls(track(SEA, COAST))[0]
    assert abs((slow.at - at(0)) - 2 * (fast.at - at(0))) <= timedelta(minutes=1)
    assert fast.at == fast.at.replace(second=0, microsecond=0)
    assert (slow.lon, slow.lat) == (fast.lon, fast.lat)
