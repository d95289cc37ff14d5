"""One thing that came twice: typed by hand, and by a feed under a number of its own. What has a
natural key (a fix, an hour of a station) needs none of this: the later row of the key is its newer
version."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TypeVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.terms import MessageType
from ems_dashboard.rules.warnings import WarningMessage

F = TypeVar("F", bound=Fact)

APART = timedelta(minutes=10)
"""So far may the minute that was typed lie from the minute that a feed gives."""


def same_warning(one: WarningMessage, other: WarningMessage, city: str) -> bool:
    """The same event, grade and area by the same office within minutes; `city`: its code, the area
    of a message that names no unit."""
    alike = _what(one) == _what(other) and _near(one, other)
    return alike and same_office(one.issuer, other.issuer) and _overlapping(one, other, city)


def _what(message: WarningMessage) -> tuple[object, ...]:
    lifts = message.message_type is MessageType.CANCEL
    return (message.kind, message.event, message.colour, message.level, lifts)


def same_batch(one: MessageBatch, other: MessageBatch) -> bool:
    alike = (one.unit, one.channel, one.sent) == (other.unit, other.channel, other.sent)
    return alike and _near(one, other)


def _near(one: Fact, other: Fact) -> bool:
    return abs(one.valid_at - other.valid_at) <= APART


def twin_of(
    row: WarningMessage, rows: Iterable[WarningMessage], city: str
) -> WarningMessage | None:
    """The nearest in time of those that are the same as `row` under another id."""
    others = (other for other in rows if other.id != row.id)
    return _nearest(row, [other for other in others if same_warning(row, other, city)])


def batch_twin_of(row: MessageBatch, rows: Iterable[MessageBatch]) -> MessageBatch | None:
    others = (other for other in rows if other.batch != row.batch)
    return _nearest(row, [other for other in others if same_batch(row, other)])


def _nearest(row: F, same: Iterable[F]) -> F | None:
    def apart(other: F) -> tuple[timedelta, int]:
        return abs(other.valid_at - row.valid_at), other.seq or 0

    return min(same, key=apart, default=None)


def same_office(one: str, other: str) -> bool:
    """A city's 气象台 and, with the province before it, 气象局 are one office; a sender that is
    only a number, or none, may be any."""
    first, second = _office(one), _office(other)
    return not first or not second or first.endswith(second) or second.endswith(first)


def _office(name: str) -> str:
    words = "".join(sign for sign in name if "\u4e00" <= sign <= "\u9fff")
    return words.rstrip(OBSERVATORY + BUREAU)


OBSERVATORY, BUREAU = "\u53f0", "\u5c40"
"""台, 局"""


def _overlapping(one: WarningMessage, other: WarningMessage, city: str) -> bool:
    mine, theirs = set(one.units) or {city}, set(other.units) or {city}
    return bool(mine & theirs) or city in mine | theirs
