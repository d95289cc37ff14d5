"""Consultations (会商): two a day of a case, more at higher levels."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ems_dashboard.rules.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class Consultation(Fact):
    """`valid_at` is the minute it was held; `due_at` the minute the rhythm asked for, None when called for a reason."""

    KIND: ClassVar[str] = "consultations"
    KEY: ClassVar[tuple[str, ...]] = ("consultation",)
    LASTING: ClassVar[tuple[str, ...]] = ("incident",)

    consultation: str
    incident: str
    serial: int
    due_at: datetime | None = None
    host: str = ""
    place: str = ""
    attending: tuple[str, ...] = ()
    facts: str = ""
    judgement: str = ""
    conclusion: str = ""
    decisions: str = ""
