"""A figure, none, one that is not the unit's own word, and one that nobody owes are four things."""

from datetime import UTC, datetime, timedelta

import pytest

from ems_dashboard.rules.figure_states import FigureState, figure_state

NOON = datetime(2026, 7, 1, 4, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


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
