"""The filters of the subject pages, kept in the address."""

from collections.abc import Sequence

import streamlit as st

from ems_dashboard.rules.terms import Category, Colour, WarningKind
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.situation.picture import Figure
from ems_dashboard.views.guard import Here

ALL = ""
HOURS = (0, 24, 72, 24 * 7, 24 * 31)


def choose(here: Here, name: str, options: Sequence[str], label: str, words: dict[str, str]) -> str:
    """One of `options`, or ALL; the choice stands in the address as `name`."""
    wish = st.query_params.get(name, ALL)
    held = wish if wish in options else ALL
    names = {ALL: here.words("screens.filter.all")} | words
    chosen = st.selectbox(
        label,
        [ALL, *options],
        index=[ALL, *options].index(held),
        format_func=names.get,
        key=f"filter-{here.page}-{name}",
    )
    if chosen != held:
        st.query_params.update({name: chosen}) if chosen else st.query_params.pop(name, None)
    return chosen


def unit(here: Here) -> str:
    names = {u.code: here.city.name_of(u.code, here.lang) for u in here.city.units}
    return choose(here, "unit", list(names), here.words("screens.filter.unit"), names)


def category(here: Here) -> Category:
    names = {str(c): here.words(f"terms.category.{c}") for c in Category}
    found = choose(here, "category", list(names), here.words("screens.filter.category"), names)
    return Category(found) if found else ALL


def kind(here: Here) -> str:
    names = {str(k): here.words(f"terms.warning_kind.{k}") for k in WarningKind}
    return choose(here, "kind", list(names), here.words("screens.filter.kind"), names)


def colour(here: Here) -> str:
    names = {str(c): here.words(f"terms.colour.{c}") for c in Colour}
    return choose(here, "colour", list(names), here.words("screens.filter.colour"), names)


def hours(here: Here) -> int:
    """0: only what is in force."""
    names = {n: here.words("screens.filter.hours_n", n=n) if n else here.words("screens.filter.valid") for n in HOURS}
    return st.selectbox(
        here.words("screens.filter.hours"), HOURS, format_func=names.get, key=f"filter-{here.page}-hours"
    )


def fitting_warnings(rows: Sequence[WarningMessage], unit: str, kind: str, colour: str) -> list[WarningMessage]:
    return [
        w
        for w in rows
        if (not unit or unit in w.units) and (not kind or w.kind == kind) and (not colour or w.colour == colour)
    ]


def fitting_figures(rows: Sequence[Figure], unit: str, category: str) -> list[Figure]:
    return [f for f in rows if (not unit or f.unit == unit) and (not category or f.category == category)]
