"""How the agencies' bulletins of a storm did in its last days."""

import pytest

from ems_dashboard.situation.storms import storm_at
from ems_dashboard.situation.track_records import track_records
from tests.builders import STORM, at, fix, forecast

NORTHWARD = [fix(at(hours), 18.0 + hours / 10, 119.0) for hours in range(0, 97, 6)]


def read(ledger, moment):
    with ledger.reading() as reader:
        return track_records(reader, storm_at(reader, STORM, moment), moment)


def test_an_agency_that_was_told_too_slow_has_the_storm_ahead_of_it(told):
    slow = [forecast(at(hours), 24, 19.4 + hours / 10, 119.0, agency="JMA") for hours in (24, 48)]
    found = read(told(*NORTHWARD, *slow), at(96))
    record = found["JMA"][24]
    assert record.points == 2
    assert record.ahead_km == pytest.approx(111.2, abs=1)
    assert record.right_km == pytest.approx(0, abs=1)


def test_what_is_not_analysed_at_the_moment_does_not_count(told):
    rows = [forecast(at(48), lead, 22.8 + lead / 10, 119.0) for lead in (12, 24)]
    ledger = told(*NORTHWARD, *rows)
    assert set(read(ledger, at(62))["CMA"]) == {12}
    assert set(read(ledger, at(80))["CMA"]) == {12, 24}


def test_bulletins_of_more_than_three_days_ago_are_another_situation(told):
    old = forecast(at(6), 24, 25.0, 119.0)
    ledger = told(*NORTHWARD, old)
    assert read(ledger, at(60))["CMA"][24].points == 1
    assert read(ledger, at(96)) == {}


def test_a_storm_that_nobody_forecast_has_no_record(told):
    assert read(told(*NORTHWARD), at(96)) == {}
