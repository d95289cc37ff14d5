"""Arrivals against the geodesic on the ellipsoid, minute by minute."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import inf

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyproj import Geod

from ems_dashboard.rules.arrival import Arrival, approaches, arrivals, consensus, spreads
from ems_dashboard.rules.circles import CALM, Local, Territory, gap_km, radius_towards
from ems_dashboard.rules.paths import Node, Track, ahead, analysed
from ems_dashboard.rules.storms import StormFix, StormForecast

WGS84 = Geod(ellps="WGS84")
BEGIN = datetime(2023, 9, 4, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def territory(points):
    centre = points[0]
    return Territory(
        tuple(points), centre, max(WGS84.inv(*centre, *p)[2] / 1000 for p in points) * 1.001
    )


def geodesic_gap(place, points):
    lon, lat, *radii = place
    gaps = []
    for point in points:
        bearing, _, metres = WGS84.inv(lon, lat, *point)
        gaps.append(metres / 1000 - radius_towards(bearing % 360, tuple(radii)))
    return min(gaps)


def minute_by_minute(track, points):
    """Whether the circle is over the territory, at every minute of the path."""
    minutes = range(int((track.times[-1] - track.times[0]) / MINUTE) + 1)
    return [geodesic_gap(track.at(track.times[0] + n * MINUTE), points) < 0 for n in minutes]


def told(spans, count):
    moments = [BEGIN + n * MINUTE for n in range(count)]
    return [
        any(begins <= m and (ends is None or m < ends) for begins, ends in spans) for m in moments
    ]


radius = st.floats(20, 350)
even = st.builds(lambda r: (r, r, r, r), radius)
uneven = st.builds(
    lambda r, *s: tuple(r * f for f in s), st.floats(40, 250), *[st.floats(0.5, 1.5)] * 4
)
radii = st.one_of(even, uneven, st.just(CALM))
hourly = st.floats(-0.6, 0.6)
"""Degrees in an hour: as fast as 90 km/h, twice what storms do here."""
moves = st.lists(
    st.tuples(hourly, hourly, radii, st.sampled_from([1, 3, 6])), min_size=1, max_size=4
)
begins = st.tuples(st.floats(116, 119), st.floats(22.5, 25.5), radii, st.just(0))
counties = st.lists(st.tuples(st.floats(117, 118), st.floats(23.5, 24.5)), min_size=1, max_size=6)


def track_of(begin, steps):
    lon, lat, circle, _ = begin
    moment, made = BEGIN, [Node(BEGIN, lon, lat, {7: circle}, False)]
    for east, north, circle, hours in steps:
        lon, lat, moment = lon + east * hours, lat + north * hours, moment + hours * HOUR
        made.append(Node(moment, lon, lat, {7: circle}, False))
    return Track(made, 7)


@settings(max_examples=150, deadline=None)
@given(begins, moves, counties)
@example(  # a circle that grows at once and then shrinks slowly: a minute is much of the one leg and little of the other
    (115.0, 21.0, (20.0,) * 4, 0),
    [(1.125, 4.0, (80.75, 157.7, 161.5, 237.2), 1), (0.875, -1.0, (81.0,) * 4, 1)],
    [(117.0, 23.8125)],
)
def test_arrival_and_end_agree_with_a_look_at_every_minute_within_five_minutes(
    begin, steps, points
):
    track = track_of(begin, steps)
    seen = minute_by_minute(track, points)
    said = told(track.covered(territory(points)), len(seen))
    for n, (ours, theirs) in enumerate(zip(said, seen, strict=True)):
        assert ours == theirs or ours in seen[max(0, n - 5) : n + 6], (n, BEGIN + n * MINUTE)


@given(st.floats(110, 130), st.floats(5, 40), st.floats(0, 360), st.floats(1, 1500))
def test_the_local_distance_is_the_geodesic_within_the_error_it_states(lon, lat, bearing, km):
    east, north, _ = WGS84.fwd(lon, lat, bearing, km * 1000)
    assert (
        abs(Local(lon, lat).distance(east, north) - km)
        <= (0.0005 if km <= 500 else 0.005) * km + 0.01
    )


@given(uneven, st.floats(0, 359.99))
def test_the_radius_is_smooth_and_each_quadrant_keeps_its_own_in_the_middle(circle, bearing):
    here, next_to = radius_towards(bearing, circle), radius_towards((bearing + 0.01) % 360, circle)
    assert abs(here - next_to) < 0.001 * (max(circle) - min(circle)) + 1e-9
    assert min(circle) - 1e-9 <= here <= max(circle) + 1e-9
    assert [radius_towards(middle, circle) for middle in (45, 135, 225, 315)] == list(circle)


def test_at_an_edge_the_radius_is_the_mean_of_both_quadrants():
    assert radius_towards(90, (300, 200, 200, 300)) == 250
    assert radius_towards(0, (300, 200, 200, 100)) == 200


def fix(hours, lon, wind=30.0, r7=200.0, hpa=980.0, **more):
    given_radii = {f"r7_{q}_km": r7 for q in ("ne", "se", "sw", "nw")}
    return StormFix(storm="1", agency="CMA", lat=23.6, lon=lon, wind_ms=wind, pressure_hpa=hpa,
                    valid_at=BEGIN + hours * HOUR, **(given_radii | more))  # fmt: skip


def forecast(hours, lon, wind=30.0, agency="CMA", hpa=None):
    return StormForecast(storm="1", agency=agency, lat=23.6, lon=lon, wind_ms=wind, pressure_hpa=hpa,
                         valid_at=BEGIN, forecast_at=BEGIN + hours * HOUR)  # fmt: skip


def test_forecast_radii_stay_as_analysed_and_end_below_the_circle_s_own_wind():
    path = ahead(
        [fix(0, 122)], [forecast(6, 121, 15.0), forecast(12, 120, 60.0), forecast(18, 119, 13.0)]
    )
    assert [node.radii[7][0] for node in path] == [200, 200, 200, 0]
    assert [node.analysed for node in path] == [True, False, False, False]


def test_a_forecast_without_wind_keeps_the_circle():
    path = ahead([fix(0, 122)], [forecast(6, 121, None, hpa=995.0), forecast(12, 120, None)])
    assert [node.radii[7][0] for node in path] == [200, 200, 200]


def test_a_fix_that_lacks_its_radii_takes_the_last_and_one_below_gale_has_none():
    bare = dict.fromkeys(("r7_ne_km", "r7_se_km", "r7_sw_km", "r7_nw_km"))
    path = analysed([fix(0, 122), fix(1, 121.9, 24.0, **bare), fix(2, 121.8, 12.0, **bare)])
    assert [node.radii[7][0] for node in path] == [200, 200, 0]


def test_a_fix_below_gale_that_gives_a_circle_keeps_it():
    given = fix(2, 121.8, 12.0)
    assert analysed([fix(0, 122), given])[-1].radii[7][0] == given.r7_ne_km > 0


PLACE = {"town": Territory(((118.0, 23.6),), (118.0, 23.6))}


def test_each_agency_says_when_and_who_expects_none_stands_last():
    fixes = [fix(0, 122), fix(1, 121.8)]
    said = {
        "CMA": [forecast(13, 119)],
        "JMA": [forecast(7, 119, agency="JMA")],
        "HKO": [forecast(13, 122.5)],
    }
    found = arrivals(fixes, said, PLACE, BEGIN + HOUR)
    assert len(found) == 3 * 3
    spread = spreads(found)["town", 7]
    assert [a.agency for a in spread.by_agency] == ["JMA", "CMA", "HKO"]
    assert spread.earliest < spread.middle < spread.latest
    assert spread.planned == spread.middle
    assert {a.basis for a in spread.expecting} == {"held"}
    assert spreads(found)["town", 12].earliest is None


def test_a_circle_that_came_before_the_forecast_began_is_one_stretch_with_what_follows():
    fixes = [fix(0, 121), fix(6, 119)]
    (one,) = [
        a
        for a in arrivals(fixes, {"CMA": [forecast(30, 112)]}, PLACE, BEGIN + 6 * HOUR)
        if a.force == 7
    ]
    assert one.basis == "analysed"
    assert one.arrives_at < BEGIN + 6 * HOUR < one.leaves_at


def test_without_a_forecast_the_analysed_path_is_told_in_its_agency_s_name():
    (one,) = [
        a for a in arrivals([fix(0, 121), fix(6, 119)], {}, PLACE, BEGIN + 6 * HOUR) if a.force == 7
    ]
    assert (one.agency, one.leaves_at, one.basis) == ("CMA", None, "analysed")
    assert one.arrives_at is not None


def test_the_stretch_told_is_the_one_now_or_the_next_and_only_then_the_last():
    there_and_back = [fix(0, 121), fix(6, 118), fix(12, 121), fix(18, 118), fix(24, 121)]

    def chosen(hours):
        (one,) = [
            a for a in arrivals(there_and_back, {}, PLACE, BEGIN + hours * HOUR) if a.force == 7
        ]
        return one

    assert chosen(0) == chosen(6)
    assert chosen(12).arrives_at == chosen(18).arrives_at > chosen(6).leaves_at
    assert chosen(40).leaves_at <= BEGIN + 24 * HOUR


def test_a_centre_deep_inside_covers_and_one_far_away_does_not():
    square = territory([(118.0, 23.6), (118.2, 23.6), (118.2, 23.8), (118.0, 23.8)])
    assert gap_km((118.1, 23.7, 200, 200, 200, 200), square) < -150
    assert gap_km((130, 23.7, 200, 200, 200, 200), square) > 900


def test_the_centre_is_nearest_where_the_agency_s_path_comes_closest_or_ashore():
    fixes = [fix(0, 121), fix(6, 120)]
    passing = replace(forecast(18, 116, agency="JMA"), lat=22.6)
    found = {
        a.agency: a
        for a in approaches(fixes, {"CMA": [forecast(18, 118)], "JMA": [passing]}, PLACE)
    }
    assert found["CMA"].km <= 1.5
    assert found["CMA"].unit == "town"
    assert abs(found["CMA"].at - (BEGIN + 18 * HOUR)) <= 10 * MINUTE
    assert 30 < found["JMA"].km < 110
    assert BEGIN + 6 * HOUR < found["JMA"].at < BEGIN + 18 * HOUR


def test_once_the_centre_has_passed_the_nearest_is_in_the_past():
    (one,) = approaches(
        [fix(0, 121), fix(6, 118), fix(12, 115)], {"CMA": [forecast(24, 110)]}, PLACE
    )
    assert abs(one.at - (BEGIN + 6 * HOUR)) <= 10 * MINUTE


@pytest.mark.parametrize(
    ("told", "middle"),
    [
        ((3,), 3),
        ((3, 6), 4.5),
        ((3, 6, 12), 7),
        ((0, 4, 6, 20), 5),
        ((0, 4, 6, 8, 30), 6),
        ((3, 6, None), 4.5),
        ((0, 4, 6, 20, None), 5),
        ((3, None), 3),
        ((3, None, None), None),
        ((None,), None),
    ],
)
def test_the_middle_is_the_mean_of_those_that_expect_it_without_the_outermost_of_four(told, middle):
    hours = [None if at is None else BEGIN + at * HOUR for at in told]
    rows = [Arrival("u", f"A{n}", 7, at, None, "held") for n, at in enumerate(hours)]
    expected = None if middle is None else BEGIN + middle * HOUR
    assert spreads(rows)["u", 7].middle == expected


@given(st.lists(st.floats(0, 72) | st.just(inf), min_size=1, max_size=7))
def test_the_middle_of_the_agencies_lies_between_them_whoever_speaks_first(told):
    middle = consensus(told)
    assert middle == consensus(list(reversed(told)))
    if middle != inf:
        assert min(told) - 1e-9 <= middle <= max(at for at in told if at != inf) + 1e-9
