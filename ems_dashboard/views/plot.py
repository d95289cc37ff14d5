"""An empty chart in the look of its theme: labels at the lines' ends, few grid lines, Beijing time on the axis."""

from datetime import datetime
from functools import cache
from html import escape

import plotly.graph_objects as go
import streamlit as st
from plotly.basedatatypes import BaseTraceType

from ems_dashboard.clock import beijing
from ems_dashboard.text import words
from ems_dashboard.views.guard import language
from ems_dashboard.views.theme import DARK, DESK, FONT, Theme

CONFIG = {"displayModeBar": False, "displaylogo": False}
EMPTY = 120
"""Pixels that the sentence takes at most where there is nothing to draw."""


def show(figure: go.Figure, key: str, nothing: str = "charts.nothing") -> None:
    """`nothing`: what is said in place of axes without anything on them."""
    if any(map(_says_something, figure.data)):
        st.plotly_chart(figure, theme=None, config=CONFIG, key=key)
    else:
        said = escape(words(language())(nothing))
        st.html(f'<p class="chart-none" style="height:{min(figure.layout.height, EMPTY)}px">{said}</p>')


def _says_something(trace: BaseTraceType) -> bool:
    """Bars of nothing but noughts say nothing; a line at nought does."""
    values = trace.x if getattr(trace, "orientation", None) == "h" else trace.y
    found = [value for value in (() if values is None else values) if value is not None]
    return any(found) if trace.type == "bar" else bool(found)


def blank(height: int, right: int = 10, theme: Theme = DARK) -> go.Figure:
    """`right`: room for the labels at the lines' ends. `theme`: theme_of(here.page)."""
    size = {"height": height, "margin": {"l": 8, "r": right, "t": 6, "b": 6}}
    return go.Figure(layout=_layout(theme.name) | size)


@cache
def _layout(name: str) -> dict[str, object]:
    tokens = (DESK if name == DESK.name else DARK).tokens
    axis = {"gridcolor": tokens["line"], "zeroline": False, "linecolor": tokens["line"], "fixedrange": True,
            "tickfont": {"size": 12, "color": tokens["second"]}, "automargin": True}  # fmt: skip
    return {
        "paper_bgcolor": tokens["panel"], "plot_bgcolor": tokens["panel"], "showlegend": False, "template": None,
        "font": {"family": FONT, "size": 13, "color": tokens["text"]},
        "xaxis": axis | {"showgrid": False, "tickformat": "%m-%d\n%H:%M"}, "yaxis": axis,
        "hoverlabel": {"bgcolor": tokens["panel"], "bordercolor": tokens["third"], "font": {"family": FONT}},
        "bargap": 0.25, "barmode": "stack", "uirevision": "kept",
    }  # fmt: skip


def local(moment: datetime) -> datetime:
    """Beijing wall time without its zone: plotly would turn an aware moment into UTC."""
    return beijing(moment).replace(tzinfo=None)
