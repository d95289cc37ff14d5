from functools import partial

import streamlit as st

from ems_dashboard.rules.terms import Category
from ems_dashboard.screen import (
    cards,
    evacuation_card,
    orders_card,
    race,
    rhythm_card,
    waiting,
    warning_cards,
)
from ems_dashboard.screen.group_chips import groups
from ems_dashboard.screen.origin import note
from ems_dashboard.screen.quiet import is_quiet
from ems_dashboard.views import changes, quiet
from ems_dashboard.views.charts import charts
from ems_dashboard.views.evacuation import evacuation
from ems_dashboard.views.evacuation.astray import hint
from ems_dashboard.views.frame import blocks, stamped
from ems_dashboard.views.frame.guard import guard

here = guard("overview")
word = here.words
blocks.style()
blocks.put(race.header(here), waiting.home_rows(here), evacuation.alarm(here))
hint(here)
if is_quiet(here):
    quiet.show(here)
    blocks.put(cards.bottom(here))
    stamped.end()
    st.stop()
left, middle, right = st.columns([23, 47, 30])
with left:
    blocks.put(evacuation_card.evacuation(here))
    blocks.put(rhythm_card.rhythm(here))
    blocks.put(cards.measures(here))
with middle:
    blocks.map_with_choice(here, 590)
    blocks.put(groups(here))
    blocks.put(cards.unit_levels(here))
    blocks.put(changes.card(here))
with right:
    blocks.put(race.bar(here))
    draw = partial(charts.levels, here, 150)
    asof = note(here, here.own.levels)
    rows = here.own.levels
    blocks.kept_chart(
        here, "screens.overview.levels", draw, "levels", "charts.no_levels", asof, rows, "responses"
    )
    blocks.put(warning_cards.warnings(here))
    draw, rows = (
        partial(charts.warnings_over_time, here.situation, here.unit, 110),
        here.situation.warnings_issued,
    )
    asof, title = note(here, rows), "screens.overview.warnings_time"
    blocks.kept_chart(here, title, draw, "warnings", "charts.no_warnings", asof, rows, "warnings")
    blocks.put(orders_card.orders(here))
below = st.columns([60, 40])
people = Category.PEOPLE
asof = note(
    here, (figure for figure in here.situation.evacuation if figure.category is people), "county"
)
with below[0]:
    draw = partial(charts.by_unit, here, people)
    blocks.kept_chart(
        here,
        "screens.overview.units",
        draw,
        "units",
        "charts.no_evacuation",
        asof,
        page="evacuation",
    )
with below[1]:
    draw = partial(charts.course, here, people)
    blocks.kept_chart(
        here,
        "screens.overview.course",
        draw,
        "course",
        "charts.no_evacuation",
        asof,
        page="evacuation",
    )
blocks.put(cards.bottom(here))
