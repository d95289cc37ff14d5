"""Workbooks to be filled in: the columns of a kind with the screen's words, what is known already,
lists to pick from. feeds/xlsx.py reads back what is written here."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, get_args, get_type_hints

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from ems_dashboard.clock import full_time
from ems_dashboard.feeds.columns import columns
from ems_dashboard.feeds.naming import REGISTERS
from ems_dashboard.feeds.values import word_of
from ems_dashboard.reports.telling import Named, called
from ems_dashboard.reports.workbook import plain
from ems_dashboard.rules.city import City
from ems_dashboard.rules.facts import Fact
from ems_dashboard.text import Words, catalogue

LEFT_OUT = ("known_at", "source", "mode", "incident")
PLACED = ("storm_fixes", "storm_forecasts")
"""Kinds whose position is typed; of the others the register has it."""
NOT_ASKED = {
    "warnings": (
        "id",
        "event_code",
        "area",
        "polygons",
        "references",
        "description",
        "instruction",
    ),
    "storm_fixes": ("radius_scale", "averaging_min"),
    "messages": ("batch",),
}
"""Fields of a kind that only machines fill in."""
ROWS = 500
"""So many rows may be filled in; the lists reach down to them."""


@dataclass(frozen=True, slots=True)
class Field:
    """`free`: something else than the options may be said too."""

    name: str
    title: str
    options: tuple[str, ...] = ()

    @property
    def free(self) -> bool:
        return self.name in ("place", "item")


def fields_of(kind: type[Fact], city: City, word: Words) -> tuple[Field, ...]:
    """What a person fills in of a kind, in order, and what may be picked."""
    hints = get_type_hints(kind)
    return tuple(
        Field(name, _title(kind, name, word), _options(kind, name, hints[name], city, word))
        for name in columns(kind)
        if _asked(kind, name)
    )


def _asked(kind: type[Fact], name: str) -> bool:
    """Whether a person fills it in."""
    if name in LEFT_OUT or name in NOT_ASKED.get(kind.KIND, ()):
        return False
    return kind.KIND in PLACED or name not in ("lon", "lat")


def _title(kind: type[Fact], name: str, word: Words) -> str:
    own = word.either(f"columns.{kind.KIND}.{name}", "")
    return (own or word.either(f"columns.any.{name}", name)).split("|")[0]


def _options(kind: type[Fact], name: str, hint: Any, city: City, word: Words) -> tuple[str, ...]:
    members = _listed(hint)
    if members is not None:
        return tuple(word_of(member, word) for member in members)
    if name == "event":
        return _events(word)
    if name == "unit":
        return tuple(city.name_of(unit.code, word.lang) for unit in city.units)
    if name == "item" and kind.KIND == "supply_states":
        return tuple(norm.item for norm in city.plan.norms)
    return tuple(called(row, word) for row in _register(kind, name, city))


def _events(word: Words) -> tuple[str, ...]:
    entries = catalogue().items()
    return tuple(texts[word.lang] for key, texts in entries if key.startswith("terms.event."))


def _register(kind: type[Fact], name: str, city: City) -> Sequence[Named]:
    """The rows of the city or of its plan that a field names one of; none where it is free."""
    if name in REGISTERS:
        rows: Sequence[Named] = getattr(city, REGISTERS[name])
        return rows
    if name == "measure" and kind.KIND == "measures":
        return city.plan.measures
    if name == "place" and kind.KIND == "vessel_actions":
        return city.harbours
    return ()


def _listed(hint: Any) -> type[StrEnum] | None:
    """The closed list of a field, an optional one's too."""
    options = [hint, *get_args(hint)]
    return next(
        (option for option in options if isinstance(option, type) and issubclass(option, StrEnum)),
        None,
    )


def shown(fact: Fact, name: str, city: City, word: Words) -> object:
    """A field as a person reads it, and as the feeds read it back."""
    value = getattr(fact, name)
    if isinstance(value, datetime):
        return full_time(value)
    if isinstance(value, StrEnum):
        return word_of(value, word)
    if name == "unit" and value:
        return city.name_of(value, word.lang)
    if isinstance(value, tuple):
        return ("、" if word.lang == "zh" else "; ").join(value)
    return _named(name, value, city, word)


def _named(name: str, code: object, city: City, word: Words) -> object:
    """What stands behind a code of a register; what is in none, as it is."""
    rows = getattr(city, REGISTERS[name]) if name in REGISTERS else ()
    if name == "measure":
        rows = city.plan.measures
    row = next((row for row in rows if row.code == code), None)
    return code if row is None else called(row, word)


def template(kind: type[Fact], city: City, word: Words, rows: Iterable[Fact] = ()) -> bytes:
    found = fields_of(kind, city, word)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = word.either(f"columns.kind.{kind.KIND}", kind.KIND).split("|")[0]
    sheet.append([field.title for field in found])
    for row in rows:
        sheet.append([plain(shown(row, field.name, city, word)) for field in found])
    _shape(sheet, found)
    _lists(book, sheet, found, word)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _shape(sheet: Worksheet, found: Sequence[Field]) -> None:
    sheet.freeze_panes = "B2"
    for index, field in enumerate(found, start=1):
        head = sheet.cell(1, index)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="E3E9EC")
        head.alignment = Alignment(horizontal="center")
        sheet.column_dimensions[get_column_letter(index)].width = max(
            12, 2.2 * len(field.title) + 4
        )


def _lists(book: Workbook, sheet: Worksheet, found: Sequence[Field], word: Words) -> None:
    """The options stand on a sheet of their own: Excel takes no more than 255 signs in a list that
    is written out."""
    lists = book.create_sheet(word("rows.lists"))
    lists.sheet_state = "hidden"
    for index, field in enumerate(found, start=1):
        if not field.options:
            continue
        letter = get_column_letter(index)
        for line, option in enumerate(field.options, start=1):
            lists.cell(line, index, option)
        # others may be typed: a township instead of a county; the server checks and says what is
        # wrong
        source = f"='{lists.title}'!${letter}$1:${letter}${len(field.options)}"
        picked = DataValidation("list", source, allow_blank=True, showErrorMessage=False)
        sheet.add_data_validation(picked)
        picked.add(f"{letter}2:{letter}{ROWS}")
