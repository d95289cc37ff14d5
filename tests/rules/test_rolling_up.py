"""A county's own figure beside the sum of its townships': the newest of each, and who of them is silent."""

from ems_dashboard.rules.rolling_up import rolled_up
from tests.builders import at, evacuation

COUNTY, TOWNSHIPS = "county", ("north", "south", "west")


def reported(unit, hours, moved):
    return evacuation(moved, at(hours), unit=unit)


def test_the_newest_of_each_counts_and_the_difference_is_the_countys_less_the_townships():
    rows = [
        reported("north", 1, 5),
        reported(COUNTY, 1, 20),
        reported("north", 2, 10),
        reported("south", 2, 15),
        reported(COUNTY, 3, 40),
    ]
    told = rolled_up(rows, COUNTY, TOWNSHIPS)
    assert told.own.moved == 40
    assert told.townships.moved == 25
    assert told.difference == 15
    assert told.silent == ("west",)


def test_a_place_of_another_county_adds_nothing():
    rows = [reported(COUNTY, 1, 12), reported("north", 1, 10), reported("elsewhere", 1, 90)]
    told = rolled_up(rows, COUNTY, TOWNSHIPS)
    assert told.townships.moved == 10
    assert told.difference == 2


def test_where_no_township_is_counted_apart_nobody_is_silent_and_nothing_differs():
    told = rolled_up([reported(COUNTY, 1, 12)], COUNTY, TOWNSHIPS)
    assert told.townships is None
    assert told.silent == ()
    assert told.difference is None


def test_a_county_that_did_not_report_is_not_one_that_moved_nobody():
    told = rolled_up([reported("north", 1, 10)], COUNTY, TOWNSHIPS)
    assert told.own is None
    assert told.difference is None
    assert told.silent == ("south", "west")


def test_a_county_that_reported_that_nobody_was_moved_differs_from_its_townships():
    rows = [reported("north", 1, 10), reported(COUNTY, 2, 0)]
    assert rolled_up(rows, COUNTY, TOWNSHIPS).difference == -10
