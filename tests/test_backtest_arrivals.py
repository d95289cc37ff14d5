"""The back-test of arrivals counts what it says, on hand-made cases."""

from math import inf

import pytest

pytest.importorskip("crepes")

from bench.arrivals import (
    Held,
    alarms,
    alone,
    arrived,
    from_earlier,
    holding,
    medians,
    on_the_same,
    score,
    span,
)
from ems_dashboard.situation.arrival_learning import Case

AGENCIES = ("CMA", "JMA", "JTWC")


def case(came, *told, storm="a"):
    return Case(storm, 2020, 7, told, came, AGENCIES[: len(told)])


def test_a_score_has_the_errors_of_what_was_told_and_counts_what_came_untold():
    found = [
        case(24, 22.0, 23.0, 24.0),
        case(25, 26.0, inf, inf),
        case(23, inf, inf, inf),
        case(40, 40.0),
    ]
    assert score(found, 24).errors == (1.0, -1.0)
    assert score(found, 24).missed == 1
    assert score(found, 24).cells()[2:4] == ("1.0 h", "+0.0 h")


def test_the_rule_before_told_the_agency_in_the_middle():
    found = [case(24, 20.0, 26.0, 31.0), case(24, 20.0, 26.0), case(24, 20.0, inf, inf)]
    assert [one.planned for one in medians(found)] == [26.0, 20.0, 20.0]


def test_near_is_within_three_hours():
    found = [case(21, 1.0), case(20.9, 1.0), case(27, 1.0), case(27.1, 1.0), case(inf, 1.0)]
    assert [one.came for one in arrived(found, 24)] == [21, 27]


def test_an_agency_alone_is_told_by_its_name_not_its_place():
    jma_only = Case("a", 2020, 7, (9.0,), 24, ("JMA",))
    found = [case(24, 20.0, 26.0, 30.0), jma_only]
    assert [one.told for one in alone(found, "JMA")] == [(26.0,), (9.0,)]
    assert [one.told for one in alone(found, "CMA")] == [(20.0,)]
    assert on_the_same(found, "CMA", 24) == "1.3 h"


def test_inside_before_and_after_are_counted_apart():
    found = [case(came, 20.0, 25.0, inf) for came in (19, 20, 22, 25, 28)]
    assert span(found[0]) == Held(20.0, 25.0)
    assert holding("x", found, span) == "| x | 5 | 60% | 20% | 20% | 5.0 h |"
    assert holding("x", [case(24, inf)], span) == "| x | 0 |  |  |  |  |"


def test_from_earlier_years_alone_the_first_year_learns_nothing():
    def of(year, error):
        return [Case(f"{year}{n}", year, 7, (10.0,), 10.0 + error, ("CMA",)) for n in range(6)]

    found = [*of(2018, 1.0), *of(2019, 3.0), *of(2020, 5.0)]
    learnt = from_earlier(found)
    told = [learnt(case) for case in (found[0], found[6], found[12])]
    assert told[0] == []
    assert [(row.early_hours, row.late_hours) for row in told[1]] == [(1.0, 1.0)]
    assert [(row.early_hours, row.late_hours) for row in told[2]] == [(1.0, 3.0)]


def test_a_false_alarm_is_one_that_most_expected_within_a_day():
    found = [
        case(inf, 10.0, 12.0, 14.0),
        case(inf, 10.0, inf, inf),
        case(9, 10.0, 12.0),
        case(inf, 30.0, 31.0),
    ]
    assert alarms(found) == (2, 1)
