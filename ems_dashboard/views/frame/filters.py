"""The filters of the subject pages, kept in the address: a link shows the same rows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum

import streamlit as st

from ems_dashboard.clock import beijing
from ems_dashboard.rules.city import Group
from ems_dashboard.rules.terms import Category, Colour, GroupKind, GroupState, WarningKind
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.screen.group_chips import SILENT, silent_name
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.picture import Figure
from ems_dashboard.views.streamlit_internals.draft_values import naming

ALL = ""
HOURS = (24, 72, 24 * 7, 24 * 31)
HISTORY = "all"


def choose(
    here: Here,
    name: str,
    options: Sequence[str],
    label: str,
    words: Mapping[str, str],
    nothing: str = "all",
) -> str:
    """One of `options`, or ALL, which is worded as `nothing`; the choice stands in the address as
    `name`."""
    wish = st.query_params.get(name, ALL)
    held, key = wish if wish in options else ALL, f"filter-{here.page}-{name}"
    names = {ALL: here.words(f"screens.filter.{nothing}"), **words}
    return st.selectbox(
        label,
        [ALL, *options],
        index=[ALL, *options].index(held),
        format_func=naming(names),
        key=key,
        on_change=_into_address,
        args=(name, key),
    )


def _into_address(name: str, key: str) -> None:
    """Before the run that follows, so that the whole page stands on the new choice."""
    if chosen := st.session_state[key]:
        st.query_params[name] = chosen
    else:
        st.query_params.pop(name, None)


def unit(here: Here) -> str:
    names = {u.code: here.city.name_of(u.code, here.lang) for u in here.city.units}
    return choose(here, "unit", list(names), here.words("screens.filter.unit"), names)


def category(here: Here) -> Category | None:
    """None for all of them."""
    chosen = _term(here, "category", Category)
    return Category(chosen) if chosen else None


def kind(here: Here) -> str:
    return _term(here, "kind", WarningKind, "warning_kind")


def colour(here: Here) -> str:
    return _term(here, "colour", Colour)


def group_kind(here: Here) -> str:
    return _term(here, "kind", GroupKind, "group_kind")


def group_state(here: Here) -> str:
    """One of the states, or that nobody reported one: where it is owed, where it is not."""
    names = {str(state): here.words(f"terms.group_state.{state}") for state in GroupState}
    names |= {state: silent_name(state, here.words) for state in SILENT}
    return choose(here, "state", list(names), here.words("screens.filter.state"), names)


def _term(here: Here, name: str, terms: type[StrEnum], vocabulary: str = "") -> str:
    """One of the field's terms; `vocabulary`: where their words stand, if not under `name`."""
    names = {str(term): here.words(f"terms.{vocabulary or name}.{term}") for term in terms}
    return choose(here, name, list(names), here.words(f"screens.filter.{name}"), names)


def period(here: Here, latest: str, *, history: bool = False) -> str:
    """ALL for what holds at the moment, worded as `latest`; else so many hours back from it, or
    HISTORY where every report is asked for instead; or a year."""
    word = here.words
    hours = {f"{n}h": word("screens.filter.hours_n", n=n) for n in HOURS}
    names = {HISTORY: word("screens.filter.history")} if history else hours
    names |= {str(year): word("screens.filter.year_n", year=year) for year in years(here)}
    return choose(here, "period", list(names), word("screens.filter.hours"), names, latest)


def hours_of(period: str) -> int:
    return int(period.removesuffix("h")) if period.endswith("h") else 0


def year_of(period: str) -> int:
    """0 where the period is not a year."""
    return int(period) if period.isdigit() else 0


def years(here: Here) -> list[int]:
    """Of the published reports and of the moment, the newest first."""
    return sorted(
        {report.year for report in here.city.public_reports} | {beijing(here.as_of).year},
        reverse=True,
    )


def fitting_warnings(
    rows: Iterable[WarningMessage], units: Collection[str], kind: str, colour: str
) -> list[WarningMessage]:
    """`units`: a unit and the city, whose warnings hold for it; none: all."""
    wanted = set(units)
    within = [row for row in rows if not wanted or wanted & {*row.units}]
    of_kind = [row for row in within if kind in (ALL, row.kind)]
    return [row for row in of_kind if colour in (ALL, row.colour)]


def fitting_figures(rows: Iterable[Figure], unit: str, category: Category | None) -> list[Figure]:
    within = (row for row in rows if unit in (ALL, row.unit))
    return [row for row in within if category in (None, row.category)]


def fitting_groups(groups: Iterable[Group], unit: str, kind: str) -> list[Group]:
    within = (group for group in groups if unit in (ALL, group.unit))
    return [group for group in within if kind in (ALL, group.kind)]
