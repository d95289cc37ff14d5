"""Where and when a storm's centre came ashore, from its analysed track and the counties'
borders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise

from shapely import STRtree
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from ems_dashboard.rules.storms import StormFix, running_on
from ems_dashboard.situation.boundaries import districts


@dataclass(frozen=True, slots=True)
class Landfall:
    """The centre crossed from sea to land in the district; position and strength interpolated
    between two fixes."""

    at: datetime
    adcode: str
    name: str
    lon: float
    lat: float
    before: StormFix


@cache
def _land() -> tuple[STRtree, tuple[tuple[str, str, BaseGeometry], ...]]:
    rows = tuple((code, name, shape) for code, (name, shape) in districts().items())
    return STRtree([shape for _, _, shape in rows]), rows


def landfalls(fixes: Sequence[StormFix]) -> tuple[Landfall, ...]:
    """In order of time. To the accuracy of the fixes: 0.1 degree is eleven km, an hour of a slow
    storm."""
    tree, rows = _land()
    found = []
    for earlier, later in pairwise(running_on(fixes)):
        leg = LineString([(earlier.lon, earlier.lat), (later.lon, later.lat)])
        if leg.length == 0 or any(
            rows[i][2].intersects(Point(leg.coords[0])) for i in tree.query(Point(leg.coords[0]))
        ):
            continue
        ashore = [
            (leg.project(Point(_first(leg, rows[i][2]))), rows[i])
            for i in tree.query(leg, "intersects")
        ]
        if ashore:
            along, (adcode, name, _) = min(ashore, key=lambda pair: pair[0])
            place = leg.interpolate(along)
            minutes = (
                (later.valid_at - earlier.valid_at) / timedelta(minutes=1) * along / leg.length
            )
            moment = earlier.valid_at + timedelta(minutes=round(minutes))
            found.append(Landfall(moment, adcode, name, place.x, place.y, earlier))
    return tuple(found)


def _first(leg: LineString, shape: BaseGeometry) -> tuple[float, float]:
    """The point of the leg at which it first meets the shape."""
    met = leg.intersection(shape)
    parts = getattr(met, "geoms", [met])
    points: list[tuple[float, float]] = [point for part in parts for point in part.coords]
    return min(points, key=lambda point: leg.project(Point(point)))
