"""Public measures (三停一休, 停航, 景区关闭 …): by unit, with start, end and scope."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ems_dashboard.rules.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure(Fact):
    """`measure` is a code of the plan's list (stop_work, stop_production, stop_school, stop_market,
    …)."""

    KIND: ClassVar[str] = "measures"
    KEY: ClassVar[tuple[str, ...]] = ("incident", "unit", "measure")

    incident: str
    unit: str
    measure: str
    starts_at: datetime
    ends_at: datetime | None = None
    scope: str = ""
    exemptions: str = ""
    basis: str = ""

    def in_force_at(self, moment: datetime) -> bool:
        return self.starts_at <= moment and (self.ends_at is None or moment < self.ends_at)
