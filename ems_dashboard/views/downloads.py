"""Downloads of exactly what is on the screen."""

import io

import pandas as pd
import streamlit as st
from openpyxl import Workbook

from ems_dashboard.clock import beijing
from ems_dashboard.views.guard import Here

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def offer(table: pd.DataFrame, here: Here, name: str) -> None:
    """Two buttons; the file's name carries the moment."""
    stem = f"{name}-{beijing(here.as_of):%Y%m%d-%H%M}"
    word, (left, right, _) = here.words, st.columns([1, 1, 6])
    left.download_button(
        word("screens.filter.download_csv"), lambda: as_csv(table), f"{stem}.csv", "text/csv", key=f"csv-{name}"
    )
    right.download_button(
        word("screens.filter.download_xlsx"), lambda: as_xlsx(table), f"{stem}.xlsx", key=f"xlsx-{name}"
    )


def plain(value: object) -> object:
    """A text that a spreadsheet would run as a formula stays a text."""
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        return f"'{value}"
    return None if pd.isna(value) else value


def as_csv(table: pd.DataFrame) -> bytes:
    return table.map(plain).to_csv(index=False).encode("utf-8-sig")


def as_xlsx(table: pd.DataFrame) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(table.columns))
    for row in table.map(plain).astype(object).itertuples(index=False):
        sheet.append([value.item() if hasattr(value, "item") else value for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
