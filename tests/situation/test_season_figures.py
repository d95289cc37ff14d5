"""A number of the year by the name that the report, the screens and the command give it."""

import pytest

from ems_dashboard.rules.terms import Category, Level
from ems_dashboard.situation import season
from tests.builders import at, evacuation, incident, response
from tests.situation.conftest import CITY


@pytest.fixture
def year(told):
    ledger = told(incident(), response(Level.II, at(1)), evacuation(0, at(1)))
    return season(ledger, CITY, 2026, at(9), now=False)


def test_a_category_is_asked_by_its_code_and_everything_else_by_its_name(year):
    assert year.figure("people") == 0
    assert (year.figure("typhoons"), year.figure("typhoon_responses")) == (1, 1)
    assert year.figure("typhoon_highest") is Level.II


def test_what_nobody_reported_or_received_is_none_and_no_zero(year):
    nothing = ("fishing_vessels", "cadres", "messages", "warnings_weather", "rainstorm_highest")
    assert [year.figure(name) for name in nothing] == [None] * len(nothing)
    assert (year.figure("orders"), year.figure("rainstorm_responses")) == (0, 0)


def test_a_category_that_the_plan_does_not_have_reported_is_no_number_of_the_year(year):
    assert Category.RAFT_OTHERS not in CITY.plan.reported
    with pytest.raises(AttributeError):
        year.figure("raft_others")


def test_the_months_are_always_twelve(year):
    assert [month.month for month in year.months] == list(range(1, 13))
    assert [month.responses["typhoon"] for month in year.months] == [0] * 6 + [1] + [0] * 5
