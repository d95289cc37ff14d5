"""The working tables of means: shelters, teams, supplies, vessels, measures, rain and water, each as rows and as points
of the map."""

import pandas as pd
import plotly.graph_objects as go

from ems_dashboard.clock import beijing
from ems_dashboard.rules.observations import RainGrade, WaterState
from ems_dashboard.rules.shelters import nearest_free
from ems_dashboard.rules.terms import TeamStateName
from ems_dashboard.rules.warnings import severity
from ems_dashboard.situation.exposure import Exposure, StationView, exposure
from ems_dashboard.situation.means import Means, means
from ems_dashboard.views import plot
from ems_dashboard.views.guard import Here
from ems_dashboard.views.map_data import LEVELS, spot
from ems_dashboard.views.maps import Layer
from ems_dashboard.views.theme import TOKENS, theme_of

RAIN_COLOURS = {
    RainGrade.NONE: TOKENS["in-hand"],
    RainGrade.LIGHT: "#4f8fb0",
    RainGrade.MODERATE: "#3f7fd0",
    RainGrade.HEAVY: "#2f5fd8",
    RainGrade.RAINSTORM: TOKENS["caution"],
    RainGrade.HEAVY_RAINSTORM: TOKENS["near"],
    RainGrade.EXTREME_RAINSTORM: TOKENS["danger"],
}


def means_of(here: Here) -> Means:
    key = ("means", here.situation.version, here.as_of)
    return here.pictures.once(key, lambda: means(here.store, here.city, here.situation))


def exposure_of(here: Here) -> Exposure:
    key = ("exposure", here.situation.version, here.as_of)
    return here.pictures.once(key, lambda: exposure(here.store, here.city, here.situation))


def _table(here: Here, rows: list[dict[str, object]]) -> pd.DataFrame:
    table = pd.DataFrame(rows)
    return table.rename(columns={name: here.words(f"working.{name}") for name in table.columns})


def _unit(here: Here, code: str) -> str:
    return here.city.name_of(code, here.lang) if code else ""


def _name(here: Here, place: object) -> str:
    return place.name if here.lang == "zh" else place.name_en


def _at(moment: object) -> str:
    return f"{beijing(moment):%m-%d %H:%M}" if moment else ""


def _wanted(here: Here, unit: str) -> bool:
    return here.unit is None or unit == here.unit


def shelters(here: Here) -> pd.DataFrame:
    return _table(
        here,
        [
            {
                "shelter": _name(here, room.place),
                "unit": _unit(here, room.place.unit),
                "state": here.words(f"terms.shelter_state.{room.state.state if room.state else 'shut'}"),
                "capacity": room.place.capacity,
                "occupancy": room.state.occupancy if room.state and room.open else 0,
                "free": room.free,
                "at": _at(room.state.valid_at) if room.state else "",
                "note": room.place.note,
            }
            for room in means_of(here).rooms
            if _wanted(here, room.place.unit)
        ],
    )


def teams(here: Here) -> pd.DataFrame:
    return _table(
        here,
        [
            {
                "team": _name(here, place),
                "home": _unit(here, place.unit),
                "state": here.words(f"terms.team_state.{state.state if state else TeamStateName.STANDBY}"),
                "where": _unit(here, state.unit) if state else "",
                "people": state.people if state else place.capacity,
                "task": state.task if state else "",
                "at": _at(state.valid_at) if state else "",
                "note": place.note,
            }
            for place, state in means_of(here).teams
            if _wanted(here, state.unit if state and state.unit else place.unit)
        ],
    )


def supplies(here: Here) -> pd.DataFrame:
    depots = {depot.code: depot for depot in here.city.depots}
    return _table(
        here,
        [
            {
                "depot": _name(here, depots[h.depot]),
                "item": h.item,
                "counted": h.counted,
                "dispatched": h.dispatched,
                "arrived": h.arrived,
                "used": h.used,
                "returned": h.returned,
                "on_hand": h.on_hand,
                "measure": h.measure,
                "at": _at(max(row.valid_at for row in h.rows)),
            }
            for h in means_of(here).holdings
            if h.depot in depots and _wanted(here, depots[h.depot].unit)
        ],
    )


def needs(here: Here) -> pd.DataFrame:
    return _table(
        here,
        [
            {
                "unit": _unit(here, unit),
                "item": need.norm.item if here.lang == "zh" else need.norm.item_en,
                "needed": need.needed,
                "there": need.there,
                "short": need.short,
                "measure": need.norm.measure,
                "clause": need.norm.clause,
            }
            for unit, found in means_of(here).needs.items()
            if _wanted(here, unit)
            for need in found
        ],
    )


def vessels(here: Here) -> pd.DataFrame:
    return _table(
        here,
        [
            {
                "unit": _unit(here, row.unit),
                "vessel_kind": here.words(f"terms.vessel_kind.{row.vessel_kind}"),
                "action": here.words(f"terms.vessel_move.{row.action}"),
                "where": row.place,
                "vessels": row.vessels,
                "people": row.people,
                "at": _at(row.valid_at),
                "reporter": row.reporter,
            }
            for row in means_of(here).vessels
            if _wanted(here, row.unit)
        ],
    )


def measures(here: Here) -> pd.DataFrame:
    rules = {rule.code: rule.name if here.lang == "zh" else rule.name_en for rule in here.city.plan.measures}
    return _table(
        here,
        [
            {
                "unit": _unit(here, row.unit),
                "stop": rules.get(row.measure, row.measure),
                "state": here.words(f"working.{'in_force' if row.in_force_at(here.as_of) else 'announced'}"),
                "starts": _at(row.starts_at),
                "ends": _at(row.ends_at),
                "scope": row.scope,
                "basis": row.basis,
                "at": _at(row.valid_at),
            }
            for row in here.situation.measures
            if _wanted(here, row.unit) or row.unit == here.city.code
        ],
    )


def stations(here: Here) -> pd.DataFrame:
    return _table(
        here,
        [
            {
                "station": _name(here, s.place),
                "unit": _unit(here, s.place.unit),
                "hour_mm": s.rain.hour_mm if s.rain else None,
                "day_mm": s.rain.day_mm if s.rain else None,
                "grade": here.words(f"terms.rain_grade.{s.rain.grade}") if s.rain else "",
                "hours": s.rain.hours_known if s.rain else None,
                "level_m": s.level.level_m if s.level else None,
                "water": here.words(f"terms.water_state.{s.water}") if s.water else "",
                "at": _at(s.rain.valid_at if s.rain else s.level.valid_at if s.level else None),
                "note": s.place.note,
            }
            for s in exposure_of(here).stations
            if _wanted(here, s.place.unit)
        ],
    )


def areas(here: Here) -> pd.DataFrame:
    return _table(
        here,
        [
            {
                "unit": _unit(here, area.unit),
                "kind": here.words(f"terms.warning_kind.{area.kind}"),
                "colour": here.words(f"terms.colour.{area.gravest.colour}") if area.gravest.colour else "",
                "count": area.count,
                "in_danger": area.in_danger,
                "headline": area.gravest.headline,
                "ends": _at(area.gravest.expires_at),
            }
            for area in exposure_of(here).areas
            if _wanted(here, area.unit)
        ],
    )


def place_points(here: Here) -> Layer:
    """Shelters with room in teal, full ones in red, shut ones hollow; depots and teams white."""
    found = means_of(here)
    features = []
    for room in found.rooms:
        colour = TOKENS["missing"] if not room.open else TOKENS["danger"] if (room.free or 0) <= 0 else TOKENS["done"]
        there = f"{room.state.occupancy if room.state and room.open else 0}/{room.place.capacity or '—'}"
        features.append(spot(room.place.lon, room.place.lat, colour=colour, name=f"{_name(here, room.place)} {there}"))
    seats = {unit.code: (unit.lon, unit.lat) for unit in here.city.units}
    for place, state in found.teams:
        lon, lat = seats.get(state.unit, (place.lon, place.lat)) if state and state.unit else (place.lon, place.lat)
        said = here.words(f"terms.team_state.{state.state if state else TeamStateName.STANDBY}")
        features.append(spot(lon + 0.015, lat - 0.015, colour=TOKENS["text"], name=f"{_name(here, place)} · {said}"))
    features += [spot(d.lon, d.lat, colour=TOKENS["caution"], name=_name(here, d)) for d in here.city.depots]
    return Layer("places", features)


def station_points(here: Here) -> Layer:
    return Layer(
        "stations",
        [
            spot(
                s.place.lon,
                s.place.lat,
                colour=_station_colour(s),
                name=f"{_name(here, s.place)} {_station_said(here, s)}",
            )
            for s in exposure_of(here).stations
        ],
    )


def _station_colour(station: StationView) -> str:
    if station.water in (WaterState.ABOVE_WARNING, WaterState.ABOVE_GUARANTEE):
        return TOKENS["danger"]
    return RAIN_COLOURS[station.rain.grade] if station.rain else TOKENS["missing"]


def _station_said(here: Here, station: StationView) -> str:
    if station.rain:
        return f"{station.rain.hour_mm:.1f} mm/h · 24h {station.rain.day_mm:.1f} mm"
    return f"{station.level.level_m:.2f} m" if station.level else here.words("working.no_data")


def bars(here: Here, names: list[str], values: list[float], text: list[str], colours: str | list[str]) -> go.Figure:
    """One horizontal bar a row, its figure at its end."""
    chart = plot.blank(max(140, 30 * len(names) + 40), right=70, theme=theme_of(here.page))
    chart.add_bar(
        y=names[::-1],
        x=values[::-1],
        orientation="h",
        text=text[::-1],
        textposition="outside",
        cliponaxis=False,
        marker_color=colours if isinstance(colours, str) else colours[::-1],
    )
    chart.update_yaxes(showgrid=False, visible=bool(names))
    chart.update_xaxes(showgrid=bool(names), visible=bool(names))
    return chart


def rain_bars(here: Here) -> go.Figure:
    found = [s for s in exposure_of(here).stations if s.rain and _wanted(here, s.place.unit)]
    found.sort(key=lambda s: -s.rain.day_mm)
    return bars(
        here,
        [_name(here, s.place) for s in found],
        [s.rain.day_mm for s in found],
        [f"{s.rain.day_mm:.1f} mm" for s in found],
        [RAIN_COLOURS[s.rain.grade] for s in found],
    )


def shelter_bars(here: Here) -> go.Figure:
    """People in shelters of each unit against the places of those open."""
    rooms = [room for room in means_of(here).rooms if room.open]
    units = [u for u in here.city.units if any(r.place.unit == u.code for r in rooms)]
    there = [sum(r.state.occupancy for r in rooms if r.place.unit == u.code) for u in units]
    places = [sum(r.place.capacity or 0 for r in rooms if r.place.unit == u.code) for u in units]
    text = [f"{n:,} / {of:,}" for n, of in zip(there, places, strict=True)]
    names = [u.short if here.lang == "zh" else u.short_en for u in units]
    return bars(here, names, there, text, theme_of(here.page).tokens["done"])


def vessel_bars(here: Here) -> go.Figure:
    totals: dict[str, int] = {}
    for row in means_of(here).vessels:
        if _wanted(here, row.unit):
            name = (
                f"{here.words(f'terms.vessel_kind.{row.vessel_kind}')} {here.words(f'terms.vessel_move.{row.action}')}"
            )
            totals[name] = totals.get(name, 0) + row.vessels
    return bars(
        here,
        list(totals),
        list(totals.values()),
        [f"{n:,}" for n in totals.values()],
        theme_of(here.page).tokens["done"],
    )


def danger_bars(here: Here) -> go.Figure:
    """People still in danger in each warned unit, in the colour of its gravest warning."""
    gravest = {}
    for area in exposure_of(here).areas:
        if _wanted(here, area.unit) and area.in_danger is not None:
            gravest.setdefault(area.unit, area)
    found = sorted(gravest.values(), key=lambda a: -(a.in_danger or 0))
    names = [
        here.city.by_code[a.unit].short if here.lang == "zh" else here.city.by_code[a.unit].short_en for a in found
    ]
    colours = [LEVELS[severity(a.gravest)] for a in found]
    return bars(here, names, [a.in_danger for a in found], [f"{a.in_danger:,}" for a in found], colours)


def nearest(here: Here, unit: str, people: int) -> pd.DataFrame:
    """The nearest shelters with room for so many, from the seat of a unit."""
    seat = here.city.by_code[unit]
    found = nearest_free(means_of(here).rooms, (seat.lon, seat.lat), people)[:6]
    return _table(
        here,
        [
            {
                "shelter": _name(here, room.place),
                "state": here.words(f"terms.shelter_state.{'open' if room.open else 'shut'}"),
                "free": room.free,
                "km": round(km, 1),
            }
            for room, km in found
        ],
    )
