"""Excel workbooks: the first sheet, with the same columns as the CSV files. The zip directory is looked at first: a
file of a few kilobytes can unpack to gigabytes."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime

from openpyxl import load_workbook

from ems_dashboard.errors import Refused
from ems_dashboard.feeds.headers import read_table
from ems_dashboard.feeds.reading import FeedContext, Reading
from ems_dashboard.feeds.rows import Cells

NAME = "xlsx"
HEAD = 64 * 1024
BROKEN = (
    ValueError, LookupError, TypeError, AttributeError, SyntaxError, EOFError, OSError, NotImplementedError,
    RuntimeError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What openpyxl and zipfile raise over a workbook that is not whole: SyntaxError is XML that breaks off."""
MOST_BYTES, MOST_PARTS, MOST_ROWS, MOST_COLUMNS = 200 * 1024 * 1024, 500, 200_000, 200


def recognises(name: str, head: bytes) -> bool:
    return name.lower().endswith((".xlsx", ".xlsm")) and head.startswith(b"PK")


def read(content: bytes, name: str, context: FeedContext) -> list[Reading]:
    _check(content, name, context)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = list(_rows(book.worksheets[0]))
    except BROKEN as error:
        raise Refused(context.words("feeds.broken_workbook", name=name)) from error
    if rows and rows[-1][0] > MOST_ROWS:
        raise Refused(context.words("feeds.too_many_rows", name=name, limit=f"{MOST_ROWS:,}"))
    return [read_table(name, rows, context)]


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


def _rows(sheet) -> Iterator[Cells]:  # noqa: ANN001 - a read-only worksheet is no public class of openpyxl
    for line, row in enumerate(
        sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True),
        start=1,
    ):
        cells = [_text(value) for value in row]
        if any(cells):
            yield line, cells


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return str(value).strip()
