"""Files to take away: made when they are asked for."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from ems_dashboard.clock import beijing
from ems_dashboard.reports.workbook import as_csv, as_xlsx
from ems_dashboard.screen.here import Here


def file(
    place: Any, label: str, make: Callable[[], bytes], name: str, mime: str | None = None, **kw: Any
) -> None:
    """A button. Its press starts no run: a run offers every file anew, and the one that was asked
    for would be gone."""
    place.download_button(label, make, name, mime, on_click="ignore", **kw)


def offer(table: pd.DataFrame, here: Here, name: str) -> None:
    """Exactly what is on the screen, as CSV and as workbook; the file's name carries the moment.
    None where nothing is on the screen."""
    if table.empty:
        return
    stem = f"{name}-{beijing(here.as_of):%Y%m%d-%H%M}"
    word, row = here.words, st.container(horizontal=True)
    csv, xlsx = word("screens.filter.download_csv"), word("screens.filter.download_xlsx")
    file(row, csv, lambda: as_csv(table), f"{stem}.csv", "text/csv", key=f"csv-{name}")
    file(row, xlsx, lambda: as_xlsx(table), f"{stem}.xlsx", key=f"xlsx-{name}")
