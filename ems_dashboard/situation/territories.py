"""The points that stand for each unit when a wind circle is measured against it."""

from functools import cache

import numpy as np
from shapely import contains_xy, get_coordinates, segmentize
from shapely.geometry.base import BaseGeometry

from ems_dashboard.rules.circles import CALM, Local, Territory, nearest_km
from ems_dashboard.rules.city import City
from ems_dashboard.rules.geometry import distance_km
from ems_dashboard.situation.boundaries import county_shapes

SIMPLER_DEG, STEP_DEG, INSIDE_DEG = 0.002, 0.08, 0.1
"""About 0.2, 8 and 10 km: a circle of 20 km that touches between two points 8 km apart is 0.4 km
from both."""
FINE_DEG = 0.02
"""For the centre itself, which has no radius."""


@cache
def _of_shape(shape: BaseGeometry, step: float) -> Territory:
    border = segmentize(shape.simplify(SIMPLER_DEG), step)
    west, south, east, north = shape.bounds
    grid = np.meshgrid(np.arange(west, east, INSIDE_DEG), np.arange(south, north, INSIDE_DEG))
    lon, lat = (axis.ravel() for axis in grid)
    inside = contains_xy(shape, lon, lat)
    points = [
        *map(tuple, get_coordinates(border).tolist()),
        *zip(lon[inside].tolist(), lat[inside].tolist(), strict=True),
    ]
    centre = ((west + east) / 2, (south + north) / 2)
    return Territory(
        tuple(dict.fromkeys(points)), centre, 1.01 * max(distance_km(centre, p) for p in points)
    )


def territories(city: City, step: float = STEP_DEG) -> dict[str, Territory]:
    """Every unit's, by code: its polygon, or its point where it has none. `step`: between two
    points of a border."""
    shapes = county_shapes(city)
    return {
        unit.code: _of_shape(shapes[unit.code], step)
        if unit.code in shapes
        else _of_point(unit.lon, unit.lat)
        for unit in city.units
    }


def nearest_unit(lon: float, lat: float, city: City) -> tuple[str, float]:
    """Whose territory is nearest to a place, and how far it is in km; 0 within it."""
    for code, polygon in county_shapes(city).items():
        if contains_xy(polygon, lon, lat):
            return code, 0.0
    local = Local(lon, lat)
    gaps = {
        code: nearest_km(local, area.radians, CALM, 0.0, 0.0)
        for code, area in territories(city).items()
    }
    code = min(gaps, key=gaps.__getitem__)
    return code, gaps[code]


def _of_point(lon: float, lat: float) -> Territory:
    return Territory(((lon, lat),), (lon, lat))
