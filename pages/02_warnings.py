import streamlit as st

from ems_dashboard.views import blocks, cards, charts, downloads, filters, listings, tables
from ems_dashboard.views.guard import guard
from ems_dashboard.views.maps import show_map
from ems_dashboard.views.origin import note

here = guard("warnings")
blocks.style()
left, right = st.columns([66, 34])
with left:
    places = st.container(key="filters").columns(4)
    with places[0]:
        unit = filters.unit(here)
    with places[1]:
        kind = filters.kind(here)
    with places[2]:
        colour = filters.colour(here)
    with places[3]:
        period = filters.period(here, "valid")
    rows = listings.warnings(here, period)
    table = tables.warnings(filters.fitting_warnings(rows, unit, kind, colour), here)
    tables.show(table, here, 800)
    downloads.offer(table, here, "warnings")
with right:
    issued = note(here, here.situation.warnings_issued)
    over_time = charts.warnings_over_time(here.situation, here.unit, 150)
    st.container(key="first").html(cards.warnings(here))
    blocks.chart(here, "screens.overview.warnings_time", over_time, "warnings", issued, "charts.no_warnings")
    show_map(here, "warnings", 560, storm=False)
