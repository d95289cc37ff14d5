"""How far forecast centres were off: along the way, across it, by hours ahead."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.rules.track_errors import (
    ALL,
    LEAST_KM,
    TrackError,
    held_km,
    mean_points,
    misses,
    records,
)

BEGIN = datetime(2023, 9, 3, tzinfo=UTC)
HOUR = timedelta(hours=1)
KM_PER_DEG = 111.195


def fix(hours, lon, lat):
    return StormFix(storm="1", agency="CMA", valid_at=BEGIN + hours * HOUR, lon=lon, lat=lat)


def told(agency, lead, lon, lat, issued=0):
    at = BEGIN + issued * HOUR
    forecast_at = at + lead * HOUR
    return StormForecast(
        storm="1",
        agency=agency,
        valid_at=at,
        known_at=at,
        forecast_at=forecast_at,
        lon=lon,
        lat=lat,
    )


NORTHWARD = [fix(hours, 120.0, 20.0 + hours / 10) for hours in range(0, 61, 6)]
"""0.1 degrees of latitude an hour."""


@pytest.mark.parametrize(
    ("lon", "lat", "ahead", "right"),
    [
        (120.0, 21.4, KM_PER_DEG, 0),
        (120.0, 23.4, -KM_PER_DEG, 0),
        (119.0, 22.4, 0, KM_PER_DEG * 0.9245),
        (121.0, 22.4, 0, -KM_PER_DEG * 0.9245),
    ],
    ids=["told too slow: the storm is ahead", "too fast: behind", "too far left", "too far right"],
)
def test_a_miss_is_along_the_way_and_across_it(lon, lat, ahead, right):
    (miss,) = misses(NORTHWARD, [told("CMA", 24, lon, lat)])
    assert miss.lead_hours == 24
    assert miss.ahead_km == pytest.approx(ahead, abs=1.5)
    assert miss.right_km == pytest.approx(right, abs=1.5)


def test_between_two_fixes_the_centre_is_on_the_line_between_them():
    (miss,) = misses(NORTHWARD, [told("CMA", 27, 120.0, 22.7)])
    assert miss.km == pytest.approx(0, abs=0.1)


def test_what_is_not_analysed_yet_and_the_analysis_itself_are_no_misses():
    assert misses(NORTHWARD, [told("CMA", 72, 120.0, 27.2)]) == []
    assert misses(NORTHWARD, [told("CMA", 0, 121.0, 22.4, issued=24)]) == []


def test_a_gap_of_more_than_six_hours_says_nothing():
    holed = [fix for fix in NORTHWARD if fix.valid_at != BEGIN + 24 * HOUR]
    assert misses(holed, [told("CMA", 24, 120.0, 22.4)]) == []


def test_a_storm_that_crosses_the_date_line_is_not_half_a_world_off():
    eastward = [fix(hours, lon, 20.0) for hours, lon in ((0, 179.0), (6, 179.9), (12, -179.2))]
    (miss,) = misses(eastward, [told("JTWC", 12 - 3, -179.65, 20.0)])
    assert miss.km < 2


def test_the_record_is_of_its_own_hours_ahead_alone():
    rows = misses(
        NORTHWARD,
        [told("CMA", 24, 119.0, 22.4), told("CMA", 12, 120.0, 21.2), told("JMA", 48, 120.0, 24.8)],
    )
    found = records(rows)
    assert found["CMA"][24].km == pytest.approx(KM_PER_DEG * 0.9245, abs=1.5)
    assert found["CMA"][12].km == pytest.approx(0, abs=0.1)
    assert set(found["CMA"]) == {12, 24}
    assert found["JMA"][48].points == 1


def test_the_mean_of_the_agencies_needs_two_of_them():
    points = mean_points(
        {
            "CMA": [told("CMA", 12, 179.5, 21.0), told("CMA", 24, 120.0, 22.0)],
            "JMA": [told("JMA", 12, -179.5, 23.0)],
        },
        BEGIN,
    )
    (point,) = points
    assert (point.agency, point.lat, point.lon) == (ALL, 22.0, 180.0)


def row(lead, held, agency=ALL):
    return TrackError(agency, lead, held / 2, held, 0, 0, 10, 5, "x")


ROWS = (row(12, 80.0), row(24, 120.0), row(24, 999.0, "CMA"))


def test_the_radius_is_linear_between_the_hours_and_unknown_beyond():
    assert held_km(ROWS, 18) == pytest.approx(100)
    assert held_km(ROWS, 0) == LEAST_KM
    assert held_km(ROWS, 24) == 120
    assert held_km(ROWS, 24.5) is None
    assert held_km((), 6) is None


@given(st.floats(0, 24), st.floats(0, 24))
def test_farther_ahead_is_never_surer(one, other):
    near, far = sorted((one, other))
    assert held_km(ROWS, near) <= held_km(ROWS, far) + 1e-9


def test_the_order_of_the_rows_does_not_matter():
    assert held_km(ROWS[::-1], 18) == held_km(ROWS, 18)
