"""How far a wind circle is from touching a territory: distances on the WGS-84 ellipsoid, radii by
quadrant."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import atan2, cos, degrees, inf, pi, radians, remainder, sin, sqrt, tau

from ems_dashboard.rules.geometry import EQUATOR_KM, FLATNESS, Point

BLEND_DEG = 20.0
"""Within this of a quadrant's edge the radius goes from the one to the other as a sine does,
through their mean."""
STEEPEST = pi / 4 / radians(BLEND_DEG)
"""Growth of the radius per radian in the middle of a blend, per km between the quadrants."""

Radii = tuple[float, float, float, float]
"""km in the north-east, south-east, south-west and north-west."""
CALM: Radii = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Territory:
    """The points that stand for a unit, lon and lat in degrees: its border every few km and its
    inside more thinly, or the one point of a zone. All of them lie within `radius_km` of
    `centre`."""

    points: tuple[Point, ...]
    centre: Point
    radius_km: float = 0.0
    radians: tuple[Point, ...] = field(init=False, repr=False, compare=False)
    """The points once more: a search looks at them thousands of times."""

    def __post_init__(self) -> None:
        turned = tuple((radians(lon), radians(lat)) for lon, lat in self.points)
        object.__setattr__(self, "radians", turned)


class Local:
    """Distances on the WGS-84 ellipsoid around a centre by the mid-latitude formula: within 0.05 %
    of the geodesic up to 500 km, within 0.5 % up to 1,500 km between 5 and 40 degrees."""

    __slots__ = ("east", "east_1", "east_2", "lat", "lon", "north", "north_1", "sine")

    def __init__(self, lon: float, lat: float) -> None:
        self.lon, self.lat = radians(lon), radians(lat)
        square = FLATNESS * (2 - FLATNESS)
        self.sine, cosine = sin(self.lat), cos(self.lat)
        inside = 1 - square * self.sine**2
        self.north = EQUATOR_KM * (1 - square) / inside**1.5
        self.north_1 = 1.5 * square * self.sine * cosine * self.north / inside
        self.east = EQUATOR_KM * cosine / sqrt(inside)
        self.east_1 = -self.north * self.sine / 2
        self.east_2 = -self.north * cosine / 8

    def distance(self, lon: float, lat: float) -> float:
        up, right = radians(lat) - self.lat, remainder(radians(lon) - self.lon, tau)
        return sqrt(
            (right * (self.east + up * (self.east_1 + up * self.east_2))) ** 2
            + (up * (self.north + up * self.north_1)) ** 2
        )


def gap_km(place: Sequence[float], territory: Territory) -> float:
    """How far the circle at `place` (lon, lat, radii) is from touching the territory; negative
    while it covers part of it. Far outside and deep inside a bound on the safe side is given
    instead of the exact distance."""
    lon, lat, *radii = place
    local = Local(lon, lat)
    widest, least = max(radii), min(radii)
    off = local.distance(*territory.centre)
    outside = off - territory.radius_km - widest
    if outside > territory.radius_km:
        return outside
    if (inside := off + territory.radius_km - least) < 0:
        return inside
    return nearest_km(
        local, territory.radians, (radii[0], radii[1], radii[2], radii[3]), widest, least
    )


def nearest_km(
    local: Local, points: Sequence[Point], radii: Radii, widest: float, least: float
) -> float:
    """`points` in radians."""
    best, square_of_best = inf, inf
    lat0, east, east_1, east_2 = local.lat, local.east, local.east_1, local.east_2
    # the points lie close together
    lon0 = local.lon + tau * round((points[0][0] - local.lon) / tau)
    north, north_1 = local.north, local.north_1
    for lon, lat in points:
        up, right = lat - lat0, lon - lon0
        x = right * (east + up * (east_1 + up * east_2))
        y = up * (north + up * north_1)
        square = x * x + y * y
        if square >= square_of_best:
            continue
        radius = widest
        if widest != least:
            # the chord's bearing at its middle, turned back by half the convergence of the
            # meridians
            bearing = degrees(atan2(x, y) - right * sin(lat0 + up / 2) / 2) % 360
            radius = radius_towards(bearing, radii)
        best = min(best, sqrt(square) - radius)
        square_of_best = (best + widest) ** 2
    return best


def radius_towards(bearing: float, radii: Radii) -> float:
    """The radius in a direction (degrees from north, clockwise)."""
    quadrant = int(bearing // 90) % 4
    off = bearing % 90
    if off < BLEND_DEG:
        before, after = radii[quadrant - 1], radii[quadrant]
    elif off > 90 - BLEND_DEG:
        before, after, off = radii[quadrant], radii[(quadrant + 1) % 4], off - 90
    else:
        return radii[quadrant]
    return (before + after) / 2 + (after - before) / 2 * sin(pi / 2 * off / BLEND_DEG)
