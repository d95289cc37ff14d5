"""The ground that a warning covers: polygons and circles of CAP, cut against the units by geometry
in an equal-area projection around the city (CGCS2000, km)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from statistics import fmean
from typing import Any

from pyproj import CRS, Transformer
from shapely import make_valid, transform, union_all
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from ems_dashboard.rules.city import City, Township
from ems_dashboard.rules.warnings import WarningMessage, rings
from ems_dashboard.situation.boundaries import county_shapes

SEEN = 0.005
"""A share of a unit that is too small to be more than the edge of a simplified border."""
WHOLE = 1 - SEEN


@dataclass(frozen=True, slots=True)
class Ground:
    """What warnings cover of a unit. `share`: of its area, 1 for all of it (of a zone, which is a
    point, 1 or nothing). `inside`: its townships there; one whose place is not known counts as
    inside, and is in `unplaced`."""

    shape: BaseGeometry
    share: float
    inside: tuple[Township, ...]
    unplaced: int

    @property
    def whole(self) -> bool:
        return self.share > WHOLE


@cache
def _projection(lon: float, lat: float) -> Transformer:
    plane = CRS.from_proj4(f"+proj=laea +lon_0={lon} +lat_0={lat} +ellps=GRS80 +units=km")
    return Transformer.from_crs(CRS.from_epsg(4490), plane, always_xy=True)


def _flat(shape: BaseGeometry, city: City) -> BaseGeometry:
    lon, lat = fmean(u.lon for u in city.units), fmean(u.lat for u in city.units)
    project: Callable[..., Any] = _projection(round(lon, 1), round(lat, 1)).transform
    return transform(shape, project, interleaved=False)


def unit_shapes(city: City) -> dict[str, BaseGeometry]:
    """Every unit's polygon, or its point where it has none, in km."""
    shapes = county_shapes(city)
    return {u.code: _flat(shapes.get(u.code, Point(u.lon, u.lat)), city) for u in city.units}


def outline(message: WarningMessage) -> BaseGeometry | None:
    """What a warning draws, in degrees; None where it names units only."""
    drawn = _drawn(message.polygons)
    return None if drawn.is_empty else drawn


@cache
def _drawn(texts: tuple[str, ...]) -> BaseGeometry:
    # a ring that crosses itself is made of several parts, all of them warned; buffer(0) leaves
    # lines out, and of such a
    # ring by itself every part but one
    return union_all([make_valid(Polygon(ring)).buffer(0) for ring in rings(texts)])


def located(messages: Iterable[WarningMessage], city: City) -> list[WarningMessage]:
    """A warning that draws its area and names no unit holds for the units that it touches; one that
    touches none is not the city's."""
    found, shapes = [], dict[str, BaseGeometry]()
    for message in messages:
        drawn = None if message.units else outline(message)
        if drawn is None:
            found.append(message)
            continue
        shapes = shapes or unit_shapes(city)
        ground = _flat(drawn, city)
        units = [code for code, shape in shapes.items() if _touches(ground, shape)]
        if units:
            found.append(replace(message, units=tuple(units)))
    return found


def _touches(ground: BaseGeometry, shape: BaseGeometry) -> bool:
    return _share(shape.intersection(ground), shape) > SEEN


def grounds(
    unit: str, shape: BaseGeometry, groups: Iterable[list[WarningMessage]], city: City
) -> list[Ground | None]:
    """For each group of a unit's warnings, the gravest first, what it covers that no graver one
    does; None where nothing is left to it."""
    found, rest = list[Ground | None](), shape
    for group in groups:
        drawn = [outline(message) for message in group]
        here = rest if None in drawn else rest.intersection(_flat(union_all(drawn), city))
        share = _share(here, shape)
        found.append(_ground(unit, here, share, city) if share > SEEN else None)
        rest = rest.difference(here)
    return found


def _share(part: BaseGeometry, whole: BaseGeometry) -> float:
    return part.area / whole.area if whole.area else float(not part.is_empty)


def _ground(unit: str, shape: BaseGeometry, share: float, city: City) -> Ground:
    inside: list[Township] = []
    unplaced: list[Township] = []
    for town in city.townships:
        if town.unit != unit:
            continue
        if town.lon is None or town.lat is None:
            unplaced.append(town)
        elif share > WHOLE or shape.covers(_flat(Point(town.lon, town.lat), city)):
            inside.append(town)
    return Ground(shape, share, (*inside, *unplaced), len(unplaced))
