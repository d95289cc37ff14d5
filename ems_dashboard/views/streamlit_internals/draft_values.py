"""The values of a form's fields as a draft keeps them, and as a widget takes them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from ems_dashboard import clock

T = TypeVar("T")
Names = Mapping[Any, str] | Callable[[Any], str]
"""Option → what is shown of it."""


def naming(names: Names) -> Callable[[Any], str]:
    if isinstance(names, Mapping):
        return lambda option: names.get(option, str(option))
    return names


def member(value: object, options: Sequence[T]) -> T | None:
    """The option that a draft names; None for one that is offered no more."""
    return next((option for option in options if option == value or str(option) == value), None)


def members(value: object, options: Sequence[T]) -> list[T]:
    wanted = {str(part) for part in value} if isinstance(value, list | tuple) else set()
    return [option for option in options if str(option) in wanted]


def beijing_of(value: object) -> datetime | None:
    """Beijing time without a zone, as the field shows it."""
    moment = clock.parse(value) if isinstance(value, str) and value else value
    return (
        clock.beijing(moment).replace(tzinfo=None, second=0, microsecond=0)
        if isinstance(moment, datetime)
        else None
    )


def kept_as(value: object) -> object:
    """As JSON holds it."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [str(part) for part in value]
    return value if value is None else str(value)
