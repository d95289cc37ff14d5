"""Rain and water at stations (SL 323-2011: ST_PPTN_R, ST_RIVER_R)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from ems_dashboard.moments import ValidAt
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
    (250.0, RainGrade.EXTREME_RAINSTORM),
    (100.0, RainGrade.HEAVY_RAINSTORM),
    (50.0, RainGrade.RAINSTORM),
    (25.0, RainGrade.HEAVY),
    (10.0, RainGrade.MODERATE),
    (0.1, RainGrade.LIGHT),
    (0.0, RainGrade.NONE),
)
"""Reached at ≥; the standard gives bounds to 0.1 mm."""
WHOLE_DAY = 24
HOUR, DAY = timedelta(hours=1), timedelta(hours=WHOLE_DAY)
NO_VALUES = {-9999.0, -999.9, -999.0, -99.9, 999.9, 9999.0, 9999.9, 99999.0, 99999.9, 999999.0}
"""What instruments and databases write where they measured nothing."""


def rain_grade_24h(rain_mm: float) -> RainGrade:
    return next(grade for least, grade in GRADES_24H_MM if round(rain_mm, 1) >= least)


@dataclass(frozen=True, slots=True)
class StationRain:
    """`hour_mm`: the newest hour, None of a station that tells the whole day alone; `day_mm`: the
    24 hours up to `valid_at`, of which `hours_known` were reported."""

    station: str
    valid_at: ValidAt
    hour_mm: float | None
    day_mm: float
    hours_known: int

    @property
    def grade(self) -> RainGrade:
        return rain_grade_24h(self.day_mm)

    @property
    def whole(self) -> bool:
        """Whether every hour of the day was reported."""
        return self.hours_known >= 24


def pieces(rows: Iterable[Rain]) -> list[Rain]:
    """The rain of one station in pieces of an hour or less that do not overlap, oldest first: an
    hourly figure stands for the pieces of 5, 10 or 30 minutes within it. Of one span the last row
    wins."""
    newest = {(row.valid_at, row.hours): row for row in rows if 0 < row.hours <= 1}
    kept: list[Rain] = []
    for row in sorted(newest.values(), key=lambda row: (-row.hours, row.valid_at)):
        if not any(_overlap(row, other) for other in kept):
            kept.append(row)
    return sorted(kept, key=lambda row: row.valid_at)


def _overlap(row: Rain, other: Rain) -> bool:
    return _begins(row) < other.valid_at and _begins(other) < row.valid_at


def _begins(row: Rain) -> datetime:
    """INTV 0.10 is ten minutes, and a third of an hour is no whole number of seconds in every
    notation."""
    return row.valid_at - timedelta(minutes=round(row.hours * 60))


def newest_hour(parts: Sequence[Rain]) -> tuple[ValidAt, float]:
    """When the last hour of the pieces ended, and what fell in it."""
    end = parts[-1].valid_at
    return end, sum(part.rain_mm for part in parts if _begins(part) >= end - HOUR)


def most_in_an_hour(parts: Sequence[Rain]) -> tuple[ValidAt, float]:
    """The end of the wettest hour that ends with a piece, the newest of equals, and what fell in
    it."""
    hours = (newest_hour(parts[: n + 1]) for n in range(len(parts)))
    return max(hours, key=lambda hour: (hour[1], hour[0]))


def station_rain(rows: Iterable[Rain], moment: datetime) -> dict[str, StationRain]:
    """station → its last hour and its 24 h rain at `moment`, of rows of an hour or less, each
    minute counted once; a total of the whole day (日雨量) where there are none, or where hours are
    missing and it is more."""
    within: dict[str, list[Rain]] = {}
    for row in rows:
        if moment - DAY < row.valid_at <= moment:
            within.setdefault(row.station, []).append(row)
    found = {station: _rain_of(mine) for station, mine in within.items()}
    return {station: told for station, told in found.items() if told is not None}


def _rain_of(rows: Sequence[Rain]) -> StationRain | None:
    """Of one station."""
    parts = pieces(rows)
    days = [row for row in rows if row.hours == WHOLE_DAY]
    day = max(days, key=lambda row: row.valid_at, default=None)
    if not parts:
        if day is None:
            return None
        return StationRain(day.station, day.valid_at, None, day.rain_mm, WHOLE_DAY)
    newest, hour_mm = newest_hour(parts)
    day_mm = round(sum(part.rain_mm for part in parts), 1)
    known = max(1, round(sum(part.hours for part in parts)))
    if day is not None and known < WHOLE_DAY and day.rain_mm > day_mm:
        day_mm = day.rain_mm
    return StationRain(parts[0].station, newest, hour_mm, day_mm, known)


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
    return (
        WaterState.ABOVE_WARNING
        if warning_m is not None and level_m >= warning_m
        else WaterState.BELOW
    )
