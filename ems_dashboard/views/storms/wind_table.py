"""The wind at every unit and township, from when until when and how sure, to download."""

import pandas as pd
import streamlit as st

from ems_dashboard.clock import short_time
from ems_dashboard.moments import Moment, as_moment
from ems_dashboard.rules.expected_wind import ExpectedWind
from ems_dashboard.rules.paths import COUNTED
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.wind_by_township import WindRow
from ems_dashboard.views.frame import blocks, downloads, tables
from ems_dashboard.views.storms.storm import Shown
from ems_dashboard.views.storms.told_winds import told_winds


def put(here: Here, shown: Shown) -> None:
    """On the page; a sentence where nobody gave the storm's circles."""
    word = here.words
    if not shown.storm.circles_known:
        st.caption(word("storm.winds.no_circles"))
        return
    table = winds(here, shown)
    blocks.titled(word("storm.winds.title"), lambda: tables.show(table, here, 380))
    st.caption(word("storm.winds.note"))
    downloads.offer(table, here, f"winds-{shown.storm.storm}")


def winds(here: Here, shown: Shown) -> pd.DataFrame:
    moment = as_moment(shown.chosen)
    rows = told_winds(here, shown.storm, shown.chosen)
    shown_rows = (row for row in rows if here.unit in (None, row.unit))
    return pd.DataFrame([_row(here, row, moment) for row in shown_rows])


def _row(here: Here, row: WindRow, moment: Moment) -> dict[str, str]:
    word = here.words
    cells = {
        word("storm.winds.unit"): here.city.name_of(row.unit, here.lang),
        word("storm.winds.township"): row.township or word("storm.winds.whole"),
    }
    for force in COUNTED:
        cells |= _cells(here, force, row.winds[force], moment)
    return cells


def _cells(here: Here, force: int, wind: ExpectedWind | None, moment: Moment) -> dict[str, str]:
    """From when (earliest, likely, latest) until when, and the chance."""
    word = here.words
    names = ("earliest", "likely", "latest", "until", "sure")
    titles = [word(f"storm.winds.{name}", force=force) for name in names]
    if wind is None:
        return dict(zip(titles, ("", word("storm.winds.none"), "", "", ""), strict=True))
    hours = (wind.earliest, wind.likely, wind.latest, wind.leaves)
    values = [short_time(hour) if hour else word("storm.winds.open") for hour in hours]
    return dict(zip(titles, (*values, _sure(here, wind, moment)), strict=True))


def _sure(here: Here, wind: ExpectedWind, moment: Moment) -> str:
    if wind.come_at(moment):
        return here.words("storm.winds.come")
    agencies = here.words("race.wind.said", n=wind.expecting, of=wind.agencies)
    if wind.chance is None:
        return agencies
    chance = here.words("race.wind.chance", chance=round(wind.chance * 100))
    return here.words("race.comma").join((agencies, chance))
