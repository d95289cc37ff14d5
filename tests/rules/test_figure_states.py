"""A figure, none, one that is not the unit's own word, and one that nobody owes are four things."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.rules.figure_states import FigureState, figure_state, newest_round

NOON = datetime(2026, 7, 1, 4, tzinfo=UTC)
MINUTE, GRACE = timedelta(minutes=1), timedelta(minutes=30)
CUT_OFFS = st.lists(st.integers(0, 200).map(lambda n: NOON + n * MINUTE), max_size=6)


@pytest.mark.parametrize(
    ("owes", "valid_at", "confirmed", "needed", "state"),
    [
        (True, None, True, NOON, FigureState.NOT_REPORTED),
        (False, None, True, NOON, FigureState.NOT_APPLICABLE),
        (True, NOON, True, None, FigureState.REPORTED),
        (True, NOON, True, NOON, FigureState.REPORTED),
        (True, NOON - MINUTE, True, NOON, FigureState.OUTDATED),
        (True, NOON + MINUTE, False, NOON, FigureState.UNKNOWN),
        (True, NOON - MINUTE, False, NOON, FigureState.UNKNOWN),
        # what a unit reports unasked is a figure all the same
        (False, NOON, True, NOON, FigureState.REPORTED),
    ],
)
def test_what_became_of_a_figure(owes, valid_at, confirmed, needed, state):
    found = figure_state(owes=owes, valid_at=valid_at, confirmed=confirmed, needed=needed)
    assert found is state


def test_a_round_begins_when_its_grace_is_over_to_the_minute():
    assert newest_round([NOON], NOON + GRACE, GRACE) == NOON
    assert newest_round([NOON], NOON + GRACE - MINUTE, GRACE) is None
    assert newest_round([], NOON, GRACE) is None


@given(CUT_OFFS, st.integers(0, 260))
def test_the_newest_round_is_over_and_none_that_is_over_is_newer(cut_offs, minutes):
    moment = NOON + minutes * MINUTE
    found = newest_round(cut_offs, moment, GRACE)
    over = [at for at in cut_offs if at + GRACE <= moment]
    assert found == (sorted(over)[-1] if over else None)
