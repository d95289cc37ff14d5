import streamlit as st

from ems_dashboard.rules.measures import Measure
from ems_dashboard.views import measures
from ems_dashboard.views.charts import plot
from ems_dashboard.views.frame import blocks, downloads, tables
from ems_dashboard.views.frame.guard import guard
from ems_dashboard.views.intake import row_entry
from ems_dashboard.views.maps.maps import show_map

here = guard("measures")
blocks.style()
left, right = st.columns([60, 40])
with left:
    chosen = measures.choose(here)
    table = measures.table(here, chosen)
    tables.show(table, here, 720)
    downloads.offer(table, here, "measures")
    row_entry.offer(here, Measure, here.situation.measures)
with right:
    show_map(here, "response", 560, storm=False, layer=measures.layer(here, chosen))
    blocks.titled(
        here.words("working.measure_units"), lambda: plot.show(measures.bars(here), "measures")
    )
