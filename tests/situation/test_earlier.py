"""The earlier storms to compare with."""

from ems_dashboard.rules.terms import Hazard
from ems_dashboard.situation.earlier import earlier_storms
from tests.builders import at, incident


def past(name, began, ended, **more):
    return incident(name, began_at=at(began), ended_at=at(ended), **more)


def test_typhoons_that_had_ended_by_then_the_newest_first_and_never_the_leading_one(told):
    lead = incident("now", began_at=at(0))
    store = told(
        past("older", -400, -300), past("newer", -200, -100), lead,
        past("rain", -90, -80, hazard=Hazard.RAINSTORM, storm=None),
        incident("open", began_at=at(-50)),
    )  # fmt: skip
    assert [row.incident for row in earlier_storms(store, at(1), lead)] == ["newer", "older"]
    assert [row.incident for row in earlier_storms(store, at(-150), lead)] == ["older"]
    newer = next(row for row in earlier_storms(store, at(1), lead) if row.incident == "newer")
    assert [row.incident for row in earlier_storms(store, at(1), newer)] == ["older"]


def test_one_that_ends_in_that_minute_has_ended_and_a_minute_before_it_had_not(told):
    store = told(past("a", -10, 0))
    assert [row.incident for row in earlier_storms(store, at(0), None)] == ["a"]
    assert earlier_storms(store, at(-0.1), None) == []
