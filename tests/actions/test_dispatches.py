"""A county asks, headquarters sends, the county says what became of it; the team's and the depot's rows follow."""

from datetime import timedelta

import pytest

from ems_dashboard.actions.dispatches import request, send, step
from ems_dashboard.errors import Refused
from ems_dashboard.rules.dispatches import Dispatch, runs
from ems_dashboard.rules.supplies import SupplyState, holdings, needs
from ems_dashboard.rules.teams import TeamState
from ems_dashboard.rules.terms import DispatchState, SupplyMove, TeamStateName
from tests.actions.desks import APPROVER, CITY, COUNTY, LEADER, START, desk

S, PUMPS, DEPOT, TEAM = DispatchState, "移动水泵", "W07", "T07"


@pytest.fixture
def stocked(store):
    counted = START - timedelta(days=30)
    rows = [
        SupplyState(
            depot=DEPOT,
            item=PUMPS,
            move=SupplyMove.STOCK,
            quantity=5.0,
            measure="台",
            valid_at=counted,
            known_at=counted,
        )
    ]
    store.append(rows, moment=counted, written_by="test")
    return store


def held(store):
    return holdings(store.current(SupplyState, as_of=START + timedelta(days=1)))


def there(store, unit):
    unit_of = {depot.code: depot.unit for depot in CITY.depots}
    (norm,) = (norm for norm in CITY.plan.norms if norm.item == PUMPS)
    return needs([norm], 0, unit, unit_of, held(store))[0].there


def test_pumps_go_out_arrive_are_used_and_two_of_three_come_back(stocked):
    asked = request(desk(stocked, COUNTY), COUNTY.unit, PUMPS, 3.0, "西埔内涝点排水")
    send(desk(stocked, minutes=10), asked.dispatch, DEPOT, 3.0)
    assert held(stocked)[0].on_hand == 2
    step(desk(stocked, COUNTY, 60), asked.dispatch, S.ARRIVED)
    assert there(stocked, COUNTY.unit) == 3
    step(desk(stocked, COUNTY, 70), asked.dispatch, S.IN_USE)
    last = step(desk(stocked, COUNTY, 600), asked.dispatch, S.RETURNED, 2.0)
    assert (last.back, held(stocked)[0].on_hand, held(stocked)[0].used) == (2.0, 4, 3)
    assert there(stocked, COUNTY.unit) == 1
    (run,) = runs(stocked.history(Dispatch))
    assert [(row.state, row.person) for row in run.steps] == [
        (S.REQUESTED, COUNTY.name), (S.DISPATCHED, "值班员甲"), (S.ARRIVED, COUNTY.name), (S.IN_USE, COUNTY.name),
        (S.RETURNED, COUNTY.name),
    ]  # fmt: skip
    assert [row.valid_at - START for row in run.steps] == [
        timedelta(minutes=m) for m in (0, 10, 60, 70, 600)
    ]


def test_two_dispatches_from_one_depot_to_one_county_add_up(stocked):
    for minutes in (0, 30):
        asked = request(desk(stocked, COUNTY, minutes), COUNTY.unit, PUMPS, 2.0, f"点位{minutes}")
        send(desk(stocked, minutes=minutes + 5), asked.dispatch, DEPOT, 2.0)
    assert (held(stocked)[0].dispatched, held(stocked)[0].on_hand) == (4, 1)


def test_no_more_leaves_than_lies_there_and_no_more_comes_back_than_left(stocked):
    asked = request(desk(stocked, COUNTY), COUNTY.unit, PUMPS, 9.0, "排水")
    with pytest.raises(Refused, match="5"):
        send(desk(stocked, minutes=5), asked.dispatch, DEPOT, 9.0)
    send(desk(stocked, minutes=5), asked.dispatch, DEPOT, 4.0)
    with pytest.raises(Refused, match="4"):
        step(desk(stocked, COUNTY, 20), asked.dispatch, S.RETURNED, 5.0)
    assert [row.state for row in stocked.history(Dispatch)] == [S.REQUESTED, S.DISPATCHED]


def test_a_team_goes_to_one_place_at_a_time_and_is_free_again_when_it_is_back(store):
    first = request(desk(store, COUNTY), COUNTY.unit, "", 1.0, "转移群众")
    send(desk(store, minutes=5), first.dispatch, TEAM, 1.0)
    second = request(desk(store), "350624", "", 1.0, "抢险")
    with pytest.raises(Refused):
        send(desk(store, minutes=9), second.dispatch, TEAM, 1.0)
    step(desk(store, COUNTY, 60), first.dispatch, S.ARRIVED)
    states = store.history(TeamState, team=TEAM)
    assert [(row.state, row.unit) for row in states] == [
        (TeamStateName.DISPATCHED, COUNTY.unit), (TeamStateName.ON_SITE, COUNTY.unit),
    ]  # fmt: skip
    step(desk(store, COUNTY, 90), first.dispatch, S.RETURNED)
    send(desk(store, minutes=95), second.dispatch, TEAM, 1.0)
    assert store.history(TeamState, team=TEAM)[-1].unit == "350624"


def test_headquarters_alone_sends_and_a_county_answers_for_itself_alone(stocked):
    asked = request(desk(stocked, COUNTY), COUNTY.unit, PUMPS, 2.0, "排水")
    refused = [
        lambda: send(desk(stocked, COUNTY, 1), asked.dispatch, DEPOT, 2.0),
        lambda: step(desk(stocked, COUNTY, 1), asked.dispatch, S.DECLINED),
        lambda: request(desk(stocked, COUNTY), "350624", PUMPS, 2.0, "排水"),
        lambda: request(desk(stocked, LEADER), COUNTY.unit, PUMPS, 2.0, "排水"),
        lambda: send(desk(stocked, APPROVER, 1), asked.dispatch, DEPOT, 2.0),
    ]
    for act in refused:
        with pytest.raises(Refused):
            act()
    assert len(stocked.history(Dispatch)) == 1


@pytest.mark.parametrize(("quantity", "purpose"), [(0, "排水"), (None, "排水"), (2.0, " ")])
def test_a_request_says_how_many_and_what_for(stocked, quantity, purpose):
    with pytest.raises(Refused):
        request(desk(stocked, COUNTY), COUNTY.unit, PUMPS, quantity, purpose)


def test_what_was_withdrawn_or_has_ended_goes_nowhere(stocked):
    asked = request(desk(stocked, COUNTY), COUNTY.unit, PUMPS, 2.0, "排水")
    step(desk(stocked, COUNTY, 5), asked.dispatch, S.WITHDRAWN)
    with pytest.raises(Refused):
        send(desk(stocked, minutes=6), asked.dispatch, DEPOT, 2.0)
    with pytest.raises(Refused):
        step(desk(stocked, COUNTY), "nothing", S.ARRIVED)


@pytest.mark.parametrize("quantity", [0.0, -1.0])
def test_nothing_is_not_sent(stocked, quantity):
    asked = request(desk(stocked, COUNTY), COUNTY.unit, PUMPS, 3.0, "排水")
    with pytest.raises(Refused):
        send(desk(stocked, minutes=10), asked.dispatch, DEPOT, quantity)
    send(desk(stocked, minutes=11), asked.dispatch, DEPOT, 0.5)
    assert held(stocked)[0].on_hand == 4.5
