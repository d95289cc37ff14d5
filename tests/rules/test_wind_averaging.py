"""Winds of agencies that average over different times, as means of two minutes."""

import pytest

from ems_dashboard.rules.wind_averaging import two_minute_wind_ms


@pytest.mark.parametrize(
    ("agency", "minutes", "as_two"),
    [("CMA", None, 40.0), ("JMA", None, 40.8), ("HKO", None, 40.8), ("JTWC", None, 37.944)],
)
def test_the_habit_of_the_agency_says_what_its_wind_is_over_two_minutes(agency, minutes, as_two):
    assert two_minute_wind_ms(40.0, agency, minutes) == pytest.approx(as_two)


def test_a_one_minute_wind_becomes_the_ten_minute_one_by_the_factor_at_sea():
    one = two_minute_wind_ms(50.0, "", 1)
    assert one / two_minute_wind_ms(1.0, "", 10) == pytest.approx(0.93 * 50)


def test_what_the_fix_says_of_its_averaging_comes_before_the_habit():
    assert two_minute_wind_ms(40.0, "CMA", 10) == pytest.approx(40.8)


def test_a_best_track_averages_as_its_agency():
    assert two_minute_wind_ms(40.0, "JTWC-BT") == two_minute_wind_ms(40.0, "JTWC")


def test_an_unknown_habit_and_an_unknown_wind_stay_as_they_are():
    assert two_minute_wind_ms(40.0, "KMA") == 40.0
    assert two_minute_wind_ms(None, "JTWC") is None
