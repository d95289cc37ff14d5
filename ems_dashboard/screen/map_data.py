"""What the maps draw, as plain data: county fill, tracks, circles, lines and places of one situation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shapely.geometry import mapping

from ems_dashboard.clock import beijing, short_time
from ems_dashboard.rules.city import City
from ems_dashboard.rules.figure_states import FigureState
from ems_dashboard.rules.geometry import wind_ring
from ems_dashboard.rules.responses import highest
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.rules.terms import Category, Grade, GroupState, ShelterStateName
from ems_dashboard.rules.track_errors import TrackError
from ems_dashboard.rules.warnings import severity
from ems_dashboard.screen.theme import TOKENS
from ems_dashboard.situation.boundaries import county_shapes
from ems_dashboard.situation.cone import cone
from ems_dashboard.situation.evacuation import asked_of_lead
from ems_dashboard.situation.picture import Figure, Situation, Storm, whole_percent
from ems_dashboard.situation.reporting import reporting
from ems_dashboard.text import Words

GRADE_COLOURS = {
    Grade.TD: "#02FF02", Grade.TS: "#0264FF", Grade.STS: "#FFFB05", Grade.TY: "#FFAC05", Grade.STY: "#F171F9",
    Grade.SUPER_TY: "#FE0202", Grade.EXTRATROPICAL: "#9db4c1",
}  # fmt: skip
"""Customary colours of the grades (domain: storm maps of the national service)."""
AGENCY_COLOURS = {
    "CMA": "#FF3145",
    "HKO": "#FEBD00",
    "CWA": "#FF00FE",
    "JTWC": "#04FAF7",
    "JMA": "#5ACD3F",
}
LINE_24H = ((127, 34), (127, 22), (119, 18), (119, 11), (113, 4.5), (105, 0))
LINE_48H = ((132, 34), (132, 15), (120, 0), (105, 0))
SHADES = ("#2c877f", "#2b6a74", "#2f5068", "#8a5138")
"""From the shares of the plan's `map_shares` on, the last below all of them."""
LEVELS = {
    4: TOKENS["level-1"],
    3: TOKENS["level-2"],
    2: "#a98f2f",
    1: TOKENS["level-4"],
    0: "#16303f",
}
NOTHING = "#16303f"


@dataclass(frozen=True, slots=True)
class Fill:
    colour: str
    label: str


def figures(situation: Situation, city: City) -> tuple[str, ...]:
    """What the colour of the units can say."""
    return (*map(str, asked_of_lead(situation, city)), "response", "warnings")


def fills(situation: Situation, city: City, figure: str, word: Words) -> dict[str, Fill]:
    """The colour of each unit on the map and what stands beneath its name."""
    if figure == "response":
        return {unit.code: _by_level(situation, unit.code) for unit in city.units}
    if figure == "warnings":
        return {unit.code: _by_warnings(situation, unit.code, word) for unit in city.units}
    found, category = reporting(situation, city), Category(figure)
    return {
        unit.code: by_share(
            situation.figure(unit.code, category),
            found.state(unit.code, category) if situation.lead else None,
            city.plan.thresholds.map_shares,
            word,
        )
        for unit in city.units
    }


def _by_level(situation: Situation, unit: str) -> Fill:
    level = highest(situation.responses[unit].values())
    return Fill(LEVELS[level.severity if level else 0], level.value if level else "—")


def _by_warnings(situation: Situation, unit: str, word: Words) -> Fill:
    mine = [w for w in situation.warnings if unit in w.units or situation.city in w.units]
    # one that draws its own ground is seen there, and does not colour the whole unit
    grave = max((severity(w) for w in mine if not w.polygons), default=0)
    return Fill(LEVELS[grave], word("maps.warnings", n=len(mine)) if mine else "")


def by_share(
    figure: Figure | None, state: FigureState | None, shares: Sequence[float], word: Words
) -> Fill:
    """`state`: of what the unit owes; None while nothing is open and nobody owes anything. A figure of
    nobody to move is none of the shades, and not the same as no figure."""
    if figure is None:
        return Fill(NOTHING, word(f"screens.figure_state.{state}") if state else "")
    if figure.share is None:
        return Fill(NOTHING, word("screens.figure_state.zero"))
    steps = zip((*shares, 0.0), SHADES, strict=True)
    colour = next(colour for least, colour in steps if figure.share >= least)
    return Fill(colour, whole_percent(figure.share))


def blank_units(city: City) -> dict[str, Fill]:
    """For a layer whose points are what is looked at: units without a figure."""
    return {unit.code: Fill(NOTHING, "") for unit in city.units}


def counties(city: City, painted: Mapping[str, Fill], word: Words) -> list[dict[str, Any]]:
    """GeoJSON features of the counties with `fill`, `label` and `name`."""
    made: list[dict[str, Any]] = []
    for code, polygon in county_shapes(city).items():
        unit, own = city.by_code[code], painted[code]
        name = unit.short if word.lang == "zh" else unit.short_en
        place = polygon.representative_point()
        properties = {"code": code, "name": name, "label": own.label, "fill": own.colour,
                      "label_at": [place.y, place.x], "label_kind": "county"}  # fmt: skip
        made.append({"type": "Feature", "properties": properties, "geometry": mapping(polygon)})
    return made


def zones(city: City, painted: Mapping[str, Fill], word: Words) -> list[dict[str, Any]]:
    made = []
    for unit in city.units:
        if not unit.boundary:
            own = painted[unit.code]
            name = unit.short if word.lang == "zh" else unit.short_en
            labelled = {"label_at": [unit.lat, unit.lon], "label_kind": "zone"}
            made.append(
                spot(
                    unit.lon,
                    unit.lat,
                    code=unit.code,
                    name=name,
                    label=own.label,
                    fill=own.colour,
                    **labelled,
                )
            )
    return made


def places(situation: Situation, city: City, word: Words) -> list[dict[str, Any]]:
    """Open shelters and the groups that are out."""
    shelters = {place.code: place for place in city.shelters}
    made = []
    for state in situation.shelters:
        place = shelters.get(state.shelter)
        if place and state.state is ShelterStateName.OPEN:
            name = place.name if word.lang == "zh" else place.name_en
            made.append(
                spot(
                    place.lon,
                    place.lat,
                    kind="shelter",
                    name=word("maps.shelter", name=name, people=state.occupancy),
                )
            )
    for group in situation.deployments:
        if (
            group.state in (GroupState.DEPARTED, GroupState.ARRIVED)
            and group.lon is not None
            and group.lat is not None
        ):
            state_said = word(f"terms.group_state.{group.state}")
            name = next(
                (
                    g.name if word.lang == "zh" else g.name_en
                    for g in city.groups
                    if g.code == group.group
                ),
                group.group,
            )
            made.append(
                spot(
                    group.lon + 0.03, group.lat - 0.03, kind="group", name=f"{name} · {state_said}"
                )
            )
    return made


def spot(lon: float, lat: float, **properties: object) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
    }


def _line(points: list[tuple[float, float]], **properties: object) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "LineString", "coordinates": points},
    }


def cones(storm: Storm, word: Words, errors: Sequence[TrackError] = ()) -> list[dict[str, Any]]:
    area = cone(storm, errors)
    if area is None:
        return []
    return [
        {
            "type": "Feature",
            "properties": {"name": cone_name(errors, word)},
            "geometry": mapping(area),
        }
    ]


def cone_name(errors: Sequence[TrackError], word: Words) -> str:
    return word("storm.cone_learnt" if errors else "storm.cone")


def track(storm: Storm, word: Words) -> list[dict[str, Any]]:
    """The analysed track: a white line and a dot per fix in the colour of its grade; the last dot bears the label."""
    features = [
        _line([(fix.lon, fix.lat) for fix in storm.fixes], colour="#e8eef2", radius=0, name="")
    ]
    for fix in storm.fixes:
        colour = grade_colour(fix)
        said = f"{short_time(fix.valid_at)} {strength(fix, word)}"
        features.append(spot(fix.lon, fix.lat, colour=colour, radius=3.5, name=said))
    features.append(_storm_now(storm, word))
    return features


def _storm_now(storm: Storm, word: Words) -> dict[str, Any]:
    fix, name = storm.position, storm.name_zh if word.lang == "zh" else storm.name_en
    labelled = {
        "label_at": [fix.lat, fix.lon],
        "label_kind": "storm",
        "label": strength(fix, word),
    }
    colour = grade_colour(fix)
    return spot(
        fix.lon,
        fix.lat,
        colour=colour,
        radius=7,
        name=f"{name} {beijing(fix.valid_at):%H:%M}",
        **labelled,
    )


def grade_colour(fix: StormFix) -> str:
    return GRADE_COLOURS[fix.grade] if fix.grade else TOKENS["second"]


def strength(fix: StormFix, word: Words) -> str:
    grade = word(f"terms.grade.{fix.grade}") if fix.grade else ""
    wind = f"{fix.wind_ms:.0f} m/s" if fix.wind_ms is not None else ""
    pressure = f"{fix.pressure_hpa:.0f} hPa" if fix.pressure_hpa is not None else ""
    return " ".join(part for part in (grade, wind, pressure) if part)


def circles(storm: Storm) -> list[dict[str, Any]]:
    """The newest wind circles of force 7, 10 and 12, each by quadrant."""
    fix = next((f for f in reversed(storm.fixes) if f.r7_ne_km is not None), None)
    if fix is None or fix.valid_at != storm.position.valid_at:
        return []
    return [made for force in (7, 10, 12) if (made := _circle(fix, force))]


def _circle(fix: StormFix, force: int) -> dict[str, Any] | None:
    ne, se, sw, nw = (_radius_km(fix, force, quadrant) for quadrant in ("ne", "se", "sw", "nw"))
    if not (ne or se or sw or nw):
        return None
    ring = wind_ring(fix.lon, fix.lat, ne, se, sw, nw)
    colour = {7: TOKENS["caution"], 10: TOKENS["near"], 12: TOKENS["danger"]}[force]
    return {"type": "Feature", "properties": {"force": force, "colour": colour},
            "geometry": {"type": "Polygon", "coordinates": [ring]}}  # fmt: skip


def _radius_km(fix: StormFix, force: int, quadrant: str) -> float:
    radius: float | None = getattr(fix, f"r{force}_{quadrant}_km")
    return radius or 0.0


def forecasts(storm: Storm, word: Words) -> list[dict[str, Any]]:
    features = []
    here = (storm.position.lon, storm.position.lat)
    for agency, points in storm.forecasts.items():
        ahead = [point for point in points if point.forecast_at > storm.position.valid_at]
        if ahead:
            colour = AGENCY_COLOURS.get(agency, TOKENS["second"])
            name = word.either(f"terms.agency.{agency}", agency)
            features.append(
                _line([here, *((p.lon, p.lat) for p in ahead)], colour=colour, name=name)
            )
            features += [_forecast_point(point, name, colour) for point in ahead]
    return features


def _forecast_point(point: StormForecast, name: str, colour: str) -> dict[str, Any]:
    when = short_time(point.forecast_at)
    wind = f" {point.wind_ms:.0f} m/s" if point.wind_ms is not None else ""
    return spot(point.lon, point.lat, colour=colour, radius=2.5, name=f"{name} {when}{wind}")


def warning_lines(word: Words) -> list[dict[str, Any]]:
    return [
        _line(list(LINE_24H), colour=TOKENS["caution"], dash="", name=word("maps.line_24h")),
        _line(list(LINE_48H), colour=TOKENS["notice"], dash="6 6", name=word("maps.line_48h")),
    ]
