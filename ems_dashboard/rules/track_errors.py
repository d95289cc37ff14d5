"""How far forecast centres were off: of the storms of past years, by hours ahead, and of a storm of
these days, agency by agency.

Learnt by `learn-arrivals` from an archive of fixes and bulletins and kept as
data/<city>/track_errors.csv."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import atan2, cos, degrees, radians, sin
from statistics import mean

from ems_dashboard.moments import ValidAt
from ems_dashboard.rules.geometry import Point, beside, distance_km
from ems_dashboard.rules.storms import StormFix, StormForecast

LEADS_H = (12, 24, 36, 48, 72, 96, 120)
RECORD_LEADS_H = (12, 24, 48)
ALL = ""
"""Stands for the mean of the agencies."""
NEAR_H = 3.0
GAP = timedelta(hours=6)
"""Two fixes farther apart say nothing of the time between."""
LEAST_KM = 15.0
"""How well the present centre is known."""


@dataclass(frozen=True, slots=True)
class TrackError:
    """Of an agency (`ALL`: the mean of the agencies) so many hours ahead: 80 % of the centres came
    within `held_km` of the forecast; `ahead_km`: the median by which the storm was farther along
    its way (below 0: behind), `right_km`: to the right of it."""

    agency: str
    lead_hours: float
    median_km: float
    held_km: float
    ahead_km: float
    right_km: float
    points: int
    storms: int
    source: str


@dataclass(frozen=True, slots=True)
class Miss:
    """Of one forecast point whose hour was analysed."""

    agency: str
    lead_hours: float
    km: float
    ahead_km: float
    right_km: float


@dataclass(frozen=True, slots=True)
class Record:
    """Of an agency so many hours ahead: its mean miss over `points` forecasts."""

    km: float
    ahead_km: float
    right_km: float
    points: int


def held_km(errors: Sequence[TrackError], lead_hours: float) -> float | None:
    """The radius that held 80 % of the centres, linear between the leads; None beyond the last."""
    rows = sorted((row.lead_hours, row.held_km) for row in errors if row.agency == ALL)
    steps = [(0.0, LEAST_KM), *rows]
    for (from_h, from_km), (to_h, to_km) in pairwise(steps):
        if from_h <= lead_hours <= to_h:
            return from_km + (to_km - from_km) * (lead_hours - from_h) / (to_h - from_h)
    return None


def misses(fixes: Sequence[StormFix], points: Iterable[StormForecast]) -> list[Miss]:
    """Of the forecast points whose hour is between two fixes. `fixes` in order of time."""
    times = [fix.valid_at for fix in fixes]
    found = []
    for point in points:
        seen = seen_at(fixes, times, point.forecast_at)
        if seen is not None and point.forecast_at > point.valid_at:
            found.append(_miss(point, *seen))
    return found


def seen_at(
    fixes: Sequence[StormFix], times: Sequence[datetime], moment: datetime
) -> tuple[Point, float] | None:
    """Where the centre was, and the bearing of its way then."""
    after = bisect_left(times, moment)
    if not 0 < after < len(times) or times[after] - times[after - 1] > GAP:
        return None
    begin, end = fixes[after - 1], fixes[after]
    share = (moment - times[after - 1]) / (times[after] - times[after - 1])
    lon = begin.lon + (beside(end.lon, begin.lon) - begin.lon) * share
    place = lon, begin.lat + (end.lat - begin.lat) * share
    return place, bearing_deg((begin.lon, begin.lat), (end.lon, end.lat))


def _miss(point: StormForecast, place: Point, way_deg: float) -> Miss:
    told = point.lon, point.lat
    km = distance_km(told, place)
    off = radians(bearing_deg(told, place) - way_deg)
    lead = (point.forecast_at - point.valid_at) / timedelta(hours=1)
    return Miss(point.agency, lead, km, km * cos(off), km * sin(off))


def bearing_deg(a: Point, b: Point) -> float:
    p, q, east = radians(a[1]), radians(b[1]), radians(b[0] - a[0])
    north = cos(p) * sin(q) - sin(p) * cos(q) * cos(east)
    return degrees(atan2(sin(east) * cos(q), north)) % 360


def records(found: Iterable[Miss]) -> dict[str, dict[int, Record]]:
    """Agency → hours ahead → how it did."""
    grouped: dict[str, dict[int, list[Miss]]] = {}
    for miss in found:
        for lead in leads_of(miss, RECORD_LEADS_H):
            grouped.setdefault(miss.agency, {}).setdefault(lead, []).append(miss)
    return {
        agency: {lead: _record(rows) for lead, rows in by_lead.items()}
        for agency, by_lead in grouped.items()
    }


def leads_of(miss: Miss, leads: Iterable[int]) -> list[int]:
    return [lead for lead in leads if abs(miss.lead_hours - lead) <= NEAR_H]


def _record(rows: Sequence[Miss]) -> Record:
    return Record(
        mean(row.km for row in rows),
        mean(row.ahead_km for row in rows),
        mean(row.right_km for row in rows),
        len(rows),
    )


def mean_points(
    by_agency: Mapping[str, Sequence[StormForecast]], moment: ValidAt
) -> list[StormForecast]:
    """The mean of the agencies at the hours that at least two of them tell, as told at a
    moment."""
    at: dict[datetime, list[StormForecast]] = {}
    for points in by_agency.values():
        for point in points:
            at.setdefault(point.forecast_at, []).append(point)
    return [_mean(rows, moment) for _, rows in sorted(at.items()) if len(rows) > 1]


def _mean(rows: Sequence[StormForecast], moment: ValidAt) -> StormForecast:
    first = rows[0]
    return StormForecast(
        storm=first.storm,
        agency=ALL,
        valid_at=moment,
        known_at=first.known_at,
        forecast_at=first.forecast_at,
        lat=mean(row.lat for row in rows),
        lon=mean(beside(row.lon, first.lon) for row in rows),
    )
