"""Storms: analysed fixes with wind circles by quadrant, and the forecasts of every agency as
issued."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import ClassVar, TypeVar

from ems_dashboard.moments import KnownAt, ValidAt
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.geometry import beside
from ems_dashboard.rules.terms import Grade

BEST_TRACK = "-BT"
"""Ends the name of an agency's best track, which is made after the season."""
Base = tuple[str, ValidAt]
"""A bulletin: its agency and the moment that it starts from."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StormFix(Fact):
    """`valid_at` is the moment of the position (WGS-84 degrees). Radii in km by quadrant for the
    force 7/10/12 circles; `radius_scale`: "force" 13.9/24.5/32.7 m/s, "knots" 34/50/64 kt, "jma"
    30/50 kt. `averaging_min`: minutes over which the agency averages the wind; `agency` CMA-BT is
    CMA's best track, made after the season."""

    KIND: ClassVar[str] = "storm_fixes"
    KEY: ClassVar[tuple[str, ...]] = ("storm", "agency", "valid_at")

    storm: str
    name_zh: str = ""
    name_en: str = ""
    agency: str
    lat: float
    lon: float
    pressure_hpa: float | None = None
    wind_ms: float | None = None
    grade: Grade | None = None
    move_dir_deg: float | None = None
    move_speed_kmh: float | None = None
    radius_scale: str = "force"
    averaging_min: int | None = None
    r7_ne_km: float | None = None
    r7_se_km: float | None = None
    r7_sw_km: float | None = None
    r7_nw_km: float | None = None
    r10_ne_km: float | None = None
    r10_se_km: float | None = None
    r10_sw_km: float | None = None
    r10_nw_km: float | None = None
    r12_ne_km: float | None = None
    r12_se_km: float | None = None
    r12_sw_km: float | None = None
    r12_nw_km: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class StormForecast(Fact):
    """`valid_at` is the bulletin's base time; `forecast_at` the moment that the position is
    forecast for."""

    KIND: ClassVar[str] = "storm_forecasts"
    KEY: ClassVar[tuple[str, ...]] = ("storm", "agency", "valid_at", "forecast_at")

    storm: str
    agency: str
    forecast_at: datetime
    lat: float
    lon: float
    pressure_hpa: float | None = None
    wind_ms: float | None = None
    grade: Grade | None = None


FORCES = (7, 10, 12)
QUADRANTS = ("ne", "se", "sw", "nw")
CIRCLES_HOLD = timedelta(hours=6)
"""Another agency's wind circles are taken for a fix without any when they are no older than
this."""
GALE_MS = 13.9
"""Force 7: a storm below it has no gale circle to be given."""


def gives_circles(fix: StormFix) -> bool:
    """Whether it gives the radius of the gale."""
    return any(getattr(fix, f"r7_{quadrant}_km") is not None for quadrant in QUADRANTS)


def circles_from(track: Sequence[StormFix], fixes: Iterable[StormFix]) -> StormFix | None:
    """The fix that the newest of the track has its wind circles from: itself, a late one of its own
    agency, a late one of another (`fixes`: of all agencies), else the last of its own that gave
    any."""
    newest = track[-1]
    own = [fix for fix in track if gives_circles(fix)]
    late = [fix for fix in own if newest.valid_at - fix.valid_at <= CIRCLES_HOLD]
    chosen = late or _lent(newest, fixes) or own
    return chosen[-1] if chosen else None


def _lent(newest: StormFix, fixes: Iterable[StormFix]) -> list[StormFix]:
    if newest.wind_ms is not None and newest.wind_ms < GALE_MS:
        return []
    lending = (fix for fix in fixes if gives_circles(fix) and not fix.agency.endswith(BEST_TRACK))
    late = (
        fix for fix in lending if timedelta(0) <= newest.valid_at - fix.valid_at <= CIRCLES_HOLD
    )
    return sorted(late, key=lambda fix: (fix.valid_at, fix.agency))


def with_circles(track: Sequence[StormFix], source: StormFix | None) -> tuple[StormFix, ...]:
    """The track whose newest fix has the wind circles of another agency's; its own agency's are
    held anyhow."""
    if source is None or source.agency == track[-1].agency:
        return tuple(track)
    names = [f"r{force}_{quadrant}_km" for force in FORCES for quadrant in QUADRANTS]
    return (*track[:-1], replace(track[-1], **{name: getattr(source, name) for name in names}))


Row = TypeVar("Row", StormFix, StormForecast)


def running_on(rows: Sequence[Row], lon: float | None = None) -> tuple[Row, ...]:
    """A track whose longitudes do not jump at 180 degrees: each stands beside the one before it,
    the first beside `lon` or, without one, between 0 and 360, as tracks of the Pacific are
    drawn."""
    found: list[Row] = []
    for row in rows:
        before = lon if lon is not None else row.lon % 360
        lon = beside(row.lon, before)
        found.append(row if lon == row.lon else replace(row, lon=lon))
    return tuple(found)


def standing_points(
    rows: Sequence[StormForecast], moved: Collection[Base] = ()
) -> list[StormForecast]:
    """The points that hold, in their order: of a typed bulletin those of its last writing, none
    once a feed has brought the same bulletin, none of a typed one whose analysis was put right to
    another hour (`moved`)."""
    typed: dict[Base, KnownAt] = {}
    fed: dict[Base, int] = {}
    for row in rows:
        base = (row.agency, row.valid_at)
        if row.by_hand:
            typed[base] = max(row.heard_at, typed.get(base, row.heard_at))
        else:
            fed[base] = max(row.seq or 0, fed.get(base, 0))
    return [row for row in rows if not row.by_hand or _holds(row, typed, fed, moved)]


def _holds(
    row: StormForecast, typed: dict[Base, KnownAt], fed: dict[Base, int], moved: Collection[Base]
) -> bool:
    base = (row.agency, row.valid_at)
    if row.heard_at != typed[base] or base in moved:
        return False
    return fed.get(base, -1) < (row.seq or 0)


WINDS_MS = (0.0, 120.0)
PRESSURES_HPA = (850.0, 1060.0)
BASIN = ((0.0, 60.0), (90.0, 180.0))
"""Latitudes and longitudes of the north-west Pacific, where our storms are."""
LONGEST_LEAD_H = 168
GRADES_MS = (
    (51.0, Grade.SUPER_TY),
    (41.5, Grade.STY),
    (32.7, Grade.TY),
    (24.5, Grade.STS),
    (17.2, Grade.TS),
    (10.8, Grade.TD),
)
"""Reached at >=, GB/T 19201-2006, the 2-minute mean wind."""


def grade_of(wind_ms: float) -> Grade | None:
    """None below force 6."""
    return next((grade for least, grade in GRADES_MS if wind_ms >= least), None)


def impossible(row: StormFix | StormForecast) -> tuple[str, ...]:
    """The fields whose values no storm of ours can have; of circles those that are wider than a
    weaker one's."""
    latitudes, longitudes = BASIN
    limits = {
        "lat": latitudes,
        "lon": longitudes,
        "wind_ms": WINDS_MS,
        "pressure_hpa": PRESSURES_HPA,
    }
    wrong: list[str] = []
    for name, (least, most) in limits.items():
        value = getattr(row, name)
        if value is not None and not least <= value <= most:
            wrong.append(name)
    if isinstance(row, StormFix):
        wrong += _too_wide(row)
    return tuple(wrong)


def _too_wide(fix: StormFix) -> list[str]:
    found = []
    for weaker, stronger in pairwise(FORCES):
        for quadrant in QUADRANTS:
            outer, inner = (getattr(fix, f"r{force}_{quadrant}_km") for force in (weaker, stronger))
            if outer is not None and inner is not None and inner > outer:
                found.append(f"r{stronger}_{quadrant}_km")
    return found
