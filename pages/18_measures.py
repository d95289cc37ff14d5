import streamlit as st

from ems_dashboard.rules.measures import Measure
from ems_dashboard.views import blocks, downloads, measures, plot, row_entry, tables
from ems_dashboard.views.guard import guard
from ems_dashboard.views.maps import show_map

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
