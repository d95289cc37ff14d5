"""The sheet of the review's figure: one time axis over every row, its ticks and titles, the gale
behind all of them, and the lines and labels that the rows are drawn with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from ems_dashboard.clock import short_time
from ems_dashboard.rules.city import City
from ems_dashboard.screen.theme import DESK
from ems_dashboard.situation.review import Review
from ems_dashboard.templating import rendered
from ems_dashboard.text import Words
from ems_dashboard.views.charts.plot import blank, local
from ems_dashboard.views.charts.time_axis import time_ticks

TOP, GAP, RIGHT, BOTTOM = 44, 34, 12, 44
"""Pixels: above the first row, between rows, right of them, for the axis."""
LINE = 16
"""Labels at the lines' ends stand at least so far apart."""
TICKS = 8
"""So many moments are named at most."""
TOKENS = DESK.tokens


@dataclass(frozen=True, slots=True)
class Row:
    """`draw` None: nothing was recorded, and `note` says so."""

    name: str
    note: str
    height: int
    draw: Callable[[int], None] | None = None


class Sheet:
    """`rows`: those that hold anything, from above; what is drawn into one names it by its number,
    the first is 1."""

    def __init__(self, review: Review, city: City, word: Words) -> None:
        self.review, self.city, self.word = review, city, word
        self.rows: list[Row] = []

    def draw(self) -> go.Figure | None:
        if not self.rows:
            return None
        inner = sum(row.height for row in self.rows) + GAP * (len(self.rows) - 1)
        figure = self.figure = make_subplots(
            rows=len(self.rows),
            cols=1,
            shared_xaxes=True,
            vertical_spacing=GAP / inner,
            row_heights=[row.height for row in self.rows],
        )
        style = blank(inner + TOP + BOTTOM, right=RIGHT, theme=DESK).layout
        axes = style.to_plotly_json()
        figure.update_layout(style).update_layout(margin={"t": TOP, "b": BOTTOM})
        along = {
            "domain": [0, 1],
            "range": [local(self.review.since), local(self.review.until)],
            "showgrid": True,
        }
        # the same moments on every row
        along |= time_ticks(self.review.since, self.review.until, TICKS)
        figure.update_xaxes(axes["xaxis"] | along | {"type": "date"})
        figure.update_yaxes(axes["yaxis"] | {"nticks": 4, "rangemode": "tozero"})
        self._gale()
        for number, row in enumerate(self.rows, 1):
            self._title(number, row)
            if row.draw:
                row.draw(number)
        return figure

    def _title(self, number: int, row: Row) -> None:
        top = self.figure.get_subplot(number, 1).yaxis.domain[1]
        self.figure.add_annotation(
            text=rendered("charts/row_title.html", name=row.name, note=row.note),
            x=0,
            xref="paper",
            y=top,
            yref="paper",
            yshift=2,
            xanchor="left",
            yanchor="bottom",
            showarrow=False,
            font={"size": 13, "color": TOKENS["text"]},
        )

    def ends(self, row: int, ends: Sequence[tuple[int, str, str]], top: float) -> None:
        """Labels under the lines' ends, above a line that is too low, pushed apart where they would
        collide."""
        height, last = self.rows[row - 1].height, 0.0
        self.figure.update_yaxes(range=[0, top], row=row, col=1)
        for value, name, colour in sorted(ends):
            line = value / top * height
            last = max(line - LINE * 0.7 if line > 1.5 * LINE else line + LINE * 0.7, last + LINE)
            self.figure.add_annotation(
                x=local(self.review.until),
                y=value,
                text=f"{name} {value:,}",
                xanchor="right",
                yshift=last - line,
                showarrow=False,
                font={"size": 12, "color": colour},
                bgcolor=TOKENS["panel"],
                opacity=0.9,
                row=row,
                col=1,
            )

    def line(
        self,
        row: int,
        x: list[datetime],
        y: Sequence[float | None],
        colour: str,
        dash: str,
        said: str,
        *,
        width: int = 2,
        shape: str = "hv",
        fill: str | None = None,
    ) -> None:
        self.figure.add_scatter(
            x=x,
            y=y,
            mode="lines",
            line={"color": colour, "dash": dash, "width": width, "shape": shape},
            fill=fill,
            fillcolor=TOKENS["done-pale"],
            hovertemplate=hover(f"%{{x|%m-%d %H:%M}} {said}"),
            row=row,
            col=1,
        )

    def note(self, row: int, at: datetime, y: float, text: str, colour: str) -> None:
        """At a point of a line, on the side on which there is room."""
        self.figure.add_annotation(
            x=local(at),
            y=y,
            text=text,
            xanchor=self._side(at),
            yanchor="bottom",
            showarrow=False,
            row=row,
            col=1,
            font={"size": 12, "color": colour},
            bgcolor=TOKENS["panel"],
            opacity=0.9,
        )

    def _gale(self) -> None:
        """From the first unit that the gale reached to the last, behind every row."""
        if not self.review.gale:
            return
        first, last = min(self.review.gale.values()), max(self.review.gale.values())
        self.figure.add_shape(
            type="rect",
            xref="x",
            yref="paper",
            x0=local(first),
            x1=local(last),
            y0=0,
            y1=1,
            layer="below",
            fillcolor=TOKENS["raised"],
            line={"width": 1, "color": TOKENS["line"]},
        )
        text = self.word(
            "review.gale_band",
            force=self.city.plan.thresholds.gale_force,
            first=short_time(first),
            last=short_time(last),
        )
        middle = first + (last - first) / 2
        self.figure.add_annotation(
            x=local(middle),
            xref="x",
            y=1,
            yref="paper",
            yshift=20,
            text=text,
            showarrow=False,
            yanchor="bottom",
            xanchor=self._side(middle),
            font={"size": 12, "color": TOKENS["second"]},
        )

    def _side(self, moment: datetime) -> str:
        """On which side of a point of the axis there is room for words."""
        along = (moment - self.review.since) / (self.review.until - self.review.since)
        return ("left", "center", "right")[round(2 * along)]


def hover(*lines: str) -> str:
    """What plotly says where the pointer is, without the box for the trace's name."""
    return rendered("charts/hover.html", lines=lines)
