"""Excel workbooks: the first sheet that can be seen, with the same columns as the CSV files. The
zip directory is looked at first: a file of a few kilobytes can unpack to gigabytes."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from ems_dashboard.errors import Refused
from ems_dashboard.feeds.headers import read_table
from ems_dashboard.feeds.reading import FeedContext, Problem, Reading
from ems_dashboard.feeds.rows import Cells

NAME = "xlsx"
HEAD = 64 * 1024
BROKEN = (
    ValueError, LookupError, TypeError, AttributeError, SyntaxError, EOFError, OSError,
    NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What openpyxl and zipfile raise over a workbook that is not whole: SyntaxError is XML that
breaks off."""
MOST_BYTES, MOST_PARTS, MOST_ROWS, MOST_COLUMNS = 200 * 1024 * 1024, 500, 200_000, 200
EXCEL_ROWS = 1_048_576
"""A sheet has no more; gaps between rows are looked through up to here."""
NUMBER = re.compile(r"[-+]?[\d,]*\.?\d+")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
LOOKED_AT = 50
"""So many rows of a further sheet say whether anything stands on it."""


def recognises(name: str, head: bytes) -> bool:
    return name.lower().endswith((".xlsx", ".xlsm")) and head.startswith(b"PK")


Sheet = Any
"""A sheet as openpyxl reads it row by row; its class is not the one that it names in its types."""


def read(content: bytes, name: str, context: FeedContext) -> list[Reading]:
    _check(content, name, context)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not seen:
            raise Refused(context.words("feeds.only_hidden_sheets", name=name))
        first, *further = seen
        path = _path_of(first)
        layout = _layout(content, path)
        rows = list(_rows(first, _uncomputed(content, path), name, context))
        others = [sheet.title for sheet in further if _holds(sheet)]
    except BROKEN as error:
        raise Refused(context.words("feeds.broken_workbook", name=name)) from error
    shown = [(line, cells) for line, cells in layout.filled(rows) if line not in layout.hidden]
    reading = _with_hidden(read_table(name, shown, context), layout, rows, context)
    told = context.words("feeds.other_sheets", sheets=context.words.listed(others)[:200])
    return [
        replace(reading, problems=(*reading.problems, Problem(None, "", "", told)))
        if others
        else reading
    ]


@dataclass(frozen=True, slots=True)
class Layout:
    """What openpyxl does not tell while it reads a sheet row by row: hidden rows, and the cells
    that are merged over rows: (column, first line) → last line."""

    hidden: frozenset[int]
    merged: Mapping[tuple[int, int], int]

    def filled(self, rows: Iterable[Cells]) -> Iterator[Cells]:
        """Each row with the name, category or moment that is merged over it; a figure belongs to
        its own row alone."""
        above: dict[int, tuple[int, str]] = {}
        for line, cells in rows:
            full = list(cells)
            for column, text in enumerate(cells):
                last = self.merged.get((column, line))
                if last and text and not NUMBER.fullmatch(text):
                    above[column] = last, text
            for column, (last, text) in above.items():
                if line <= last and column < len(full) and not full[column]:
                    full[column] = text
            yield line, full


def _layout(content: bytes, path: str) -> Layout:
    hidden: set[int] = set()
    merged: dict[tuple[int, int], int] = {}
    sheet = zipfile.ZipFile(io.BytesIO(content)).read(path)
    if b"hidden=" not in sheet and b"mergeCell" not in sheet:
        return Layout(frozenset(), {})
    for _, node in etree.iterparse(
        io.BytesIO(sheet), tag=("{*}row", "{*}mergeCell"), resolve_entities=False
    ):
        if etree.QName(node).localname == "row":
            if node.get("hidden") in ("1", "true"):
                hidden.add(int(node.get("r")))
        else:
            left, top, right, bottom = (bound or 0 for bound in range_boundaries(node.get("ref")))
            if left == right and bottom > top:
                merged[left - 1, top] = bottom
        node.clear()
    return Layout(frozenset(hidden), merged)


def _with_hidden(
    reading: Reading, layout: Layout, rows: Iterable[Cells], context: FeedContext
) -> Reading:
    """Hidden rows are asked about: nobody who looked at the sheet has seen them."""
    lines = [line for line, _ in rows if line in layout.hidden]
    if not lines:
        return reading
    named = context.words.listed(map(str, lines[:20]))
    asked = Problem(lines[0], "", "", context.words("feeds.hidden_rows", lines=named, n=len(lines)))
    rejected = reading.rejected + len(lines)
    return replace(
        reading,
        read=reading.read + len(lines),
        rejected=rejected,
        problems=(*reading.problems, asked),
    )


def _check(content: bytes, name: str, context: FeedContext) -> None:
    try:
        book = zipfile.ZipFile(io.BytesIO(content))
        parts = book.infolist()
    except BROKEN as error:
        raise Refused(context.words("feeds.broken_workbook", name=name)) from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise Refused(
            context.words("feeds.workbook_too_large", name=name, limit=MOST_BYTES // 1024 // 1024)
        )
    try:
        declared = any(
            b"<!DOCTYPE" in book.open(part).read(HEAD).upper()
            for part in parts
            if _is_xml(part.filename)
        )
    except BROKEN as error:
        raise Refused(context.words("feeds.broken_workbook", name=name)) from error
    if declared:
        raise Refused(context.words("feeds.doctype_workbook", name=name))


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _uncomputed(content: bytes, path: str) -> dict[int, dict[int, str]]:
    """line → place → formula that no program has computed yet: openpyxl gives the same None for
    it as for an empty cell and for a formula whose result is an empty text (t="str")."""
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


def _rows(
    sheet: ReadOnlyWorksheet,
    formulas: dict[int, dict[int, str]],
    name: str,
    context: FeedContext,
) -> Iterator[Cells]:
    """The rows that are not empty. Nothing is left out silently: what is too much refuses the
    whole."""
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


def _path_of(sheet: Sheet) -> str:
    """Where the sheet lies in the file; openpyxl keeps it for itself."""
    return str(sheet._worksheet_path)


def _holds(sheet: Sheet) -> bool:
    return any(any(row) for row in _whole(sheet, LOOKED_AT))


def _whole(sheet: Sheet, rows: int) -> Iterator[Sequence[object]]:
    """Whatever size the sheet says it has: programs write A1 there."""
    sheet.reset_dimensions()
    rows_of: Iterator[Sequence[object]] = sheet.iter_rows(max_row=rows, values_only=True)
    return rows_of


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return str(value).strip()
