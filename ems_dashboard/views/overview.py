"""The overview: which blocks each level has, and its charts, each with the moment and the way to its
rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import plotly.graph_objects as go
import streamlit as st

from ems_dashboard.rules.scope import ScopeKind
from ems_dashboard.rules.terms import Category
from ems_dashboard.screen import (
    below_card,
    cards,
    evacuation_card,
    orders_card,
    quiet,
    race,
    rhythm_card,
    warning_cards,
)
from ems_dashboard.screen.department_cards import brings, departments, duty_groups, own_measures
from ems_dashboard.screen.group_chips import groups
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.means_card import means
from ems_dashboard.screen.origin import note
from ems_dashboard.screen.owed_card import owed_card
from ems_dashboard.screen.quiet import is_quiet
from ems_dashboard.screen.reach_card import reach_card
from ems_dashboard.views import changes
from ems_dashboard.views.charts import charts
from ems_dashboard.views.charts.plot import drawn
from ems_dashboard.views.frame import blocks
from ems_dashboard.views.maps.maps import land_of


def levels(here: Here) -> None:
    rows = [row for row in here.situation.levels if row.unit == here.scope.levelled]
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
    rows = here.picture.warnings_issued
    blocks.kept_chart(
        here,
        "screens.overview.warnings_time",
        partial(charts.warnings_over_time, here.picture, 110),
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


def _people(
    here: Here,
    title: str,
    draw: Callable[[], go.Figure],
    key: str,
    nothing: str = "charts.no_evacuation",
) -> None:
    figures = [f for f in here.picture.evacuation if f.category is Category.PEOPLE]
    asof = note(here, figures, "county")
    blocks.kept_chart(here, title, draw, key, nothing, asof, page="evacuation")


def townships(here: Here) -> None:
    draw = partial(charts.by_unit, here, Category.PEOPLE)
    _people(here, "scope.townships_progress", draw, "townships", "scope.none_apart")


def own_figures(here: Here) -> str:
    """Of a department: absent where the plan gives it no category."""
    return evacuation_card.evacuation(here) if evacuation_card.categories(here) else ""


def own_progress(here: Here) -> None:
    """The first category of a department, unit by unit."""
    for category in evacuation_card.categories(here)[:1]:
        draw = partial(charts.by_unit, here, category)
        asof = note(here, [f for f in here.picture.evacuation if f.category is category], "county")
        name = here.words(f"terms.category_done.{category}")
        blocks.titled_chart(here, name, draw, f"own-{category}", asof)


def the_map(here: Here) -> None:
    blocks.map_with_choice(here, 590)


def the_map_of_warnings(here: Here) -> None:
    blocks.map_with_choice(here, 740, "warnings")


Block = Callable[[Here], object]
"""A chart draws itself; a card gives its HTML."""


@dataclass(frozen=True, slots=True)
class Layout:
    """`columns` side by side, `below` beneath them; each with its widths."""

    columns: tuple[tuple[Block, ...], ...]
    widths: tuple[int, ...]
    below: tuple[tuple[Block, ...], ...] = ()
    below_widths: tuple[int, ...] = ()


BUSY: dict[ScopeKind, Layout] = {
    ScopeKind.CITY: Layout(
        (
            (evacuation_card.evacuation, rhythm_card.rhythm, cards.measures),
            (the_map, groups, cards.unit_levels, departments, changes.card),
            (
                race.bar,
                reach_card,
                levels,
                warning_cards.warnings,
                warnings_over_time,
                orders_card.orders,
            ),
        ),
        (23, 47, 30),
        ((units,), (course,)),
        (60, 40),
    ),
    ScopeKind.UNIT: Layout(
        (
            (evacuation_card.evacuation, owed_card, cards.measures),
            (the_map, below_card.townships, groups, means),
            (race.bar, levels, warning_cards.warnings, warnings_over_time, orders_card.orders),
        ),
        (23, 47, 30),
        ((townships,), (course,)),
        (60, 40),
    ),
    ScopeKind.TOWNSHIP: Layout(
        (
            (evacuation_card.evacuation, below_card.townships),
            (the_map, means),
            (levels, warning_cards.warnings, warnings_over_time, cards.measures),
        ),
        (23, 47, 30),
        ((course,),),
        (100,),
    ),
    ScopeKind.DEPARTMENT: Layout(
        (
            (own_figures, owed_card, brings),
            (own_progress, orders_card.orders, own_measures, duty_groups),
            (levels, warning_cards.warnings, warnings_over_time),
        ),
        (30, 40, 30),
    ),
}
QUIET_LEFT: tuple[Block, ...] = (
    partial(warning_cards.warnings, gravest=False),
    quiet.standing,
    warnings_over_time,
)
QUIET: dict[ScopeKind, Layout] = {
    ScopeKind.CITY: Layout(
        (
            QUIET_LEFT,
            (the_map_of_warnings,),
            (reach_card, quiet.came_last, groups, cards.unit_levels, departments),
        ),
        (26, 46, 28),
    ),
    ScopeKind.UNIT: Layout(
        (QUIET_LEFT, (the_map_of_warnings,), (owed_card, below_card.townships, means)),
        (26, 46, 28),
    ),
    ScopeKind.TOWNSHIP: Layout(
        (QUIET_LEFT, (the_map_of_warnings,), (below_card.townships, means)), (26, 46, 28)
    ),
    ScopeKind.DEPARTMENT: Layout(
        (QUIET_LEFT, (owed_card, duty_groups), (own_measures, brings)), (30, 38, 32)
    ),
}
"""While nothing is open: no cards that say that there is nothing."""


def prepare(here: Here) -> None:
    """What the first view of the city's overview takes long to make and every other one shares: the
    map's land, what changed, a chart of each sort. Needs no page."""
    quiet_now = is_quiet(here)
    land_of(here, "warnings" if quiet_now else Category.PEOPLE)
    changes.card(here)
    for draw in (charts.by_unit, charts.course):
        drawn(draw(here, Category.PEOPLE))


def show(here: Here) -> None:
    layout = (QUIET if is_quiet(here) else BUSY)[here.scope.kind]
    _side_by_side(here, layout.columns, layout.widths)
    if layout.below:
        _side_by_side(here, layout.below, layout.below_widths)


def _side_by_side(here: Here, columns: Sequence[Sequence[Block]], widths: Sequence[int]) -> None:
    for place, shown in zip(st.columns(list(widths)), columns, strict=True):
        with place:
            for block in shown:
                card = block(here)
                if isinstance(card, str):
                    blocks.put(card)
