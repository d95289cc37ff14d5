"""The cone of the spread: where the agencies' forecasts lie around their mean, hour after hour."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from shapely import unary_union
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from ems_dashboard.rules.geometry import Point, destination, distance_km
from ems_dashboard.rules.paths import CENTRE, Track, ahead
from ems_dashboard.situation.picture import Storm

STEP = timedelta(hours=3)
LEAST_AGENCIES = 2
LEAST_KM = 5.0


def cone(storm: Storm) -> BaseGeometry | None:
    """The area that the circles around the mean, each as wide as the farthest agency, sweep; None
    with one agency."""
    paths = [
        Track(path, CENTRE)
        for points in storm.forecasts.values()
        if len(path := ahead(storm.fixes, points)) > 1
    ]
    discs: list[BaseGeometry] = []
    moment = storm.position.valid_at
    while len(now := [path for path in paths if path.times[-1] >= moment]) >= LEAST_AGENCIES:
        discs.append(_disc(now, moment))
        moment += STEP
    parts = [discs[i].union(discs[i + 1]).convex_hull for i in range(len(discs) - 1)]
    return unary_union(parts) if parts else None


def _disc(paths: Sequence[Track], moment: datetime) -> BaseGeometry:
    places = [_centre(path, moment) for path in paths]
    mean = sum(lon for lon, _ in places) / len(places), sum(lat for _, lat in places) / len(places)
    radius = max(LEAST_KM, *(distance_km(mean, place) for place in places))
    return Polygon([destination(*mean, bearing, radius) for bearing in range(0, 360, 10)])


def _centre(path: Track, moment: datetime) -> Point:
    lon, lat, *_ = path.at(moment)
    return lon, lat
