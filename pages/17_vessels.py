import streamlit as st

from ems_dashboard.rules.terms import Category
from ems_dashboard.rules.vessels import VesselAction
from ems_dashboard.views import vessels
from ems_dashboard.views.charts import plot
from ems_dashboard.views.frame import blocks, downloads, tables
from ems_dashboard.views.frame.guard import guard
from ems_dashboard.views.intake import row_entry
from ems_dashboard.views.maps.maps import show_map

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
