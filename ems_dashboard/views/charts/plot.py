"""An empty chart in the look of its theme: labels at the lines' ends, few grid lines, Beijing time
on the axis."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

import plotly.graph_objects as go
import streamlit as st
from plotly.basedatatypes import BaseTraceType
from streamlit.components.v2.types import ComponentRenderer

from ems_dashboard.clock import beijing
from ems_dashboard.screen.scripts import component
from ems_dashboard.screen.theme import DARK, DESK, FONT, Theme
from ems_dashboard.templating import rendered
from ems_dashboard.text import words
from ems_dashboard.views.frame.guard import language
from ems_dashboard.views.frame.stamped import moment, stamped

EMPTY = 64
"""Pixels that the sentence takes at most where there is nothing to draw."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure as it goes to the browser; None where it has nothing to say."""

    content: bytes | None
    height: int


def drawn(figure: go.Figure) -> Drawn:
    says = any(map(_says_something, figure.data))
    return Drawn(figure.to_json().encode() if says else None, figure.layout.height)


def show(chart: go.Figure | Drawn, key: str, nothing: str = "charts.nothing") -> None:
    """`nothing`: what is said in place of axes without anything on them."""
    made = drawn(chart) if isinstance(chart, go.Figure) else chart
    if made.content is not None:
        _component()(key=f"chart-{key}", data=moment().encode() + made.content)
    else:
        said, height = words(language())(nothing), min(made.height, EMPTY)
        st.html(stamped(rendered("charts/nothing.html", said=said, height=height)))


@cache
def _component() -> ComponentRenderer:
    """Plotly's own react in a node that stays: st.plotly_chart makes chart and node anew at every
    change."""
    return st.components.v2.component(
        "ems_chart",
        html=rendered("frame/component.html", kind="ems-chart"),
        js=component("chart.js"),
        isolate_styles=False,
    )


def _says_something(trace: BaseTraceType) -> bool:
    """Bars of nothing but noughts say nothing unless they are labelled; a line at nought does."""
    values = trace.x if getattr(trace, "orientation", None) == "h" else trace.y
    found = [value for value in (() if values is None else values) if value is not None]
    if trace.type != "bar":
        return bool(found)
    return any(found) or any(trace.text or ())


def blank(height: int, right: int = 10, theme: Theme = DARK) -> go.Figure:
    """`right`: room for the labels at the lines' ends. `theme`: theme_of(here.page)."""
    size = {"height": height, "margin": {"l": 8, "r": right, "t": 6, "b": 6}}
    return go.Figure(layout=_layout(theme.name) | size)


@cache
def _layout(name: str) -> dict[str, object]:
    tokens = (DESK if name == DESK.name else DARK).tokens
    axis = {
        "gridcolor": tokens["line"],
        "zeroline": False,
        "linecolor": tokens["line"],
        "fixedrange": True,
        "tickfont": {"size": 12, "color": tokens["second"]},
        "automargin": True,
    }
    return {
        "paper_bgcolor": tokens["panel"],
        "plot_bgcolor": tokens["panel"],
        "showlegend": False,
        "template": None,
        "font": {"family": FONT, "size": 13, "color": tokens["text"]},
        "xaxis": axis | {"showgrid": False, "tickformat": "%H:%M\n%m-%d"},
        "yaxis": axis,
        "hoverlabel": {
            "bgcolor": tokens["panel"],
            "bordercolor": tokens["third"],
            "font": {"family": FONT},
        },
        "bargap": 0.25,
        "barmode": "stack",
        "uirevision": "kept",
    }


def local(moment: datetime) -> datetime:
    """Beijing wall time without its zone: plotly would turn an aware moment into UTC."""
    return beijing(moment).replace(tzinfo=None)
