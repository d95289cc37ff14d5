"""Downloads of exactly what is on the screen."""

import pandas as pd
import streamlit as st

from ems_dashboard.clock import beijing
from ems_dashboard.reports.workbook import as_csv, as_xlsx
from ems_dashboard.views.guard import Here


def offer(table: pd.DataFrame, here: Here, name: str) -> None:
    """Two buttons; the file's name carries the moment. None where nothing is on the screen."""
    if table.empty:
        return
    stem = f"{name}-{beijing(here.as_of):%Y%m%d-%H%M}"
    word, side_by_side = here.words, st.container(horizontal=True)
    # a press starts no run: a run makes the files anew and the one that was pressed would be gone
    side_by_side.download_button(
        word("screens.filter.download_csv"),
        lambda: as_csv(table),
        f"{stem}.csv",
        "text/csv",
        key=f"csv-{name}",
        on_click="ignore",
    )
    side_by_side.download_button(
        word("screens.filter.download_xlsx"),
        lambda: as_xlsx(table),
        f"{stem}.xlsx",
        key=f"xlsx-{name}",
        on_click="ignore",
    )
