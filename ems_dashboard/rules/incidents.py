"""An incident (事件): one typhoon or one heavy rain that the city defends against, from first response to last."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import Hazard

UNASSIGNED = "unassigned"
"""The incident of a figure that was reported while no incident was open."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Incident(Fact):
    """`valid_at` is the moment of the opening, and of the closing in the row that closes. `number`: 2311 of a typhoon,
    the year's running number of a heavy rain."""

    KIND: ClassVar[str] = "incidents"
    KEY: ClassVar[tuple[str, ...]] = ("incident",)

    incident: str
    hazard: Hazard
    name: str
    number: str = ""
    storm: str | None = None
    began_at: datetime
    ended_at: datetime | None = None

    def open_at(self, moment: datetime) -> bool:
        return self.began_at <= moment and (self.ended_at is None or moment < self.ended_at)
