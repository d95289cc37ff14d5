"""Warnings (预警): weather, flash flood, geological; colour signals and Ⅳ–Ⅰ warnings side by side."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import Colour, Level, MessageType, WarningKind


@dataclass(frozen=True, kw_only=True, slots=True)
class WarningMessage(Fact):
    """`valid_at` is the minute of issue. `event`: typhoon, rainstorm, gale, …; `event_code`: 12379 code such as 11B01.
    `polygons`: rings of "lat,lon lat,lon …"; `references`: ids that this message updates or cancels."""

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
