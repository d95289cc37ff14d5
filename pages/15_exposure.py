import streamlit as st

from ems_dashboard.views import exposure, sources
from ems_dashboard.views.charts import plot
from ems_dashboard.views.frame import blocks, downloads, tables
from ems_dashboard.views.frame.guard import guard
from ems_dashboard.views.intake import intake
from ems_dashboard.views.maps.maps import show_map

here = guard("exposure")
word = here.words
blocks.style()
left, right = st.columns([60, 40])
with left:
    areas, stations = st.tabs([word("working.tab_areas"), word("working.tab_stations")])
    with areas:
        sources.show([*exposure.warned_by(here), *exposure.uncounted(here)])
        table = exposure.areas(here)
        tables.show(table, here, 430)
        downloads.offer(table, here, "areas")
        intake.link(here, "warnings", nothing=table.empty)
    with stations:
        sources.show(exposure.measured_by(here))
        table = exposure.stations(here)
        tables.show(table, here, 430)
        downloads.offer(table, here, "stations")
        intake.link(here, "rain", "rivers")
    blocks.titled(word("working.danger"), lambda: plot.show(exposure.danger_bars(here), "danger"))
with right:
    show_map(here, "warnings", 520, storm=False, layer=exposure.layer(here))
    blocks.titled(word("working.day_rain"), lambda: plot.show(exposure.rain_bars(here), "rain"))
