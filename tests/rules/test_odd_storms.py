"""Storms that do not simply come: what is told of each, from hand-made rows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ems_dashboard.rules.arrival import arrival_at, arrivals, coverages, spreads
from ems_dashboard.rules.circles import Territory
from ems_dashboard.rules.storms import StormFix, StormForecast

BEGIN = datetime(2023, 9, 3, tzinfo=UTC)
HOUR = timedelta(hours=1)
HARBOUR = {"unit": Territory(((118.0, 24.0),), (118.0, 24.0))}
KM_PER_DEG_LON = 101.6
"""At 24 degrees north."""


def fix(hours, lon, lat=24.0, radius=150.0, storm="1", wind_ms=40.0):
    radii = {f"r7_{quadrant}_km": radius for quadrant in ("ne", "se", "sw", "nw")}
    return StormFix(
        storm=storm, agency="CMA", valid_at=BEGIN + hours * HOUR, lon=lon, lat=lat, wind_ms=wind_ms, **radii
    )  # fmt: skip


def path(agency, *places, issued=0, wind_ms=40.0):
    """(hours, lon) along the parallel of the harbour."""
    at = BEGIN + issued * HOUR
    return [
        StormForecast(
            storm="1", agency=agency, valid_at=at, known_at=at, lon=lon, lat=24.0, wind_ms=wind_ms,
            forecast_at=BEGIN + hours * HOUR,
        )
        for hours, lon in places
    ]  # fmt: skip


def gale(fixes, forecasts, moment=BEGIN):
    found = spreads(arrivals(fixes, forecasts, HARBOUR, moment))
    return found["unit", 7]


def hours_to(spread):
    return (spread.planned - BEGIN) / HOUR


def test_one_that_loops_comes_twice_and_the_next_time_is_told():
    there_and_back = path("CMA", (12, 118.5), (24, 122.0), (36, 118.5), (48, 122.0))
    coverage = coverages([fix(0, 122.0)], {"CMA": there_and_back}, HARBOUR)[0]
    assert len(coverage.spans) == 2
    first, second = coverage.spans
    between = first.end + (second.begin - first.end) / 2
    assert arrival_at(BEGIN, coverage).arrives_at == first.begin
    assert arrival_at(between, coverage).arrives_at == second.begin


def test_one_that_stalls_within_reach_comes_and_does_not_leave():
    stalls = path("CMA", (12, 119.0), (24, 119.0), (72, 119.0))
    (arrival,) = gale([fix(0, 122.0)], {"CMA": stalls}).by_agency
    assert 0 < (arrival.arrives_at - BEGIN) / HOUR < 12
    assert arrival.leaves_at is None


def test_one_that_stalls_a_little_out_of_reach_is_not_told_to_come():
    away = 118.0 + 155 / KM_PER_DEG_LON
    stalls = path("CMA", (12, away), (72, away))
    assert gale([fix(0, 122.0)], {"CMA": stalls}).planned is None


def test_one_that_crosses_the_date_line_has_no_arrival_on_the_way_round_the_world():
    eastward = path("JTWC", (12, 179.5), (24, -179.5), (36, -178.5))
    assert gale([fix(0, 178.5)], {"JTWC": eastward}).planned is None


def test_of_two_at_once_each_has_its_own_arrival():
    near = gale([fix(0, 121.0)], {"CMA": path("CMA", (12, 118.0))})
    far = gale([fix(0, 126.0)], {"CMA": path("CMA", (48, 118.0))})
    assert hours_to(near) == pytest.approx(12 * (3 - 150 / KM_PER_DEG_LON) / 3, abs=0.2)
    assert hours_to(far) == pytest.approx(48 * (8 - 150 / KM_PER_DEG_LON) / 8, abs=0.3)


def test_one_that_forms_within_the_warning_line_is_told_from_its_first_fix():
    spread = gale([fix(0, 120.0, wind_ms=15.0, radius=60.0)], {"CMA": path("CMA", (12, 118.0))})
    assert 0 < hours_to(spread) < 12


def test_one_without_radii_is_told_of_nowhere():
    bare = replace(
        fix(0, 121.0), **{f"r7_{quadrant}_km": None for quadrant in ("ne", "se", "sw", "nw")}
    )
    assert gale([bare], {"CMA": path("CMA", (12, 118.0))}).planned is None


def test_a_first_fix_without_radii_takes_those_of_no_later_one():
    bare = replace(fix(0, 121.0), r7_ne_km=None, r7_se_km=None, r7_sw_km=None, r7_nw_km=None)
    told = gale([bare, fix(6, 120.5)], {"CMA": path("CMA", (18, 118.0))}, BEGIN + 6 * HOUR)
    assert 6 < hours_to(told) < 18


def test_with_one_agency_its_word_is_the_middle():
    spread = gale([fix(0, 121.0)], {"HKO": path("HKO", (12, 118.0))})
    assert spread.middle == spread.earliest == spread.latest


def test_where_a_bulletin_is_missing_the_agency_s_last_one_goes_on_from_the_new_fix():
    old = path("CMA", (6, 120.5), (12, 119.0), (24, 116.0), issued=-6)
    spread = gale([fix(0, 122.0), fix(6, 121.0)], {"CMA": old}, BEGIN + 6 * HOUR)
    assert 6 < hours_to(spread) < 12


@pytest.mark.parametrize(("agency", "comes"), [("CMA", True), ("JMA", True), ("JTWC", False)])
def test_a_one_minute_wind_just_above_the_gale_is_none_over_two_minutes(agency, comes):
    weak = path(agency, (12, 118.5), (24, 117.5), wind_ms=14.5)
    assert (gale([fix(0, 123.0)], {agency: weak}).planned is not None) == comes
