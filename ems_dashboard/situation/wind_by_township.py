"""When the wind comes to each unit's land and to each of its townships, and how sure that is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ems_dashboard.moments import Moment
from ems_dashboard.rules import arrival
from ems_dashboard.rules.arrival import Ground
from ems_dashboard.rules.city import City
from ems_dashboard.rules.expected_wind import ExpectedWind, expected_wind
from ems_dashboard.rules.geometry import Point
from ems_dashboard.rules.paths import COUNTED
from ems_dashboard.situation.picture import Storm
from ems_dashboard.situation.race import experience
from ems_dashboard.situation.wind_places import place_coverages, wind_places


@dataclass(frozen=True, slots=True)
class WindRow:
    """`township` empty: half of the unit's townships and shelters. `winds`: by force, None where no
    agency expects it."""

    unit: str
    township: str
    winds: Mapping[int, ExpectedWind | None]


def wind_rows(storm: Storm, city: City, moment: Moment) -> list[WindRow]:
    """In the order of the plan's units; townships without a point are not told of."""
    found = _expected(storm, city, moment)
    return [
        WindRow(unit, name, {force: found.get((code, force)) for force in COUNTED})
        for unit, code, name in _places(city)
    ]


def of_units(rows: Iterable[WindRow]) -> dict[str, list[ExpectedWind]]:
    """Unit → the winds that some agency expects at half of its places, the weak first."""
    return {
        row.unit: [wind for _, wind in sorted(row.winds.items()) if wind is not None]
        for row in rows
        if not row.township
    }


def _places(city: City) -> Iterator[tuple[str, str, str]]:
    """Unit, code of the place and its name."""
    for unit in city.units:
        yield unit.code, unit.code, ""
        for township in city.townships:
            if township.unit == unit.code and township.lon is not None:
                yield unit.code, township.code, township.name


def _expected(
    storm: Storm, city: City, moment: Moment
) -> dict[tuple[str, int], ExpectedWind | None]:
    points = _points(city)
    told = place_coverages(storm.circled, storm.forecasts, points, COUNTED)
    covered = told[Ground.LAND]
    spreads = arrival.spreads(arrival.arrival_at(moment, coverage) for coverage in covered)
    learnt = experience(city)
    return {
        key: expected_wind(spread, Ground.LAND, None, moment, learnt)
        for key, spread in spreads.items()
    }


def _points(city: City) -> dict[tuple[str, Ground], tuple[Point, ...]]:
    points: dict[tuple[str, Ground], tuple[Point, ...]] = {}
    for (code, ground), there in wind_places(city).items():
        if ground is Ground.LAND:
            points[code, ground] = there
    for township in city.townships:
        if township.lon is not None and township.lat is not None:
            points[township.code, Ground.LAND] = ((township.lon, township.lat),)
    return points
