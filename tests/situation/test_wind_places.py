"""The wind at the places of a unit: half of its points, against a look at every minute."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.arrival import Ground
from ems_dashboard.rules.paths import Track
from ems_dashboard.situation.boundaries import county_shapes
from ems_dashboard.situation.wind_at_points import half_covered
from ems_dashboard.situation.wind_places import wind_places
from tests.conftest import CITY_DIR
from tests.rules.test_arrival import geodesic_gap
from tests.situation.test_wind_at_points import BEGIN, HOUR, STRAIGHT, lats, lons, node, radius

CITY = load_city(CITY_DIR)
PLACES = wind_places(CITY)
MINUTE = timedelta(minutes=1)


def hours_of(span):
    return [None if end is None else round((end - BEGIN) / HOUR, 2) for end in span]


def begins(*points):
    ((begin, _),) = half_covered(STRAIGHT, 7, {"place": points})["place"]
    return begin


def test_a_place_is_reached_with_half_of_its_points_and_not_at_the_first_touch():
    near, middle, far = (119.0, 24.0), (118.0, 24.0), (117.0, 24.0)
    assert begins(near, middle, far) == begins(middle)
    assert begins(near) < begins(near, middle, far) < begins(far)
    assert begins(near, far) == begins(near), "of two, the one is half"


def test_a_place_that_the_storm_comes_back_to_is_covered_twice():
    path = [node(0, 117.0, 24.0, *[100] * 4), node(10, 121.0, 24.0, *[100] * 4)]
    path += [node(20, 117.0, 24.0, *[100] * 4)]
    first, second = half_covered(path, 7, {"place": [(117.0, 24.0)]})["place"]
    assert hours_of(first)[0] == 0
    assert hours_of(second)[1] is None
    assert abs(hours_of(first)[1] + hours_of(second)[0] - 20) < 0.05


def test_a_storm_that_stays_away_covers_nothing():
    assert half_covered(STRAIGHT, 7, {"place": [(119.0, 35.0)]}) == {"place": ()}
    assert half_covered(STRAIGHT, 10, {"place": [(119.0, 24.0)]}) == {"place": ()}


@settings(max_examples=40)
@given(
    st.lists(st.tuples(lons, lats, radius, radius, radius, radius), min_size=2, max_size=4),
    st.lists(st.tuples(lons, lats), min_size=1, max_size=5),
)
def test_it_agrees_with_a_look_at_every_minute(places, points):
    path = [node(4 * index, *place) for index, place in enumerate(places)]
    spans = half_covered(path, 7, {"place": points})["place"]
    track = Track(path, 7)
    minutes = [BEGIN + n * MINUTE for n in range(240 * (len(places) - 1) + 1)]
    seen = [
        2 * sum(geodesic_gap(track.at(at), [point]) < 0 for point in points) >= len(points)
        for at in minutes
    ]
    said = [any(b <= at and (e is None or at < e) for b, e in spans) for at in minutes]
    for n, (ours, theirs) in enumerate(zip(said, seen, strict=True)):
        # a stretch shorter than the step may be missed; an end is within ten minutes
        around = seen[max(0, n - 16) : n + 17]
        assert ours == theirs or ours in around, (n, ours)


def test_the_sea_s_points_are_harbours_and_coast_and_the_land_s_are_townships():
    sea, land = PLACES["350623", Ground.SEA], PLACES["350623", Ground.LAND]
    assert {(h.lon, h.lat) for h in CITY.harbours if h.unit == "350623"} <= set(sea)
    named = {(t.lon, t.lat) for t in CITY.townships if t.unit == "350623" and t.lon}
    assert named <= set(land)
    # the border with the neighbours inland is no coast: the county's coast lies in the south
    north = county_shapes(CITY)["350623"].bounds[3]
    assert max(lat for _, lat in sea) < north - 0.05


def test_every_unit_has_land_and_those_with_boats_have_a_sea():
    assert {unit for unit, ground in PLACES if ground is Ground.LAND} == set(CITY.by_code)
    afloat = {unit.code for unit in CITY.units if unit.boats}
    assert afloat <= {unit for unit, ground in PLACES if ground is Ground.SEA}
    assert "350629" not in {unit for unit, ground in PLACES if ground is Ground.SEA}
    assert all(PLACES.values())
