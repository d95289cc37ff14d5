"""Rain, water and warned areas against the people who are still in danger there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from ems_dashboard.rules.city import City, Place
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.evidence import Channel
from ems_dashboard.rules.incidents import UNASSIGNED
from ems_dashboard.rules.observations import (
    RiverLevel,
    StationRain,
    WaterState,
    station_rain,
    water_state,
)
from ems_dashboard.rules.terms import Category, WarningKind
from ems_dashboard.rules.warnings import WarningMessage, severity
from ems_dashboard.situation.observed import observed
from ems_dashboard.situation.picture import Situation
from ems_dashboard.situation.warned import Ground, grounds, unit_shapes
from ems_dashboard.store import Store


@dataclass(frozen=True, slots=True)
class StationView:
    """A station with what it measured in the last 24 hours; `rain` and `level` are None without a
    report."""

    place: Place
    rain: StationRain | None
    level: RiverLevel | None
    water: WaterState | None


class Counted(StrEnum):
    """How the people in a warned area were counted."""

    UNIT = "unit"  # all of the unit is under the warning
    TOWNSHIPS = "townships"  # by the townships inside, which have all reported
    # part of the unit, but not all townships inside have reported: the whole unit stands for it
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class WarnedArea:
    """The ground of a unit where `gravest` is the gravest warning of `kind`: what a graver one
    covers is not in it, so that nobody is counted twice. `count`: the unit's warnings of the kind;
    `in_danger`: how many people are still to be moved, None where the unit has not reported."""

    unit: str
    kind: WarningKind
    gravest: WarningMessage
    count: int
    ground: Ground
    in_danger: int | None
    counted: Counted


@dataclass(frozen=True, slots=True)
class Exposure:
    """`rain_from`, `rivers_from`: how what the stations measure comes in."""

    stations: tuple[StationView, ...]
    areas: tuple[WarnedArea, ...]
    rain_from: Channel
    rivers_from: Channel


def exposure(store: Store, city: City, situation: Situation) -> Exposure:
    seen = observed(store, city, situation)
    rain = station_rain(seen.rain, situation.as_of)
    levels = {row.station: row for row in seen.rivers}
    stations = tuple(
        _station(place, rain.get(place.code), levels.get(place.code)) for place in city.stations
    )
    warned = tuple(areas(city, situation, _township_rows(city, situation)))
    return Exposure(stations, warned, seen.rain_from, seen.rivers_from)


def _station(place: Place, rain: StationRain | None, level: RiverLevel | None) -> StationView:
    water = water_state(level.level_m, place.warning_m, place.guarantee_m) if level else None
    return StationView(place, rain, level, water)


def _township_rows(city: City, situation: Situation) -> list[Evacuation]:
    incident = situation.lead.incident if situation.lead else UNASSIGNED
    newest = {row.key: row for row in situation.evacuation_rows if row.incident == incident}
    return [
        row
        for row in newest.values()
        if row.unit in city.county_of and row.category is Category.PEOPLE
    ]


def areas(city: City, situation: Situation, townships: Iterable[Evacuation]) -> list[WarnedArea]:
    """The gravest first, of equal ones those with most people in danger. `townships`: the newest
    rows of townships."""
    left = {row.unit: max(0, row.target - row.now) for row in townships}
    found = []
    for unit, shape in unit_shapes(city).items():
        figure = situation.figure(unit, Category.PEOPLE)
        whole = None if figure is None else max(0, figure.target - figure.now)
        concerning = [w for w in situation.warnings if {unit, city.code} & set(w.units)]
        for kind in WarningKind:
            mine = [warning for warning in concerning if warning.kind is kind]
            groups = _by_severity(mine)
            for group, ground in zip(groups, grounds(unit, shape, groups, city), strict=True):
                if ground is not None:
                    people, how = _people(ground, whole, left)
                    found.append(WarnedArea(unit, kind, group[0], len(mine), ground, people, how))
    return sorted(
        found, key=lambda area: (-severity(area.gravest), -(area.in_danger or 0), area.unit)
    )


def _by_severity(warnings: Iterable[WarningMessage]) -> list[list[WarningMessage]]:
    gravest_first = sorted(warnings, key=severity, reverse=True)
    return [list(group) for _, group in groupby(gravest_first, severity)]


def _people(
    ground: Ground, whole: int | None, left: Mapping[str, int]
) -> tuple[int | None, Counted]:
    if ground.whole:
        return whole, Counted.UNIT
    if ground.inside and all(town.code in left for town in ground.inside):
        return sum(left[town.code] for town in ground.inside), Counted.TOWNSHIPS
    return whole, Counted.WHOLE
