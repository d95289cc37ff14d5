"""What an archive of storms says about told arrivals: how far they were off, and how often the
circle came. Learnt for the whole coast around the city, because few storms come to one place; a
storm counts once, however many bulletins it had.

An interval holds 80 % of the arrivals that it was learnt from; on years that it was not learnt from
it holds less. It is widened until it holds 80 % of each year from the others alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from statistics import median_low

import numpy as np
from crepes import ConformalPredictiveSystem
from shapely import get_coordinates, get_parts, segmentize, unary_union
from shapely.geometry import shape
from sklearn.isotonic import IsotonicRegression

from ems_dashboard.feeds.storm_archive import Archive
from ems_dashboard.rules.arrival import consensus
from ems_dashboard.rules.arrival_errors import SHARE, ArrivalChance, ArrivalError
from ems_dashboard.rules.city import City
from ems_dashboard.rules.geometry import Point, distance_km
from ems_dashboard.rules.paths import ahead, analysed
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.situation.boundaries import surroundings
from ems_dashboard.situation.wind_at_points import Array, first_hours

ChanceKey = tuple[int, int, int]
"""The force, and the rows of `HOURS` and `SHARES`."""
FORCES = (7, 8, 10)
HOURS = (0, 6, 12, 18, 24, 36, 48, 72, 120)
SHARES = (0.0, 0.2, 0.4, 0.6, 0.8, 0.99, 1.0)
"""Of the agencies that expect the circle; the last: all of them."""
EVERY = timedelta(hours=6)
FRESH = timedelta(hours=12)
"""An older bulletin is not what an agency says."""
COAST_KM, COAST_STEP_KM, COAST_STEP_DEG = 750, 45, 0.05
LEAST_AREA_DEG = 0.05
"""Of an island whose coast counts."""
A_STORM_COUNTS = 5
"""So many of a storm's errors are taken for a row, spread over all of them."""
LEAST_STORMS = 5
WIDENING = tuple(range(10, 2, -1))
"""The percentile at either end, tried one after the other."""
SAFER = 2
"""The early end reaches so many percentiles farther than the late one: who is told too late is in
danger, who is told too early is not."""


@dataclass(frozen=True, slots=True)
class Case:
    """What was told at a moment for a place, in hours from then; inf: the circle does not come.
    `came`: when it did; `agencies`: who told, in the order of `told`."""

    storm: str
    year: int
    force: int
    told: tuple[float, ...]
    came: float
    agencies: tuple[str, ...] = ()

    @property
    def expecting(self) -> int:
        return sum(hours != np.inf for hours in self.told)

    @property
    def most(self) -> bool:
        return median_low(self.told) != np.inf

    @property
    def planned(self) -> float:
        """As Spread.planned."""
        return consensus(self.told) if self.most else min(self.told)

    @property
    def error(self) -> float:
        return self.came - self.planned


def learn(archive: Archive, city: City) -> tuple[list[ArrivalError], list[ArrivalChance]]:
    found = cases(archive, coast_places(city))
    return arrival_errors(found, archive.source), arrival_chances(found, archive.source)


def coast_places(city: City) -> tuple[Point, ...]:
    """Points of the coast around the city, about `COAST_STEP_KM` apart."""
    middle = city.units[0].lon, city.units[0].lat
    land = unary_union([shape(one["geometry"]) for one in surroundings()["features"]])
    shores = [part.exterior for part in get_parts(land) if part.area > LEAST_AREA_DEG]
    found: list[Point] = []
    for lon, lat in get_coordinates(segmentize(unary_union(shores), COAST_STEP_DEG)).tolist():
        near = distance_km((lon, lat), middle) <= COAST_KM
        if near and all(distance_km((lon, lat), other) >= COAST_STEP_KM for other in found):
            found.append((lon, lat))
    return tuple(found)


def cases(archive: Archive, places: Sequence[Point]) -> list[Case]:
    return [
        case
        for storm, fixes in archive.fixes.items()
        for case in _cases_of(storm, fixes, archive.bulletins.get(storm, ()), places)
    ]


def _cases_of(
    storm: str,
    fixes: Sequence[StormFix],
    bulletins: Sequence[StormForecast],
    places: Sequence[Point],
) -> Iterable[Case]:
    course = analysed(fixes)
    for index, moment in _moments(fixes):
        newest = newest_of(bulletins, moment)
        paths = {agency: ahead(fixes[: index + 1], newest[agency]) for agency in sorted(newest)}
        paths = {agency: path for agency, path in paths.items() if len(path) > 1}
        if not paths:
            continue
        for force in FORCES:
            came = first_hours(course[index:], force, places)
            told = np.stack([first_hours(path, force, places) for path in paths.values()])
            yield from _cases_at(storm, moment.year, force, told, came, tuple(paths))


def _moments(fixes: Sequence[StormFix]) -> Iterable[tuple[int, datetime]]:
    """The fixes of the main hours, which every agency works from."""
    for index, fix in enumerate(fixes):
        if fix.valid_at.timestamp() % EVERY.total_seconds() == 0:
            yield index, fix.valid_at


def newest_of(
    bulletins: Sequence[StormForecast], moment: datetime
) -> dict[str, list[StormForecast]]:
    """Each agency's newest bulletin at a moment; ascending, so that the later one stands."""
    fresh = [point for point in bulletins if moment - FRESH < point.valid_at <= moment]
    return {
        agency: list(points)
        for (agency, _), points in groupby(fresh, key=lambda point: (point.agency, point.valid_at))
    }


def _cases_at(
    storm: str, year: int, force: int, told: Array, came: Array, agencies: tuple[str, ...]
) -> Iterable[Case]:
    """Nothing is told of a place that the circle is over already, nor of one that nobody expects it
    at and where it never came."""
    open_ = (came > 0) & ((told < np.inf).any(axis=0) | (came < np.inf))
    for place in np.flatnonzero(open_).tolist():
        hours = tuple(told[:, place].tolist())
        yield Case(storm, year, force, hours, float(came[place]), agencies)


def arrival_errors(found: Sequence[Case], source: str) -> list[ArrivalError]:
    came = [case for case in found if case.came != np.inf and case.expecting]
    grouped: dict[tuple[int, bool, int], list[Case]] = defaultdict(list)
    for case in came:
        grouped[case.force, case.most, _row_of(case.planned)].append(case)
    return [
        ArrivalError(
            force,
            most,
            HOURS[row],
            HOURS[row + 1],
            *_interval(group),
            len(group),
            len({case.storm for case in group}),
            source,
        )
        for (force, most, row), group in sorted(grouped.items())
        if len({case.storm for case in group}) >= LEAST_STORMS
    ]


def _row_of(hours: float) -> int:
    return min(int(np.searchsorted(HOURS, hours, side="right")) - 1, len(HOURS) - 2)


def _interval(group: Sequence[Case]) -> tuple[float, float]:
    """(early, late) of the narrowest interval that holds `SHARE` of the years left out."""
    for percentile in WIDENING:
        if _held_of_years(group, percentile) >= SHARE:
            break
    early, late = _ends(_alike(group), percentile)
    return round(early, 1), round(late, 1)


def _held_of_years(group: Sequence[Case], percentile: int) -> float:
    """What share of each year's arrivals lies in the interval that the other years teach."""
    held: dict[str, list[bool]] = defaultdict(list)
    for year in {case.year for case in group}:
        others = [case for case in group if case.year != year]
        if others:
            early, late = _ends(_alike(others), percentile)
            for case in (case for case in group if case.year == year):
                held[case.storm].append(early <= case.error <= late)
    return float(np.mean([np.mean(storm) for storm in held.values()])) if held else 1.0


def _alike(group: Sequence[Case]) -> Array:
    """The errors, every storm's as many."""
    by_storm: dict[str, list[float]] = defaultdict(list)
    for case in group:
        by_storm[case.storm].append(case.error)
    spread = (np.arange(A_STORM_COUNTS) + 0.5) / A_STORM_COUNTS
    return np.concatenate([np.quantile(errors, spread) for errors in by_storm.values()])


def _ends(errors: Array, percentile: int) -> tuple[float, float]:
    """The conformal percentiles; of too few errors the outermost."""
    system = ConformalPredictiveSystem().fit(errors, seed=0)
    early, late = system.predict_percentiles(
        np.zeros(1),
        lower_percentiles=percentile - SAFER,
        higher_percentiles=100 - percentile - SAFER,
        y_min=errors.min(),
        y_max=errors.max(),
    )[0]
    return float(early), float(late)


def arrival_chances(found: Sequence[Case], source: str) -> list[ArrivalChance]:
    """A storm counts once: the mean of its own shares."""
    grouped: dict[ChanceKey, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for case in found:
        if case.expecting:
            share = int(np.searchsorted(SHARES, case.expecting / len(case.told))) - 1
            row = _row_of(min(case.told))
            grouped[case.force, row, share][case.storm].append(case.came != np.inf)
    counted = {key: storms for key, storms in grouped.items() if len(storms) >= LEAST_STORMS}
    rising = _rising({key: list(storms.values()) for key, storms in counted.items()})
    return [
        ArrivalChance(
            force,
            HOURS[row],
            HOURS[row + 1],
            SHARES[share],
            SHARES[share + 1],
            rising[force, row, share],
            sum(map(len, storms.values())),
            len(storms),
            source,
        )
        for (force, row, share), storms in sorted(counted.items())
    ]


def _rising(came: Mapping[ChanceKey, Sequence[Sequence[bool]]]) -> dict[ChanceKey, float]:
    """The chance of each row; more agencies that expect it never mean less of one."""
    found: dict[ChanceKey, float] = {}
    for force, row in sorted({key[:2] for key in came}):
        keys = sorted(key for key in came if key[:2] == (force, row))
        shares = [float(np.mean([np.mean(storm) for storm in came[key]])) for key in keys]
        weights = [len(came[key]) for key in keys]
        steps = range(len(keys))
        fitted = IsotonicRegression().fit(steps, shares, weights).predict(steps)
        found |= {key: round(float(chance), 2) for key, chance in zip(keys, fitted, strict=True)}
    return found
