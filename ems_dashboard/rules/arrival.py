"""When the wind circles reach a territory, and when they leave it.

Along an agency's path (the analysed fixes up to the last, then its forecast) the position is interpolated linearly in
longitude and latitude and each quadrant's radius linearly in time. A circle covers a territory while any of its points
lies inside; `gap_km` is how far that is from happening. A gap cannot close faster than the path's `reach` grows
(speed of the centre, turning of the bearing and growth of the radii together), so the search advances by the gap itself
and finds every touch that lasts longer than a minute.

Radii that a bulletin does not give: the last analysed ones times forecast wind / analysed wind, never more than
`MOST_SCALED` times; none below the circle's own wind. Where the wind is missing too, it follows the root of the
pressure deficit; where that is missing, it stays. Such an arrival says `basis` "scaled"."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import atan2, cos, degrees, inf, pi, radians, sin, sqrt

from ems_dashboard.rules.geometry import EQUATOR_KM, FLATNESS, Point
from ems_dashboard.rules.storms import StormFix, StormForecast

FORCES = (7, 10, 12)
LEAST_MS = {7: 13.9, 10: 24.5, 12: 32.7}
MOST_SCALED = 1.5
AMBIENT_HPA = 1010.0
BLEND_DEG = 20.0
"""Within this of a quadrant's edge the radius goes from the one to the other as a sine does, through their mean."""
STEEPEST = pi / 4 / radians(BLEND_DEG)
"""Growth of the radius per radian in the middle of a blend, per km between the quadrants."""
NEAREST_KM = 30.0
CAUTION = 1.05
MINUTE = 1 / 60

Radii = tuple[float, float, float, float]
"""km in the north-east, south-east, south-west and north-west."""
CALM: Radii = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Territory:
    """The points that stand for a unit, lon and lat in degrees: its border every few km and its inside more thinly, or
    the one point of a zone. All of them lie within `radius_km` of `centre`."""

    points: tuple[Point, ...]
    centre: Point
    radius_km: float = 0.0


@dataclass(frozen=True, slots=True)
class Node:
    """A place of a path with the radii of each force there. `analysed`: seen, not forecast."""

    at: datetime
    lon: float
    lat: float
    radii: Mapping[int, Radii]
    analysed: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """What one agency's path means for a unit: the circle of `force` is over it from `arrives_at` to `leaves_at`; both
    None: not within the forecast; `leaves_at` None alone: still there at its end. `basis`: "analysed" or "scaled"."""

    unit: str
    agency: str
    force: int
    arrives_at: datetime | None
    leaves_at: datetime | None
    basis: str


@dataclass(frozen=True, slots=True)
class Spread:
    """The agencies' arrivals for one unit and force, earliest first, those that expect none last. `middle` is the one
    in the middle, of an even number the earlier; it may be None while `earliest` is not: most expect none."""

    unit: str
    force: int
    by_agency: tuple[Arrival, ...]

    @property
    def expecting(self) -> tuple[Arrival, ...]:
        return tuple(arrival for arrival in self.by_agency if arrival.arrives_at is not None)

    @property
    def earliest(self) -> datetime | None:
        return self.by_agency[0].arrives_at

    @property
    def middle(self) -> datetime | None:
        return self.by_agency[(len(self.by_agency) - 1) // 2].arrives_at

    @property
    def latest(self) -> datetime | None:
        """Of those that expect one."""
        return self.expecting[-1].arrives_at if self.expecting else None

    @property
    def planned(self) -> datetime | None:
        """What deadlines count from: the middle, or the earliest where only the fewer expect one."""
        return self.middle or self.earliest

    def over_at(self, moment: datetime) -> bool:
        """Whether by every agency that expects one it has come and gone."""
        return bool(self.expecting) and all(a.leaves_at and a.leaves_at <= moment for a in self.expecting)


def arrivals(
    fixes: Sequence[StormFix],
    forecasts: Mapping[str, Sequence[StormForecast]],
    territories: Mapping[str, Territory],
    moment: datetime,
) -> tuple[Arrival, ...]:
    """For every unit, force and agency. `fixes` and each forecast in order of time; without any forecast the analysed
    path alone is told, in the name of its agency."""
    if not fixes:
        return ()
    past = analysed(fixes)
    paths = {agency: ahead(fixes, points) for agency, points in forecasts.items()}
    paths = {agency: path for agency, path in paths.items() if len(path) > 1} or {fixes[-1].agency: past[-1:]}
    return tuple(
        _chosen(unit, agency, force, joined(seen, track.covered(territory)), past[-1].at, moment)
        for force in FORCES
        for behind, tracks in [(Track(past, force), {name: Track(path, force) for name, path in paths.items()})]
        for unit, territory in territories.items()
        for seen in [behind.covered(territory)]
        for agency, track in tracks.items()
    )


def spreads(found: Iterable[Arrival]) -> dict[tuple[str, int], Spread]:
    """(unit, force) → what the agencies say."""
    grouped: dict[tuple[str, int], list[Arrival]] = {}
    for arrival in found:
        grouped.setdefault((arrival.unit, arrival.force), []).append(arrival)
    return {key: Spread(*key, tuple(sorted(rows, key=_moment))) for key, rows in grouped.items()}


def _moment(arrival: Arrival) -> tuple[bool, datetime, str]:
    return arrival.arrives_at is None, arrival.arrives_at or datetime.max.replace(tzinfo=UTC), arrival.agency


Span = tuple[datetime, datetime | None]


def _chosen(
    unit: str, agency: str, force: int, spans: Sequence[Span], seen_until: datetime, moment: datetime
) -> Arrival:
    """The stretch that matters at `moment`: the one it lies in, else the next, else the last."""
    open_or_coming = [span for span in spans if span[1] is None or span[1] > moment]
    span = open_or_coming[0] if open_or_coming else spans[-1] if spans else None
    if span is None:
        return Arrival(unit, agency, force, None, None, "scaled")
    return Arrival(unit, agency, force, *span, "analysed" if span[0] <= seen_until else "scaled")


def joined(before: Sequence[Span], after: Sequence[Span]) -> list[Span]:
    """What was covered when the analysis ended and still is when the forecast begins is one stretch."""
    if before and after and before[-1][1] is None:
        return [*before[:-1], (before[-1][0], after[0][1]), *after[1:]]
    return [*before, *after]


# paths


@dataclass(frozen=True, slots=True)
class _Held:
    """The last radii that were analysed, and the strength of the storm then."""

    radii: Radii
    wind: float | None
    hpa: float | None


def analysed(fixes: Sequence[StormFix]) -> tuple[Node, ...]:
    held: dict[int, _Held] = {}
    nodes = []
    for fix in fixes:
        for force in FORCES:
            given = [getattr(fix, f"r{force}_{quadrant}_km") for quadrant in ("ne", "se", "sw", "nw")]
            if any(radius is not None for radius in given):
                held[force] = _Held(tuple(radius or 0.0 for radius in given), fix.wind_ms, fix.pressure_hpa)
        radii = {force: _scaled(held.get(force), force, fix) for force in FORCES}
        nodes.append(Node(fix.valid_at, fix.lon, fix.lat, radii, True))
    return tuple(nodes)


def ahead(fixes: Sequence[StormFix], points: Sequence[StormForecast]) -> tuple[Node, ...]:
    """From the last fix along one agency's forecast."""
    held: dict[int, _Held] = {}
    for fix in reversed(fixes):
        for force in FORCES:
            given = [getattr(fix, f"r{force}_{quadrant}_km") for quadrant in ("ne", "se", "sw", "nw")]
            if force not in held and any(radius is not None for radius in given):
                held[force] = _Held(tuple(radius or 0.0 for radius in given), fix.wind_ms, fix.pressure_hpa)
    last = fixes[-1]
    nodes = [Node(last.valid_at, last.lon, last.lat, {f: _scaled(held.get(f), f, last) for f in FORCES}, True)]
    for point in points:
        if point.forecast_at > nodes[-1].at:
            radii = {force: _scaled(held.get(force), force, point) for force in FORCES}
            nodes.append(Node(point.forecast_at, point.lon, point.lat, radii, False))
    return tuple(nodes)


def _scaled(held: _Held | None, force: int, now: StormFix | StormForecast) -> Radii:
    """The held radii at the strength of `now`; a fix that gives its own radii holds those, so that they stay."""
    if held is None:
        return CALM
    if now.wind_ms is None and held.wind is None:
        return held.radii
    wind = now.wind_ms if now.wind_ms is not None else held.wind * _deficit(now.pressure_hpa, held.hpa)
    if wind < LEAST_MS[force] and held.wind != wind:
        return CALM
    share = min(MOST_SCALED, wind / held.wind) if held.wind else 1.0
    ne, se, sw, nw = held.radii
    return ne * share, se * share, sw * share, nw * share


def _deficit(now: float | None, then: float | None) -> float:
    if now is None or then is None or then >= AMBIENT_HPA:
        return 1.0
    return sqrt(max(0.0, AMBIENT_HPA - now) / (AMBIENT_HPA - then))


# the search


class Track:
    """A path made ready for one force: how far its circle may have come closer since the path's beginning."""

    def __init__(self, nodes: Sequence[Node], force: int) -> None:
        self.times = [node.at for node in nodes]
        self.hours = [(node.at - nodes[0].at).total_seconds() / 3600 for node in nodes]
        self.places = [(node.lon, node.lat, *node.radii[force]) for node in nodes]
        self.empty = not any(any(place[2:]) for place in self.places)
        self.reach = [0.0]
        for i in range(len(nodes) - 1):
            self.reach.append(self.reach[-1] + max(_closing(self.places[i], self.places[i + 1]), 1e-6))

    def covered(self, territory: Territory) -> list[Span]:
        """The stretches in which the circle is over the territory, in order of time."""
        spans: list[Span] = []
        since: datetime | None = None
        done, end = 0.0, self.reach[-1]
        if self.empty:
            return spans
        while True:
            leg = self._leg(done)
            gap = gap_km(self._place(leg, done), territory)
            if gap <= 0 and since is None:
                since = self._time(leg, done)
            elif gap > 0 and since is not None:
                spans.append((since, self._time(leg, done)))
                since = None
            if done >= end:
                break
            done = min(end, done + max(abs(gap), self._minute(leg)))
        return [*spans, (since, None)] if since is not None else spans

    def at(self, moment: datetime) -> tuple[float, ...]:
        """lon, lat and the four radii at a moment of the path."""
        leg = max(0, min(bisect_right(self.times, moment) - 1, len(self.times) - 2))
        share = (moment - self.times[leg]) / (self.times[leg + 1] - self.times[leg])
        return _between(self.places[leg], self.places[leg + 1], share)

    def _leg(self, done: float) -> int:
        return max(0, min(bisect_right(self.reach, done) - 1, len(self.reach) - 2))

    def _share(self, leg: int, done: float) -> float:
        return (done - self.reach[leg]) / (self.reach[leg + 1] - self.reach[leg]) if len(self.reach) > 1 else 0.0

    def _place(self, leg: int, done: float) -> tuple[float, ...]:
        return _between(self.places[leg], self.places[min(leg + 1, len(self.places) - 1)], self._share(leg, done))

    def _time(self, leg: int, done: float) -> datetime:
        if len(self.times) == 1:
            return self.times[0]
        span = self.times[leg + 1] - self.times[leg]
        return self.times[leg] + timedelta(seconds=round(span.total_seconds() * self._share(leg, done)))

    def _minute(self, leg: int) -> float:
        """How much of the reach a minute of this leg is."""
        if len(self.hours) == 1:
            return inf
        return (self.reach[leg + 1] - self.reach[leg]) / (self.hours[leg + 1] - self.hours[leg]) * MINUTE


def _between(a: Sequence[float], b: Sequence[float], share: float) -> tuple[float, ...]:
    return tuple(x + (y - x) * share for x, y in zip(a, b, strict=True))


def _closing(a: Sequence[float], b: Sequence[float]) -> float:
    """The most that a gap may change between two places of a path."""
    moved = _Local(a[0], a[1]).distance(b[0], b[1])
    grown = max(abs(x - y) for x, y in zip(a[2:], b[2:], strict=True))
    uneven = max(max(radii) - min(radii) for radii in (a[2:], b[2:]))
    nearest = max(NEAREST_KM, min(*a[2:], *b[2:]))
    return CAUTION * (moved * (1 + STEEPEST * uneven / nearest) + grown)


class _Local:
    """Distances on the WGS-84 ellipsoid around a centre by the mid-latitude formula: within 0.05 % of the geodesic up
    to 500 km, within 0.5 % up to 1,500 km between 5 and 40 degrees."""

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
        up, right = radians(lat) - self.lat, radians(lon) - self.lon
        return sqrt(
            (right * (self.east + up * (self.east_1 + up * self.east_2))) ** 2
            + (up * (self.north + up * self.north_1)) ** 2
        )


def gap_km(place: Sequence[float], territory: Territory) -> float:
    """How far the circle at `place` (lon, lat, radii) is from touching the territory; negative while it covers part
    of it. Far outside and deep inside a bound on the safe side is given instead of the exact distance."""
    lon, lat, *radii = place
    local = _Local(lon, lat)
    widest, least = max(radii), min(radii)
    off = local.distance(*territory.centre)
    outside = off - territory.radius_km - widest
    if outside > territory.radius_km:
        return outside
    if (inside := off + territory.radius_km - least) < 0:
        return inside
    return _nearest(local, territory.points, (radii[0], radii[1], radii[2], radii[3]), widest, least)


def _nearest(local: _Local, points: Sequence[Point], radii: Radii, widest: float, least: float) -> float:
    best = inf
    lon0, lat0, east, east_1, east_2 = local.lon, local.lat, local.east, local.east_1, local.east_2
    north, north_1 = local.north, local.north_1
    for lon, lat in points:
        up, right = radians(lat) - lat0, radians(lon) - lon0
        x = right * (east + up * (east_1 + up * east_2))
        y = up * (north + up * north_1)
        away = sqrt(x * x + y * y)
        if away - widest < best:
            if widest == least:
                best = away - widest
            else:
                # the chord's bearing at its middle, turned back by half the convergence of the meridians
                bearing = degrees(atan2(x, y) - right * sin(lat0 + up / 2) / 2) % 360
                best = min(best, away - radius_towards(bearing, radii))
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
