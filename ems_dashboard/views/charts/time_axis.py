"""The axis of time of every chart: never so short that two of its marks read alike, its marks at full
steps of Beijing's clock."""

from datetime import datetime, timedelta

import plotly.graph_objects as go

from ems_dashboard.screen.time_span import shown_since
from ems_dashboard.views.charts.plot import local

STEPS = tuple(
    timedelta(hours=hours) for hours in (0.5, 1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 672, 1344)
)
"""Between two moments named on the axis; half an hour, and from there what divides a day or is made
of days."""
NARROW = 5
"""So many moments are named at most where the chart may stand on a phone."""


def show_time(figure: go.Figure, begins: datetime, ends: datetime) -> None:
    """From `begins` on, or from earlier where that would be too short an axis, to `ends`."""
    begins = shown_since(begins, ends)
    along = time_ticks(begins, ends, NARROW)
    figure.update_xaxes(type="date", range=[local(begins), local(ends)], **along)


def time_ticks(begins: datetime, ends: datetime, most: int) -> dict[str, object]:
    """Counted from midnight, at most `most` steps."""
    length = ends - begins
    step = next((step for step in STEPS if length / step <= most), STEPS[-1])
    midnight = local(begins).replace(hour=0, minute=0, second=0, microsecond=0)
    return {"tick0": midnight, "dtick": step / timedelta(milliseconds=1)}
