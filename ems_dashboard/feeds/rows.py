"""Rows of a table → facts of a kind: one pydantic model per kind, made from the kind's own declaration."""

import re
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from functools import cache
from hashlib import blake2b
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PydanticUserError,
    ValidationError,
    create_model,
)

from ems_dashboard.errors import Refused
from ems_dashboard.feeds.belonging import Astray, Belonging
from ems_dashboard.feeds.naming import code_of, named
from ems_dashboard.feeds.reading import FeedContext, Problem, Reading
from ems_dashboard.feeds.values import (
    Unreadable,
    blank,
    decimal,
    member,
    moment,
    plain,
    several,
    whole,
)
from ems_dashboard.rules.entering import counts, flaws
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.facts import Fact, own_fields
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.observations import NO_VALUES, Rain, RiverLevel
from ems_dashboard.rules.origins import not_believed
from ems_dashboard.rules.typed import unquoted
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.rules.wrong_clocks import not_yet_true
from ems_dashboard.text import LANGS, catalogue

Cells = tuple[int, Sequence[str]]
"""A row's line and its cells."""
BRACKETS = re.compile(r"\([^()]*\)$")
FORMULA = re.compile(r"=(?:[A-Za-z$(+\-\"'@_{\d]|$)")
"""What a spreadsheet would compute; === is a line that somebody has drawn."""
MOST_PROBLEMS = 50_000
"""More of one file help nobody, and must not fill the memory of a server: they are counted."""
LABELS = ("grade",)
"""What only names the other figures of a row: a word that is not known is told and left empty."""
MEASURED: dict[type[Fact], tuple[str, ...]] = {
    Rain: ("rain_mm",),
    RiverLevel: ("level_m", "flow_m3s"),
}
DERIVED = ("share", "now", "too_early", "change", "confirmed", "age")
"""Columns of our own tables that are computed from the others: a table that comes back brings them along."""
GIVEN = ("valid_at", "known_at", "source", "mode")


NUMBERED: dict[type[Fact], str] = {WarningMessage: "id", MessageBatch: "batch"}
"""Kinds whose rows bear a number that people's tables do not have: it is then made from what the row says, so that
reading the table twice adds nothing."""


def columns(kind: type[Fact]) -> tuple[str, ...]:
    """The fields that a file of this kind may have."""
    return (*own_fields(kind), *GIVEN)


def required(kind: type[Fact]) -> set[str]:
    needed = {name for name in _undefaulted(kind) - _optional(kind) if name in columns(kind)}
    return needed - {"incident", NUMBERED.get(kind, "")}


def _undefaulted(kind: type[Fact]) -> set[str]:
    return {f.name for f in fields(kind) if f.default is MISSING}


@cache
def _optional(kind: type[Fact]) -> set[str]:
    """The fields that may be empty: an empty level says that the response has ended."""
    return {name for name, hint in get_type_hints(kind).items() if type(None) in get_args(hint)}


@cache
def names_of(kind: type[Fact]) -> dict[str, str]:
    """header → field: the field's own name, and its titles and other names in both languages."""
    found: dict[str, str] = {}
    for name in columns(kind):
        found[name] = name
        for key in (f"columns.any.{name}", f"columns.{kind.KIND}.{name}"):
            for lang in LANGS:
                for title in catalogue().get(key, {}).get(lang, "").split("|"):
                    if title:
                        found[heading(title)] = name
    return found


@cache
def _derived() -> frozenset[str]:
    entries = (catalogue()[f"screens.table.{name}"] for name in DERIVED)
    return frozenset(heading(entry[lang]) for entry in entries for lang in LANGS)


def heading(cell: str) -> str:
    """How a column's title is compared: 已转移(人) is 已转移, also where it is broken into lines."""
    return BRACKETS.sub("", "".join(plain(cell).split())).lower()


def fields_named(kind: type[Fact], header: Iterable[str]) -> set[str]:
    known = names_of(kind)
    return {known[cell] for cell in map(heading, header) if cell in known}


@dataclass(frozen=True, slots=True)
class Table:
    """`places`: column → field; `titles`: field → what the header calls it; `passed`: columns that are not believed of
    who brings the table."""

    kind: type[Fact]
    places: Mapping[int, str]
    titles: Mapping[str, str]
    context: FeedContext
    passed: frozenset[int] = frozenset()

    def problem(self, line: int, field: str, value: str, key: str, /, **told: object) -> Problem:
        column = self.column(field)
        return Problem(
            line,
            column,
            value,
            self.context.words(key, **{"value": value, "column": column} | told),
        )

    def worded_problem(self, line: int, field: str, value: str, message: str) -> Problem:
        return Problem(line, self.column(field), value, message)

    def column(self, field: str) -> str:
        return self.titles.get(field) or title(self.kind, field, self.context)


def read_rows(
    kind: type[Fact],
    header: Sequence[str],
    rows: Iterable[Cells],
    context: FeedContext,
    *,
    header_line: int = 1,
) -> Reading:
    return rows_of(table_of(kind, header, context), header, rows, header_line)


def rows_of(
    table: Table, header: Sequence[str], rows: Iterable[Cells], header_line: int = 1
) -> Reading:
    context = table.context
    problems = [
        Problem(header_line, cell, "", context.words("feeds.unknown_column", column=cell))
        for i, cell in enumerate(header)
        if cell.strip()
        and i not in table.places
        and i not in table.passed
        and heading(cell) not in _derived()
    ]
    problems = [*problems, *_passed_over(table, header, header_line)]
    facts: list[Fact] = []
    belonging = Belonging(context, table.kind)
    read = beyond = 0
    for line, given in rows:
        read += 1
        cells, strange = _without_strange_labels(table, line, given)
        problems += strange
        found = _row(table, line, cells, len(header), belonging)
        if isinstance(found, list):
            beyond += len(found) if len(problems) >= MOST_PROBLEMS else 0
            problems += found if len(problems) < MOST_PROBLEMS else []
            continue
        facts.append(found)
        if isinstance(found, Evacuation) and found.moved > found.target:
            problems.append(_more_than(table, line, found, "moved", "target"))
    problems += belonging.problems()
    if beyond:
        problems.append(Problem(None, "", "", context.words("feeds.and_more", n=beyond)))
    return Reading(table.kind.KIND, read, tuple(facts), read - len(facts), tuple(problems))


def _passed_over(table: Table, header: Sequence[str], line: int) -> list[Problem]:
    say = table.context.words
    return [
        Problem(line, header[i], "", say("feeds.not_believed", column=header[i]))
        for i in sorted(table.passed)
    ]


def _without_strange_labels(
    table: Table, line: int, cells: Sequence[str]
) -> tuple[Sequence[str], list[Problem]]:
    hints = get_type_hints(table.kind)
    strange: list[Problem] = []
    for place, name in table.places.items():
        if name not in LABELS or place >= len(cells) or blank(cells[place]):
            continue
        try:
            _reader(hints[name])(cells[place])
        except Unreadable:
            strange.append(table.problem(line, name, cells[place], "feeds.strange_label"))
            cells = [*cells[:place], "", *cells[place + 1 :]]
    return cells, strange


def table_of(kind: type[Fact], header: Sequence[str], context: FeedContext) -> Table:
    """Raises Refused where columns are missing or stand there twice."""
    known = names_of(kind)
    places = {i: known[heading(cell)] for i, cell in enumerate(header) if heading(cell) in known}
    passed = {i: name for i, name in places.items() if name in not_believed(context.origin)}
    places = {i: name for i, name in places.items() if i not in passed}
    if missing := required(kind) - set(places.values()):
        titles = "、".join(title(kind, name, context) for name in columns(kind) if name in missing)
        raise Refused(context.words("feeds.missing_columns", columns=titles))
    if twice := [header[i] for i, name in places.items() if list(places.values()).count(name) > 1]:
        raise Refused(context.words("feeds.column_twice", columns="、".join(twice)))
    return Table(
        kind, places, {name: header[i] for i, name in places.items()}, context, frozenset(passed)
    )


def _row(
    table: Table, line: int, cells: Sequence[str], width: int, belonging: Belonging
) -> Fact | list[Problem]:
    if beyond := sum(bool(cell.strip()) for cell in cells[width:]):
        return [Problem(line, "", "", table.context.words("feeds.too_many_cells", n=beyond))]
    given = {
        name: cells[i].strip()
        for i, name in table.places.items()
        if i < len(cells) and not blank(cells[i])
    }
    if formulas := {name: text for name, text in given.items() if FORMULA.match(text)}:
        return [
            table.problem(line, name, text, "feeds.not_computed") for name, text in formulas.items()
        ]
    given = {name: unquoted(text) for name, text in given.items()}
    return _fact(table, line, given, belonging)


def title(kind: type[Fact], name: str, context: FeedContext) -> str:
    own = context.words.either(f"columns.{kind.KIND}.{name}", "")
    return (own or context.words.either(f"columns.any.{name}", name)).split("|")[0]


def _fact(
    table: Table, line: int, given: Mapping[str, str], belonging: Belonging
) -> Fact | list[Problem]:
    kind, context = table.kind, table.context
    try:
        values = (
            {name: getattr(row, name) for name in given}
            if (row := model(kind).model_validate(given))
            else {}
        )
        for name in values.keys() & named(kind):
            values[name] = code_of(kind, name, values[name], context.city)
    except ValidationError as error:
        return [_problem(table, line, item) for item in error.errors()]
    except Unreadable as error:
        return [_unreadable(table, line, str(error.values["field"]), error)]
    if not_yet_true(kind, values["valid_at"], context.now, context.city.plan.thresholds):
        return [table.problem(line, "valid_at", given["valid_at"], "feeds.later_than_now")]
    if "incident" in own_fields(kind) and kind is not Incident:
        try:
            said = values.get("incident") or ""
            values["incident"] = belonging.incident_of(line, said, values["valid_at"])
        except Astray as astray:
            return [table.worded_problem(line, "incident", astray.value, astray.sentence(context))]
    if (number := NUMBERED.get(kind)) and not values.get(number):
        values[number] = _number_of(given)
    if context.source and not values.get("source"):
        values["source"] = context.source
    if name := _not_measured(kind, values):
        return [table.problem(line, name, given[name], "feeds.no_value")]
    fact = kind(**dict.fromkeys(_undefaulted(kind) & _optional(kind)) | values)
    if isinstance(fact, Evacuation) and not counts(context.city, fact.unit, fact.category):
        return [_not_counted(table, line, fact)]
    wrong = flaws(fact) if isinstance(fact, Evacuation) else ()
    return [_more_than(table, line, fact, flaw.field, flaw.of) for flaw in wrong] or fact


def _number_of(given: Mapping[str, str]) -> str:
    return f"row-{blake2b(repr(sorted(given.items())).encode(), digest_size=8).hexdigest()}"


def _not_measured(kind: type[Fact], values: Mapping[str, Any]) -> str:
    """The field that holds an instrument's sign for "no value"."""
    names = MEASURED.get(kind, ())
    return next((name for name in names if values.get(name) in NO_VALUES), "")


def _not_counted(table: Table, line: int, row: Evacuation) -> Problem:
    say, city = table.context.words, table.context.city
    told = {
        "unit": city.name_of(row.unit, say.lang),
        "category": say(f"terms.category.{row.category}"),
    }
    return table.problem(line, "category", told["category"], "entry.not_counted", **told)


def _more_than(table: Table, line: int, row: Fact, part: str, whole: str) -> Problem:
    """A part that is more than its whole: a question where the whole is the target, else a row that cannot be."""
    titles = {name: title(table.kind, name, table.context) for name in (part, whole)}
    value, limit = (f"{getattr(row, name):,}" for name in (part, whole))
    return table.problem(
        line, part, value, "entry.more_than", field=titles[part], of=titles[whole], limit=limit
    )


def _problem(table: Table, line: int, item: Any) -> Problem:
    name = str(item["loc"][0]) if item["loc"] else ""
    cause = (item.get("ctx") or {}).get("error")
    if isinstance(cause, Unreadable):
        return _unreadable(table, line, name, cause)
    return table.problem(line, name, "", "feeds.cell_empty")


def _unreadable(table: Table, line: int, field: str, error: Unreadable) -> Problem:
    said = table.problem(line, field, str(error.values.get("value", "")), "feeds.cell_empty")
    return replace(said, message=error.sentence(table.context.words))


@cache
def model(kind: type[Fact]) -> type[BaseModel]:
    hints = get_type_hints(kind)
    declared: dict[str, Any] = {}
    needed = required(kind)
    for name in columns(kind):
        read = _reader(hints[name])
        declared[name] = (Annotated[Any, BeforeValidator(read)], ... if name in needed else None)
    try:
        return create_model(
            f"{kind.__name__}Row", __config__=ConfigDict(extra="ignore"), **declared
        )
    except (
        PydanticUserError
    ) as error:  # a kind whose declaration cannot be read from a file is a mistake of ours
        raise TypeError(f"{kind.__name__}: {error}") from error


def _reader(hint: Any) -> Callable[[str], object]:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(option for option in get_args(hint) if option is not type(None))
    if get_origin(hint) is tuple:
        return several
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return member(hint)
    return {int: whole, float: decimal, datetime: moment}.get(hint, str.strip)
