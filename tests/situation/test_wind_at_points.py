"""The circle's arrival at many points at once against the exact search for each of them."""

from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ems_dashboard.rules.circles import Territory
from ems_dashboard.rules.paths import Node, Track
from ems_dashboard.situation.wind_at_points import first_hours

BEGIN = datetime(2026, 8, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def node(hours, lon, lat, *radii):
    return Node(BEGIN + hours * HOUR, lon, lat, {7: radii}, hours == 0)


STRAIGHT = (node(0, 121.0, 24.0, 200, 200, 200, 200), node(20, 117.0, 24.0, 200, 200, 200, 200))


def test_a_circle_of_200_km_at_20_km_an_hour_comes_when_the_centre_is_200_km_off():
    (hours,) = first_hours(STRAIGHT, 7, [(117.0, 24.0)])
    # 4 degrees of longitude at 24° N are 406 km
    assert abs(hours - (406.3 - 200) / (406.3 / 20)) < 0.05


def test_over_it_from_the_beginning_is_0_and_never_is_inf():
    assert first_hours(STRAIGHT, 7, [(121.5, 24.0), (119.0, 29.0)]).tolist() == [0.0, np.inf]


def test_another_force_without_radii_never_comes():
    assert first_hours(STRAIGHT, 10, [(121.0, 24.0)]).tolist() == [np.inf]


def test_a_path_of_one_place_tells_nothing():
    assert first_hours(STRAIGHT[:1], 7, [(121.0, 24.0)]).tolist() == [np.inf]


def test_the_quadrant_towards_the_point_decides():
    path = (node(0, 121.0, 24.0, 300, 300, 50, 50), node(20, 117.0, 24.0, 300, 300, 50, 50))
    (ahead_of_it,) = first_hours(path, 7, [(117.0, 24.4)])
    (behind_it,) = first_hours(path, 7, [(122.5, 24.4)])
    assert behind_it == 0.0
    assert ahead_of_it > 15


lons, lats = st.floats(116.0, 124.0), st.floats(20.0, 28.0)
radius = st.floats(40.0, 350.0)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(lons, lats, radius, radius, radius, radius), min_size=2, max_size=5),
    st.tuples(lons, lats),
)
def test_it_is_within_ten_minutes_of_the_exact_search(places, point):
    path = [node(6 * index, *place) for index, place in enumerate(places)]
    (hours,) = first_hours(path, 7, [point])
    spans = Track(path, 7).covered(Territory((point,), point))
    exact = (spans[0].begin - BEGIN) / HOUR if spans else np.inf
    # a touch shorter than the step may be missed; nothing else
    brief = bool(spans) and (spans[0].end or path[-1].at) - spans[0].begin < 0.3 * HOUR
    assert brief or hours == exact or abs(hours - exact) < 1 / 6
