"""Warnings (预警): weather, flash flood, geological; colour signals and Ⅳ–Ⅰ warnings side by
side."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import ClassVar

from ems_dashboard.moments import ValidAt
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.geometry import Point
from ems_dashboard.rules.terms import Colour, Level, MessageType, WarningKind


@dataclass(frozen=True, kw_only=True, slots=True)
class WarningMessage(Fact):
    """`valid_at` is the minute of issue. `units`: the province's code (350000) with the city's: for
    the province. `event`: typhoon, rainstorm, gale, …; `event_code`: 12379 code such as 11B01.
    `polygons`: rings of "lat,lon lat,lon …"; `references`: ids that this message updates or
    cancels."""

    KIND: ClassVar[str] = "warnings"
    KEY: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    kind: WarningKind
    event: str
    event_code: str = ""
    colour: Colour | None = None
    level: Level | None = None
    units: tuple[str, ...] = ()
    area: str = ""
    polygons: tuple[str, ...] = ()
    issuer: str = ""
    headline: str = ""
    description: str = ""
    instruction: str = ""
    message_type: MessageType = MessageType.ALERT
    references: tuple[str, ...] = ()
    expires_at: datetime | None = None
    incident: str | None = None

    @property
    def provincial(self) -> bool:
        """Issued for the province: it holds here, and is not the city's own."""
        return any(code.endswith("0000") for code in self.units)


SHARED = (WarningKind.WEATHER, WarningKind.FLASH_FLOOD)
SLOPES = (WarningKind.WEATHER, WarningKind.GEOLOGICAL)
OFFICES: Mapping[str, tuple[WarningKind, ...]] = {
    "flash_flood": SHARED,
    "flood": SHARED,
    "waterlogging": SHARED,
    "geological": SLOPES,
    "landslide": SLOPES,
    "debris_flow": SLOPES,
    "other": tuple(WarningKind),
}
"""Whose warnings may be of an event; every other event is the weather office's alone."""


def issues(kind: WarningKind, event: str) -> bool:
    """Whether the office of a kind of warning warns of the event: 水利 issues no typhoon
    warning."""
    return kind in OFFICES.get(event, (WarningKind.WEATHER,))


def part_of(name: str) -> str:
    """The id of the message that a block of it, "A1 (2)", belongs to: CAP allows no space in an
    identifier."""
    stem, _, number = name.rpartition(" (")
    return stem if number.endswith(")") and number[:-1].isdecimal() else name


def valid_at(messages: Sequence[WarningMessage], moment: datetime) -> list[WarningMessage]:
    """The warnings in force at `moment`, gravest first: issued, not expired, not cancelled and not
    replaced by a later message that names them. `messages` known by then, oldest first; of one id
    the last counts, and a row that another corrects does not count. What names a typed warning
    means the feed's that came in its place."""
    naming = _named(messages, moment)
    named = {name: max(message.valid_at for message in found) for name, found in naming.items()}
    newest = _newest(messages, moment)
    lifting = [message for message in newest if _only_lifts(message)]
    holding = [message for message in newest if _holds(message, named, moment)]
    lifted = (_not_lifted(message, lifting) for message in holding)
    standing = [message for message in lifted if message is not None]
    return sorted(standing, key=lambda m: (-severity(m), -m.valid_at.timestamp(), m.id))


def _holds(message: WarningMessage, named: Mapping[str, ValidAt], moment: datetime) -> bool:
    """Issued, not expired, and not named by a later message: `named`: id → when it last was."""
    if message.message_type is MessageType.CANCEL:
        return False
    if message.expires_at is not None and message.expires_at <= moment:
        return False
    if named.keys() & {message.id, part_of(message.id)}:
        return False
    # 12379 names the first message of a chain only: a later update of it replaces the earlier too
    return all(named.get(name, message.valid_at) <= message.valid_at for name in message.references)


def _heirs(messages: Iterable[WarningMessage]) -> dict[str, str]:
    """The id of a typed warning → the id under which a feed brought the same one later."""
    by_seq = {message.seq: message.id for message in messages if message.seq is not None}
    heirs: dict[str, str] = {}
    for message in messages:
        typed = by_seq.get(message.replaces) if message.replaces is not None else None
        if typed is not None and typed != message.id:
            heirs[typed] = message.id
    return heirs


@dataclass(frozen=True, slots=True)
class Ended:
    """A warning that was in force until `at`; `lifted`: by a message that cancels it."""

    message: WarningMessage
    at: datetime
    lifted: bool


def ended_by(messages: Sequence[WarningMessage], moment: datetime) -> list[Ended]:
    """The warnings that were in force and are no more at `moment`: cancelled, replaced by a later
    message that names them or their first one, or run out. `messages` as for `valid_at`."""
    standing = {message.id for message in valid_at(messages, moment)}
    newest, named = _newest(messages, moment), _named(messages, moment)
    over = (message for message in newest if message.id not in standing)
    issued = (message for message in over if message.message_type is not MessageType.CANCEL)
    lifting = [message for message in newest if _only_lifts(message)]
    found = (_ended(message, named, lifting, moment) for message in issued)
    return [ended for ended in found if ended is not None]


def _newest(messages: Sequence[WarningMessage], moment: datetime) -> list[WarningMessage]:
    """Of one id the last; a row that another corrects does not count."""
    replaced = {message.replaces for message in messages}
    issued = [message for message in messages if message.valid_at <= moment]
    counting = (m for m in issued if m.seq is None or m.seq not in replaced)
    return list({message.id: message for message in counting}.values())


def _named(messages: Sequence[WarningMessage], moment: datetime) -> dict[str, list[WarningMessage]]:
    """id → the messages that name it; what names a typed warning means the feed's that came in its
    place."""
    heirs = _heirs(messages)
    found: dict[str, list[WarningMessage]] = {}
    for message in _newest(messages, moment):
        meant = {heirs.get(name, name) for name in message.references}
        for name in meant - {message.id, part_of(message.id)}:
            found.setdefault(name, []).append(message)
    return found


def _ended(
    message: WarningMessage,
    named: Mapping[str, Sequence[WarningMessage]],
    lifting: Iterable[WarningMessage],
    moment: datetime,
) -> Ended | None:
    """By what came first: a later message that names it or its first one, or its own end."""
    names = (message.id, part_of(message.id), *message.references)
    naming = chain.from_iterable(named.get(name, ()) for name in names)
    others = (m for m in naming if m.id != message.id)
    later = (m for m in others if m.valid_at >= message.valid_at)
    ends = [Ended(message, m.valid_at, m.message_type is MessageType.CANCEL) for m in later]
    ends += [Ended(message, m.valid_at, lifted=True) for m in lifting if _lifts(m, message)]
    if message.expires_at is not None and message.expires_at <= moment:
        ends.append(Ended(message, message.expires_at, lifted=False))
    return min(ends, key=lambda ended: ended.at, default=None)


def _only_lifts(message: WarningMessage) -> bool:
    """解除 that names no other message."""
    return message.message_type is MessageType.CANCEL and not message.references


def _not_lifted(
    message: WarningMessage, lifting: Iterable[WarningMessage]
) -> WarningMessage | None:
    """What messages that name no other (解除 of the same sender, event, colour and area) leave of a
    warning."""
    left = message
    for lift in (m for m in lifting if _lifts(m, message)):
        remaining = tuple(unit for unit in left.units if unit not in lift.units)
        if not left.units or not lift.units or not remaining:
            return None
        left = replace(left, units=remaining)
    return left


def _lifts(lift: WarningMessage, message: WarningMessage) -> bool:
    same = (lift.source, lift.event) == (message.source, message.event)
    of_colour = lift.colour in (None, message.colour)
    if not same or not of_colour or lift.valid_at < message.valid_at:
        return False
    if lift.units and message.units:
        return bool({*lift.units} & {*message.units})
    everywhere = not lift.units and not lift.polygons
    return everywhere or (lift.area, lift.polygons) == (message.area, message.polygons)


def severity(message: WarningMessage) -> int:
    """4 for red or Ⅰ … 1 for blue or Ⅳ, 0 where the message names neither."""
    if message.colour is not None:
        return message.colour.severity
    return message.level.severity if message.level is not None else 0


def rings(polygons: Iterable[str]) -> list[list[Point]]:
    """The rings of "lat,lon lat,lon …" as lon, lat; one that cannot be read, or is no area, is left
    out."""
    found = []
    for text in polygons:
        with suppress(ValueError):
            points = [_point(pair) for pair in text.split()]
            if len(set(points)) > 2:
                found.append(points)
    return found


def _point(pair: str) -> Point:
    """Raises ValueError for what is no point of the globe."""
    lat, lon = (float(part) for part in pair.split(","))
    if not (abs(lat) <= 90 and abs(lon) <= 360):
        raise ValueError(pair)
    return lon, lat
