"""Shelters, dispatches, teams, supplies and needs: one of them at a time, each with its table,
form, map and chart."""

import pandas as pd
import streamlit as st

from ems_dashboard.rules.shelters import ShelterState
from ems_dashboard.rules.supplies import SupplyState
from ems_dashboard.rules.teams import TeamState
from ems_dashboard.rules.terms import Category
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.means_card import resources_of
from ems_dashboard.views import sources
from ems_dashboard.views.charts import plot
from ems_dashboard.views.frame import blocks, downloads, tables
from ems_dashboard.views.intake import row_entry
from ems_dashboard.views.maps.maps import Layer, show_map
from ems_dashboard.views.resources import dispatch_tables, dispatches, shelters, supplies, teams
from ems_dashboard.views.streamlit_internals.draft_values import naming

VIEWS = ("shelters", "dispatches", "teams", "supplies", "needs")


def choose(here: Here) -> str:
    """Kept in the address as `view`; an address that names a dispatch is about dispatches."""
    names = {name: here.words(f"working.tab_{name}") for name in VIEWS}
    first = "dispatches" if "dispatch" in st.query_params else VIEWS[0]
    held = st.query_params.get("view", first)
    chosen = st.segmented_control(
        here.words("working.view"),
        VIEWS,
        default=held if held in VIEWS else first,
        format_func=naming(names),
        key="resources-view",
        label_visibility="collapsed",
        required=True,
    )
    view = str(chosen or first)
    if view != held:
        st.query_params["view"] = view
        st.rerun()  # a button belongs to the address that its run began with
    return view


def show(here: Here, view: str) -> None:
    left, right = st.columns([60, 40])
    with left:
        LEFT[view](here)
    with right:
        RIGHT[view](here)


def _listed(here: Here, name: str, table: pd.DataFrame, height: int = 760) -> None:
    tables.show(table, here, height)
    downloads.offer(table, here, name)


def _map(here: Here, layer: Layer, height: int = 460) -> None:
    show_map(here, Category.PEOPLE, height, storm=False, layer=layer)


def _shelters(here: Here) -> None:
    _listed(here, "shelters", shelters.table(here))
    row_entry.offer(
        here, ShelterState, [room.state for room in resources_of(here).rooms if room.state]
    )


def _beside_shelters(here: Here) -> None:
    _map(here, shelters.layer(here), 400)
    shelters.search(here)
    blocks.titled(
        here.words("working.shelter_people"), lambda: plot.show(shelters.bars(here), "shelters")
    )


def _dispatches(here: Here) -> None:
    dispatches.show_open(here)
    dispatches.offer_request(here)
    _listed(here, "dispatches", dispatch_tables.table(here), 400)


def _beside_dispatches(here: Here) -> None:
    _map(here, dispatch_tables.layer(here), 400)
    dispatch_tables.search(here)
    if dispatch_tables.runs_of(here):
        title = here.words("working.dispatch_states")
        blocks.titled(title, lambda: plot.show(dispatch_tables.bars(here), "dispatches"))


def _teams(here: Here) -> None:
    _listed(here, "teams", teams.table(here))
    row_entry.offer(
        here, TeamState, [post.state for post in resources_of(here).posts if post.state]
    )


def _beside_teams(here: Here) -> None:
    _map(here, teams.layer(here))
    blocks.titled(here.words("working.team_states"), lambda: plot.show(teams.bars(here), "teams"))


def _supplies(here: Here) -> None:
    _listed(here, "supplies", supplies.table(here))
    row_entry.offer(here, SupplyState, resources_of(here).supply_rows)


def _needs(here: Here) -> None:
    if said := supplies.unknown(here):
        sources.show([said])
    _listed(here, "needs", supplies.needs(here))


def _beside_supplies(here: Here) -> None:
    _map(here, supplies.layer(here))
    blocks.titled(here.words("working.stock"), lambda: plot.show(supplies.bars(here), "supplies"))


LEFT = {
    "shelters": _shelters,
    "dispatches": _dispatches,
    "teams": _teams,
    "supplies": _supplies,
    "needs": _needs,
}
RIGHT = {
    "shelters": _beside_shelters,
    "dispatches": _beside_dispatches,
    "teams": _beside_teams,
    "supplies": _beside_supplies,
    "needs": _beside_supplies,
}
