"""Rows of a table → facts of a kind: one pydantic model per kind, made from the kind's own declaration."""

import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, BeforeValidator, ConfigDict, PydanticUserError, ValidationError, create_model

from ems_dashboard.errors import Refused
from ems_dashboard.feeds.reading import FeedContext, Problem, Reading
from ems_dashboard.feeds.values import Unreadable, decimal, member, moment, plain, several, whole
from ems_dashboard.rules.facts import Fact, own_fields
from ems_dashboard.rules.incidents import UNASSIGNED
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.measures import Measure
from ems_dashboard.text import LANGS, catalogue

Cells = tuple[int, Sequence[str]]
"""A row's line and its cells."""
GIVEN = ("valid_at", "known_at", "source", "mode")
PLACES = {"unit", "units"}
REGISTERS = {"shelter": "shelters", "team": "teams", "depot": "depots", "station": "stations", "group": "groups"}
"""Fields that name something of the city pack, and the register it stands in."""


def columns(kind: type[Fact]) -> tuple[str, ...]:
    """The fields that a file of this kind may have."""
    return (*own_fields(kind), *GIVEN)


def required(kind: type[Fact]) -> set[str]:
    return {name for name in _undefaulted(kind) - _optional(kind) if name in columns(kind)} - {"incident"}


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
                        found[plain(title).lower()] = name
    return found


def kind_of(name: str, header: Sequence[str], context: FeedContext) -> type[Fact]:
    """What the user said, else what the file's name says, else the kind whose columns these are."""
    if context.kind:
        found = _kind_named(context.kind)
        if found is None:
            raise Refused(context.words("feeds.no_such_kind", kind=context.kind, kinds="、".join(KINDS)))
        return found
    stem = plain(name.rpartition("/")[2].partition(".")[0]).lower()
    if found := _kind_named(stem):
        return found
    cells = {plain(cell).lower() for cell in header}
    fitting = [kind for kind in KINDS.values() if required(kind) <= _fields(kind, cells)]
    if not fitting:
        raise Refused(context.words("feeds.no_kind", name=name, header="、".join(header)[:200]))
    return max(fitting, key=lambda kind: len(_fields(kind, cells)))


def _kind_named(text: str) -> type[Fact] | None:
    for name, kind in KINDS.items():
        titles = catalogue().get(f"columns.kind.{name}", {})
        known = [name, *(plain(t).lower() for lang in LANGS for t in titles.get(lang, "").split("|") if t)]
        if any(text == title or text.startswith((f"{title}_", f"{title}-")) for title in known):
            return kind
    return None


def _fields(kind: type[Fact], cells: Iterable[str]) -> set[str]:
    return {names_of(kind)[cell] for cell in cells if cell in names_of(kind)}


def read_rows(kind: type[Fact], header: Sequence[str], rows: Iterable[Cells], context: FeedContext) -> Reading:
    known = names_of(kind)
    places = {i: known[plain(cell).lower()] for i, cell in enumerate(header) if plain(cell).lower() in known}
    if missing := required(kind) - set(places.values()):
        titles = "、".join(title(kind, name, context) for name in columns(kind) if name in missing)
        raise Refused(context.words("feeds.missing_columns", columns=titles))
    problems = [
        Problem(1, cell, "", context.words("feeds.unknown_column", column=cell))
        for i, cell in enumerate(header)
        if cell.strip() and i not in places
    ]
    facts: list[Fact] = []
    read = rejected = 0
    for line, cells in rows:
        read += 1
        given = {name: cells[i].strip() for i, name in places.items() if i < len(cells) and cells[i].strip()}
        found = _fact(kind, given, line, header, places, context)
        if isinstance(found, list):
            rejected += 1
            problems += found
        else:
            facts.append(found)
    return Reading(kind.KIND, read, tuple(facts), rejected, tuple(problems))


def title(kind: type[Fact], name: str, context: FeedContext) -> str:
    own = context.words.either(f"columns.{kind.KIND}.{name}", "")
    return (own or context.words.either(f"columns.any.{name}", name)).split("|")[0]


def _fact(
    kind: type[Fact],
    given: Mapping[str, str],
    line: int,
    header: Sequence[str],
    places: Mapping[int, str],
    context: FeedContext,
) -> Fact | list[Problem]:
    try:
        values = {name: getattr(row, name) for name in given} if (row := model(kind).model_validate(given)) else {}
        for name in values.keys() & _named(kind):
            values[name] = _code(kind, name, values[name], context)
    except ValidationError as error:
        titles = {name: header[i] for i, name in places.items()}
        return [_problem(item, line, titles, kind, context) for item in error.errors()]
    except Unreadable as error:
        column = header[_column(places, str(error.values["field"]))]
        return [Problem(line, column, str(error.values["value"]), error.sentence(context.words))]
    if "incident" in own_fields(kind) and not values.get("incident") and _incident_needed(kind):
        values["incident"] = context.incident_at(values["valid_at"]) or UNASSIGNED
    return kind(**dict.fromkeys(_undefaulted(kind) & _optional(kind)) | values)


def _incident_needed(kind: type[Fact]) -> bool:
    return next(f for f in fields(kind) if f.name == "incident").default is MISSING


def _column(places: Mapping[int, str], field: str) -> int:
    return next(i for i, name in places.items() if name == field)


@cache
def _named(kind: type[Fact]) -> set[str]:
    """The fields of a kind that name something of the city pack. `measure` is a rule of the plan only where it says
    what is stopped; elsewhere it is a unit of measure."""
    named = PLACES | REGISTERS.keys() | ({"measure"} if kind is Measure else set())
    return named & set(own_fields(kind))


def _code(
    kind: type[Fact], field: str, value: str | tuple[str, ...], context: FeedContext
) -> str | tuple[str, ...]:  # fmt: skip
    if isinstance(value, tuple):
        return tuple(str(_code(kind, field, one, context)) for one in value)
    text, city = plain(value), context.city
    if field in PLACES:
        code, key = city.find(text), "no_such_unit"
    elif field == "measure":
        rules = city.plan.measures
        code, key = next((r.code for r in rules if text in (r.code, r.name, r.name_en)), None), "no_such_measure"
    else:
        code, key = city.find_in(REGISTERS[field], text), "no_such_place"
    if code is None:
        raise Unreadable(key, value=value, field=field)
    return code


def _problem(item: Any, line: int, titles: Mapping[str, str], kind: type[Fact], context: FeedContext) -> Problem:
    name = str(item["loc"][0]) if item["loc"] else ""
    cause = (item.get("ctx") or {}).get("error")
    column = titles.get(name) or title(kind, name, context)
    if isinstance(cause, Unreadable):
        return Problem(line, column, str(cause.values.get("value", "")), cause.sentence(context.words))
    return Problem(line, column, "", context.words("feeds.cell_empty", column=column))


@cache
def model(kind: type[Fact]) -> type[BaseModel]:
    hints = get_type_hints(kind)
    declared: dict[str, Any] = {}
    needed = required(kind)
    for name in columns(kind):
        read = _reader(hints[name])
        declared[name] = (Annotated[Any, BeforeValidator(read)], ... if name in needed else None)
    try:
        return create_model(f"{kind.__name__}Row", __config__=ConfigDict(extra="ignore"), **declared)
    except PydanticUserError as error:  # a kind whose declaration cannot be read from a file is a mistake of ours
        raise TypeError(f"{kind.__name__}: {error}") from error


def _reader(hint: Any) -> Callable[[str], object]:
    if get_origin(hint) in (Union, types.UnionType):
        hint = next(option for option in get_args(hint) if option is not type(None))
    if get_origin(hint) is tuple:
        return several
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return member(hint)
    return {int: whole, float: decimal, datetime: moment}.get(hint, str.strip)
