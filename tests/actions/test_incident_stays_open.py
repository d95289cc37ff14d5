"""A response that is in force has its incident open, with its rhythm, orders and duties: whatever was approved first,
and whatever minute each decision takes effect from."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ems_dashboard.actions import responses
from ems_dashboard.actions.responses import Wanted
from ems_dashboard.errors import Refused
from ems_dashboard.rules.duties import duties_in_force
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.terms import Hazard, Level
from ems_dashboard.situation import situation
from ems_dashboard.store import open_store
from tests.actions.desks import APPROVER, CITY, START, desk

MINUTE = timedelta(minutes=1)
TYPHOON, RAIN = Hazard.TYPHOON, Hazard.RAINSTORM
FIRST = Wanted(
    unit=CITY.code, hazard=TYPHOON, level=Level.III, effective_at=START, incident_name="台风甲", storm="2311", reason="越级",
)  # fmt: skip
CASE = "2023-TY2311"


def wanted(level, minutes, hazard=TYPHOON, incident=CASE, unit=CITY.code, **more):
    return Wanted(unit=unit, hazard=hazard, level=level, effective_at=START + minutes * MINUTE, incident=incident,
                  reason="形势变化", **more)  # fmt: skip


def proposed(store, change, minutes):
    return responses.propose(desk(store, minutes=minutes), change).proposal


def approved(store, proposal, minutes):
    return responses.approve(desk(store, APPROVER, minutes), proposal)


def decided(store, change, minutes=0.0):
    return approved(store, proposed(store, change, minutes), minutes + 1)


@pytest.mark.parametrize("first", ["end", "start"])
@pytest.mark.parametrize("later", [0, 1, 45], ids=lambda n: f"the other {n} minutes later")
def test_end_the_typhoon_and_start_the_rain_in_one_notice(store, first, later):
    decided(store, FIRST)
    end = proposed(store, wanted(None, 60), 59)
    rain = proposed(store, wanted(Level.IV, 60, RAIN), 59)
    order = [end, rain] if first == "end" else [rain, end]
    approved(store, order[0], 60)
    approved(store, order[1], 60 + later)
    now = situation(store, CITY, START + 120 * MINUTE)
    assert now.responses[CITY.code] == {TYPHOON: None, RAIN: Level.IV}
    assert [(i.incident, i.ended_at) for i in now.incidents] == [(CASE, None)]
    assert now.rhythm
    assert duties_in_force(CITY, CITY.code, now.levels, [])
    decided(store, wanted(None, 180, RAIN), 180)
    assert situation(store, CITY, START + 181 * MINUTE).incidents == ()
    assert store.history(Incident)[-1].ended_at == START + 180 * MINUTE


@pytest.mark.parametrize("first", ["end", "start"])
def test_rain_that_opens_its_own_incident_stands_while_the_typhoons_closes(store, first):
    decided(store, FIRST)
    end = proposed(store, wanted(None, 60), 59)
    own = wanted(Level.IV, 60, RAIN, incident="", incident_name="九月暴雨")
    rain = proposed(store, own, 59)
    for name in [end, rain] if first == "end" else [rain, end]:
        approved(store, name, 61)
    now = situation(store, CITY, START + 120 * MINUTE)
    assert [i.name for i in now.incidents] == ["九月暴雨"]
    assert now.rhythm


def test_the_last_end_closes_whichever_was_approved_last(store):
    decided(store, FIRST)
    decided(store, wanted(Level.IV, 10, RAIN), 9)
    decided(store, wanted(None, 120), 30)
    decided(store, wanted(None, 90, RAIN), 31)
    assert situation(store, CITY, START + 119 * MINUTE).incidents
    assert situation(store, CITY, START + 120 * MINUTE).incidents == ()
    assert store.history(Incident)[-1].ended_at == START + 120 * MINUTE


def test_a_second_typhoon_starts_while_the_first_is_in_force_and_each_ends_by_itself(store):
    decided(store, FIRST)
    second = replace(
        FIRST,
        level=Level.II,
        incident_name="台风乙",
        storm="2312",
        effective_at=START + 10 * MINUTE,
    )
    assert decided(store, second, 10).incident == "2023-TY2312"
    both = situation(store, CITY, START + 30 * MINUTE)
    assert both.responses[CITY.code][TYPHOON] is Level.II, "the highest of them"
    assert [i.incident for i in both.incidents] == [CASE, "2023-TY2312"]
    with pytest.raises(Refused, match="选定归属的事件"):
        responses.propose(desk(store, minutes=40), wanted(None, 40, incident=""))
    decided(store, wanted(None, 60, incident="2023-TY2312"), 60)
    left = situation(store, CITY, START + 90 * MINUTE)
    assert left.responses[CITY.code][TYPHOON] is Level.III
    assert [i.incident for i in left.incidents] == [CASE]
    assert left.rhythm


MOVES = st.tuples(
    st.sampled_from([TYPHOON, RAIN]),
    st.sampled_from([CITY.code, "350626"]),
    st.sampled_from(["a", "b"]),
    st.sampled_from([None, Level.IV, Level.III]),
    st.integers(0, 40),
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.lists(MOVES, min_size=1, max_size=3), min_size=1, max_size=4),
    st.randoms(use_true_random=False),
)
def test_a_response_in_force_has_its_incident_open(tmp_path_factory, rounds, shuffle):
    """Rounds of changes proposed together and approved in any order, effective before or after their approval."""
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('open') / 'ems.sqlite'}")
    for number, changes in enumerate(rounds):
        waiting = []
        for hazard, unit, case, level, minutes in changes:
            change = wanted(
                level, 10 + 20 * number + minutes, hazard, f"2023-{case}", unit, incident_name=case
            )
            try:
                waiting.append(proposed(store, change, 20 * number))
            except Refused:
                continue
        shuffle.shuffle(waiting)
        for minute, name in enumerate(waiting):
            try:
                approved(store, name, 20 * number + 5 + minute)
            except Refused:
                continue
    end = START + timedelta(hours=5)
    for minutes in range(0, 130, 5):
        _holds(situation(store, CITY, START + minutes * MINUTE, known=end), store)
    store.close()


def _holds(now, store):
    named = {row.incident for row in now.response_rows}
    assert named == {incident.incident for incident in now.incidents}
    if any(now.responses[CITY.code].values()):
        assert now.rhythm
        assert duties_in_force(CITY, CITY.code, now.levels, [])
    assert all(isinstance(row, Response) for row in now.response_rows)
