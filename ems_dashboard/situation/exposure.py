"""Rain, water and warned areas against the people who are still in danger there."""

from dataclasses import dataclass

from ems_dashboard.rules.city import City, Place
from ems_dashboard.rules.observations import RiverLevel, StationRain, WaterState, station_rain, water_state
from ems_dashboard.rules.terms import Category, WarningKind
from ems_dashboard.rules.warnings import WarningMessage, severity
from ems_dashboard.situation.observed import observed
from ems_dashboard.situation.picture import Situation
from ems_dashboard.store import Store


@dataclass(frozen=True, slots=True)
class StationView:
    """A station with what it measured in the last 24 hours; `rain` and `level` are None without a report."""

    place: Place
    rain: StationRain | None
    level: RiverLevel | None
    water: WaterState | None


@dataclass(frozen=True, slots=True)
class WarnedArea:
    """A unit under a warning of `kind`: the gravest that is valid there, and how many people are still to be moved
    (None: the unit has not reported)."""

    unit: str
    kind: WarningKind
    gravest: WarningMessage
    count: int
    in_danger: int | None


@dataclass(frozen=True, slots=True)
class Exposure:
    stations: tuple[StationView, ...]
    areas: tuple[WarnedArea, ...]

    def in_danger(self, kind: WarningKind, least: int) -> int:
        """People still in danger in the units whose warning of `kind` is at least so grave (4 red … 1 blue)."""
        return sum(a.in_danger or 0 for a in self.areas if a.kind is kind and severity(a.gravest) >= least)


def exposure(store: Store, city: City, situation: Situation) -> Exposure:
    seen = observed(store, situation)
    rain = station_rain(seen.rain, situation.as_of)
    levels = {row.station: row for row in seen.rivers}
    stations = tuple(_station(place, rain.get(place.code), levels.get(place.code)) for place in city.stations)
    return Exposure(stations, tuple(_areas(city, situation)))


def _station(place: Place, rain: StationRain | None, level: RiverLevel | None) -> StationView:
    water = water_state(level.level_m, place.warning_m, place.guarantee_m) if level else None
    return StationView(place, rain, level, water)


def _areas(city: City, situation: Situation) -> list[WarnedArea]:
    """The gravest first, of equal ones those with most people in danger."""
    areas = []
    for unit in city.units:
        figure = situation.figure(unit.code, Category.PEOPLE)
        left = None if figure is None else max(0, figure.target - figure.now)
        for kind in WarningKind:
            mine = [w for w in situation.warnings if w.kind is kind and (unit.code in w.units or city.code in w.units)]
            if mine:
                areas.append(WarnedArea(unit.code, kind, max(mine, key=severity), len(mine), left))
    return sorted(areas, key=lambda area: (-severity(area.gravest), -(area.in_danger or 0), area.unit))
