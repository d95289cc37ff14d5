"""Rain and water at stations (SL 323-2011: ST_PPTN_R, ST_RIVER_R)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
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


class RainGrade(StrEnum):
    """Grades of the 24-hour total, GB/T 28592-2012."""

    NONE = "none"
    LIGHT = "light"
    MODERATE = "moderate"
    HEAVY = "heavy"
    RAINSTORM = "rainstorm"
    HEAVY_RAINSTORM = "heavy_rainstorm"
    EXTREME_RAINSTORM = "extreme_rainstorm"


GRADES_24H_MM = (
    (250.0, RainGrade.EXTREME_RAINSTORM), (100.0, RainGrade.HEAVY_RAINSTORM), (50.0, RainGrade.RAINSTORM),
    (25.0, RainGrade.HEAVY), (10.0, RainGrade.MODERATE), (0.1, RainGrade.LIGHT), (0.0, RainGrade.NONE),
)  # fmt: skip
"""Reached at ≥; the standard gives bounds to 0.1 mm."""
DAY = timedelta(hours=24)


def rain_grade_24h(rain_mm: float) -> RainGrade:
    return next(grade for least, grade in GRADES_24H_MM if round(rain_mm, 1) >= least)


@dataclass(frozen=True, slots=True)
class StationRain:
    """`hour_mm`: the newest hour, `day_mm`: the 24 hours up to `valid_at`, of which `hours_known` were reported."""

    station: str
    valid_at: datetime
    hour_mm: float
    day_mm: float
    hours_known: int

    @property
    def grade(self) -> RainGrade:
        return rain_grade_24h(self.day_mm)


def station_rain(rows: Iterable[Rain], moment: datetime) -> dict[str, StationRain]:
    """station → its hourly and 24 h rain at `moment`, of hourly rows; one hour counted once, the last row wins."""
    hours: dict[str, dict[datetime, Rain]] = {}
    for row in rows:
        if row.hours == 1 and moment - DAY < row.valid_at <= moment:
            hours.setdefault(row.station, {})[row.valid_at] = row
    found = {}
    for station, by_hour in hours.items():
        newest = max(by_hour)
        amounts = [row.rain_mm for row in by_hour.values()]
        found[station] = StationRain(station, newest, by_hour[newest].rain_mm, round(sum(amounts), 1), len(amounts))
    return found


class WaterState(StrEnum):
    """A level against the station's thresholds; UNKNOWN: it has none (无阈值)."""

    UNKNOWN = "unknown"
    BELOW = "below"
    ABOVE_WARNING = "above_warning"
    ABOVE_GUARANTEE = "above_guarantee"


def water_state(level_m: float, warning_m: float | None, guarantee_m: float | None) -> WaterState:
    """At the threshold counts as above it."""
    if warning_m is None and guarantee_m is None:
        return WaterState.UNKNOWN
    if guarantee_m is not None and level_m >= guarantee_m:
        return WaterState.ABOVE_GUARANTEE
    return WaterState.ABOVE_WARNING if warning_m is not None and level_m >= warning_m else WaterState.BELOW
