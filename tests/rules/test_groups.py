"""The clocks of the leader groups: from the level that sends them, until each has arrived."""

from datetime import timedelta

import pytest

from ems_dashboard.rules.groups import clocks
from ems_dashboard.rules.terms import GroupKind, GroupState, Level, LevelChange
from tests.builders import at, deployment, response
from tests.situation.conftest import CITY

LEADERS = [group for group in CITY.groups if group.kind == GroupKind.LEADER]
GROUP = LEADERS[0].code
SENDING = CITY.plan.leader_groups_from
DUE = timedelta(hours=CITY.plan.levels.arrival_hours)


def clock(*rows, changes=None):
    found = clocks(CITY, changes or [response(SENDING)], rows)
    return next(each for each in found if each.group.code == GROUP)


def test_below_the_level_that_sends_them_no_clock_runs():
    assert clocks(CITY, [response(Level.IV)], []) == ()
    ended = [response(SENDING), response(None, at(2), change=LevelChange.END)]
    assert clocks(CITY, ended, []) == ()


def test_every_leader_group_has_one_and_is_due_from_when_the_level_began():
    found = clocks(CITY, [response(Level.IV, at(-5)), response(SENDING, at(0))], [])
    assert [each.group for each in found] == LEADERS
    assert {(each.since, each.due) for each in found} == {(at(0), at(0) + DUE)}


def test_the_first_arrival_counts_and_the_newest_state_is_told():
    rows = (
        deployment(GroupState.DEPARTED, at(0.5), group=GROUP),
        deployment(GroupState.ARRIVED, at(1), group=GROUP),
        deployment(GroupState.ARRIVED, at(2), group=GROUP),
        deployment(GroupState.RETURNED, at(3), group=GROUP),
    )
    found = clock(*rows)
    assert (found.arrived_at, found.row.state) == (at(1), GroupState.RETURNED)


def test_what_a_group_did_before_the_level_says_nothing():
    assert clock(deployment(GroupState.ARRIVED, at(-1), group=GROUP)).row is None


@pytest.mark.parametrize(("minutes", "late"), [(0, False), (1, True)])
def test_a_group_is_late_from_the_minute_after_it_was_due(minutes, late):
    moment = at(0) + DUE + timedelta(minutes=minutes)
    assert clock().late(moment) is late
    arrived = clock(deployment(GroupState.ARRIVED, at(0) + DUE, group=GROUP))
    assert not arrived.late(moment)
