"""The charts of the overview, each with the moment and the way to its rows."""

from collections.abc import Callable
from functools import partial

import plotly.graph_objects as go

from ems_dashboard.rules.terms import Category
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.origin import note
from ems_dashboard.views.charts import charts
from ems_dashboard.views.frame import blocks


def levels(here: Here) -> None:
    rows = here.situation.levels
    blocks.kept_chart(
        here,
        "screens.overview.levels",
        partial(charts.levels, here, 150),
        "levels",
        "charts.no_levels",
        note(here, rows),
        rows,
        "responses",
    )


def warnings_over_time(here: Here) -> None:
    rows = here.situation.warnings_issued
    blocks.kept_chart(
        here,
        "screens.overview.warnings_time",
        partial(charts.warnings_over_time, here.situation, here.unit, 110),
        "warnings",
        "charts.no_warnings",
        note(here, rows),
        rows,
        "warnings",
    )


def units(here: Here) -> None:
    draw = partial(charts.by_unit, here, Category.PEOPLE)
    _people(here, "screens.overview.units", draw, "units")


def course(here: Here) -> None:
    draw = partial(charts.course, here, Category.PEOPLE)
    _people(here, "screens.overview.course", draw, "course")


def _people(here: Here, title: str, draw: Callable[[], go.Figure], key: str) -> None:
    figures = [f for f in here.situation.evacuation if f.category is Category.PEOPLE]
    asof = note(here, figures, "county")
    blocks.kept_chart(here, title, draw, key, "charts.no_evacuation", asof, page="evacuation")
