"""Dispatches as a table, bars and a layer of the map, and the search for what is near."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from shapely.geometry import LineString, mapping

from ems_dashboard.clock import short_time
from ems_dashboard.rules.dispatches import Dispatch, Origin, Run, nearest
from ems_dashboard.rules.geometry import Point
from ems_dashboard.rules.terms import DispatchState
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.map_data import blank_units, spot
from ems_dashboard.screen.means_card import resources_of
from ems_dashboard.screen.theme import TOKENS, theme_of
from ems_dashboard.situation.resources import depot_origins, team_origins
from ems_dashboard.views.frame import blocks, tables, working
from ems_dashboard.views.maps.maps import Layer
from ems_dashboard.views.resources import supplies
from ems_dashboard.views.streamlit_internals.draft_values import naming

S = DispatchState
STEPS = (S.REQUESTED, S.DISPATCHED, S.ARRIVED, S.IN_USE, S.RETURNED, S.CONSUMED)
OFFERED = 8


def runs_of(here: Here) -> list[Run]:
    """Of the chosen unit, of those that the viewer may read: what a county asks for is its own."""
    runs = resources_of(here).runs
    mine = (run for run in runs if here.sight.of(run.newest.unit))
    return [run for run in mine if working.wanted(here, run.newest.unit)]


def what(here: Here, row: Dispatch) -> str:
    if row.of_team:
        return here.words("dispatches.team")
    return f"{supplies.item_name(here, row.item)} {row.quantity:,g} {row.measure}".strip()


def origin_name(here: Here, code: str) -> str:
    place = next(
        (place for place in (*here.city.teams, *here.city.depots) if place.code == code), None
    )
    return working.name_of(here, place) if place else ""


def near(
    here: Here, item: str, unit: str, at: Point, wanted: float = 0.0
) -> list[tuple[Origin, float]]:
    found = resources_of(here)
    if not item:
        return nearest(team_origins(found), at)[:OFFERED]
    return nearest(depot_origins(found, here.city, item, unit), at, wanted)[:OFFERED]


def seat(here: Here, unit: str) -> Point:
    found = here.city.by_code[unit]
    return (found.lon, found.lat)


def offered_name(here: Here, origin: Origin, km: float, measure: str) -> str:
    there = (
        "—"
        if origin.there is None
        else f"{origin.there:,g} {measure or here.words('terms.measure_unit.persons')}"
    )
    return here.words(
        "dispatches.offered", name=origin_name(here, origin.code), km=f"{km:.1f}", there=there
    )


def sorts(here: Here) -> dict[str, str]:
    """What can be asked for: "" is a rescue team, the others are the items of the plan's norms."""
    named = {norm.item: supplies.item_name(here, norm.item) for norm in here.city.plan.norms}
    return {"": here.words("dispatches.team")} | named


def search(here: Here) -> None:
    """The nearest free team, or depot that holds an item, for a unit."""
    word, city = here.words, here.city
    left, right = st.columns(2)
    with left:
        codes = [code for code in city.by_code if working.wanted(here, code)]
        unit = st.selectbox(
            word("dispatches.for_unit"),
            codes,
            format_func=lambda code: city.name_of(code, here.lang),
            key="near-unit",
        )
    items = sorts(here)
    with right:
        item = (
            st.selectbox(
                word("dispatches.which"), list(items), format_func=naming(items), key="near-item"
            )
            or ""
        )
    found = near(here, item, unit, seat(here, unit))
    blocks.titled(
        word("dispatches.nearest"), lambda: tables.show(_near_table(here, found, item), here, 320)
    )


def _near_table(here: Here, found: list[tuple[Origin, float]], item: str) -> pd.DataFrame:
    return working.table(
        here,
        [
            {
                "origin": origin_name(here, origin.code),
                "where": working.unit_name(here, origin.unit),
                "people" if item == "" else "on_hand": origin.there,
                "km": round(km, 1),
            }
            for origin, km in found
        ],
    )


def table(here: Here) -> pd.DataFrame:
    """Every dispatch with the minute and the person of each step."""
    return working.table(
        here,
        [
            {
                "unit": working.unit_name(here, run.newest.unit),
                "what": what(here, run.newest),
                "purpose": run.newest.purpose,
                "state": here.words(f"terms.dispatch_state.{run.newest.state}"),
                "origin": origin_name(here, run.newest.origin),
                **{f"step_{state}": _step_said(run, state) for state in STEPS},
                "back": run.newest.back,
            }
            for run in runs_of(here)
        ],
    )


def _step_said(run: Run, state: DispatchState) -> str:
    row = run.step(state)
    return f"{short_time(row.valid_at)} {row.person}".strip() if row else ""


def bars(here: Here) -> go.Figure:
    found = runs_of(here)
    counts = [(state, sum(run.newest.state is state for run in found)) for state in DispatchState]
    shown = [(state, n) for state, n in counts if n]
    names = [here.words(f"terms.dispatch_state.{state}") for state, _ in shown]
    return working.bars(
        here,
        names,
        [n for _, n in shown],
        [str(n) for _, n in shown],
        theme_of(here.page).tokens["done"],
    )


def layer(here: Here) -> Layer:
    """Who asks in orange, where teams and supplies are on their way in teal, each with the line it
    takes."""
    places = {place.code: (place.lon, place.lat) for place in (*here.city.teams, *here.city.depots)}
    points, lines = [], []
    for run in (run for run in runs_of(here) if run.open):
        row, place = run.newest, seat(here, run.newest.unit)
        colour = TOKENS["near"] if row.state is S.REQUESTED else TOKENS["done"]
        state = here.words(f"terms.dispatch_state.{row.state}")
        said = f"{working.unit_name(here, row.unit)} · {what(here, row)} · {state}"
        points.append(spot(*place, colour=colour, name=said))
        if row.origin in places:
            line = mapping(LineString([places[row.origin], place]))
            lines.append(
                {
                    "type": "Feature",
                    "properties": {"name": said, "colour": colour},
                    "geometry": line,
                }
            )
    keys = (
        (TOKENS["near"], here.words("terms.dispatch_state.requested")),
        (TOKENS["done"], here.words("maps.key_sent")),
    )
    return Layer("dispatches", points, keys, lines, blank_units(here.city))
