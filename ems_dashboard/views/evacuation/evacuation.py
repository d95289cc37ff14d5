"""What the evacuation page says and asks beside its table: the alarm of a return before it is allowed, who has not
reported, and the county's word for the sum of its townships."""

from collections.abc import Sequence
from itertools import product

import streamlit as st
from markupsafe import Markup

from ems_dashboard.actions.evacuation import confirm
from ems_dashboard.reports.headline import early_sentences
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.figure_states import FigureState
from ems_dashboard.rules.roles import OWN_UNIT_ONLY, may_for
from ems_dashboard.rules.terms import Category
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.means_card import resources_of
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame import acting, blocks
from ems_dashboard.views.streamlit_internals.pressing import pressed

UNREPORTED = {FigureState.NOT_REPORTED: "unreported", FigureState.OUTDATED: "outdated"}
"""What is said of a unit whose figure is wanting."""


def show_alarm(here: Here) -> None:
    """Nothing while nobody is back too early."""
    if said := alarm(here):
        blocks.put(said)


def alarm(here: Here) -> Markup:
    lines = early_sentences(here.picture, here.city, here.words)
    if not lines:
        return Markup()
    title = here.words("screens.stages.alarm")
    return rendered("evacuation/alarm.html", title=title, lines=lines)


def show_unreported(here: Here, unit: str, category: Category | None) -> None:
    """A line for each category that a unit owes and has not reported at all, or not for the newest round."""
    states = here.reporting
    categories = [category] if category else here.city.plan.reported
    for each, state in product(categories, UNREPORTED):
        units = [code for code in states.units(state, each) if unit in ("", code)]
        if units:
            _put_line(_unreported(here, units, each, UNREPORTED[state]))


def _unreported(here: Here, units: Sequence[str], category: Category, key: str) -> str:
    names = [here.city.name_of(code, here.lang) for code in units]
    return here.words(
        f"screens.stages.{key}",
        category=here.words(f"terms.category.{category}"),
        n=len(units),
        units=here.words.listed(names),
    )


def _put_line(sentence: str) -> None:
    st.html(rendered("evacuation/unreported.html", sentence=sentence))


def offer_confirmation(here: Here, chosen: str) -> None:
    """To a county for itself, to the city's officers for the chosen unit, while its sum is not confirmed."""
    unit = here.actor.unit if here.role in OWN_UNIT_ONLY else chosen
    rows = _unconfirmed(here, unit) if _may_confirm(here, unit) else []
    if not rows:
        return
    name = here.city.name_of(unit, here.lang)
    for category in dict.fromkeys(row.category for row in rows):
        _put_line(_said(here, name, unit, [row for row in rows if row.category is category]))
    if pressed(st, here.words("rows.confirm"), type="primary", key="confirm-townships"):
        acting.attempt(
            lambda: confirm(here.desk(), unit, rows),
            here.words("screens.stages.confirmed_now", unit=name),
        )


def _may_confirm(here: Here, unit: str) -> bool:
    if here.past or not unit:
        return False
    return may_for(here.actor, "report:evacuation", unit)


def _unconfirmed(here: Here, unit: str) -> list[Evacuation]:
    """The townships' rows behind the unit's figures that it has not confirmed."""
    figures = [figure for figure in here.situation.evacuation if figure.unit == unit]
    open_sums = {(figure.incident, figure.category) for figure in figures if not figure.confirmed}
    townships = [
        row for row in resources_of(here).township_rows if here.city.county_of[row.unit] == unit
    ]
    return [row for row in townships if (row.incident, row.category) in open_sums]


def _said(here: Here, name: str, unit: str, rows: Sequence[Evacuation]) -> str:
    """What the button will put in the unit's name."""
    return here.words(
        "screens.stages.will_confirm",
        unit=name,
        category=here.words(f"terms.category.{rows[0].category}"),
        n=len(rows),
        of=sum(county == unit for county in here.city.county_of.values()),
        target=f"{sum(row.target for row in rows):,}",
        moved=f"{sum(row.moved for row in rows):,}",
        returned=f"{sum(row.returned for row in rows):,}",
    )
