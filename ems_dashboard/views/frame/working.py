"""What the views of resources share: tables with the screen's titles, names, moments, and bars with
their figures."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from ems_dashboard.rules.city import Place
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.theme import theme_of
from ems_dashboard.views.charts import plot

BAR = 26
"""Pixels of a bar with its gap."""


def table(here: Here, rows: list[dict[str, object]]) -> pd.DataFrame:
    made = pd.DataFrame(rows)
    return made.rename(columns={name: here.words(f"working.{name}") for name in made.columns})


def unit_name(here: Here, code: str) -> str:
    return here.city.name_of(code, here.lang) if code else ""


def short_name(here: Here, code: str) -> str:
    return here.city.short_of(code, here.lang)


def name_of(here: Here, place: Place) -> str:
    return place.name if here.lang == "zh" else place.name_en


def wanted(here: Here, unit: str) -> bool:
    return here.unit is None or unit == here.unit


def bars(
    here: Here, names: list[str], values: Sequence[float], text: list[str], colours: str | list[str]
) -> go.Figure:
    """One horizontal bar a row, its figure at its end; the figures say it, so that no axis does."""
    chart = plot.blank(max(90, BAR * len(names) + 16), right=90, theme=theme_of(here.page))
    chart.add_bar(
        y=names[::-1],
        x=values[::-1],
        orientation="h",
        text=text[::-1],
        textposition="outside",
        cliponaxis=False,
        marker_color=colours if isinstance(colours, str) else colours[::-1],
    )
    chart.update_yaxes(showgrid=False, visible=bool(names))
    chart.update_xaxes(visible=False, rangemode="tozero")
    return chart
