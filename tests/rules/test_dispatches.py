"""The way of a dispatch: what may follow what, who waits, and what is near."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.dispatches import MOVES, Dispatch, Origin, Run, nearest, next_steps, runs
from ems_dashboard.rules.plan import DispatchRule
from ems_dashboard.rules.terms import DispatchState

START = datetime(2023, 9, 4, tzinfo=UTC)
RULE = DispatchRule(30, 3.0, "示例")
S = DispatchState


def row(state, minutes=0, item="移动水泵", name="d1"):
    return Dispatch(
        dispatch=name, incident="I", unit="A", state=state, item=item, quantity=2.0, valid_at=START + timedelta(minutes=minutes)
    )  # fmt: skip


@st.composite
def walks(draw, name="d1"):
    item = draw(st.sampled_from(["", "移动水泵"]))
    steps, minutes = [row(S.REQUESTED, draw(st.integers(0, 60)), item, name)], 60
    while (following := next_steps(steps[-1])) and draw(st.booleans()):
        minutes += draw(st.integers(1, 200))
        steps.append(row(draw(st.sampled_from(following)), minutes, item, name))
    return steps


@given(walks())
def test_every_way_ends_and_a_team_is_never_used_up(steps):
    states = [step.state for step in steps]
    assert len(states) == len(set(states))
    assert len(states) <= 5
    assert not (steps[0].of_team and S.CONSUMED in states)
    assert Run(tuple(steps)).open == (
        states[-1] in (S.REQUESTED, S.DISPATCHED, S.ARRIVED, S.IN_USE)
    )


def test_whatever_state_there_is_has_its_moves():
    assert set(MOVES) == {None, *DispatchState}


@given(
    st.lists(
        st.integers(0, 8).flatmap(lambda n: walks(f"d{n}")),
        max_size=6,
        unique_by=lambda steps: steps[0].dispatch,
    )
)
def test_the_open_ones_come_first_and_no_step_is_lost(walked):
    found = runs([step for steps in walked for step in steps])
    assert sum(len(run.steps) for run in found) == sum(map(len, walked))
    assert [run.open for run in found] == sorted((run.open for run in found), reverse=True)


@given(walks(), st.integers(0, 1000))
def test_only_who_waits_for_an_answer_or_an_arrival_can_be_late(steps, minutes):
    run, moment = Run(tuple(steps)), START + timedelta(minutes=minutes)
    due = run.due(RULE)
    assert (due is not None) == (run.newest.state in (S.REQUESTED, S.DISPATCHED))
    assert run.late(RULE, moment) == (due is not None and moment > due)


origins = st.builds(
    Origin,
    st.uuids().map(str),
    st.just("A"),
    st.tuples(st.floats(117, 118), st.floats(23.5, 25)),
    st.none() | st.floats(0, 100),
)


@given(st.lists(origins, max_size=10), st.floats(0, 100))
def test_what_is_offered_has_some_and_those_with_enough_come_first_by_distance(found, wanted):
    ranked = nearest(found, (117.5, 24.0), wanted)
    assert all(origin.there is None or origin.there > 0 for origin, _ in ranked)
    short = [origin.there is not None and origin.there < wanted for origin, _ in ranked]
    assert short == sorted(short)
    for group in (True, False):
        distances = [km for (_, km), less in zip(ranked, short, strict=True) if less is group]
        assert distances == sorted(distances)
