import streamlit as st

from ems_dashboard.rules.terms import Category
from ems_dashboard.views import blocks, cards, changes, charts, evacuation, race
from ems_dashboard.views.guard import guard

here = guard("overview")
word = here.words
blocks.style()
blocks.put(race.header(here), evacuation.alarm(here))
left, middle, right = st.columns([23, 47, 30])
with left:
    blocks.put(cards.evacuation(here))
    blocks.put(cards.rhythm(here))
with middle:
    blocks.map_with_choice(here, 590)
    blocks.put(cards.groups(here))
    blocks.put(cards.unit_levels(here))
    blocks.put(changes.card(here))
with right:
    blocks.put(race.bar(here))
    blocks.chart(here, "screens.overview.levels", charts.levels(here, 150), "levels", nothing="charts.no_levels")
    blocks.put(cards.warnings(here))
    over_time = charts.warnings_over_time(here.situation, here.unit, 110)
    blocks.chart(here, "screens.overview.warnings_time", over_time, "warnings", nothing="charts.no_warnings")
    blocks.put(cards.orders(here))
below = st.columns([50, 30, 20])
people = Category.PEOPLE
with below[0]:
    blocks.chart(here, "screens.overview.units", charts.by_unit(here, people), "units", nothing="charts.no_evacuation")
with below[1]:
    blocks.chart(here, "screens.overview.course", charts.course(here, people), "course", nothing="charts.no_evacuation")
with below[2]:
    blocks.put(cards.measures(here))
blocks.put(cards.bottom(here))
