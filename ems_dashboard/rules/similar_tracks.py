"""The earlier storm whose track was nearest to that of the present one.

The distance of two tracks is the mean distance in km between the centres of the last `COMPARED`
main hours of the present storm and those of the earlier one, shifted in time to where that mean is
least: what matters is the way, not the date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import mean

from ems_dashboard.rules.geometry import Point, distance_km

COMPARED, LEAST_COMPARED = 9, 4
"""Main hours, six apart: two days; with fewer than that of a day nothing is compared."""
FAR_KM = 1500.0
"""An earlier track whose compared end lies farther off is not looked at closer."""


@dataclass(frozen=True, slots=True)
class PastFix:
    """A centre of an earlier storm at a main hour."""

    storm: str
    name_zh: str
    name_en: str
    at: datetime
    lat: float
    lon: float
    wind_ms: float | None


@dataclass(frozen=True, slots=True)
class Similar:
    """`km`: the distance of the tracks; `index`: of the fix that lies beside the present centre."""

    fixes: tuple[PastFix, ...]
    km: float
    index: int

    @property
    def storm(self) -> str:
        return self.fixes[0].storm


def nearest_track(
    places: Sequence[Point], past: Iterable[PastFix], before: datetime
) -> Similar | None:
    """`places`: the centres of the present storm at its main hours, in order of time; `before`:
    when it began, so that nothing later is laid under it."""
    ours = places[-COMPARED:]
    if len(ours) < LEAST_COMPARED:
        return None
    tracks: dict[str, list[PastFix]] = {}
    for fix in past:
        if fix.at < before:
            tracks.setdefault(fix.storm, []).append(fix)
    found = [similar for track in tracks.values() for similar in _nearest(ours, tuple(track))]
    return min(found, key=lambda similar: similar.km, default=None)


def _nearest(ours: Sequence[Point], track: tuple[PastFix, ...]) -> list[Similar]:
    """The best shift of one track; nothing of one that is too short or far away."""
    theirs = [(fix.lon, fix.lat) for fix in track]
    found = []
    for end in range(len(ours), len(theirs) + 1):
        if distance_km(ours[-1], theirs[end - 1]) <= FAR_KM:
            pairs = zip(ours, theirs[end - len(ours) : end], strict=True)
            found.append(Similar(track, mean(distance_km(a, b) for a, b in pairs), end - 1))
    return [min(found, key=lambda similar: similar.km)] if found else []
