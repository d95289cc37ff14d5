import streamlit as st

from ems_dashboard.rules.terms import Category
from ems_dashboard.screen import cards, evacuation_card, quiet
from ems_dashboard.screen.origin import note
from ems_dashboard.views.charts import charts
from ems_dashboard.views.evacuation import astray, evacuation
from ems_dashboard.views.frame import blocks, downloads, filters, listings, tables
from ems_dashboard.views.frame.guard import guard
from ems_dashboard.views.frame.stamped import stamped
from ems_dashboard.views.maps.maps import show_map

here = guard("evacuation")
blocks.style()
evacuation.show_alarm(here)
astray.show(here)
confirming, calm = st.container(), quiet.is_quiet(here)
top = st.columns([32, 34, 34])
places = st.container(key="filters").columns(4)
with places[0]:
    unit = filters.unit(here)
with places[1]:
    category = filters.category(here)
with places[2]:
    period = filters.period(here, "latest", history=True)
shown = category or Category.PEOPLE
asof = note(
    here, (figure for figure in here.situation.evacuation if figure.category is shown), "county"
)
with top[0]:
    st.container(key="quarters").html(stamped(evacuation_card.evacuation(here)))
    if calm:
        blocks.put(quiet.came_last(here))
    else:
        course = charts.course(here, shown, 150)
        blocks.chart(
            here, "screens.overview.course", course, "course", asof, "charts.no_evacuation"
        )
with top[1]:
    show_map(here, shown, 480, storm=False)
with top[2]:
    if calm:
        blocks.put(quiet.year_so_far(here))
    else:
        of_units = charts.by_unit(here, shown, 440)
        blocks.chart(
            here, "screens.overview.units", of_units, "by-unit", asof, "charts.no_evacuation"
        )
table = listings.evacuation(here, unit, category, period)
tables.show(table, here, 590)
downloads.offer(table, here, "evacuation")
evacuation.show_unreported(here, unit, category)
with confirming:
    evacuation.offer_confirmation(here, unit)
blocks.put(cards.bottom(here))
