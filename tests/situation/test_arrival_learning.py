"""What is learnt from storms made by hand: errors with their signs, chances, and no storm twice."""

from math import inf

import pytest

pytest.importorskip("crepes")

from ems_dashboard.situation.arrival_learning import (
    Case,
    arrival_chances,
    arrival_errors,
)


def case(storm, came, *told, year=2020, force=7):
    return Case(storm, year, force, told, came)


def storms(error, count=10, told=10.0, per_storm=1):
    return [
        case(f"{number}", told + error, told, told, told, year=2015 + number % 5)
        for number in range(count)
        for _ in range(per_storm)
    ]


def test_the_middle_of_the_agencies_is_what_was_told_and_of_the_fewer_the_earliest():
    assert case("a", 9, 4.0, 6.0, inf).planned == 5.0
    assert case("a", 9, 4.0, inf, inf).planned == 4.0
    assert not case("a", 9, 4.0, inf, inf).most
    assert case("a", 9, 4.0, 6.0, 7.0, 30.0).planned == 6.5, "the outermost of four do not count"


def test_a_circle_that_comes_later_than_told_has_a_positive_error():
    (row,) = arrival_errors(storms(3.0), "x")
    assert (row.early_hours, row.late_hours) == (3.0, 3.0)
    assert (row.from_hours, row.to_hours, row.most) == (6, 12, True)
    assert (row.arrivals, row.storms) == (10, 10)


def test_the_row_begins_with_its_hour():
    (row,) = arrival_errors(storms(0.0, told=12.0), "x")
    assert (row.from_hours, row.to_hours) == (12, 18)


def test_a_storm_of_many_bulletins_counts_as_one():
    many = [case("many", 30.0, 10.0, year=2019) for _ in range(500)]
    (row,) = arrival_errors([*storms(0.0, count=30), *many], "x")
    assert row.late_hours < 20


def test_too_few_storms_teach_nothing():
    assert arrival_errors(storms(1.0, count=4, per_storm=50), "x") == []
    assert arrival_chances(storms(1.0, count=4, per_storm=50), "x") == []


def test_what_never_came_is_no_error_and_lowers_the_chance():
    coming, missing = storms(0.0, count=6), storms(inf, count=4)
    missing = [case(f"not {n}", inf, 10.0, 10.0, 10.0) for n, _ in enumerate(missing)]
    (row,) = arrival_chances([*coming, *missing], "x")
    assert row.chance == 0.6
    assert (row.from_share, row.to_share) == (0.99, 1.0)
    assert arrival_errors([*coming, *missing], "x")[0].arrivals == 6


def test_more_agencies_never_mean_less_of_a_chance():
    one_of_five = [case(f"a{n}", 9.0, 8.0, inf, inf, inf, inf) for n in range(8)]
    two_of_five = [case(f"b{n}", inf, 8.0, 9.0, inf, inf, inf) for n in range(8)]
    rows = arrival_chances([*one_of_five, *two_of_five], "x")
    assert [row.chance for row in rows] == [0.5, 0.5]
    assert [(row.from_share, row.to_share) for row in rows] == [(0.0, 0.2), (0.2, 0.4)]
