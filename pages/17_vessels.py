import streamlit as st

from ems_dashboard.rules.terms import Category
from ems_dashboard.rules.vessels import VesselAction
from ems_dashboard.views import blocks, downloads, plot, row_entry, tables, working
from ems_dashboard.views.guard import guard
from ems_dashboard.views.maps import show_map

here = guard("vessels")
blocks.style()
left, right = st.columns([60, 40])
with left:
    table = working.vessels(here)
    tables.show(table, here, 560)
    downloads.offer(table, here, "vessels")
    row_entry.offer(here, VesselAction, working.means_of(here).vessels)
with right:
    show_map(here, Category.FISHING_VESSELS, 430, storm=False)
    blocks.titled(here.words("working.vessel_totals"), lambda: plot.show(working.vessel_bars(here), "vessels"))
