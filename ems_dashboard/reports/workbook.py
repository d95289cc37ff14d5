"""Tables as CSV and Excel files. A text that a spreadsheet would run as a formula stays a text."""

import io

import pandas as pd
from openpyxl import Workbook

from ems_dashboard.rules.typed import clean, quoted


def plain(value: object) -> object:
    if isinstance(value, str):
        return quoted(clean(value))
    return None if value is None or value is pd.NA or value != value else value


def _cells(table: pd.DataFrame) -> list[list[object]]:
    """Row by row, so that a count beside an empty cell stays a whole number."""
    return [
        [value.item() if hasattr(value, "item") else value for value in map(plain, row)]
        for row in table.astype(object).itertuples(index=False)
    ]


def as_csv(table: pd.DataFrame) -> bytes:
    return (
        pd.DataFrame(_cells(table), columns=table.columns, dtype=object)
        .to_csv(index=False)
        .encode("utf-8-sig")
    )


def as_xlsx(table: pd.DataFrame) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(table.columns))
    for cells in _cells(table):
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
