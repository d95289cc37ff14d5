"""Rows of a table → facts of a kind: one pydantic model per kind, made from the kind's own
declaration."""

import re
import types
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
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

from ems_dashboard.caching import made_once
from ems_dashboard.errors import Refused
from ems_dashboard.feeds.belonging import Astray, Belonging
from ems_dashboard.feeds.columns import (
    NUMBERED,
    columns,
    derived,
    heading,
    names_of,
    optional,
    required,
    title,
    undefaulted,
)
from ems_dashboard.feeds.naming import code_of, named
from ems_dashboard.feeds.reading import FeedContext, Problem, Reading
from ems_dashboard.feeds.values import (
    Unreadable,
    blank,
    decimal,
    member,
    moment,
    several,
    whole,
)
from ems_dashboard.rules.entering import counts, flaws
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.facts import Fact, own_fields
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.observations import NO_VALUES, Rain, RiverLevel
from ems_dashboard.rules.origins import not_believed
from ems_dashboard.rules.typed import unquoted
from ems_dashboard.rules.wrong_clocks import not_yet_true

Cells = tuple[int, Sequence[str]]
"""A row's line and its cells."""
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
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """`places`: column → field; `titles`: field → what the header calls it; `passed`: columns
    that are not believed of who brings the table."""

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
        *_unknown_columns(table, header, header_line),
        *_passed_over(table, header, header_line),
    ]
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


def _unknown_columns(table: Table, header: Sequence[str], line: int) -> list[Problem]:
    say = table.context.words
    named = table.places.keys() | table.passed
    unknown = [cell for i, cell in enumerate(header) if cell.strip() and i not in named]
    return [
        Problem(line, cell, "", say("feeds.unknown_column", column=cell))
        for cell in unknown
        if heading(cell) not in derived()
    ]


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
    names = names_of(kind)
    known = {i: names[heading(cell)] for i, cell in enumerate(header) if heading(cell) in names}
    passed = {i for i, name in known.items() if name in not_believed(context.origin)}
    places = {i: name for i, name in known.items() if i not in passed}
    counted = Counter(places.values())
    lacking = required(kind) - counted.keys()
    missing = [name for name in columns(kind) if name in lacking]
    if missing:
        titles = context.words.listed(title(kind, name, context) for name in missing)
        raise Refused(context.words("feeds.missing_columns", columns=titles))
    twice = [header[i] for i, name in places.items() if counted[name] > 1]
    if twice:
        raise Refused(context.words("feeds.column_twice", columns=context.words.listed(twice)))
    titles_of = {name: header[i] for i, name in places.items()}
    return Table(kind, places, titles_of, context, frozenset(passed))


def _row(
    table: Table, line: int, cells: Sequence[str], width: int, belonging: Belonging
) -> Fact | list[Problem]:
    beyond = sum(bool(cell.strip()) for cell in cells[width:])
    if beyond:
        return [Problem(line, "", "", table.context.words("feeds.too_many_cells", n=beyond))]
    there = {name: cells[i] for i, name in table.places.items() if i < len(cells)}
    given = {name: cell.strip() for name, cell in there.items() if not blank(cell)}
    formulas = [name for name, text in given.items() if FORMULA.match(text)]
    if formulas:
        return [table.problem(line, name, given[name], "feeds.not_computed") for name in formulas]
    given = {name: unquoted(text) for name, text in given.items()}
    return _fact(table, line, given, belonging)


class _Rejected(Exception):
    """A row that is no fact, and why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__()
        self.problems = list(problems)


def _fact(
    table: Table, line: int, given: Mapping[str, str], belonging: Belonging
) -> Fact | list[Problem]:
    try:
        values = _values(table, line, given)
        _require_true_by_now(table, line, given, values)
        _require_measured(table, line, given, values)
        values |= _incident(table, line, values, belonging)
        values |= _completed(table, given, values)
        return _made(table, line, values)
    except _Rejected as rejected:
        return rejected.problems


def _values(table: Table, line: int, given: Mapping[str, str]) -> Values:
    """What was given, by the types of its fields and the codes of the city."""
    kind = table.kind
    try:
        row = model(kind).model_validate(given)
        values = {name: getattr(row, name) for name in given}
        for name in values.keys() & named(kind):
            values[name] = code_of(kind, name, values[name], table.context.city)
    except ValidationError as error:
        raise _Rejected(*(_problem(table, line, item) for item in error.errors())) from None
    except Unreadable as error:
        raise _Rejected(_unreadable(table, line, str(error.values["field"]), error)) from None
    return values


def _require_true_by_now(table: Table, line: int, given: Mapping[str, str], values: Values) -> None:
    context = table.context
    thresholds = context.city.plan.thresholds
    if not_yet_true(table.kind, values["valid_at"], context.now, thresholds):
        said = given["valid_at"]
        raise _Rejected(table.problem(line, "valid_at", said, "feeds.later_than_now"))


def _require_measured(table: Table, line: int, given: Mapping[str, str], values: Values) -> None:
    """An instrument writes a sign for "no value" where a figure stands."""
    for name in MEASURED.get(table.kind, ()):
        if values.get(name) in NO_VALUES:
            raise _Rejected(table.problem(line, name, given[name], "feeds.no_value"))


def _incident(table: Table, line: int, values: Values, belonging: Belonging) -> Values:
    """To which incident the row belongs; an incident itself says it."""
    if table.kind is Incident or "incident" not in own_fields(table.kind):
        return {}
    called = values.get("incident") or ""
    try:
        return {"incident": belonging.incident_of(line, called, values["valid_at"])}
    except Astray as astray:
        sentence = astray.sentence(table.context)
        raise _Rejected(table.worded_problem(line, "incident", astray.value, sentence)) from None


def _completed(table: Table, given: Mapping[str, str], values: Values) -> Values:
    """The number of a row that has none, and the source of a row that names none."""
    added: Values = {}
    number = NUMBERED.get(table.kind, "")
    if number and not values.get(number):
        added[number] = _number_of(given)
    if table.context.source and not values.get("source"):
        added["source"] = table.context.source
    return added


def _made(table: Table, line: int, values: Values) -> Fact:
    kind = table.kind
    empty: Values = dict.fromkeys(undefaulted(kind) & optional(kind))
    fact = kind(**(empty | values))
    if isinstance(fact, Evacuation):
        _require_possible(table, line, fact)
    return fact


def _require_possible(table: Table, line: int, row: Evacuation) -> None:
    if not counts(table.context.city, row.unit, row.category):
        raise _Rejected(_not_counted(table, line, row))
    wrong = [_more_than(table, line, row, flaw.field, flaw.of) for flaw in flaws(row)]
    if wrong:
        raise _Rejected(*wrong)


def _number_of(given: Mapping[str, str]) -> str:
    return f"row-{blake2b(repr(sorted(given.items())).encode(), digest_size=8).hexdigest()}"


def _not_counted(table: Table, line: int, row: Evacuation) -> Problem:
    say, city = table.context.words, table.context.city
    told = {
        "unit": city.name_of(row.unit, say.lang),
        "category": say(f"terms.category.{row.category}"),
    }
    return table.problem(line, "category", told["category"], "entry.not_counted", **told)


def _more_than(table: Table, line: int, row: Fact, part: str, whole: str) -> Problem:
    """A part that is more than its whole: a question where the whole is the target, else a row
    that cannot be."""
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


@made_once
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
    except PydanticUserError as error:
        # a kind whose declaration cannot be read from a file is a mistake of ours
        raise TypeError(f"{kind.__name__}: {error}") from error


READERS: dict[object, Callable[[str], object]] = {int: whole, float: decimal, datetime: moment}


def _reader(hint: Any) -> Callable[[str], object]:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(option for option in get_args(hint) if option is not type(None))
    if get_origin(hint) is tuple:
        return several
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return member(hint)
    return READERS.get(hint, str.strip)
