"""Longitude is a circle: 180 and −179.6 are neighbours for distances, paths, arrivals and tracks."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from ems_dashboard.rules.arrival import approaches, arrivals
from ems_dashboard.rules.circles import Local, Territory, gap_km
from ems_dashboard.rules.geometry import beside, distance_km, geodesic_km
from ems_dashboard.rules.paths import CENTRE, Track, analysed
from ems_dashboard.rules.storms import StormFix, StormForecast, running_on

WGS84 = Geod(ellps="WGS84")
BEGIN = datetime(2023, 9, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
COUNTY = Territory(((117.6, 24.5), (117.8, 24.6)), (117.7, 24.55), 15.0)


def fix(hours, lon, lat=24.0, **given):
    radii = dict.fromkeys(("r7_ne_km", "r7_se_km", "r7_sw_km", "r7_nw_km"), 200.0)
    return StormFix(
        storm="2397",
        agency="CMA",
        lat=lat,
        lon=lon,
        wind_ms=30,
        valid_at=BEGIN + hours * HOUR,
        **radii | given,
    )


def forecast(hours, lon, lat=24.0):
    return StormForecast(
        storm="2397",
        agency="JMA",
        lat=lat,
        lon=lon,
        wind_ms=30,
        valid_at=BEGIN,
        forecast_at=BEGIN + hours * HOUR,
    )


@pytest.mark.parametrize(("lon", "other", "same"), [
    (-179.6, 180.0, 180.4), (179.6, -180.0, -180.4), (181.0, 117.0, 181.0), (-179.0, 117.0, 181.0), (117.6, 0, 117.6),
    (180.4, 0, -179.6),
])  # fmt: skip
def test_a_meridian_is_written_beside_another(lon, other, same):
    assert beside(lon, other) == pytest.approx(same)


def test_a_longitude_that_is_beside_it_already_is_not_touched():
    assert beside(117.529, 119.2) == 117.529


@pytest.mark.parametrize("first", [180.0, -180.0, 180.1, -179.9, -179.6, 181.0])
def test_distances_across_the_date_line_are_those_of_the_globe(first):
    expected = WGS84.inv(first, 24.0, 178.6, 24.2)[2] / 1000
    assert Local(first, 24.0).distance(178.6, 24.2) == pytest.approx(expected, rel=0.001)
    assert gap_km(
        (first, 24.0, 0, 0, 0, 0), Territory(((178.6, 24.2),), (178.6, 24.2))
    ) == pytest.approx(expected, rel=0.001)
    assert geodesic_km((first, 24.0), (178.6, 24.2)) == pytest.approx(expected, rel=0.001)
    assert distance_km((first, 24.0), (178.6, 24.2)) == pytest.approx(expected, rel=0.005)


@pytest.mark.parametrize("lons", [
    (-179.0, -179.8, 179.4, 178.6), (181.0, 180.2, 179.4, 178.6), (180.0, -179.6, 179.9, 179.0), (-180.0, 179.6, 179.0),
])  # fmt: skip
def test_a_storm_at_the_date_line_brings_no_wind_to_a_county_at_117_east(lons):
    fixes = [fix(6 * n, lon) for n, lon in enumerate(lons)]
    (arrival,) = (a for a in arrivals(fixes, {}, {"350602": COUNTY}, BEGIN) if a.force == 7)
    assert (arrival.arrives_at, arrival.leaves_at) == (None, None)
    (approach,) = approaches(fixes, {}, {"350602": COUNTY})
    assert approach.km > 6000


def test_a_forecast_across_the_date_line_brings_none_either():
    found = arrivals(
        [fix(0, -179.4)],
        {"JMA": [forecast(12, 179.4), forecast(24, 178.2)]},
        {"350602": COUNTY},
        BEGIN,
    )
    assert {a.arrives_at for a in found} == {None}


def test_a_path_between_two_fixes_runs_the_short_way():
    track = Track(analysed([fix(0, -179.0), fix(6, 179.0)]), CENTRE)
    lon, lat, *_ = track.at(BEGIN + 3 * HOUR)
    assert (beside(lon, 180.0), lat) == (pytest.approx(180.0), 24.0)


def test_a_track_is_drawn_without_a_jump_and_the_forecast_goes_on_from_it():
    drawn = running_on([fix(0, -179.0), fix(6, -179.8), fix(12, 179.4)])
    assert [row.lon for row in drawn] == pytest.approx([181.0, 180.2, 179.4])
    ahead = running_on([forecast(6, -179.9)], drawn[-1].lon)
    assert [row.lon for row in ahead] == pytest.approx([180.1])


turns = st.lists(st.integers(-1, 1), min_size=4, max_size=4)
lons = st.lists(st.floats(114, 121), min_size=4, max_size=4)


@given(lons, turns)
def test_whichever_way_longitudes_are_written_the_arrivals_are_the_same(places, written):
    plain = [fix(6 * n, lon) for n, lon in enumerate(places)]
    turned = [
        fix(6 * n, lon + 360 * turn)
        for n, (lon, turn) in enumerate(zip(places, written, strict=True))
    ]
    expected = arrivals(plain, {}, {"350602": COUNTY}, BEGIN)
    for ours, theirs in zip(arrivals(turned, {}, {"350602": COUNTY}, BEGIN), expected, strict=True):
        assert (ours.arrives_at is None) == (theirs.arrives_at is None)
        assert ours.arrives_at is None or abs(ours.arrives_at - theirs.arrives_at) <= timedelta(
            minutes=2
        )
