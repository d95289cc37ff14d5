"""The map of a storm on its page: one component that keeps its node, zoom and place, with the
replay of the storm's bulletins."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from ems_dashboard.rules.similar_tracks import PastFix, Similar, nearest_track
from ems_dashboard.screen import storm_map
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.scripts import component
from ems_dashboard.screen.theme import ASSETS
from ems_dashboard.situation.picture import Storm
from ems_dashboard.situation.wind_by_township import of_units
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame.stamped import moment
from ems_dashboard.views.storms.told_winds import told_winds

KEY, CHOSEN = "storm-map", "storm-bulletin"
MAIN_HOURS = 6


def show(here: Here, storm: Storm, moments: Sequence[datetime], chosen: datetime) -> None:
    key = ("storm map", here.situation.version, here.lang, storm.rows, chosen, len(moments))
    replay = storm_map.Replay(moments, chosen)
    made = here.cache.once(
        key,
        lambda: storm_map.storm_map(
            storm,
            here.city,
            here.words,
            replay,
            similar(storm, here.city.past_tracks),
            of_units(told_winds(here, storm, chosen)),
        ),
    )
    data = made | {"as_of": moment()}
    _component()(key=KEY, data=data, on_bulletin_change=_keep_bulletin)


def similar(storm: Storm, past: Sequence[PastFix]) -> Similar | None:
    places = [(fix.lon, fix.lat) for fix in storm.fixes if fix.valid_at.hour % MAIN_HOURS == 0]
    return nearest_track(places, past, before=storm.fixes[0].valid_at)


def _keep_bulletin() -> None:
    """A press outlives the run that it caused, should a newer one stop that."""
    st.session_state[CHOSEN] = st.session_state[KEY].bulletin


@cache
def _component() -> ComponentRenderer:
    style = (ASSETS / "storm_map.css").read_text(encoding="utf-8")
    return st.components.v2.component(
        "ems_storm_map",
        html=rendered("frame/component.html", kind="ems-storm-map"),
        js=component("storm_map.js"),
        css=style,
        isolate_styles=False,
    )
