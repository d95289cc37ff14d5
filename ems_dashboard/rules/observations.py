"""Rain and water at stations (SL 323-2011: ST_PPTN_R, ST_RIVER_R)."""

from dataclasses import dataclass
from typing import ClassVar

from ems_dashboard.rules.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class Rain(Fact):
    """`rain_mm` fell in the `hours` before `valid_at`."""

    KIND: ClassVar[str] = "rain"
    KEY: ClassVar[tuple[str, ...]] = ("station", "hours", "valid_at")

    station: str
    hours: float = 1.0
    rain_mm: float


@dataclass(frozen=True, kw_only=True, slots=True)
class RiverLevel(Fact):
    KIND: ClassVar[str] = "river_levels"
    KEY: ClassVar[tuple[str, ...]] = ("station", "valid_at")

    station: str
    level_m: float
    flow_m3s: float | None = None
