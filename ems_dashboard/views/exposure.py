"""What the page of exposure shows: warned areas with the people still in danger there, rain and
water stations."""

from collections.abc import Iterator
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from shapely.geometry import mapping

from ems_dashboard.clock import short_time
from ems_dashboard.reports.missing_figures import grouped
from ems_dashboard.rules.city import City
from ems_dashboard.rules.observations import Rain, RainGrade, RiverLevel, StationRain, WaterState
from ems_dashboard.rules.warnings import WarningMessage, severity
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.map_data import LEVELS, spot
from ems_dashboard.screen.theme import TOKENS
from ems_dashboard.situation.exposure import Exposure, StationView, WarnedArea, exposure
from ems_dashboard.situation.warned import outline
from ems_dashboard.views.frame import working
from ems_dashboard.views.maps.maps import Layer
from ems_dashboard.views.sources import unheard

RAIN_COLOURS = {
    RainGrade.NONE: TOKENS["in-hand"],
    RainGrade.LIGHT: "#4f8fb0",
    RainGrade.MODERATE: "#3f7fd0",
    RainGrade.HEAVY: "#2f5fd8",
    RainGrade.RAINSTORM: TOKENS["caution"],
    RainGrade.HEAVY_RAINSTORM: TOKENS["near"],
    RainGrade.EXTREME_RAINSTORM: TOKENS["danger"],
}


def exposure_of(here: Here) -> Exposure:
    key = ("exposure", here.situation.version, here.as_of)
    return here.cache.once(key, lambda: exposure(here.store, here.city, here.situation))


def areas(here: Here) -> pd.DataFrame:
    return working.table(
        here,
        [
            {
                "unit": working.unit_name(here, area.unit),
                "kind": here.words(f"terms.warning_kind.{area.kind}"),
                "colour": grade_of(here, area.gravest),
                "count": area.count,
                "in_danger": area.in_danger,
                "share": round(100 * area.ground.share, 1),
                "inside": inside(area, here.city),
                "counted_by": counted(here, area),
                "headline": area.gravest.headline,
                "ends": short_time(area.gravest.expires_at),
            }
            for area in exposure_of(here).areas
            if working.wanted(here, area.unit)
        ],
    )


def grade_of(here: Here, message: WarningMessage) -> str:
    """The colour of a signal; of a warning that has none, its level."""
    if message.colour is not None:
        return here.words(f"terms.colour.{message.colour}")
    return message.level.value if message.level else ""


def inside(area: WarnedArea, city: City) -> str:
    """Townships inside of all that the unit has; a zone has none of its own."""
    every = sum(town.unit == area.unit for town in city.townships)
    return f"{len(area.ground.inside)}/{every}" if every else "—"


def counted(here: Here, area: WarnedArea) -> str:
    """How the people were counted, in words."""
    unplaced = area.ground.unplaced if area.counted == "townships" else 0
    said = here.words(f"working.by_{area.counted}", n=len(area.ground.inside))
    return said + (here.words("working.unplaced", n=unplaced) if unplaced else "")


def stations(here: Here) -> pd.DataFrame:
    stations = exposure_of(here).stations
    rows = [_station(here, each) for each in stations if working.wanted(here, each.place.unit)]
    return working.table(here, rows)


def _station(here: Here, station: StationView) -> dict[str, object]:
    row: dict[str, object] = {
        "station": working.name_of(here, station.place),
        "unit": working.unit_name(here, station.place.unit),
    }
    return row | _rain(here, station) | _water(here, station) | {"note": station.place.note}


def _rain(here: Here, station: StationView) -> dict[str, object]:
    rain = station.rain
    if rain is None:
        return {"hour_mm": None, "day_mm": None, "grade": "", "hours": None}
    return {
        "hour_mm": rain.hour_mm,
        "day_mm": rain.day_mm,
        "grade": _grade(here, rain),
        "hours": rain.hours_known,
    }


def _water(here: Here, station: StationView) -> dict[str, object]:
    newest = station.rain or station.level
    return {
        "level_m": station.level.level_m if station.level else None,
        "water": here.words(f"terms.water_state.{station.water}") if station.water else "",
        "at": short_time(newest.valid_at if newest else None),
    }


def _grade(here: Here, rain: StationRain) -> str:
    """Of some hours only, rain is at least so much; that there was none it does not say."""
    said = here.words(f"terms.rain_grade.{rain.grade}")
    if rain.whole:
        return said
    key = "rain_untold" if rain.grade is RainGrade.NONE else "rain_at_least"
    return here.words(f"working.{key}", grade=said)


def warned_by(here: Here) -> list[str]:
    """Why no warned area, or too few, may stand in the table; nothing where the source is sound."""
    return unheard(here, (here.situation.warnings_from, WarningMessage))


def uncounted(here: Here) -> list[str]:
    """The warned units whose people are in no bar, because they have not reported them."""
    told = {area.unit: area.in_danger is not None for area in exposure_of(here).areas}
    silent = [unit for unit, counted in told.items() if not counted and working.wanted(here, unit)]
    if not silent:
        return []
    units = grouped(silent, len(here.city.units), here.city, here.words)
    return [here.words("working.danger_unknown", units=units)]


def measured_by(here: Here) -> list[str]:
    """The same of the stations' figures."""
    found = exposure_of(here)
    return unheard(here, (found.rain_from, Rain), (found.rivers_from, RiverLevel))


def _in_danger(here: Here) -> Iterator[tuple[int, WarnedArea]]:
    for area in exposure_of(here).areas:
        if area.in_danger is not None and working.wanted(here, area.unit):
            yield area.in_danger, area


def danger_bars(here: Here) -> go.Figure:
    """People still in danger in each warned unit, by its area with most of them, in the colour of
    its warning."""
    most: dict[str, tuple[int, WarnedArea]] = {}
    for people, area in _in_danger(here):
        if area.unit not in most or people > most[area.unit][0]:
            most[area.unit] = (people, area)
    ranked = sorted(most.values(), key=lambda each: -each[0])
    most_people = [people for people, _ in ranked]
    areas = [area for _, area in ranked]
    names = [working.short_name(here, area.unit) for area in areas]
    colours = [LEVELS[severity(area.gravest)] for area in areas]
    return working.bars(here, names, most_people, [f"{n:,}" for n in most_people], colours)


def rain_bars(here: Here) -> go.Figure:
    fallen = [
        (station, station.rain)
        for station in exposure_of(here).stations
        if station.rain and working.wanted(here, station.place.unit)
    ]
    fallen.sort(key=lambda pair: -pair[1].day_mm)
    names = [working.name_of(here, station.place) for station, _ in fallen]
    day_mm = [rain.day_mm for _, rain in fallen]
    colours = [RAIN_COLOURS[rain.grade] for _, rain in fallen]
    return working.bars(here, names, day_mm, [f"{mm:.1f} mm" for mm in day_mm], colours)


def layer(here: Here) -> Layer:
    """The grounds that warnings draw, and the stations over them."""
    word = here.words
    points = [
        spot(
            s.place.lon,
            s.place.lat,
            colour=_station_colour(s),
            name=f"{working.name_of(here, s.place)} {_station_said(here, s)}",
        )
        for s in exposure_of(here).stations
    ]
    keys = (
        (RAIN_COLOURS[RainGrade.LIGHT], word("maps.key_rain")),
        (TOKENS["danger"], word("maps.key_water")),
        (TOKENS["missing"], word("working.no_data")),
    )
    return Layer("stations", points, keys, _drawn(here))


def _drawn(here: Here) -> list[dict[str, Any]]:
    drawn = [_feature(warning) for warning in reversed(here.situation.warnings)]
    return [feature for feature in drawn if feature is not None]


def _feature(warning: WarningMessage) -> dict[str, Any] | None:
    ground = outline(warning)
    if ground is None:
        return None
    name, colour = warning.headline or warning.area, LEVELS[severity(warning)]
    return {
        "type": "Feature",
        "geometry": mapping(ground),
        "properties": {"name": name, "colour": colour},
    }


def _station_colour(station: StationView) -> str:
    if station.water in (WaterState.ABOVE_WARNING, WaterState.ABOVE_GUARANTEE):
        return TOKENS["danger"]
    dry = station.rain is not None and station.rain.grade is RainGrade.NONE
    if station.rain is None or (dry and not station.rain.whole):
        return TOKENS["missing"]
    return RAIN_COLOURS[station.rain.grade]


def _station_said(here: Here, station: StationView) -> str:
    if station.rain:
        hour, day = station.rain.hour_mm, f"24h {station.rain.day_mm:.1f} mm"
        return day if hour is None else f"{hour:.1f} mm/h · {day}"
    return f"{station.level.level_m:.2f} m" if station.level else here.words("working.no_data")
