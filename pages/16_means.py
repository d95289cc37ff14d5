import streamlit as st

from ems_dashboard.rules.shelters import ShelterState
from ems_dashboard.rules.supplies import SupplyState
from ems_dashboard.rules.teams import TeamState
from ems_dashboard.rules.terms import Category
from ems_dashboard.views import blocks, downloads, means, plot, row_entry, shelters, supplies, tables, teams, working
from ems_dashboard.views.guard import guard
from ems_dashboard.views.maps import show_map

here = guard("means")
word, found = here.words, working.means_of(here)
blocks.style()
shelters.show_alarm(here)
view = means.choose(here)
left, right = st.columns([60, 40])
if view == "shelters":
    with left:
        table = shelters.table(here)
        tables.show(table, here, 760)
        downloads.offer(table, here, "shelters")
        row_entry.offer(here, ShelterState, [room.state for room in found.rooms if room.state])
    with right:
        show_map(here, Category.PEOPLE, 400, storm=False, layer=shelters.layer(here))
        shelters.search(here)
        blocks.titled(word("working.shelter_people"), lambda: plot.show(shelters.bars(here), "shelters"))
if view == "teams":
    with left:
        table = teams.table(here)
        tables.show(table, here, 760)
        downloads.offer(table, here, "teams")
        row_entry.offer(here, TeamState, [post.state for post in found.posts if post.state])
    with right:
        show_map(here, Category.PEOPLE, 540, storm=False, layer=teams.layer(here))
        blocks.titled(word("working.team_states"), lambda: plot.show(teams.bars(here), "teams"))
if view in ("supplies", "needs"):
    with left:
        table = supplies.table(here) if view == "supplies" else supplies.needs(here)
        tables.show(table, here, 760)
        downloads.offer(table, here, view)
        if view == "supplies":
            row_entry.offer(here, SupplyState, found.supply_rows)
    with right:
        show_map(here, Category.PEOPLE, 540, storm=False, layer=supplies.layer(here))
        blocks.titled(word("working.stock"), lambda: plot.show(supplies.bars(here), "supplies"))
