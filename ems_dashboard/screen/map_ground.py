"""What of the land a map colours at each level: the city's units, or the townships of one county with
the other counties quiet around it; each area bears its code, by which a press opens its picture."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from ems_dashboard.rules.city import City
from ems_dashboard.rules.figure_states import FigureState
from ems_dashboard.rules.scope import Scope, scope_of
from ems_dashboard.rules.terms import Category
from ems_dashboard.screen import map_data, map_view
from ems_dashboard.screen.map_data import Fill
from ems_dashboard.screen.map_view import Bounds
from ems_dashboard.situation.boundaries import county_shapes, township_cells
from ems_dashboard.situation.picture import Situation
from ems_dashboard.situation.reporting import Reporting, part_of, reporting
from ems_dashboard.text import Words

Feature = dict[str, Any]
AROUND_DEG = 0.06
"""About 6 km around a county, and around a zone, which is a point."""


@dataclass(frozen=True, slots=True)
class Ground:
    """`areas` and `points`: coloured, with `code`, `name`, `label` and `fill`; `beside`: the other
    counties, which a press opens too; `notes`: what must be said about them."""

    areas: list[Feature]
    points: list[Feature]
    beside: list[Feature]
    notes: tuple[str, ...] = ()


def places(city: City, scope: Scope) -> tuple[str, ...]:
    """The codes that are coloured."""
    if not scope.unit:
        return tuple(city.by_code)
    return (scope.unit, *(code for code, unit in city.county_of.items() if unit == scope.unit))


def fills(
    situation: Situation, city: City, scope: Scope, figure: str, word: Words
) -> dict[str, Fill]:
    """`situation`: the level's own part. A township has its county's level and warnings."""
    units = map_data.fills(situation, city, figure, word)
    if not scope.unit:
        return units
    own = units[scope.unit]
    below = places(city, scope)[1:]
    if figure not in list(Category):
        return dict.fromkeys((scope.unit, *below), own)
    category = Category(figure)
    if not _told_apart(situation, below, category):
        apart = word("scope.untold_apart") if situation.figure(scope.unit, category) else own.label
        return {scope.unit: own} | dict.fromkeys(below, Fill(map_data.NOTHING, apart))
    asked = reporting(situation, city)
    return {scope.unit: own} | {
        code: map_data.by_share(
            situation.figure(code, category),
            _state(asked, situation, city, code, category),
            city.plan.thresholds.map_shares,
            word,
        )
        for code in below
    }


def _told_apart(situation: Situation, below: Iterable[str], category: Category) -> bool:
    """Whether any township of the county reported itself: where none does, none is silent."""
    return any(situation.figure(code, category) for code in below)


def _state(
    asked: Reporting, situation: Situation, city: City, township: str, category: Category
) -> FigureState | None:
    level = scope_of(city, township)
    if situation.lead is None or level is None:
        return None
    return part_of(asked, situation, level).state(township, category)


def ground(city: City, scope: Scope, painted: Mapping[str, Fill], word: Words) -> Ground:
    if not scope.unit:
        return Ground(
            map_data.counties(city, painted, word), map_data.zones(city, painted, word), []
        )
    cells = township_cells(city, scope.unit)
    shapes = cells or {
        code: shape for code, shape in county_shapes(city).items() if code == scope.unit
    }
    areas = [_area(city, code, shape, painted[code], word) for code, shape in shapes.items()]
    zones = map_data.zones(city, {**painted, **_quiet(city, scope)}, word)
    points = [zone for zone in zones if zone["properties"]["code"] == scope.unit]
    beside = [
        _beside(city, code, shape, word)
        for code, shape in county_shapes(city).items()
        if code != scope.unit
    ]
    return Ground(areas, points, beside, _notes(city, scope, cells, word))


def _quiet(city: City, scope: Scope) -> dict[str, Fill]:
    return {code: Fill(map_data.NOTHING, "") for code in city.by_code if code != scope.unit}


def _notes(
    city: City, scope: Scope, cells: Mapping[str, BaseGeometry], word: Words
) -> tuple[str, ...]:
    if not cells:
        return ()
    missing = [code for code in places(city, scope)[1:] if code not in cells]
    names = word.listed(city.name_of(code, word.lang) for code in missing)
    said = (word("scope.sketch"), word("scope.no_place", names=names) if names else "")
    return tuple(filter(None, said))


def _area(city: City, code: str, shape: BaseGeometry, own: Fill, word: Words) -> Feature:
    place = shape.representative_point()
    properties = {
        "code": code,
        "name": city.short_of(code, word.lang),
        "label": own.label,
        "fill": own.colour,
        "label_at": [place.y, place.x],
        "label_kind": "county",
    }
    return {"type": "Feature", "properties": properties, "geometry": mapping(shape)}


def _beside(city: City, code: str, shape: BaseGeometry, word: Words) -> Feature:
    properties = {
        "code": code,
        "name": city.short_of(code, word.lang),
        "label": "",
        "fill": map_data.NOTHING,
    }
    return {"type": "Feature", "properties": properties, "geometry": mapping(shape)}


def bounds(situation: Situation, city: City, scope: Scope, *, storm: bool = True) -> Bounds:
    """The city with a storm that is near; a county fills its own map."""
    if not scope.unit:
        return map_view.bounds(situation, city, storm=storm)
    unit = city.by_code[scope.unit]
    shape = county_shapes(city).get(scope.unit)
    west, south, east, north = shape.bounds if shape else (unit.lon, unit.lat, unit.lon, unit.lat)
    return (
        (round(south - AROUND_DEG, 2), round(west - AROUND_DEG, 2)),
        (round(north + AROUND_DEG, 2), round(east + AROUND_DEG, 2)),
    )
