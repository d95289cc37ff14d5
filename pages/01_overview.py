import streamlit as st

from ems_dashboard.rules.terms import Category
from ems_dashboard.views import blocks, cards, charts
from ems_dashboard.views.guard import guard

here = guard("overview")
blocks.style()
blocks.put(cards.header(here))
left, middle, right = st.columns([23, 47, 30])
with left:
    blocks.put(cards.evacuation(here))
    blocks.put(cards.rhythm(here))
with middle:
    blocks.map_with_choice(here, 600)
    blocks.put(cards.groups(here))
    blocks.put(cards.measures(here))
with right:
    blocks.titled(here.words("screens.overview.levels"), lambda: charts.show(charts.levels(here), "levels"))
    blocks.put(cards.warnings(here))
    charts.show(charts.warnings_over_time(here.situation, here.unit), "warnings")
    blocks.put(cards.orders(here))
    blocks.put(cards.unit_levels(here))
blocks.put(cards.bottom(here))
blocks.titled(here.words("screens.overview.units"), lambda: charts.show(charts.by_unit(here, Category.PEOPLE), "units"))
