import streamlit as st

from ems_dashboard.rules.terms import Category
from ems_dashboard.rules.vessels import VesselAction
from ems_dashboard.views import blocks, downloads, plot, row_entry, tables, vessels
from ems_dashboard.views.guard import guard
from ems_dashboard.views.maps import show_map

here = guard("vessels")
blocks.style()
left, right = st.columns([60, 40])
with left:
    table = vessels.table(here)
    tables.show(table, here, 800)
    downloads.offer(table, here, "vessels")
    row_entry.offer(here, VesselAction, vessels.rows_of(here))
with right:
    show_map(here, Category.FISHING_VESSELS, 560, storm=False, layer=vessels.layer(here))
    blocks.titled(
        here.words("working.vessel_totals"), lambda: plot.show(vessels.bars(here), "vessels")
    )
