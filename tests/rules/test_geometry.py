from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from ems_dashboard.rules.geometry import destination, distance_km, geodesic_km, wind_ring

WGS84 = Geod(ellps="WGS84")
lons, lats, far = st.floats(105, 135), st.floats(5, 40), st.floats(1, 1200)


@given(lons, lats, st.floats(0, 359), far)
def test_a_destination_is_as_far_as_asked_within_half_a_percent(lon, lat, bearing, km):
    there = destination(lon, lat, bearing, km)
    assert abs(distance_km((lon, lat), there) - km) < 1e-6 * km + 1e-6
    assert abs(WGS84.inv(lon, lat, *there)[2] / 1000 - km) < 0.006 * km


@given(lons, lats, far, far, far, far)
def test_each_quadrant_of_a_ring_has_its_own_radius(lon, lat, ne, se, sw, nw):
    ring = wind_ring(lon, lat, ne, se, sw, nw)
    assert ring[0] == ring[-1]
    for quadrant, radius in enumerate((ne, se, sw, nw)):
        middle = ring[quadrant * 16 + 7]
        assert abs(distance_km((lon, lat), middle) - radius) < 1e-3 * radius + 1e-3


def test_a_quadrant_without_radius_stays_at_the_centre():
    assert (118.0, 23.0) in wind_ring(118.0, 23.0, 100, 0, 50, 80)


@given(lons, lats, st.floats(-3, 3), st.floats(-3, 3))
def test_the_distance_on_the_ellipsoid_is_the_geodesic_within_ten_metres(lon, lat, east, north):
    there = (lon + east, lat + north)
    assert abs(geodesic_km((lon, lat), there) - WGS84.inv(lon, lat, *there)[2] / 1000) < 0.01
