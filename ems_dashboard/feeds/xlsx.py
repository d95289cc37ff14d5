"""Excel workbooks: the first sheet, with the same columns as the CSV files. The zip directory is looked at first: a
file of a few kilobytes can unpack to gigabytes."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple

from ems_dashboard.errors import Refused
from ems_dashboard.feeds.headers import read_table
from ems_dashboard.feeds.reading import FeedContext, Problem, Reading
from ems_dashboard.feeds.rows import Cells

NAME = "xlsx"
HEAD = 64 * 1024
BROKEN = (
    ValueError, LookupError, TypeError, AttributeError, SyntaxError, EOFError, OSError, NotImplementedError,
    RuntimeError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What openpyxl and zipfile raise over a workbook that is not whole: SyntaxError is XML that breaks off."""
MOST_BYTES, MOST_PARTS, MOST_ROWS, MOST_COLUMNS = 200 * 1024 * 1024, 500, 200_000, 200
EXCEL_ROWS = 1_048_576
"""A sheet has no more; gaps between rows are looked through up to here."""
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
LOOKED_AT = 50
"""So many rows of a further sheet say whether anything stands on it."""


def recognises(name: str, head: bytes) -> bool:
    return name.lower().endswith((".xlsx", ".xlsm")) and head.startswith(b"PK")


def read(content: bytes, name: str, context: FeedContext) -> list[Reading]:
    _check(content, name, context)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        first, *further = book.worksheets
        rows = list(_rows(first, _uncomputed(content, first._worksheet_path), name, context))
        others = [sheet.title for sheet in further if sheet.sheet_state == "visible" and _holds(sheet)]
    except BROKEN as error:
        raise Refused(context.words("feeds.broken_workbook", name=name)) from error
    reading = read_table(name, rows, context)
    told = context.words("feeds.other_sheets", sheets="、".join(others)[:200])
    return [replace(reading, problems=(*reading.problems, Problem(None, "", "", told))) if others else reading]


def _check(content: bytes, name: str, context: FeedContext) -> None:
    try:
        book = zipfile.ZipFile(io.BytesIO(content))
        parts = book.infolist()
    except BROKEN as error:
        raise Refused(context.words("feeds.broken_workbook", name=name)) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise Refused(context.words("feeds.workbook_too_large", name=name, limit=MOST_BYTES // 1024 // 1024))
    try:
        declared = any(b"<!DOCTYPE" in book.open(part).read(HEAD).upper() for part in parts if _is_xml(part.filename))
    except BROKEN as error:
        raise Refused(context.words("feeds.broken_workbook", name=name)) from error
    if declared:
        raise Refused(context.words("feeds.doctype_workbook", name=name))


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _uncomputed(content: bytes, path: str) -> dict[int, dict[int, str]]:
    """line → place → formula that no program has computed yet: openpyxl gives the same None for it as for an empty cell
    and for a formula whose result is an empty text (t="str")."""
    found: dict[int, dict[int, str]] = {}
    sheet = zipfile.ZipFile(io.BytesIO(content)).read(path)
    if FORMULA.search(sheet):
        for _, row in etree.iterparse(io.BytesIO(sheet), tag="{*}row", resolve_entities=False):
            for cell in row.iterfind("{*}c"):
                formula = cell.find("{*}f")
                if formula is not None and cell.get("t") != "str" and not cell.findtext("{*}v"):
                    line, column = coordinate_to_tuple(cell.get("r"))
                    found.setdefault(line, {})[column - 1] = f"={formula.text or ''}"
            row.clear()
    return found


def _rows(sheet, formulas: dict[int, dict[int, str]], name: str, context: FeedContext) -> Iterator[Cells]:  # noqa: ANN001 - a read-only worksheet is no public class of openpyxl
    """The rows that are not empty. Nothing is left out silently: what is too much refuses the whole."""
    width = 0
    for line, row in enumerate(_whole(sheet, EXCEL_ROWS + 1), start=1):
        cells = [_text(value) for value in row]
        for place, formula in formulas.get(line, {}).items():
            cells[place] = formula
        width += len(cells)
        filled = any(cells)
        if line > EXCEL_ROWS or (filled and line > MOST_ROWS):
            raise Refused(context.words("feeds.too_many_rows", name=name, limit=f"{MOST_ROWS:,}"))
        if width > MOST_ROWS * MOST_COLUMNS or any(cells[MOST_COLUMNS:]):
            raise Refused(context.words("feeds.too_many_columns", name=name, limit=MOST_COLUMNS))
        if filled:
            yield line, cells[:MOST_COLUMNS]


def _holds(sheet) -> bool:  # noqa: ANN001 - as above
    return any(any(row) for row in _whole(sheet, LOOKED_AT))


def _whole(sheet, rows: int) -> Iterator[Sequence[object]]:  # noqa: ANN001 - as above
    """Whatever size the sheet says it has: programs write A1 there."""
    sheet.reset_dimensions()
    return sheet.iter_rows(max_row=rows, values_only=True)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return str(value).strip()
