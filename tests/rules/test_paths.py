"""The path of a centre and its circles: what holds where a bulletin is silent, and to the minute."""

from dataclasses import replace
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.circles import CALM, Territory
from ems_dashboard.rules.paths import LEAST_MS, Node, Track, ahead, analysed
from tests.builders import at, fix, forecast

GALE = {"r7_ne_km": 200.0, "r7_se_km": 150.0, "r7_sw_km": 100.0, "r7_nw_km": 120.0}
WIDE = (200.0, 150.0, 100.0, 120.0)


def test_radii_that_a_later_fix_does_not_give_are_the_last_ones_given():
    nodes = analysed([replace(fix(at(0)), **GALE), fix(at(3)), fix(at(6))])
    assert [node.radii[7] for node in nodes] == [WIDE, WIDE, WIDE]


def test_before_the_first_circle_was_given_there_is_none():
    nodes = analysed([fix(at(0)), replace(fix(at(3)), **GALE)])
    assert [node.radii[7] for node in nodes] == [CALM, WIDE]


def test_a_quadrant_that_is_not_given_beside_others_is_none_and_zero_is_given():
    half = replace(fix(at(0)), r7_ne_km=200.0, r7_se_km=0.0)
    assert analysed([half])[0].radii[7] == (200.0, 0.0, 0.0, 0.0)
    ended = replace(fix(at(3)), r7_ne_km=0.0)
    assert analysed([half, ended])[1].radii[7] == CALM


def test_a_kept_circle_is_gone_below_its_own_wind_and_not_at_it():
    first = replace(fix(at(0)), **GALE)
    still, weak = fix(at(3), wind_ms=LEAST_MS[7]), fix(at(3), wind_ms=LEAST_MS[7] - 0.1)
    assert analysed([first, still])[1].radii[7] == WIDE
    assert analysed([first, weak])[1].radii[7] == CALM
    assert analysed([first, fix(at(3), wind_ms=None)])[1].radii[7] == WIDE


def test_what_a_weak_fix_gives_itself_holds():
    weak = replace(fix(at(0), wind_ms=10.0), **GALE)
    assert analysed([weak])[0].radii[7] == WIDE


def test_a_forecast_begins_at_the_last_fix_and_leaves_out_what_is_not_after_it():
    fixes = [fix(at(0)), fix(at(3))]
    points = [forecast(at(0), 0), forecast(at(0), 3), forecast(at(0), 6), forecast(at(0), 12)]
    nodes = ahead(fixes, points)
    assert [node.at for node in nodes] == [at(3), at(6), at(12)]
    assert [node.analysed for node in nodes] == [True, False, False]


def test_points_out_of_order_do_not_lead_back():
    nodes = ahead([fix(at(0))], [forecast(at(0), 12), forecast(at(0), 6)])
    assert [node.at for node in nodes] == [at(0), at(12)]


def test_a_path_runs_on_across_the_date_line():
    lons = [node.lon for node in analysed([fix(at(0), lon=179.0), fix(at(3), lon=-179.0)])]
    assert lons == [179.0, 181.0]


def straight():
    """Two degrees to the west in two hours, the circle of 50 km all around."""
    circle = {7: (50.0, 50.0, 50.0, 50.0)}
    return [Node(at(0), 119.0, 24.0, circle, True), Node(at(2), 117.0, 24.0, circle, True)]


def test_the_place_at_a_moment_lies_between_its_fixes_and_ends_with_them():
    track = Track(straight(), 7)
    assert track.at(at(0))[:2] == (119.0, 24.0)
    assert track.at(at(1))[:2] == (118.0, 24.0)
    assert track.at(at(2)) == (117.0, 24.0, 50.0, 50.0, 50.0, 50.0)


def test_a_circle_that_passes_is_over_the_place_once():
    place = Territory(((118.0, 24.0),), (118.0, 24.0))
    (span,) = Track(straight(), 7).covered(place)
    assert at(0.4) < span.begin < at(0.6)
    assert at(1.4) < span.end < at(1.6)


def test_a_circle_that_is_there_at_the_end_goes_on():
    place = Territory(((117.0, 24.0),), (117.0, 24.0))
    (span,) = Track(straight(), 7).covered(place)
    assert span.end is None


def test_without_a_circle_of_the_force_nothing_is_covered():
    place = Territory(((118.0, 24.0),), (118.0, 24.0))
    assert Track(straight(), 10).covered(place) == []
    assert Track(straight()[:1], 7).covered(place) == []


TWO = {"r7_ne_km": 300.0, "r10_ne_km": 100.0}


def eight(wind_ms, **radii):
    return analysed([replace(fix(at(0), wind_ms=wind_ms), **radii)])[0].radii[8][0]


def test_the_circle_of_force_8_lies_between_those_of_7_and_10_on_their_power_law():
    share = log(LEAST_MS[8] / LEAST_MS[7]) / log(LEAST_MS[10] / LEAST_MS[7])
    assert eight(30.0, **TWO) == pytest.approx(300 * (100 / 300) ** share)
    assert 100 < eight(30.0, **TWO) < 300


def test_without_a_circle_of_force_10_that_of_8_is_the_archive_s_share_of_7():
    assert eight(20.0, r7_ne_km=300.0) == pytest.approx(300 * 0.684, abs=1)


def test_a_storm_below_force_8_has_no_circle_of_it_and_forecasts_lose_it_too():
    assert eight(17.1, r7_ne_km=300.0) == 0
    assert eight(17.2, r7_ne_km=300.0) > 0
    first = replace(fix(at(0), wind_ms=30.0), **TWO)
    winds = ((12, 20.0), (24, 15.0))
    path = ahead([first], [replace(forecast(at(0), h), wind_ms=ms) for h, ms in winds])
    assert [node.radii[8][0] > 0 for node in path] == [True, True, False]
    assert path[1].radii[10] == CALM


@given(st.floats(0, 600), st.floats(0, 600), st.floats(5, 70))
def test_the_circle_of_force_8_is_never_within_that_of_10_nor_outside_the_wider(seven, ten, wind):
    found = eight(wind, r7_ne_km=seven, r10_ne_km=ten)
    assert ten - 1e-6 <= found <= max(seven, ten) + 1e-6
