"""A small map in the corner of the large one: where a storm is that the large one, held to the city,
does not show."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import cos, radians
from typing import Any, NamedTuple

from markupsafe import Markup
from shapely import clip_by_rect
from shapely.geometry import Polygon, shape
from shapely.geometry.base import BaseGeometry

from ems_dashboard.clock import short_time
from ems_dashboard.reports.headline import away
from ems_dashboard.rules.city import City
from ems_dashboard.screen import map_data
from ems_dashboard.screen.escape import esc
from ems_dashboard.screen.map_view import Box, city_bounds, far_storms
from ems_dashboard.situation.boundaries import county_shapes, surroundings
from ems_dashboard.situation.picture import Situation, Storm
from ems_dashboard.situation.territories import nearest_unit
from ems_dashboard.templating import rendered
from ems_dashboard.text import Words

WIDTH, HEIGHT = 240, 190
ROOM = 0.08
"""Of the frame's length, left free around what it must show."""
SIMPLER = 0.7
"""Pixels: a finer coast is not seen."""
Place = Callable[[float, float], tuple[float, float]]
"""lon, lat → pixels."""


@dataclass(frozen=True, slots=True)
class Path:
    kind: str
    d: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    cx: str
    cy: str
    colour: str


Drawn = Path | Dot


class Frame(NamedTuple):
    box: Box
    place: Place


def inset(situation: Situation, city: City, word: Words) -> Markup:
    """Empty while every storm is on the large map."""
    far = sorted(far_storms(situation, city), key=lambda storm: _distance_km(storm, city))
    if not far:
        return Markup()
    frame = _frame(far[0], city)
    seen = [storm for storm in far if _within(storm, frame.box)]
    return rendered(
        "maps/inset.html",
        width=WIDTH,
        height=HEIGHT,
        shapes=list(_shapes(seen, frame, city, word)),
        captions=[_caption(storm, city, word) for storm in seen],
    )


def _distance_km(storm: Storm, city: City) -> float:
    return nearest_unit(storm.position.lon, storm.position.lat, city)[1]


def _shapes(storms: list[Storm], frame: Frame, city: City, word: Words) -> Iterator[Drawn]:
    place = frame.place
    for land, line in _land(frame.box):
        yield _path(land, place, "line" if line else "land")
    for polygon in county_shapes(city).values():
        yield _path(polygon, place, "city")
    for feature in map_data.warning_lines(word):
        yield _drawn(feature, place, "ahead")
    for storm in storms:
        yield from _storm(storm, place, word)


def _frame(storm: Storm, city: City) -> Frame:
    """The city, the storm and its circles, in the shape of the drawing and true to angles where it
    lies."""
    west, south, east, north = _shown(storm, city)
    lon, lat = (west + east) / 2, (south + north) / 2
    narrow = cos(radians(lat))
    fits = min(WIDTH / ((east - west) * narrow), HEIGHT / (north - south))
    scale = (1 - 2 * ROOM) * fits

    def place(at_lon: float, at_lat: float) -> tuple[float, float]:
        x = WIDTH / 2 + (at_lon - lon) * narrow * scale
        y = HEIGHT / 2 - (at_lat - lat) * scale
        return x, y

    half_lon, half_lat = WIDTH / 2 / scale / narrow, HEIGHT / 2 / scale
    return Frame((lon - half_lon, lat - half_lat, lon + half_lon, lat + half_lat), place)


def _shown(storm: Storm, city: City) -> Box:
    (south, west), (north, east) = city_bounds(city)
    points = [(west, south), (east, north), (storm.position.lon, storm.position.lat)]
    for circle in map_data.circles(storm):
        points += circle["geometry"]["coordinates"][0]
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return min(lons), min(lats), max(lons), max(lats)


def _land(box: Box) -> list[tuple[BaseGeometry, bool]]:
    land = []
    for feature in surroundings()["features"]:
        part = clip_by_rect(shape(feature["geometry"]), *box)
        if not part.is_empty:
            land.append((part, feature["properties"]["line"]))
    return land


def _storm(storm: Storm, place: Place, word: Words) -> Iterator[Drawn]:
    """Circles, what each agency expects, the way so far and where it is."""
    way, *_, now = map_data.track(storm, word)
    for circle in map_data.circles(storm):
        yield _drawn(circle, place, "ring")
    for feature in map_data.forecasts(storm, word):
        if feature["geometry"]["type"] == "LineString":
            yield _drawn(feature, place, "ahead")
    if len(storm.fixes) > 1:
        yield _drawn(way, place, "way")
    x, y = place(*now["geometry"]["coordinates"])
    yield Dot(f"{x:.1f}", f"{y:.1f}", now["properties"]["colour"])


def _drawn(feature: dict[str, Any], place: Place, kind: str) -> Path:
    return _path(shape(feature["geometry"]), place, kind, feature["properties"]["colour"])


def _path(geometry: BaseGeometry, place: Place, kind: str, colour: str = "") -> Path:
    (x0, _), (x1, _) = place(0, 0), place(1, 0)
    simple = geometry.simplify(SIMPLER / (x1 - x0))
    return Path(kind, "".join(_strokes(simple, place)), colour)


def _strokes(geometry: BaseGeometry, place: Place) -> list[str]:
    if parts := getattr(geometry, "geoms", None):
        return [stroke for part in parts for stroke in _strokes(part, place)]
    if isinstance(geometry, Polygon):
        return _strokes(geometry.exterior, place) if not geometry.is_empty else []
    points = (place(lon, lat) for lon, lat, *_ in geometry.coords)
    return ["M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)]


def _caption(storm: Storm, city: City, word: Words) -> list[Markup]:
    """Escaped for folium, which is stricter than a template."""
    name = storm.name_zh if word.lang == "zh" else storm.name_en
    at = short_time(storm.position.valid_at)
    parts = (f"{name} {at}", _strength(storm, word), away(storm, city, word))
    return [Markup(esc(part)) for part in parts if part]


def _strength(storm: Storm, word: Words) -> str:
    fix = storm.position
    grade = word(f"terms.grade.{fix.grade}") if fix.grade else ""
    wind = f"{fix.wind_ms:.0f} m/s" if fix.wind_ms is not None else ""
    return f"{grade} {wind}".strip()


def _within(storm: Storm, box: Box) -> bool:
    west, south, east, north = box
    return west < storm.position.lon < east and south < storm.position.lat < north
