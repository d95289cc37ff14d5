"""The path of a storm's centre and circles: the analysed fixes, or from the last of them along an
agency's forecast. The position is interpolated linearly in longitude and latitude, each quadrant's
radius linearly in time.

Radii that a bulletin does not give are the last analysed ones, none below the circle's own wind.
Scaling them by the forecast wind was worse on 77 storms (2015-2022): the analysed circle hardly
follows the wind, and the agencies' winds are means over 1, 2 and 10 minutes (bench/arrivals.py)."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, inf, log
from typing import NamedTuple

from ems_dashboard.rules.circles import CALM, STEEPEST, Local, Radii, Territory, gap_km
from ems_dashboard.rules.geometry import beside
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.rules.wind_averaging import two_minute_wind_ms

FORCES = (7, 10, 12)
"""Of the circles that are analysed."""
COUNTED = (7, 8, 10, 12)
"""Of the circles that a plan may count from."""
LEAST_MS = {7: 13.9, 8: 17.2, 10: 24.5, 12: 32.7}
STEEPNESS = 1.78
"""How the radius falls with the wind (r7 / r10 = (24.5 / 13.9) ^ 1.78) in the middle of 13,177
quadrants with both, 2015-2022: for the quadrants that lack the stronger circle."""
CENTRE = 0
"""Stands for the force of a path whose circles do not matter."""
NEAREST_KM = 30.0
CAUTION = 1.05
MINUTE = 1 / 60


class Span(NamedTuple):
    """A stretch of time; `end` None: it goes on."""

    begin: datetime
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Node:
    """A place of a path with the radii of each force there. `analysed`: seen, not forecast. `lon`
    runs on across 180 degrees: a path is interpolated along it."""

    at: datetime
    lon: float
    lat: float
    radii: Mapping[int, Radii]
    analysed: bool


def analysed(fixes: Sequence[StormFix]) -> tuple[Node, ...]:
    held: dict[int, Radii] = {}
    nodes: list[Node] = []
    for fix in fixes:
        given = _given(fix)
        held |= given
        lon = beside(fix.lon, nodes[-1].lon) if nodes else fix.lon
        wind_ms = _wind_ms(fix)
        radii = _with_eight(_kept(held, wind_ms) | given, wind_ms)
        nodes.append(Node(fix.valid_at, lon, fix.lat, radii, True))
    return tuple(nodes)


def ahead(fixes: Sequence[StormFix], points: Sequence[StormForecast]) -> tuple[Node, ...]:
    """From the last fix along one agency's forecast."""
    held: dict[int, Radii] = {}
    for fix in fixes:
        held |= _given(fix)
    last, now_ms = fixes[-1], _wind_ms(fixes[-1])
    radii = _with_eight(_kept(held, now_ms) | _given(last), now_ms)
    nodes = [Node(last.valid_at, last.lon, last.lat, radii, True)]
    for point in points:
        if point.forecast_at > nodes[-1].at:
            lon = beside(point.lon, nodes[-1].lon)
            wind_ms = two_minute_wind_ms(point.wind_ms, point.agency)
            radii = _with_eight(_kept(held, wind_ms), wind_ms)
            nodes.append(Node(point.forecast_at, lon, point.lat, radii, False))
    return tuple(nodes)


def _wind_ms(fix: StormFix) -> float | None:
    return two_minute_wind_ms(fix.wind_ms, fix.agency, fix.averaging_min)


def _given(fix: StormFix) -> dict[int, Radii]:
    """The circles whose radii the fix gives, in any quadrant."""
    quarters = {
        7: (fix.r7_ne_km, fix.r7_se_km, fix.r7_sw_km, fix.r7_nw_km),
        10: (fix.r10_ne_km, fix.r10_se_km, fix.r10_sw_km, fix.r10_nw_km),
        12: (fix.r12_ne_km, fix.r12_se_km, fix.r12_sw_km, fix.r12_nw_km),
    }
    return {
        force: (ne or 0.0, se or 0.0, sw or 0.0, nw or 0.0)
        for force, (ne, se, sw, nw) in quarters.items()
        if (ne, se, sw, nw) != (None, None, None, None)
    }


def _kept(held: Mapping[int, Radii], wind_ms: float | None) -> dict[int, Radii]:
    """A circle that was analysed stays as it is, until the storm has not the circle's own wind."""
    return {force: CALM if _below(wind_ms, force) else held.get(force, CALM) for force in FORCES}


def _with_eight(radii: dict[int, Radii], wind_ms: float | None) -> dict[int, Radii]:
    """The circle of force 8, which nobody analyses: between those of 7 and 10."""
    if _below(wind_ms, 8):
        return radii | {8: radii[10]}
    (a, b, c, d), (e, f, g, h) = radii[7], radii[10]
    return radii | {8: (_eight_km(a, e), _eight_km(b, f), _eight_km(c, g), _eight_km(d, h))}


def _eight_km(seven_km: float, ten_km: float) -> float:
    """On the power law through the two radii; never outside the circle of 7 or within that of
    10."""
    if seven_km <= ten_km:
        return ten_km
    falls = log(LEAST_MS[8] / LEAST_MS[7])
    steepness = log(seven_km / ten_km) / log(LEAST_MS[10] / LEAST_MS[7]) if ten_km else STEEPNESS
    return seven_km * exp(-steepness * falls)


def _below(wind_ms: float | None, force: int) -> bool:
    return wind_ms is not None and wind_ms < LEAST_MS[force]


class Track:
    """A path made ready for one force: how far its circle may have come closer since the path's
    beginning."""

    def __init__(self, nodes: Sequence[Node], force: int) -> None:
        self.times = [node.at for node in nodes]
        self.hours = [(node.at - nodes[0].at).total_seconds() / 3600 for node in nodes]
        self.places = [(node.lon, node.lat, *node.radii.get(force, CALM)) for node in nodes]
        self.empty = not any(any(place[2:]) for place in self.places)
        self.reach = [0.0]
        for i in range(len(nodes) - 1):
            self.reach.append(
                self.reach[-1] + max(_closing(self.places[i], self.places[i + 1]), 1e-6)
            )

    def covered(self, territory: Territory) -> list[Span]:
        """The stretches in which the circle is over the territory, in order of time."""
        spans: list[Span] = []
        since: datetime | None = None
        done, end = 0.0, self.reach[-1]
        if self.empty:
            return spans
        while True:
            moment, place = self.after(done)
            gap = gap_km(place, territory)
            if gap < 0 and since is None:
                since = moment
            elif gap >= 0 and since is not None:
                spans.append(Span(since, moment))
                since = None
            if done >= end:
                break
            done = min(end, done + max(abs(gap), self.minute(done)))
        return [*spans, Span(since, None)] if since is not None else spans

    def at(self, moment: datetime) -> tuple[float, ...]:
        """lon, lat and the four radii at a moment of the path."""
        leg = max(0, min(bisect_right(self.times, moment) - 1, len(self.times) - 2))
        share = (moment - self.times[leg]) / (self.times[leg + 1] - self.times[leg])
        return _between(self.places[leg], self.places[leg + 1], share)

    def after(self, done: float) -> tuple[datetime, tuple[float, ...]]:
        """When so much of the reach is done, and lon, lat and the radii then."""
        if len(self.times) == 1:
            return self.times[0], self.places[0]
        leg = self._leg(done)
        share = (done - self.reach[leg]) / (self.reach[leg + 1] - self.reach[leg])
        span = self.times[leg + 1] - self.times[leg]
        moment = self.times[leg] + timedelta(seconds=round(span.total_seconds() * share))
        return moment, _between(self.places[leg], self.places[leg + 1], share)

    def minute(self, done: float) -> float:
        """How much of the reach a minute is there, the next leg not begun: a minute may be more of
        it there."""
        if len(self.times) == 1:
            return inf
        leg = self._leg(done)
        pace = (self.reach[leg + 1] - self.reach[leg]) / (self.hours[leg + 1] - self.hours[leg])
        left = self.reach[leg + 1] - done
        return min(pace * MINUTE, left) if left > 0 else pace * MINUTE

    def _leg(self, done: float) -> int:
        return max(0, min(bisect_right(self.reach, done) - 1, len(self.reach) - 2))


def _between(a: Sequence[float], b: Sequence[float], share: float) -> tuple[float, ...]:
    return tuple(x + (y - x) * share for x, y in zip(a, b, strict=True))


def _closing(a: Sequence[float], b: Sequence[float]) -> float:
    """The most that a gap may change between two places of a path."""
    moved = Local(a[0], a[1]).distance(b[0], b[1])
    grown = max(abs(x - y) for x, y in zip(a[2:], b[2:], strict=True))
    uneven = max(max(radii) - min(radii) for radii in (a[2:], b[2:]))
    nearest = max(NEAREST_KM, min(*a[2:], *b[2:]))
    return CAUTION * (moved * (1 + STEEPEST * uneven / nearest) + grown)
