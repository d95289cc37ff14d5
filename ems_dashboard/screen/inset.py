"""A small map in the corner of the large one: where a storm is that the large one, held to the city, does not show."""

from collections.abc import Callable
from math import cos, radians
from typing import Any

from shapely import clip_by_rect
from shapely.geometry import shape
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
from ems_dashboard.text import Words

WIDTH, HEIGHT = 240, 190
ROOM = 0.08
"""Of the frame's length, left free around what it must show."""
SIMPLER = 0.7
"""Pixels: a finer coast is not seen."""
Place = Callable[[float, float], tuple[float, float]]
"""lon, lat → pixels."""


def inset(situation: Situation, city: City, word: Words) -> str:
    """Empty while every storm is on the large map."""
    far = sorted(
        far_storms(situation, city),
        key=lambda s: nearest_unit(s.position.lon, s.position.lat, city)[1],
    )
    if not far:
        return ""
    box, place = _frame(far[0], city)
    seen = [storm for storm in far if _within(storm, box)]
    parts = [
        *(_path(land, place, "line" if line else "land") for land, line in _land(box)),
        *(_path(polygon, place, "city") for polygon in county_shapes(city).values()),
        *(_drawn(feature, place, "ahead") for feature in map_data.warning_lines(word)),
        *(part for storm in seen for part in _storm(storm, place, word)),
    ]
    drawing = f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">{"".join(parts)}</svg>'
    return f'<figure class="ems-inset">{drawing}{"".join(_said(storm, city, word) for storm in seen)}</figure>'


def _frame(storm: Storm, city: City) -> tuple[Box, Place]:
    """The city, the storm and its circles, in the shape of the drawing and true to angles where it lies."""
    (south, west), (north, east) = city_bounds(city)
    lons, lats = [west, east, storm.position.lon], [south, north, storm.position.lat]
    for circle in map_data.circles(storm):
        ring = circle["geometry"]["coordinates"][0]
        lons += [lon for lon, _ in ring]
        lats += [lat for _, lat in ring]
    middle = ((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)
    narrow = cos(radians(middle[1]))
    scale = (1 - 2 * ROOM) * min(
        WIDTH / ((max(lons) - min(lons)) * narrow), HEIGHT / (max(lats) - min(lats))
    )
    half_lon, half_lat = WIDTH / 2 / scale / narrow, HEIGHT / 2 / scale

    def place(lon: float, lat: float) -> tuple[float, float]:
        return WIDTH / 2 + (lon - middle[0]) * narrow * scale, HEIGHT / 2 - (
            lat - middle[1]
        ) * scale

    return (
        middle[0] - half_lon,
        middle[1] - half_lat,
        middle[0] + half_lon,
        middle[1] + half_lat,
    ), place


def _land(box: Box) -> list[tuple[BaseGeometry, bool]]:
    found = []
    for feature in surroundings()["features"]:
        part = clip_by_rect(shape(feature["geometry"]), *box)
        if not part.is_empty:
            found.append((part, feature["properties"]["line"]))
    return found


def _storm(storm: Storm, place: Place, word: Words) -> list[str]:
    """Circles, what each agency expects, the way so far and where it is."""
    ahead = [f for f in map_data.forecasts(storm, word) if f["geometry"]["type"] == "LineString"]
    way, *_, now = map_data.track(storm, word)
    x, y = place(*now["geometry"]["coordinates"])
    return [
        *(_drawn(circle, place, "ring") for circle in map_data.circles(storm)),
        *(_drawn(line, place, "ahead") for line in ahead),
        *([_drawn(way, place, "way")] if len(storm.fixes) > 1 else []),
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{now["properties"]["colour"]}"/>',
    ]


def _drawn(feature: dict[str, Any], place: Place, kind: str) -> str:
    return _path(
        shape(feature["geometry"]), place, kind, f' stroke="{feature["properties"]["colour"]}"'
    )


def _path(geometry: BaseGeometry, place: Place, kind: str, more: str = "") -> str:
    (x0, _), (x1, _) = place(0, 0), place(1, 0)
    simple = geometry.simplify(SIMPLER / (x1 - x0))
    return f'<path class="{kind}"{more} d="{"".join(_strokes(simple, place))}"/>'


def _strokes(geometry: BaseGeometry, place: Place) -> list[str]:
    if parts := getattr(geometry, "geoms", None):
        return [stroke for part in parts for stroke in _strokes(part, place)]
    if geometry.geom_type == "Polygon":
        return _strokes(geometry.exterior, place) if not geometry.is_empty else []
    points = (place(lon, lat) for lon, lat, *_ in geometry.coords)
    return ["M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)]


def _said(storm: Storm, city: City, word: Words) -> str:
    fix, name = storm.position, storm.name_zh if word.lang == "zh" else storm.name_en
    grade = word(f"terms.grade.{fix.grade}") if fix.grade else ""
    wind = f"{grade} {fix.wind_ms:.0f} m/s" if fix.wind_ms is not None else grade
    parts = (f"{name} {short_time(fix.valid_at)}", wind.strip(), away(storm, city, word))
    return (
        f"<figcaption>{''.join(f'<span>{esc(part)}</span>' for part in parts if part)}</figcaption>"
    )


def _within(storm: Storm, box: Box) -> bool:
    west, south, east, north = box
    return west < storm.position.lon < east and south < storm.position.lat < north
