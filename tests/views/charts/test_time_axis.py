"""Whatever an axis of time spans, no two of its marks read alike, and there is more than one."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ems_dashboard.screen.time_span import LEAST
from ems_dashboard.views.charts.plot import blank, local
from ems_dashboard.views.charts.time_axis import NARROW, show_time, time_ticks

NOON = datetime(2023, 9, 4, 4, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def marks(axis: dict, begins: datetime, ends: datetime) -> list[datetime]:
    """The moments that are named, as the browser counts them."""
    moment, found = axis["tick0"], []
    while moment <= ends:
        if moment >= begins:
            found.append(moment)
        moment += axis["dtick"] * MILLISECOND
    return found


@given(st.integers(0, 60 * 24 * 200), st.integers(0, 24 * 60))
def test_marks_are_at_full_steps_of_the_clock_few_and_told_apart(minutes, of_day):
    ends = NOON + timedelta(minutes=of_day)
    figure = blank(200)
    show_time(figure, ends - timedelta(minutes=minutes), ends)
    axis = figure.layout.xaxis
    begins, until = axis.range
    assert until == local(ends)
    assert until - begins == max(LEAST, timedelta(minutes=minutes))
    found = marks({"tick0": axis.tick0, "dtick": axis.dtick}, begins, until)
    assert 2 <= len(found) <= NARROW + 1
    read = [f"{at:%m-%d %H:%M}" for at in found]
    assert len(set(read)) == len(read)
    assert all(at.minute in (0, 30) for at in found)


@pytest.mark.parametrize(
    ("hours", "step"), [(2, 0.5), (2.5, 0.5), (2.6, 1), (6, 2), (30, 6), (60, 12), (240, 48)]
)
def test_the_step_is_the_smallest_that_names_few_moments(hours, step):
    axis = time_ticks(NOON - timedelta(hours=hours), NOON, NARROW)
    assert axis["dtick"] == timedelta(hours=step) / MILLISECOND
