"""CSV files, one kind of fact each, as people and programs write them."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from ems_dashboard.clock import BEIJING
from ems_dashboard.errors import Refused
from ems_dashboard.feeds.columns import columns
from ems_dashboard.feeds.headers import TITLES, known_titles, read_table
from ems_dashboard.feeds.reading import FeedContext, Reading, decoded
from ems_dashboard.feeds.rows import Cells
from ems_dashboard.rules.facts import Fact

NAME = "csv"
csv.field_size_limit(4 * 1024 * 1024)  # the frozen figures of a report are one cell
DELIMITERS = ",;\t|\uff0c\uff1b"
HEAD = 8192
LAST_ASKED = True
"""A table of text is what remains when no feed knows the file by what is in it."""


def recognises(name: str, head: bytes) -> bool:
    return name.lower().endswith((".csv", ".tsv", ".txt"))


def files_in(path: Path) -> list[Path]:
    """The files of a folder by name, or the file itself."""
    if not path.is_dir():
        return [path]
    return sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith("."))


def read(content: bytes, name: str, context: FeedContext) -> list[Reading]:
    return [read_table(name, records(decoded(content, name, context), name, context), context)]


def records(text: str, name: str, context: FeedContext) -> Iterator[Cells]:
    """Every row that is not empty, with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    width, begins = 0, 1
    ended = text.endswith(("\n", "\r"))
    last: Cells | None = None
    try:
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if last is not None:
                yield last
            width = max(width, len(last[1])) if last else 0
            last = (line, cells)
    except csv.Error as error:
        raise Refused(context.words("feeds.broken", name=name, line=reader.line_num)) from error
    if last is not None:
        if not ended and len(last[1]) < width:
            raise Refused(context.words("feeds.cut_off", name=name, line=last[0]))
        yield last


def _delimiter(text: str) -> str:
    """The mark that shows the most titles of columns; where none is known, the commonest of the
    first line."""
    first = text[:HEAD].split("\n")[:TITLES]

    def shows(mark: str) -> tuple[int, int]:
        return max((known_titles(line.split(mark)), line.count(mark)) for line in first)

    return max(DELIMITERS, key=shows)


def write_csv(kind: type[Fact], facts: list[Fact]) -> bytes:
    """Facts as a file that `read` gives back."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns(kind))
    for fact in facts:
        writer.writerow(_cell(getattr(fact, name)) for name in columns(kind))
    return out.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "|".join(value)
    if isinstance(value, datetime):
        return value.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S")
    return str(value)
