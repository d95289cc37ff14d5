import streamlit as st

from ems_dashboard.situation.listings import warning_rows
from ems_dashboard.views import blocks, cards, charts, downloads, filters, tables
from ems_dashboard.views.guard import guard
from ems_dashboard.views.maps import show_map

here = guard("warnings")
blocks.style()
left, right = st.columns([60, 40])
with left:
    places = st.columns(4)
    with places[0]:
        unit = filters.unit(here)
    with places[1]:
        kind = filters.kind(here)
    with places[2]:
        colour = filters.colour(here)
    with places[3]:
        hours = filters.hours(here)
    rows = warning_rows(here.store, here.as_of, hours) if hours else list(here.situation.warnings)
    table = tables.warnings(filters.fitting_warnings(rows, unit, kind, colour), here)
    tables.show(table, here, 560)
    downloads.offer(table, here, "warnings")
with right:
    blocks.put(cards.warnings(here))
    charts.show(charts.warnings_over_time(here.situation, unit or None, 170), "warnings")
    show_map(here, "warnings", 460, storm=False)
