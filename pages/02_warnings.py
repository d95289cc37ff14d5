import streamlit as st

from ems_dashboard.screen import warning_cards
from ems_dashboard.screen.origin import note
from ems_dashboard.views.charts import charts
from ems_dashboard.views.frame import blocks, downloads, filters, listings, tables
from ems_dashboard.views.frame.guard import guard
from ems_dashboard.views.frame.stamped import stamped
from ems_dashboard.views.intake import intake
from ems_dashboard.views.maps.maps import show_map

here = guard("warnings")
blocks.style()
top = st.columns([32, 36, 32])
with top[0]:
    st.container(key="first").html(stamped(warning_cards.warnings(here)))
    with st.container(key="filters"):
        upper, lower = st.columns(2), st.columns(2)
    with upper[0]:
        unit = filters.unit(here)
    with upper[1]:
        kind = filters.kind(here)
    with lower[0]:
        colour = filters.colour(here)
    with lower[1]:
        period = filters.period(here, "valid")
with top[1]:
    issued = note(here, here.situation.warnings_issued)
    over_time = charts.warnings_over_time(here.picture, 256)
    blocks.chart(
        here, "screens.overview.warnings_time", over_time, "warnings", issued, "charts.no_warnings"
    )
with top[2]:
    show_map(here, "warnings", 310, storm=False)
rows = listings.warnings(here, period)
table = tables.warnings(
    filters.fitting_warnings(rows, (unit, here.city.code) if unit else (), kind, colour), here
)
tables.show(table, here, 640)
downloads.offer(table, here, "warnings")
intake.link(here, "warnings", nothing=table.empty)
