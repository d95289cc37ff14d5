"""What part of the world a map opens with: the city large, and the storm with it as long as it is near."""

from ems_dashboard.rules.city import City
from ems_dashboard.situation.boundaries import county_shapes
from ems_dashboard.situation.picture import Situation, Storm

Bounds = tuple[tuple[float, float], tuple[float, float]]
"""((south, west), (north, east)) in degrees."""
Box = tuple[float, float, float, float]
"""west, south, east, north in degrees."""
EDGE, STORM_EDGE = 0.05, 0.45
NEAR = 1.5
"""A storm is in view where the view then is at most so many degrees longer than the city on either side."""


def city_bounds(city: City) -> Bounds:
    """Around every polygon and every point of the city."""
    boxes = [shape.bounds for shape in county_shapes(city).values()]
    boxes += [(unit.lon, unit.lat, unit.lon, unit.lat) for unit in city.units]
    west, south = min(box[0] for box in boxes), min(box[1] for box in boxes)
    east, north = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return (south - EDGE, west - EDGE), (north + EDGE, east + EDGE)


def far_storms(situation: Situation, city: City) -> tuple[Storm, ...]:
    """Those that the view of `bounds` does not reach."""
    return tuple(storm for storm in situation.storms if not _near(storm, city))


def bounds(situation: Situation, city: City, *, storm: bool = True) -> Bounds:
    (south, west), (north, east) = city_bounds(city)
    for found in situation.storms if storm else ():
        if _near(found, city):
            lat, lon = found.position.lat, found.position.lon
            south, north = min(south, lat - STORM_EDGE), max(north, lat + STORM_EDGE)
            west, east = min(west, lon - STORM_EDGE), max(east, lon + STORM_EDGE)
    return (round(south, 2), round(west, 2)), (round(north, 2), round(east, 2))


def _near(storm: Storm, city: City) -> bool:
    (south, west), (north, east) = city_bounds(city)
    lat, lon = storm.position.lat, storm.position.lon
    return south - NEAR < lat < north + NEAR and west - NEAR < lon < east + NEAR
