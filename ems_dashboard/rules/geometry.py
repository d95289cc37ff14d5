"""Circles of wind on the sphere, good to 0.5 % of the distance, less than a line's width on any of
our maps; and the distance on the ellipsoid where a figure in km is shown."""

from math import asin, atan, atan2, cos, degrees, radians, sin, tan

EARTH_KM = 6371.0088
EQUATOR_KM, FLATNESS = 6378.137, 1 / 298.257223563
"""The WGS-84 ellipsoid."""
Point = tuple[float, float]
"""lon, lat in degrees."""


def beside(lon: float, other: float) -> float:
    """The same meridian, written within half a circle of `other`: −179.6 beside 180 is 180.4."""
    return lon - 360 * round((lon - other) / 360)


def destination(lon: float, lat: float, bearing_deg: float, distance_km: float) -> Point:
    a, b, d = radians(lat), radians(bearing_deg), distance_km / EARTH_KM
    there = asin(sin(a) * cos(d) + cos(a) * sin(d) * cos(b))
    east = atan2(sin(b) * sin(d) * cos(a), cos(d) - sin(a) * sin(there))
    return lon + degrees(east), degrees(there)


def distance_km(a: Point, b: Point) -> float:
    (lon1, lat1), (lon2, lat2) = a, b
    p, q = radians(lat1), radians(lat2)
    h = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, h**0.5))


def geodesic_km(a: Point, b: Point) -> float:
    """On the WGS-84 ellipsoid by Lambert's formula: within ten metres over any distance that a team
    drives."""
    reduced = [atan((1 - FLATNESS) * tan(radians(lat))) for _, lat in (a, b)]
    p, q = (reduced[0] + reduced[1]) / 2, (reduced[1] - reduced[0]) / 2
    h = sin(q) ** 2 + cos(reduced[0]) * cos(reduced[1]) * sin(radians(b[0] - a[0]) / 2) ** 2
    if h < 1e-18:
        return 0.0
    angle = 2 * asin(min(1.0, h**0.5))
    far = (angle - sin(angle)) * (sin(p) * cos(q)) ** 2 / max(1e-18, 1 - h)
    near = (angle + sin(angle)) * (cos(p) * sin(q)) ** 2 / h
    return EQUATOR_KM * (angle - FLATNESS / 2 * (far + near))


def wind_ring(
    lon: float, lat: float, ne: float, se: float, sw: float, nw: float, step_deg: int = 6
) -> list[Point]:
    """The closed ring of a wind circle given by quadrant radii in km: the radius jumps at the
    quadrants' edges, as in the bulletins."""
    ring: list[Point] = []
    for quadrant, radius in enumerate((ne, se, sw, nw)):
        for bearing in range(quadrant * 90, quadrant * 90 + 91, step_deg):
            ring.append(destination(lon, lat, bearing, radius) if radius else (lon, lat))
    return [*ring, ring[0]]
