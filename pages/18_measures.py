import streamlit as st

from ems_dashboard.rules.measures import Measure
from ems_dashboard.views import blocks, cards, downloads, row_entry, tables, working
from ems_dashboard.views.guard import guard
from ems_dashboard.views.maps import show_map

here = guard("measures")
blocks.style()
left, right = st.columns([60, 40])
with left:
    table = working.measures(here)
    tables.show(table, here, 560)
    downloads.offer(table, here, "measures")
    row_entry.offer(here, Measure, here.situation.measures)
with right:
    blocks.put(cards.measures(here))
    show_map(here, "response", 430, storm=False)
