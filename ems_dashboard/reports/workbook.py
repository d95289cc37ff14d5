"""Tables as CSV and Excel files. A text that a spreadsheet would run as a formula stays a text."""

import io

import pandas as pd
from openpyxl import Workbook

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def plain(value: object) -> object:
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
