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
    blocks.titled(word("screens.overview.levels"), lambda: charts.show(charts.levels(here, 150), "levels"))
    blocks.put(cards.warnings(here))
    blocks.titled(
        word("screens.overview.warnings_time"),
        lambda: charts.show(charts.warnings_over_time(here.situation, here.unit, 110), "warnings"),
    )
    blocks.put(cards.orders(here))
below = st.columns([50, 30, 20])
with below[0]:
    blocks.titled(word("screens.overview.units"), lambda: charts.show(charts.by_unit(here, Category.PEOPLE), "units"))
with below[1]:
    blocks.titled(word("screens.overview.course"), lambda: charts.show(charts.course(here, Category.PEOPLE), "course"))
with below[2]:
    blocks.put(cards.measures(here))
blocks.put(cards.bottom(here))
