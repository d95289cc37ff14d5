import streamlit as st

from ems_dashboard.rules.terms import Category
from ems_dashboard.situation.listings import evacuation_rows
from ems_dashboard.views import blocks, cards, charts, downloads, evacuation, filters, tables
from ems_dashboard.views.guard import guard
from ems_dashboard.views.maps import show_map

here = guard("evacuation")
blocks.style()
evacuation.show_alarm(here)
left, right = st.columns([62, 38])
with left:
    places = st.columns(3)
    with places[0]:
        unit = filters.unit(here)
    with places[1]:
        category = filters.category(here)
    with places[2]:
        every = st.toggle(here.words("screens.filter.history"), key="every-report")
    if every:
        rows = evacuation_rows(here.store, here.situation)
        rows = [r for r in rows if not unit or unit in (r.unit, here.city.county_of.get(r.unit))]
        table = tables.reports([r for r in rows if not category or r.category == category], here)
    else:
        table = tables.figures(filters.fitting_figures(here.situation.evacuation, unit, category), here)
    tables.show(table, here, 520)
    downloads.offer(table, here, "evacuation")
    evacuation.show_unreported(here, unit, category)
    evacuation.offer_confirmation(here, unit)
    charts.show(charts.course(here, category or Category.PEOPLE, 260), "course")
with right:
    shown = category or Category.PEOPLE
    show_map(here, shown, 460, storm=False)
    charts.show(charts.by_unit(here, shown, 400), "by-unit")
blocks.put(cards.bottom(here))
