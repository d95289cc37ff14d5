"""What the page of exposure shows: warned areas with the people still in danger there, rain and
water stations."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go
from shapely.geometry import mapping

from ems_dashboard.clock import short_time
from ems_dashboard.reports.headline import grouped
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
    return working.table(
        here,
        [
            {
                "station": working.name_of(here, s.place),
                "unit": working.unit_name(here, s.place.unit),
                "hour_mm": s.rain.hour_mm if s.rain else None,
                "day_mm": s.rain.day_mm if s.rain else None,
                "grade": _grade(here, s.rain) if s.rain else "",
                "hours": s.rain.hours_known if s.rain else None,
                "level_m": s.level.level_m if s.level else None,
                "water": here.words(f"terms.water_state.{s.water}") if s.water else "",
                "at": short_time(
                    s.rain.valid_at if s.rain else s.level.valid_at if s.level else None
                ),
                "note": s.place.note,
            }
            for s in exposure_of(here).stations
            if working.wanted(here, s.place.unit)
        ],
    )


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


def danger_bars(here: Here) -> go.Figure:
    """People still in danger in each warned unit, by its area with most of them, in the colour of
    its warning."""
    most: dict[str, WarnedArea] = {}
    for area in exposure_of(here).areas:
        if working.wanted(here, area.unit) and area.in_danger is not None:
            held = most.get(area.unit)
            if held is None or area.in_danger > (held.in_danger or 0):
                most[area.unit] = area
    found = sorted(most.values(), key=lambda a: -(a.in_danger or 0))
    names = [working.short_name(here, a.unit) for a in found]
    colours = [LEVELS[severity(a.gravest)] for a in found]
    return working.bars(
        here, names, [a.in_danger or 0 for a in found], [f"{a.in_danger:,}" for a in found], colours
    )


def rain_bars(here: Here) -> go.Figure:
    found = [s for s in exposure_of(here).stations if s.rain and working.wanted(here, s.place.unit)]
    found.sort(key=lambda s: -s.rain.day_mm)
    return working.bars(
        here,
        [working.name_of(here, s.place) for s in found],
        [s.rain.day_mm for s in found],
        [f"{s.rain.day_mm:.1f} mm" for s in found],
        [RAIN_COLOURS[s.rain.grade] for s in found],
    )


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
    return [
        {
            "type": "Feature",
            "geometry": mapping(drawn),
            "properties": {"name": w.headline or w.area, "colour": LEVELS[severity(w)]},
        }
        for w in reversed(here.situation.warnings)
        if (drawn := outline(w)) is not None
    ]


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
