"""The gate before every act: role, the second person, what changed meanwhile, what cannot be true yet."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ems_dashboard.actions.acting import (
    anew,
    as_seen,
    new_id,
    not_before,
    require,
    require_true_by_now,
    two_persons,
)
from ems_dashboard.errors import Refused
from tests.actions.desks import APPROVER, CITY, COUNTY, LEADER, START, desk
from tests.builders import evacuation, incident, measure, response

MINUTE = timedelta(minutes=1)
AHEAD = timedelta(minutes=CITY.plan.thresholds.ahead_minutes)


@pytest.mark.parametrize(
    ("actor", "act", "unit", "allowed"),
    [
        (COUNTY, "report:evacuation", "350626", True),
        (COUNTY, "report:evacuation", "350623", False),
        (COUNTY, "approve:orders", None, False),
        (APPROVER, "approve:orders", None, True),
        (LEADER, "report:evacuation", "350626", False),
    ],
)
def test_an_act_is_for_its_role_and_a_county_acts_for_itself(actor, act, unit, allowed):
    if allowed:
        require(desk(None, actor), act, unit)
        return
    with pytest.raises(Refused):
        require(desk(None, actor), act, unit)


def test_whoever_wrote_any_of_it_does_not_sign_it():
    two_persons(desk(None, APPROVER), ["duty", "second"])
    with pytest.raises(Refused, match="本人"):
        two_persons(desk(None, APPROVER), ["duty", "approver"])


def test_what_was_changed_since_it_was_read_is_not_signed():
    row = replace(evacuation(1, START), seq=8)
    as_seen(desk(None), row, 8)
    as_seen(desk(None), row, None)
    with pytest.raises(Refused):
        as_seen(desk(None), row, 7)


def test_a_figure_may_be_as_far_ahead_as_clocks_differ_and_what_is_decided_further():
    require_true_by_now(desk(None), evacuation(1, START + AHEAD))
    with pytest.raises(Refused, match=str(CITY.plan.thresholds.ahead_minutes)):
        require_true_by_now(desk(None), evacuation(1, START + AHEAD + MINUTE))
    require_true_by_now(desk(None), response(valid_at=START + timedelta(hours=2)))
    require_true_by_now(desk(None), incident(began_at=START + timedelta(hours=2)))
    planned = replace(measure(START + timedelta(hours=20)), valid_at=START)
    require_true_by_now(desk(None), planned)


def test_a_step_lies_behind_the_row_it_follows_whatever_the_clock_says():
    ahead = evacuation(1, START + 2 * MINUTE)
    assert not_before(START, [ahead, evacuation(1, START)]) == START + 2 * MINUTE
    assert not_before(START + 9 * MINUTE, [ahead]) == START + 9 * MINUTE
    assert not_before(START, []) == START


def test_a_row_once_more_says_the_same_now_and_bears_no_number_of_the_store():
    before = replace(evacuation(5, START - MINUTE), seq=3, written_by="x", written_at=START)
    again = anew(desk(None), before, moved=6)
    assert (again.moved, again.target) == (6, before.target)
    assert (again.valid_at, again.known_at) == (START, START)
    assert (again.seq, again.written_by, again.written_at) == (None, "", None)


def test_ids_of_later_minutes_sort_behind_and_two_of_one_second_differ():
    assert new_id(START) < new_id(START + MINUTE)
    assert new_id(START) != new_id(START)
