"""Situation reports (动态报告): three a day of a case, each with its cut-off."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ems_dashboard.rules.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class Report(Fact):
    """`valid_at` is the minute of issue, `cut_off` the minute the figures are true for, `due_at` when it was owed."""

    KIND: ClassVar[str] = "reports"
    KEY: ClassVar[tuple[str, ...]] = ("report",)
    LASTING: ClassVar[tuple[str, ...]] = ("incident",)

    report: str
    incident: str
    serial: int
    cut_off: datetime
    due_at: datetime | None = None
    title: str = ""
    body: str = ""
