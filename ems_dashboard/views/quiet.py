"""The overview while nothing is open: which warnings stand, and what came last."""

import streamlit as st

from ems_dashboard.screen import cards, group_chips, quiet, warning_cards
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.origin import note
from ems_dashboard.views.charts import charts
from ems_dashboard.views.frame import blocks


def show(here: Here) -> None:
    left, middle, right = st.columns([26, 46, 28])
    with left:
        blocks.put(warning_cards.warnings(here, gravest=False), quiet.standing(here))
        over_time = charts.warnings_over_time(here.situation, here.unit, 110)
        asof = note(here, here.situation.warnings_issued)
        blocks.chart(
            here,
            "screens.overview.warnings_time",
            over_time,
            "warnings",
            asof,
            "charts.no_warnings",
        )
    with middle:
        blocks.map_with_choice(here, 740, "warnings")
    with right:
        blocks.put(quiet.came_last(here), group_chips.groups(here), cards.unit_levels(here))
