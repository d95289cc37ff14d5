"""Where the people of a unit are when the wind comes: at sea its harbours and its coast, on land
its townships and shelters."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from shapely import STRtree, get_coordinates, segmentize
from shapely.geometry.base import BaseGeometry

from ems_dashboard.rules.arrival import Coverage, Ground, agency_paths, joined
from ems_dashboard.rules.city import City, Unit
from ems_dashboard.rules.geometry import Point
from ems_dashboard.rules.paths import FORCES, analysed
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.situation.boundaries import county_shapes, districts
from ems_dashboard.situation.wind_at_points import half_covered

COAST_STEP_DEG, BESIDE_DEG, SIMPLER_DEG = 0.08, 0.02, 0.002
"""About 8 km between two points of a coast; a border within 2 km of another district is none."""
Places = Mapping[tuple[str, Ground], tuple[Point, ...]]


def wind_places(city: City) -> Places:
    """(unit, ground) → its points; a unit of which no such point is known is its own point."""
    shapes = county_shapes(city)
    found: dict[tuple[str, Ground], tuple[Point, ...]] = {}
    for unit in city.units:
        found[unit.code, Ground.LAND] = _known(_on_land(city, unit.code), unit)
        if unit.coastal or unit.boats:
            coast = _coast(shapes[unit.code]) if unit.code in shapes else ()
            found[unit.code, Ground.SEA] = _known([*_harbours(city, unit.code), *coast], unit)
    return found


def place_coverages(
    fixes: Sequence[StormFix],
    forecasts: Mapping[str, Sequence[StormForecast]],
    places: Places,
    forces: Iterable[int] = FORCES,
) -> dict[Ground, list[Coverage]]:
    """As rules/arrival.coverages, of half of a place's points instead of the first of a unit's."""
    found: dict[Ground, list[Coverage]] = {Ground.SEA: [], Ground.LAND: []}
    if not fixes:
        return found
    past, paths = analysed(fixes), agency_paths(fixes, forecasts)
    for force in forces:
        seen = half_covered(past, force, places)
        for agency, path in paths.items():
            coming = half_covered(path, force, places)
            for unit, ground in places:
                spans = tuple(joined(seen[unit, ground], coming[unit, ground]))
                found[ground].append(Coverage(unit, agency, force, spans, past[-1].at))
    return found


def _known(points: Iterable[Point], unit: Unit) -> tuple[Point, ...]:
    return tuple(dict.fromkeys(points)) or ((unit.lon, unit.lat),)


def _on_land(city: City, code: str) -> Iterable[Point]:
    for township in city.townships:
        if township.unit == code and township.lon is not None and township.lat is not None:
            yield township.lon, township.lat
    for shelter in city.shelters:
        if shelter.unit == code:
            yield shelter.lon, shelter.lat


def _harbours(city: City, code: str) -> list[Point]:
    return [(place.lon, place.lat) for place in city.harbours if place.unit == code]


@cache
def _coast(shape: BaseGeometry) -> tuple[Point, ...]:
    """The points of its border that no other district is beside."""
    others = [other for _, other in districts().values() if not other.equals(shape)]
    near = STRtree(others).query(shape, predicate="dwithin", distance=BESIDE_DEG)
    shore = shape.simplify(SIMPLER_DEG).boundary
    for index in near:
        shore = shore.difference(others[index].buffer(BESIDE_DEG))
    return tuple(map(tuple, get_coordinates(segmentize(shore, COAST_STEP_DEG)).tolist()))
