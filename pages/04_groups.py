import streamlit as st

from ems_dashboard.views import blocks, cards, downloads, filters, listings, tables
from ems_dashboard.views.guard import guard
from ems_dashboard.views.maps import show_map

here = guard("groups")
blocks.style()
left, right = st.columns([66, 34])
with left:
    places = st.container(key="filters").columns(4)
    with places[0]:
        unit = filters.unit(here)
    with places[1]:
        kind = filters.group_kind(here)
    with places[2]:
        state = filters.group_state(here)
    with places[3]:
        period = filters.period(here, "latest")
    table = listings.groups(here, unit, kind, state, period)
    tables.show(table, here, 560)
    downloads.offer(table, here, "groups")
    sent = listings.cadres(here, unit, period)
    blocks.titled(here.words("screens.table.cadres"), lambda: tables.show(sent, here, 320))
    downloads.offer(sent, here, "cadres")
with right:
    st.container(key="first").html(cards.groups(here))
    show_map(here, "response", 620, storm=False)
    blocks.put(cards.measures(here))
