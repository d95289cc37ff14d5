import streamlit as st

from ems_dashboard.rules.shelters import ShelterState
from ems_dashboard.rules.supplies import SupplyState
from ems_dashboard.rules.teams import TeamState
from ems_dashboard.rules.terms import Category
from ems_dashboard.views import blocks, downloads, filters, plot, row_entry, tables, working
from ems_dashboard.views.guard import guard
from ems_dashboard.views.maps import show_map

here = guard("means")
word, found = here.words, working.means_of(here)
blocks.style()
left, right = st.columns([60, 40])
with left:
    names = ("shelters", "teams", "supplies", "needs")
    for name, tab in zip(names, st.tabs([word(f"working.tab_{name}") for name in names]), strict=True):
        with tab:
            table = getattr(working, name)(here)
            tables.show(table, here, 430)
            downloads.offer(table, here, name)
            if name == "shelters":
                row_entry.offer(here, ShelterState, [room.state for room in found.rooms if room.state])
            if name == "teams":
                row_entry.offer(here, TeamState, [state for _, state in found.teams if state])
            if name == "supplies":
                row_entry.offer(here, SupplyState, found.supply_rows)
with right:
    show_map(here, Category.PEOPLE, 430, storm=False, layer=working.place_points(here))
    blocks.titled(word("working.shelter_people"), lambda: plot.show(working.shelter_bars(here), "shelters"))
    unit = filters.unit(here) or next(iter(here.city.by_code))
    people = st.number_input(word("working.need_room"), 1, 100_000, 50, key="need-room")
    blocks.titled(word("working.nearest"), lambda: tables.show(working.nearest(here, unit, int(people)), here, 240))
