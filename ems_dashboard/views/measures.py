"""Measures on screen: by unit with start, end and scope, how far each reaches, and what is shut
where."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from ems_dashboard.clock import short_time
from ems_dashboard.rules.city import Place
from ems_dashboard.rules.measures import Measure
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.map_data import NOTHING, Fill, spot
from ems_dashboard.screen.theme import TOKENS, theme_of
from ems_dashboard.views.frame import working
from ems_dashboard.views.maps.maps import Layer
from ems_dashboard.views.streamlit_internals.draft_values import naming

SHUT, OPEN = TOKENS["near"], TOKENS["done"]
STEPS = ((5, "#2c877f"), (3, "#2b6a74"), (1, "#2f5068"), (0, NOTHING))
"""So many measures in force in a unit, and its colour: effort, not danger."""


def names(here: Here) -> dict[str, str]:
    return {
        rule.code: rule.name if here.lang == "zh" else rule.name_en
        for rule in here.city.plan.measures
    }


def table(here: Here, chosen: str) -> pd.DataFrame:
    rules = names(here)
    units = [row for row in here.situation.measures if _wanted(here, row.unit)]
    rows = [_row(here, row, rules) for row in units if chosen in ("", row.measure)]
    return working.table(here, rows)


def _wanted(here: Here, unit: str) -> bool:
    return unit == here.city.code or working.wanted(here, unit)


def _row(here: Here, row: Measure, rules: dict[str, str]) -> dict[str, object]:
    state = "in_force" if row.in_force_at(here.as_of) else "announced"
    return {
        "unit": working.unit_name(here, row.unit),
        "stop": rules.get(row.measure, row.measure),
        "state": here.words(f"working.{state}"),
        "starts": short_time(row.starts_at),
        "ends": short_time(row.ends_at),
        "scope": row.scope,
        "basis": row.basis,
        "at": short_time(row.valid_at),
    }


def choose(here: Here) -> str:
    """The measure that the page is about, "" for all."""
    found = {"": here.words("screens.filter.all")} | names(here)
    return (
        st.selectbox(
            here.words("working.stop"), list(found), format_func=naming(found), key="measure"
        )
        or ""
    )


def in_force(here: Here, unit: str) -> set[str]:
    """The measures in force in a unit, the whole city's among them."""
    return {
        m.measure
        for m in here.situation.measures
        if _covers(here, m, unit) and m.in_force_at(here.as_of)
    }


def _covers(here: Here, measure: Measure, unit: str) -> bool:
    return measure.unit in (unit, here.city.code)


def bars(here: Here) -> go.Figure:
    """In how many units each measure is in force."""
    units = [unit.code for unit in here.city.units if working.wanted(here, unit.code)]
    counts = {code: sum(code in in_force(here, unit) for unit in units) for code in names(here)}
    found = sorted(((code, n) for code, n in counts.items() if n), key=lambda pair: -pair[1])
    text = [f"{n} / {len(units)}" for _, n in found]
    return working.bars(
        here,
        [names(here)[code] for code, _ in found],
        [n for _, n in found],
        text,
        theme_of(here.page).tokens["done"],
    )


def layer(here: Here, chosen: str) -> Layer:
    """Every unit by its measures in force, and the places that they shut."""
    standing = {unit.code: in_force(here, unit.code) for unit in here.city.units}
    shut = {site.code for site in here.city.sites if site.kind in standing.get(site.unit, ())}
    points = [
        spot(
            site.lon,
            site.lat,
            colour=SHUT if site.code in shut else OPEN,
            name=_site(here, site, site.code in shut),
        )
        for site in here.city.sites
        if chosen in ("", site.kind)
    ]
    keys = ((SHUT, here.words("working.site_shut")), (OPEN, here.words("working.site_open")))
    return Layer(
        f"measures-{chosen}",
        points,
        keys,
        fills={u: _fill(here, found, chosen) for u, found in standing.items()},
        fill_keys=_fill_keys(here, chosen),
    )


def _site(here: Here, site: Place, shut: bool) -> str:
    state = "site_shut" if shut else "site_open"
    return f"{working.name_of(here, site)} · {here.words(f'working.{state}')}"


def _fill(here: Here, found: set[str], chosen: str) -> Fill:
    if chosen:
        said = here.words("working.in_force") if chosen in found else "—"
        return Fill(STEPS[0][1] if chosen in found else NOTHING, said)
    colour = next(colour for least, colour in STEPS if len(found) >= least)
    return Fill(colour, here.words("working.n_measures", n=len(found)) if found else "—")


def _fill_keys(here: Here, chosen: str) -> tuple[tuple[str, str], ...]:
    if chosen:
        return ((STEPS[0][1], names(here)[chosen]),)
    return tuple(
        (colour, here.words("working.n_measures", n=f"≥ {least}"))
        for least, colour in STEPS
        if least
    )
