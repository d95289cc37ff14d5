"""When the wind circles reach a territory, and when they leave it; when the centre is nearest.

A circle covers a territory while any of its points lies inside; `gap_km` is how far that is from
happening. A gap cannot close faster than the path's `reach` grows (speed of the centre, turning of
the bearing and growth of the radii together), so the search (paths.Track.covered) advances by the
gap itself and finds every touch that lasts longer than a minute."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from math import inf
from statistics import fmean, median_low

from ems_dashboard.rules.circles import CALM, Local, Territory, gap_km, nearest_km
from ems_dashboard.rules.paths import CENTRE, FORCES, Node, Span, Track, ahead, analysed
from ems_dashboard.rules.storms import StormFix, StormForecast

ASHORE_KM = 1.5
"""A centre so near to a point of the border is at it."""
HOUR = timedelta(hours=1)
TRIMMED = 4
"""Of so many agencies the earliest and the latest do not count."""


class Ground(StrEnum):
    """Of which points of a unit an arrival is told."""

    UNIT = "unit"  # the first touch of any of its points: the cautious edge
    SEA = "sea"  # half of its harbours and coast
    LAND = "land"  # half of its townships and shelters


@dataclass(frozen=True, slots=True)
class Arrival:
    """What one agency's path means for a unit: the circle of `force` is over it from `arrives_at`
    to `leaves_at`; both None: not within the forecast; `leaves_at` None alone: still there at its
    end. `basis`: "analysed" or "held"."""

    unit: str
    agency: str
    force: int
    arrives_at: datetime | None
    leaves_at: datetime | None
    basis: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """The stretches in which the circle of `force` is over a unit on an agency's path;
    `seen_until`: so far it is analysed. The same at whatever hour it is asked."""

    unit: str
    agency: str
    force: int
    spans: tuple[Span, ...]
    seen_until: datetime


@dataclass(frozen=True, slots=True)
class Spread:
    """The agencies' arrivals for one unit and force, earliest first, those that expect none last.
    `middle` is theirs (see `consensus`); it may be None while `earliest` is not: most expect
    none."""

    unit: str
    force: int
    by_agency: tuple[Arrival, ...]

    @property
    def expecting(self) -> tuple[Arrival, ...]:
        return tuple(arrival for arrival in self.by_agency if arrival.arrives_at is not None)

    @property
    def earliest(self) -> datetime | None:
        return self.by_agency[0].arrives_at

    @property
    def middle(self) -> datetime | None:
        told = [arrival.arrives_at for arrival in self.by_agency]
        begins = self.earliest
        if begins is None:
            return None
        hours = consensus([inf if at is None else (at - begins) / HOUR for at in told])
        return None if hours == inf else begins + timedelta(seconds=round(3600 * hours))

    @property
    def latest(self) -> datetime | None:
        """Of those that expect one."""
        return self.expecting[-1].arrives_at if self.expecting else None

    @property
    def planned(self) -> datetime | None:
        """What deadlines count from: the middle, or the earliest where only the fewer expect
        one."""
        return self.middle or self.earliest

    def over_at(self, moment: datetime) -> bool:
        """Whether by every agency that expects one it has come and gone."""
        ends = [arrival.leaves_at for arrival in self.expecting]
        gone = [end for end in ends if end is not None and end <= moment]
        return bool(ends) and len(gone) == len(ends)


def consensus(told: Sequence[float]) -> float:
    """The hour of several agencies, inf of one that expects none: inf where most expect none, else
    the mean of the others, of four or more without the earliest and the latest. Nearer than their
    median, and no worse than weights learnt from other years (bench/ARRIVALS.md)."""
    if median_low(told) == inf:
        return inf
    expecting = sorted(hours for hours in told if hours != inf)
    return fmean(expecting[1:-1] if len(expecting) >= TRIMMED else expecting)


def arrivals(
    fixes: Sequence[StormFix],
    forecasts: Mapping[str, Sequence[StormForecast]],
    territories: Mapping[str, Territory],
    moment: datetime,
) -> tuple[Arrival, ...]:
    """What matters of the coverages at a moment."""
    return tuple(
        arrival_at(moment, coverage) for coverage in coverages(fixes, forecasts, territories)
    )


def coverages(
    fixes: Sequence[StormFix],
    forecasts: Mapping[str, Sequence[StormForecast]],
    territories: Mapping[str, Territory],
    forces: Iterable[int] = FORCES,
) -> tuple[Coverage, ...]:
    """For every unit, force and agency. `fixes` and each forecast in order of time; without any
    forecast the analysed path alone is told, in the name of its agency."""
    if not fixes:
        return ()
    past, paths = analysed(fixes), agency_paths(fixes, forecasts)
    found: list[Coverage] = []
    for force in forces:
        behind = Track(past, force)
        tracks = {agency: Track(path, force) for agency, path in paths.items()}
        for unit, territory in territories.items():
            seen = behind.covered(territory)
            for agency, track in tracks.items():
                spans = tuple(joined(seen, track.covered(territory)))
                found.append(Coverage(unit, agency, force, spans, past[-1].at))
    return tuple(found)


def agency_paths(
    fixes: Sequence[StormFix], forecasts: Mapping[str, Sequence[StormForecast]]
) -> dict[str, tuple[Node, ...]]:
    """Each agency's path from the last fix on; without any forecast that fix alone, in the name of
    its agency."""
    paths = {agency: ahead(fixes, points) for agency, points in forecasts.items()}
    going_on = {agency: path for agency, path in paths.items() if len(path) > 1}
    return going_on or {fixes[-1].agency: analysed(fixes)[-1:]}


def spreads(found: Iterable[Arrival]) -> dict[tuple[str, int], Spread]:
    """(unit, force) → what the agencies say."""
    grouped: dict[tuple[str, int], list[Arrival]] = {}
    for arrival in found:
        grouped.setdefault((arrival.unit, arrival.force), []).append(arrival)
    return {key: Spread(*key, tuple(sorted(rows, key=_moment))) for key, rows in grouped.items()}


def _moment(arrival: Arrival) -> tuple[bool, datetime, str]:
    return (
        arrival.arrives_at is None,
        arrival.arrives_at or datetime.max.replace(tzinfo=UTC),
        arrival.agency,
    )


@dataclass(frozen=True, slots=True)
class Approach:
    """The centre at its nearest to the territories on an agency's path: `km` from the border of
    `unit`; if it comes ashore, when it does."""

    agency: str
    at: datetime
    km: float
    unit: str


def approaches(
    fixes: Sequence[StormFix],
    forecasts: Mapping[str, Sequence[StormForecast]],
    territories: Mapping[str, Territory],
) -> tuple[Approach, ...]:
    """By each agency, from the first fix to the end of its forecast; without any forecast, of the
    analysed path."""
    if not fixes:
        return ()
    past = analysed(fixes)
    seen = _nearest_of(fixes[-1].agency, past, territories)
    ahead_of = {agency: ahead(fixes, points) for agency, points in forecasts.items()}
    coming = [
        _nearest_of(agency, path, territories) for agency, path in ahead_of.items() if len(path) > 1
    ]
    return tuple(
        min(replace(seen, agency=one.agency), one, key=lambda a: a.km) for one in coming
    ) or (seen,)


def _nearest_of(
    agency: str, path: Sequence[Node], territories: Mapping[str, Territory]
) -> Approach:
    """Searched as an arrival is: the distance cannot fall below the best so far before the path has
    run that far."""
    track = Track(path, CENTRE)
    best = Approach(agency, path[0].at, inf, "")
    for unit, territory in territories.items():
        done = 0.0
        while True:
            moment, place = track.after(done)
            if (gap := gap_km(place, territory)) < max(best.km, ASHORE_KM):
                gap = nearest_km(Local(place[0], place[1]), territory.radians, CALM, 0.0, 0.0)
                if (max(gap, ASHORE_KM), moment) < (max(best.km, ASHORE_KM), best.at):
                    best = Approach(agency, moment, gap, unit)
            if done >= track.reach[-1]:
                break
            done = min(
                track.reach[-1], done + max(gap - max(best.km, ASHORE_KM), 5 * track.minute(done))
            )
    return best


def arrival_at(moment: datetime, covered: Coverage) -> Arrival:
    """The stretch that matters at `moment`: the one it lies in, else the next, else the last."""
    spans = covered.spans
    open_or_coming = (span for span in spans if span.end is None or span.end > moment)
    span = next(open_or_coming, spans[-1] if spans else None)
    if span is None:
        return Arrival(covered.unit, covered.agency, covered.force, None, None, "held")
    basis = "analysed" if span.begin <= covered.seen_until else "held"
    return Arrival(covered.unit, covered.agency, covered.force, span.begin, span.end, basis)


def joined(before: Sequence[Span], after: Sequence[Span]) -> list[Span]:
    """What was covered when the analysis ended and still is when the forecast begins is one
    stretch."""
    if before and after and before[-1].end is None:
        return [*before[:-1], Span(before[-1].begin, after[0].end), *after[1:]]
    return [*before, *after]
