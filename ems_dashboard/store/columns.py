"""Column types: how a fact's fields lie in a table, the same on SQLite and PostgreSQL."""

import json
import types
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from sqlalchemy import BigInteger, Column, DateTime, Dialect, Double, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from ems_dashboard.rules.facts import COMMON, Fact, own_fields

Convert = Callable[[Any], Any]


class UtcMoment(TypeDecorator[datetime]):
    """An aware moment; kept as UTC text by SQLite and as timestamptz by PostgreSQL."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def bind_processor(self, dialect: Dialect) -> Convert | None:
        return _moment_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Convert | None:
        return _moment if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


class Code(TypeDecorator[StrEnum]):
    """A member of one of the closed lists, kept as its code."""

    impl = Text
    cache_ok = True

    def __init__(self, members: type[StrEnum]) -> None:
        super().__init__()
        self.members = members

    def bind_processor(self, dialect: Dialect) -> Convert:
        return _code

    def result_processor(self, dialect: Dialect, coltype: object) -> Convert:
        # looked up when a row is read: a plan may add members to a list
        known = cast("Mapping[str, StrEnum]", self.members._value2member_map_)
        return lambda code: None if code is None else known[code]


class Names(TypeDecorator[tuple[str, ...]]):
    """A tuple of texts, kept as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def result_processor(self, dialect: Dialect, coltype: object) -> Convert:
        return _names


def _code(member: StrEnum | None) -> str | None:
    return None if member is None else str(member)


# Most of the time goes into making moments and lists of names into text and out of it, and most of
# them recur.
@lru_cache(maxsize=10_000)
def _moment_text(moment: datetime | None) -> str | None:
    return (
        None
        if moment is None
        else moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    )


@lru_cache(maxsize=100_000)
def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


@lru_cache(maxsize=10_000)
def _names(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(json.loads(text))


def fact_columns(kind: type[Fact]) -> list[Column[Any]]:
    """A column for every field of the kind but `seq`, in the order: own fields, then those of
    every fact."""
    hints = get_type_hints(kind)
    return [_column(name, hints[name]) for name in (*own_fields(kind), *COMMON) if name != "seq"]


def _column(name: str, hint: Any) -> Column[Any]:
    options = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    plain = next(option for option in options if option is not type(None))
    optional = type(None) in options and name not in ("known_at", "written_at")
    return Column(name, _type(plain), nullable=optional)


def _type(hint: Any) -> TypeEngine[Any]:
    if get_origin(hint) is tuple:
        return Names()
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Code(hint)
    plain: dict[type, TypeEngine[Any]] = {int: BigInteger(), float: Double(), datetime: UtcMoment()}
    return plain.get(hint, Text())
