"""Earliest, likely and latest of an arrival, and its chance, from the rows of an archive."""

from datetime import timedelta

import pytest

from ems_dashboard import clock
from ems_dashboard.rules.arrival import Arrival, spreads
from ems_dashboard.rules.arrival_errors import ArrivalChance, ArrivalError, chance, window

NOW = clock.parse("2026-08-01T08:00")
HOUR = timedelta(hours=1)
ERRORS = (
    ArrivalError(7, True, 0, 12, -2.0, 3.0, 100, 30, "archive"),
    ArrivalError(7, True, 12, 24, -5.0, 6.0, 100, 30, "archive"),
    ArrivalError(7, False, 0, 24, -8.0, 9.0, 40, 20, "archive"),
)
CHANCES = (
    ArrivalChance(7, 0, 24, 0.0, 0.2, 0.2, 60, 20, "archive"),
    ArrivalChance(7, 0, 24, 0.2, 0.99, 0.5, 60, 20, "archive"),
    ArrivalChance(7, 0, 24, 0.99, 1.0, 0.85, 60, 20, "archive"),
)


def spread(*hours, force=7):
    """What five agencies say, in hours from now; None: it does not come."""
    rows = [
        Arrival("u", f"A{n}", force, None if at is None else NOW + at * HOUR, None, "held")
        for n, at in enumerate(hours)
    ]
    return spreads(rows)["u", force]


def test_the_row_of_the_hours_ahead_gives_both_ends():
    found = window(spread(10, 11, 11.5, 12, 13), NOW, ERRORS)
    assert found.likely == NOW + 11.5 * HOUR
    assert (found.earliest, found.latest) == (NOW + 9.5 * HOUR, NOW + 14.5 * HOUR)
    assert found.rests_on is ERRORS[0]


def test_a_row_begins_with_its_first_hour_and_ends_before_its_last():
    assert window(spread(12), NOW, ERRORS).rests_on is ERRORS[1]
    assert window(spread(11.99), NOW, ERRORS).rests_on is ERRORS[0]
    assert window(spread(24), NOW, ERRORS) is None


def test_where_the_fewer_expect_it_the_earliest_is_told_by_a_row_of_its_own():
    found = window(spread(10, 20, None, None, None), NOW, ERRORS)
    assert found.rests_on is ERRORS[2]
    assert found.likely == NOW + 10 * HOUR


def test_the_earliest_is_never_past():
    assert window(spread(1), NOW, ERRORS).earliest == NOW


@pytest.mark.parametrize("hours", [(None, None), (-1, -2), (0, 0)])
def test_nobody_expects_it_or_it_has_come(hours):
    assert window(spread(*hours), NOW, ERRORS) is None
    assert chance(spread(*hours), NOW, CHANCES) is None


def test_without_rows_of_the_force_nothing_is_told():
    assert window(spread(3, force=10), NOW, ERRORS) is None
    assert chance(spread(3, force=10), NOW, CHANCES) is None


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ((5, None, None, None, None), 0.2),
        ((5, 6, None, None, None), 0.5),
        ((5, 6, 7, 8, None), 0.5),
        ((5, 6, 7, 8, 9), 0.85),
        ((5,), 0.85),
    ],
)
def test_the_chance_is_by_the_share_of_agencies_that_expect_it(hours, said):
    assert chance(spread(*hours), NOW, CHANCES).chance == said
