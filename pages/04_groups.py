import streamlit as st

from ems_dashboard.views import blocks, cards, downloads, tables
from ems_dashboard.views.guard import guard
from ems_dashboard.views.maps import show_map

here = guard("groups")
blocks.style()
left, right = st.columns([62, 38])
with left:
    blocks.put(cards.groups(here))
    table = tables.groups(here)
    tables.show(table, here, 640)
    downloads.offer(table, here, "groups")
with right:
    show_map(here, "response", 620, storm=False)
    blocks.put(cards.measures(here))
