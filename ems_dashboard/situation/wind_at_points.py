"""When a wind circle reaches points, for very many at once. The exact search for one territory is
rules/arrival.py; here a path is looked at every `STEP_HOURS`, and the touch lies on the straight
line between two looks: within two minutes of the exact one at the pace of a storm."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from ems_dashboard.rules.circles import BLEND_DEG, CALM
from ems_dashboard.rules.geometry import EARTH_KM, Point
from ems_dashboard.rules.paths import Node, Span

STEP_HOURS = 0.25
KM_PER_DEG = 111.2
Array = NDArray[np.float64]
Place = TypeVar("Place", bound=Hashable)


def first_hours(path: Sequence[Node], force: int, points: Sequence[Point]) -> Array:
    """Hours from the path's beginning until its circle is over each point: 0 where it is from the
    beginning, inf where it never is."""
    if len(path) < 2:
        return np.full(len(points), np.inf)
    hours, places = _looked_at(path, force)
    return _first_touch(hours, _gaps_km(places, np.array(points)))


def half_covered(
    path: Sequence[Node], force: int, places: Mapping[Place, Sequence[Point]]
) -> dict[Place, tuple[Span, ...]]:
    """The stretches in which the circle is over at least half of the points of each place."""
    hours, looks = _looked_at(path, force)
    points = np.array([point for place in places.values() for point in place])
    near = _near(looks, points)
    found: dict[Place, tuple[Span, ...]] = dict.fromkeys(places, ())
    if not near.any():
        return found
    gaps = np.full((len(hours), len(points)), np.inf)
    gaps[near] = _gaps_km(looks[near], points)
    first = 0
    for place, inside in places.items():
        columns = gaps[:, first : first + len(inside)]
        first += len(inside)
        half = (len(inside) + 1) // 2 - 1
        gap = np.partition(columns, half, axis=1)[:, half]
        found[place] = tuple(_spans(path[0].at, hours, gap))
    return found


def _near(looks: Array, points: Array) -> NDArray[np.bool_]:
    """The looks at which the circle may be over any of the points, one more before and after: a
    rectangle around the points, on the safe side."""
    widest = looks[:, 2:].max(axis=1)
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    wide = KM_PER_DEG * np.cos(np.radians(np.abs(points[:, 1]).max() + 2))
    off_east = np.maximum(np.maximum(west - looks[:, 0], looks[:, 0] - east), 0) * wide
    off_north = np.maximum(np.maximum(south - looks[:, 1], looks[:, 1] - north), 0) * KM_PER_DEG
    near: NDArray[np.bool_] = (widest > 0) & (np.maximum(off_east, off_north) < 1.1 * widest + 10)
    padded: NDArray[np.bool_] = near.copy()
    padded[1:] |= near[:-1]
    padded[:-1] |= near[1:]
    return padded


def _spans(began: datetime, hours: Array, gap: Array) -> Iterator[Span]:
    """Where the gap is below zero; its ends lie on the straight line between two looks."""
    within = gap < 0
    turns = np.flatnonzero(within[1:] != within[:-1])
    before, after = gap[turns], gap[turns + 1]
    crossed = hours[turns] + (hours[turns + 1] - hours[turns]) * before / (before - after)
    moments = [began + timedelta(minutes=round(hour * 60)) for hour in crossed]
    if within[0]:
        moments.insert(0, began)
    ends = iter([*moments, None])
    for begin in ends:
        if begin is not None:
            yield Span(begin, next(ends))


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
