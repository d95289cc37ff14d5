from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ems_dashboard.rules.arrival import Approach, Arrival, Spread
from ems_dashboard.rules.changes import ChangeKind, centre, circles, gale, margins
from ems_dashboard.rules.pace import Finish, FinishTold
from ems_dashboard.rules.race import RaceState
from ems_dashboard.rules.terms import Category
from tests.builders import raced

BEGIN = datetime(2023, 9, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)


def runner(unit, state, margin, category=Category.PEOPLE):
    """`margin`: hours from the finish to the gate."""
    finish = None if margin is None else BEGIN
    return raced(
        unit=unit,
        category=category,
        state=state,
        finish=Finish(FinishTold.RANGE, finish, finish, finish),
        ordered=None if margin is None else BEGIN + margin * HOUR,
    )


def spread(unit, hours, force=7):
    at = None if hours is None else BEGIN + hours * HOUR
    return {(unit, force): Spread(unit, force, (Arrival(unit, "CMA", force, at, None, "held"),))}


def near(agency, hours, km):
    return Approach(agency, BEGIN + hours * HOUR, km, "u")


def test_margins_that_turned_are_told_by_category_the_worst_first():
    before = [
        runner("a", RaceState.AHEAD, 5.0),
        runner("b", RaceState.TIGHT, 1.0),
        runner("c", RaceState.LATE, -1.0),
        runner("d", RaceState.LATE, -1.0),
    ]
    now = [
        runner("a", RaceState.LATE, -0.5),
        runner("b", RaceState.CAUGHT, -3.0),
        runner("c", RaceState.TIGHT, 1.0),
        runner("d", RaceState.LATE, -9.0),
    ]
    late, safe = margins(before, now)
    assert (late.kind, late.units, late.late_by, late.bad) == (
        ChangeKind.TURNED_LATE,
        ("b", "a"),
        3 * HOUR,
        True,
    )
    assert (safe.kind, safe.units, safe.bad) == (ChangeKind.TURNED_SAFE, ("c",), False)


def test_one_that_was_not_there_before_or_whose_gale_had_gone_is_no_change():
    assert margins([], [runner("a", RaceState.LATE, -1.0)]) == []
    assert margins([runner("a", RaceState.OVER, None)], [runner("a", RaceState.LATE, -1.0)]) == []


def test_units_that_enter_or_leave_a_circle():
    before = spread("a", None) | spread("b", 5) | spread("c", 7)
    now = spread("a", 9) | spread("b", None) | spread("c", 7)
    entered, left = circles(before, now, BEGIN)
    assert (entered.kind, entered.units, entered.force, entered.at) == (
        ChangeKind.ENTERED,
        ("a",),
        7,
        BEGIN + 9 * HOUR,
    )
    assert (left.kind, left.units) == (ChangeKind.LEFT, ("b",))


def test_a_circle_that_has_come_unexpected_is_told_apart_from_one_that_will():
    now = spread("a", 9) | spread("b", 3) | spread("c", 5)
    reached, entered = circles({}, now, BEGIN + 5 * HOUR)
    assert (reached.kind, reached.units, reached.at) == (
        ChangeKind.REACHED,
        ("b", "c"),
        BEGIN + 3 * HOUR,
    )
    assert (entered.kind, entered.units) == (ChangeKind.ENTERED, ("a",))


def test_the_gale_sooner_or_later_at_the_unit_it_reaches_next():
    before, now = spread("a", 10) | spread("b", 12), spread("a", 8) | spread("b", 20)
    (sooner,) = gale(before, now, 7, BEGIN)
    assert (sooner.kind, sooner.units, sooner.by) == (ChangeKind.GALE_SOONER, ("a",), 2 * HOUR)
    (later,) = gale(before, now, 7, BEGIN + 9 * HOUR)
    assert (later.kind, later.units, later.by) == (ChangeKind.GALE_LATER, ("b",), 8 * HOUR)
    assert gale(now, now, 7, BEGIN) == []


def test_the_centre_by_agency():
    before = [near("CMA", 10, 5), near("JMA", 10, 100), near("HKO", 10, 100), near("CWA", 10, 10)]
    now = [
        near("CMA", 8, 5),
        near("JMA", 10, 20),
        near("HKO", 14, 100),
        near("CWA", 10.2, 12),
        near("JTWC", 1, 1),
    ]
    told = {change.agency: change.kind for change in centre(before, now)}
    assert told == {
        "CMA": ChangeKind.CENTRE_SOONER,
        "JMA": ChangeKind.CENTRE_NEARER,
        "HKO": ChangeKind.CENTRE_LATER,
    }
    assert (
        centre([near("CMA", 10, 5)], [replace(near("CMA", 10, 5), km=90)])[0].kind
        is ChangeKind.CENTRE_FARTHER
    )
