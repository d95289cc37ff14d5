"""The land under the map of a storm: the provinces, near the city as fine as the city itself; the
land abroad; the city's own units. It changes with the program alone: a browser asks once."""

import json
from functools import cache
from typing import Any

from shapely import box, clip_by_rect, set_precision, unary_union
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from ems_dashboard.config import ROOT
from ems_dashboard.rules.city import City
from ems_dashboard.situation.boundaries import districts, surroundings

LAND_ABROAD = ROOT / "data" / "land_abroad.geojson"
NEAR_DEG = 1.6
"""So far around the city a coast is as fine as its own."""
FINE_DEG, PRECISION_DEG, SEAM_DEG = 0.003, 0.0005, 0.05
"""About 300 m, 50 m; and by how much fine and coarse land lie over each other."""


def storm_land(city: City) -> bytes:
    """GeoJSON; `kind` says how each is drawn: abroad, land, near, border (of what is near), line,
    unit."""
    return _land(tuple(unit.boundary for unit in city.units if unit.boundary in districts()))


@cache
def _land(boundaries: tuple[str, ...]) -> bytes:
    own, features = [districts()[code][1] for code in boundaries], surroundings()["features"]
    west, south, east, north = (round(edge, 2) for edge in unary_union(own).bounds)
    near = box(west - NEAR_DEG, south - NEAR_DEG, east + NEAR_DEG, north + NEAR_DEG)
    hole = near.buffer(-SEAM_DEG, join_style="mitre")
    provinces = [shape(one["geometry"]) for one in features if not one["properties"]["line"]]
    fine = unary_union(_fine(near))
    made = [
        ("abroad", shape(json.loads(LAND_ABROAD.read_text(encoding="utf-8"))["geometry"])),
        *(("land", province.difference(hole)) for province in provinces),
        ("near", fine),
        ("border", fine.boundary.intersection(hole)),
        *(("line", shape(one["geometry"])) for one in features if one["properties"]["line"]),
        *(("unit", polygon.simplify(FINE_DEG)) for polygon in own),
    ]
    collection = {
        "type": "FeatureCollection",
        "features": [_feature(*one) for one in made if not one[1].is_empty],
    }
    return json.dumps(collection, separators=(",", ":")).encode()


def _fine(near: BaseGeometry) -> list[BaseGeometry]:
    return [
        clip_by_rect(polygon, *near.bounds).simplify(FINE_DEG)
        for _, polygon in districts().values()
        if polygon.intersects(near)
    ]


def _feature(kind: str, geometry: BaseGeometry) -> dict[str, Any]:
    exact = set_precision(geometry, PRECISION_DEG)
    return {"type": "Feature", "properties": {"kind": kind}, "geometry": mapping(exact)}
