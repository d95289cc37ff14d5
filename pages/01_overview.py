import streamlit as st

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
from ems_dashboard.screen.quiet import is_quiet
from ems_dashboard.views import changes, overview, quiet
from ems_dashboard.views.evacuation.astray import hint
from ems_dashboard.views.frame import blocks, stamped
from ems_dashboard.views.frame.guard import guard

here = guard("overview")
blocks.style()
blocks.put(race.header(here), waiting.home_rows(here), race.banner(here))
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
    overview.levels(here)
    blocks.put(warning_cards.warnings(here))
    overview.warnings_over_time(here)
    blocks.put(orders_card.orders(here))
below = st.columns([60, 40])
with below[0]:
    overview.units(here)
with below[1]:
    overview.course(here)
blocks.put(cards.bottom(here))
