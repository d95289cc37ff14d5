"""When a wind circle reaches points, for very many at once. The exact search for one territory is
rules/arrival.py; here a path is looked at every `STEP_HOURS`, and the touch lies on the straight
line between two looks: within two minutes of the exact one at the pace of a storm."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ems_dashboard.rules.circles import BLEND_DEG, CALM
from ems_dashboard.rules.geometry import EARTH_KM, Point
from ems_dashboard.rules.paths import Node

STEP_HOURS = 0.25
Array = NDArray[np.float64]


def first_hours(path: Sequence[Node], force: int, points: Sequence[Point]) -> Array:
    """Hours from the path's beginning until its circle is over each point: 0 where it is from the
    beginning, inf where it never is."""
    if len(path) < 2:
        return np.full(len(points), np.inf)
    hours, places = _looked_at(path, force)
    return _first_touch(hours, _gaps_km(places, np.array(points)))


def _looked_at(path: Sequence[Node], force: int) -> tuple[Array, Array]:
    """Hours since the beginning, and lon, lat and the four radii at each."""
    began = path[0].at
    told = np.array([(node.at - began).total_seconds() / 3600 for node in path])
    rows = np.array([(node.lon, node.lat, *node.radii.get(force, CALM)) for node in path])
    # the nodes themselves too: a radius may end there
    hours = np.union1d(np.arange(0.0, told[-1], STEP_HOURS), told)
    columns = [np.interp(hours, told, rows[:, column]) for column in range(rows.shape[1])]
    return hours, np.stack(columns, axis=1)


def _gaps_km(places: Array, points: Array) -> Array:
    """How far each circle (row) is from each point (column); negative within it."""
    lon, lat = np.radians(places[:, :1]), np.radians(places[:, 1:2])
    to_lon, to_lat = np.radians(points[:, 0]), np.radians(points[:, 1])
    east = to_lon - lon
    half = np.sin((to_lat - lat) / 2) ** 2 + np.cos(lat) * np.cos(to_lat) * np.sin(east / 2) ** 2
    away_km: Array = 2 * EARTH_KM * np.arcsin(np.sqrt(half))
    north = np.cos(lat) * np.sin(to_lat) - np.sin(lat) * np.cos(to_lat) * np.cos(east)
    bearing = np.degrees(np.arctan2(np.sin(east) * np.cos(to_lat), north)) % 360
    return away_km - _radius_km(bearing, places[:, 2:])


def _radius_km(bearing: Array, radii: Array) -> Array:
    """As rules/circles.radius_towards: of the own quadrant, blended near its edges."""
    quadrant = (bearing // 90).astype(int) % 4
    off = bearing % 90
    own, before, after = (
        np.take_along_axis(radii, (quadrant + turn) % 4, axis=1) for turn in (0, -1, 1)
    )
    near_begin = _blended(before, own, off)
    near_end = _blended(own, after, off - 90)
    return np.select([off < BLEND_DEG, off > 90 - BLEND_DEG], [near_begin, near_end], own)


def _blended(before: Array, after: Array, off: Array) -> Array:
    return (before + after) / 2 + (after - before) / 2 * np.sin(np.pi / 2 * off / BLEND_DEG)


def _first_touch(hours: Array, gaps: Array) -> Array:
    within = gaps < 0
    first = within.argmax(axis=0)
    column = np.arange(gaps.shape[1])
    before = np.maximum(first, 1) - 1
    gap_before, gap_then = gaps[before, column], gaps[before + 1, column]
    share = np.clip(gap_before / np.maximum(gap_before - gap_then, 1e-9), 0.0, 1.0)
    touched = hours[before] + (hours[before + 1] - hours[before]) * share
    reached = np.where(first == 0, 0.0, touched)
    return np.where(within.any(axis=0), reached, np.inf)
