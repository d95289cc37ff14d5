"""What the evacuation page says and asks beside its table: the alarm of a return before it is allowed, who has not
reported, and the county's word for the sum of its townships."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from ems_dashboard.actions.evacuation import confirm
from ems_dashboard.reports.headline import early_sentences
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.figure_states import FigureState
from ems_dashboard.rules.roles import OWN_UNIT_ONLY, may_for
from ems_dashboard.rules.terms import REPORTED, Category
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.reporting import reporting
from ems_dashboard.views.frame import acting, blocks
from ems_dashboard.views.frame.working import resources_of
from ems_dashboard.views.streamlit_internals.pressing import pressed


def alarm(here: Here) -> str:
    """HTML, empty while nobody is back too early."""
    lines = early_sentences(here.situation, here.city, here.words)
    said = "".join(f"<span>{escape(line)}</span>" for line in lines)
    return (
        f'<div class="alarm" role="alert"><b>{here.words("screens.stages.alarm")}</b>{said}</div>'
        if said
        else ""
    )


def show_alarm(here: Here) -> None:
    if said := alarm(here):
        blocks.put(said)


UNREPORTED = {FigureState.NOT_REPORTED: "unreported", FigureState.OUTDATED: "outdated"}


def show_unreported(here: Here, unit: str, category: Category | str) -> None:
    """A line for each category that a unit owes and has not reported at all, or not for the newest round."""
    found, word = reporting(here.own, here.city), here.words
    for asked in [Category(category)] if category else REPORTED:
        for state, key in UNREPORTED.items():
            units = [u for u in found.units(state, asked) if not unit or u == unit]
            if units:
                names = word("report.comma").join(here.city.name_of(u, here.lang) for u in units)
                name = word(f"terms.category.{asked}")
                said = word(f"screens.stages.{key}", category=name, n=len(units), units=names)
                st.html(f'<p class="unreported">{escape(said)}</p>')


def offer_confirmation(here: Here, chosen: str) -> None:
    """To a county for itself, to the city's officers for the chosen unit, while its sum is not confirmed."""
    unit = here.actor.unit if here.role in OWN_UNIT_ONLY else chosen
    if here.past or not unit or not may_for(here.actor, "report:evacuation", unit):
        return
    rows = _unconfirmed(here, unit)
    if not rows:
        return
    name = here.city.name_of(unit, here.lang)
    for category in dict.fromkeys(row.category for row in rows):
        said = _said(here, name, unit, [row for row in rows if row.category is category])
        st.html(f'<p class="unreported">{escape(said)}</p>')
    if pressed(st, here.words("rows.confirm"), type="primary", key="confirm-townships"):
        acting.attempt(
            lambda: confirm(here.desk(), unit, rows),
            here.words("screens.stages.confirmed_now", unit=name),
        )


def _unconfirmed(here: Here, unit: str) -> list[Evacuation]:
    """The townships' rows behind the unit's figures that it has not confirmed."""
    asked = {
        (f.incident, f.category)
        for f in here.situation.evacuation
        if f.unit == unit and not f.confirmed
    }
    return [
        row
        for row in resources_of(here).township_rows
        if here.city.county_of[row.unit] == unit and (row.incident, row.category) in asked
    ]


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
