"""Where the centre may be: around the mean of the agencies the circles that held 80 % of the
centres of past years (rules/track_errors.py), hour after hour; where nothing is learnt, how far the
agencies lie apart."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from shapely import unary_union
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from ems_dashboard.rules.geometry import Point, destination, distance_km
from ems_dashboard.rules.paths import CENTRE, Track, ahead
from ems_dashboard.rules.track_errors import TrackError, held_km
from ems_dashboard.situation.picture import Storm

STEP = timedelta(hours=3)
LEAST_AGENCIES = 2
LEAST_KM = 5.0


def cone(storm: Storm, errors: Sequence[TrackError] = ()) -> BaseGeometry | None:
    """The area that the circles sweep; None with one agency."""
    paths = [
        Track(path, CENTRE)
        for points in storm.forecasts.values()
        if len(path := ahead(storm.fixes, points)) > 1
    ]
    discs: list[BaseGeometry] = []
    begins = moment = storm.position.valid_at
    while disc := _disc(paths, moment, (moment - begins) / timedelta(hours=1), errors):
        discs.append(disc)
        moment += STEP
    parts = [discs[i].union(discs[i + 1]).convex_hull for i in range(len(discs) - 1)]
    return unary_union(parts) if parts else None


def _disc(
    paths: Sequence[Track], moment: datetime, lead_hours: float, errors: Sequence[TrackError]
) -> BaseGeometry | None:
    """None where fewer than two agencies say anything of the moment, and beyond what is learnt."""
    places = [_centre(path, moment) for path in paths if path.times[-1] >= moment]
    if len(places) < LEAST_AGENCIES:
        return None
    mean = sum(lon for lon, _ in places) / len(places), sum(lat for _, lat in places) / len(places)
    spread = max(LEAST_KM, *(distance_km(mean, place) for place in places))
    radius = held_km(errors, lead_hours) if errors else spread
    if radius is None:
        return None
    return Polygon([destination(*mean, bearing, radius) for bearing in range(0, 360, 10)])


def _centre(path: Track, moment: datetime) -> Point:
    lon, lat, *_ = path.at(moment)
    return lon, lat
