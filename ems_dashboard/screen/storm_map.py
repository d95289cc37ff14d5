"""The map of one storm as data for storm_map.js: the track, the agencies, circles, rings, names and
an earlier storm, with every word and figure ready to show. The land is asked for once
(map_land)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from shapely.geometry import Point, mapping

from ems_dashboard.clock import beijing, iso, short_time
from ems_dashboard.rules.city import City
from ems_dashboard.rules.expected_wind import ExpectedWind, first_of_each_force
from ems_dashboard.rules.geometry import beside, destination
from ems_dashboard.rules.similar_tracks import Similar
from ems_dashboard.rules.storms import StormForecast
from ems_dashboard.rules.wind import force
from ems_dashboard.rules.wind_averaging import AVERAGING_MIN, two_minute_wind_ms
from ems_dashboard.screen import map_data
from ems_dashboard.screen.map_view import Bounds, city_bounds
from ems_dashboard.screen.theme import TOKENS
from ems_dashboard.situation.boundaries import REVIEW_NUMBER, county_shapes
from ems_dashboard.situation.cone import cone
from ems_dashboard.situation.picture import Storm
from ems_dashboard.situation.wind_words import hour
from ems_dashboard.text import Words

Data = dict[str, object]
LAND = "/map/land"
SEEN = timedelta(hours=48)
"""So much of the forecasts is in view when the map opens."""
LABEL_HOURS = 12
"""Between two forecast points that bear their hour."""
RINGS_KM = (100, 300, 500, 800)
DASHES = {"CMA": "9 5", "JMA": "2 5", "JTWC": "14 4 3 4", "CWA": "5 4", "HKO": "14 6"}
"""Of the agencies' lines, so that they are told apart without their colours."""
FIRST = ("CMA", "JMA", "CWA", "HKO", "JTWC")
"""The first of these that is shown bears the hours."""
CIRCLE_LOOKS = {7: (1.2, 0.05), 10: (2.2, 0.09), 12: (3.4, 0.14)}
"""Force → width of the line and depth of the ground."""
UNITS_FROM_ZOOM = 8.4
PALE_DEG = 0.01
LINE_LABELS = {"line_24h": ((127, 30), (127, 25), (119, 15)), "line_48h": ((132, 30), (132, 20))}


@dataclass(frozen=True, slots=True)
class Replay:
    """`moments`: the bulletins known by now, in order of time; `chosen`: the one shown."""

    moments: Sequence[datetime]
    chosen: datetime


Winds = Mapping[str, Sequence[ExpectedWind]]


def storm_map(
    storm: Storm,
    city: City,
    word: Words,
    replay: Replay,
    earlier: Similar | None,
    winds: Winds,
) -> Data:
    """`winds`: of each unit, the weak first."""
    pale = cone(storm, city.track_errors)
    etas = {unit: _eta(told, replay.chosen, word) for unit, told in winds.items()}
    everywhere = first_of_each_force(wind for told in winds.values() for wind in told)
    eta = _eta(everywhere, replay.chosen, word)
    return {
        "storm": storm.storm,
        "land": LAND,
        "view": view(storm, city),
        "track": _track(storm, word),
        "circles": list(_circles(storm, word)),
        "cone": None if pale is None else mapping(pale.simplify(PALE_DEG)),
        "agencies": [_agency(storm, agency, word) for agency in _in_order(storm.forecasts)],
        "rings": list(_rings(city)),
        "lines": list(_warning_lines(word)),
        "names": [*_names(city, eta, word), *_unit_names(city, etas, word)],
        "earlier": _earlier(earlier, word) if earlier else None,
        "moments": [[iso(moment), short_time(moment)] for moment in replay.moments],
        "chosen": iso(replay.chosen),
        "key": _key(storm, word) | {"cone": "" if pale is None else cone_said(city, word)},
        "text": {name: word(f"storm.map.{name}") for name in TEXTS},
    }


TEXTS = ("wheel", "play", "stop", "replay", "before", "after", "shown", "earlier_toggle")


def view(storm: Storm, city: City) -> Bounds:
    """The city, the centre and what the agencies expect of it within two days."""
    until = storm.position.valid_at + SEEN
    (south, west), (north, east) = city_bounds(city)
    ahead = [point for points in storm.forecasts.values() for point in points]
    places = [(point.lat, point.lon) for point in ahead if point.forecast_at <= until]
    places += [(storm.position.lat, beside(storm.position.lon, west))]
    lats, lons = [lat for lat, _ in places], [lon for _, lon in places]
    return (
        (round(min(south, *lats), 2), round(min(west, *lons), 2)),
        (round(max(north, *lats), 2), round(max(east, *lons), 2)),
    )


def _in_order(agencies: Iterable[str]) -> list[str]:
    rank = {agency: number for number, agency in enumerate(FIRST)}
    return sorted(agencies, key=lambda agency: (rank.get(agency, len(rank)), agency))


def _track(storm: Storm, word: Words) -> Data:
    now = storm.position
    return {
        "points": [
            {
                "at": [fix.lat, fix.lon],
                "colour": map_data.grade_colour(fix),
                "said": f"{short_time(fix.valid_at)} {map_data.strength(fix, word)}",
            }
            for fix in storm.fixes
        ],
        "name": f"{_name(storm, word)} {beijing(now.valid_at):%H:%M}",
        "label": map_data.strength(now, word),
    }


def _name(storm: Storm, word: Words) -> str:
    return storm.name_zh if word.lang == "zh" else storm.name_en


def _circles(storm: Storm, word: Words) -> Iterator[Data]:
    for made in map_data.circles(storm):
        ring = made["geometry"]["coordinates"][0]
        strength = made["properties"]["force"]
        width, depth = CIRCLE_LOOKS[strength]
        south = min(ring, key=lambda place: place[1])
        yield {
            "ring": [[lat, lon] for lon, lat in ring],
            "weight": width,
            "depth": depth,
            "name": word("storm.map.circle", force=strength),
            "label_at": [south[1], south[0]],
        }


def _agency(storm: Storm, agency: str, word: Words) -> Data:
    """Its line from the centre on; each point with what it says, about every twelfth hour with its
    label."""
    ahead = [
        point for point in storm.forecasts[agency] if point.forecast_at > storm.position.valid_at
    ]
    bearing = _bearing_labels(ahead, storm.position.valid_at)
    name = word.either(f"terms.agency.{agency}", agency)
    return {
        "code": agency,
        "name": name,
        "colour": map_data.AGENCY_COLOURS.get(agency, TOKENS["second"]),
        "dash": DASHES.get(agency, "4 4"),
        "from": [storm.position.lat, storm.position.lon],
        "points": [
            {
                "at": [point.lat, point.lon],
                "name": _hour(point, word),
                "label": _strength(point, word),
                "said": f"{name} {short_time(point.forecast_at)} {_wind(point, word)}".strip(),
                "labelled": point.forecast_at in bearing,
            }
            for point in ahead
        ],
    }


def _bearing_labels(ahead: Sequence[StormForecast], since: datetime) -> set[datetime]:
    """The hours of the points that are so far from the one labelled before."""
    found: set[datetime] = set()
    for point in ahead:
        if point.forecast_at - since >= timedelta(hours=LABEL_HOURS):
            since = point.forecast_at
            found.add(since)
    return found


def _hour(point: StormForecast, word: Words) -> str:
    at = beijing(point.forecast_at)
    return word("storm.map.hour", day=at.day, hour=f"{at:%H}")


def _strength(point: StormForecast, word: Words) -> str:
    """Force and pressure; the force of the two-minute mean, as warnings know it."""
    wind_ms = two_minute_wind_ms(point.wind_ms, point.agency)
    said = word("storm.map.force", force=force(wind_ms)) if wind_ms is not None else ""
    pressure = f"{point.pressure_hpa:.0f} hPa" if point.pressure_hpa is not None else ""
    return " ".join(part for part in (said, pressure) if part)


def _wind(point: StormForecast, word: Words) -> str:
    """As the agency gives it, and what that is as a mean of two minutes where it averages over
    others."""
    if point.wind_ms is None:
        return ""
    minutes = AVERAGING_MIN.get(point.agency, 2)
    if minutes == 2:
        return f"{point.wind_ms:.0f} m/s"
    as_two = two_minute_wind_ms(point.wind_ms, point.agency)
    return word(
        "storm.map.converted", wind=f"{point.wind_ms:.0f}", minutes=minutes, two=f"{as_two:.0f}"
    )


def _rings(city: City) -> Iterator[Data]:
    """Distances from the middle of the city."""
    (south, west), (north, east) = city_bounds(city)
    lon, lat = (west + east) / 2, (south + north) / 2
    for km in RINGS_KM:
        ring = [destination(lon, lat, bearing, km) for bearing in range(0, 361, 5)]
        label = destination(lon, lat, 135, km)
        yield {
            "ring": [[round(y, 3), round(x, 3)] for x, y in ring],
            "name": f"{km} km",
            "label_at": [label[1], label[0]],
        }


def _warning_lines(word: Words) -> Iterator[Data]:
    for name, line, dash in (
        ("line_24h", map_data.LINE_24H, ""),
        ("line_48h", map_data.LINE_48H, "6 6"),
    ):
        yield {
            "line": [[lat, lon] for lon, lat in line],
            "dash": dash,
            "name": word(f"maps.{name}"),
            "labels_at": [[lat, lon] for lon, lat in LINE_LABELS[name]],
        }


def _eta(winds: Sequence[ExpectedWind], moment: datetime, word: Words) -> str:
    """When the weakest wind that is still to come comes most likely; once all have come, when the
    strongest did. `winds`: the weak first."""
    for wind in winds:
        if wind.likely > moment:
            return word("storm.map.eta", force=wind.force, at=hour(wind.likely, moment))
    if not winds:
        return ""
    return word("storm.map.eta_come", force=winds[-1].force, at=hour(winds[-1].likely, moment))


def _names(city: City, eta: str, word: Words) -> Iterator[Data]:
    """The city's own with when the wind comes to the first of its units."""
    shapes = county_shapes(city).values()
    for name in city.map_names:
        at = Point(name.lon, name.lat)
        own = name.kind == "city" and any(shape.covers(at) for shape in shapes)
        yield {
            "label_kind": name.kind,
            "label_at": [name.lat, name.lon],
            "name": name.name_zh if word.lang == "zh" else name.name_en,
            "label": eta if own else "",
            "zooms": [name.from_zoom, name.to_zoom],
        }


def _unit_names(city: City, etas: Mapping[str, str], word: Words) -> Iterator[Data]:
    shapes = county_shapes(city)
    for unit in city.units:
        shape = shapes.get(unit.code)
        place = shape.representative_point().coords[0] if shape else (unit.lon, unit.lat)
        yield {
            "label_kind": "place",
            "label_at": [round(place[1], 3), round(place[0], 3)],
            "name": unit.short if word.lang == "zh" else unit.short_en,
            "label": etas.get(unit.code, ""),
            "zooms": [UNITS_FROM_ZOOM, 18],
        }


def _earlier(similar: Similar, word: Words) -> Data:
    first = similar.fixes[0]
    name = first.name_zh if word.lang == "zh" else first.name_en
    end = similar.fixes[-1]
    return {
        "line": [[fix.lat, fix.lon] for fix in similar.fixes],
        "name": word("storm.map.earlier", number=first.storm, name=name, km=f"{similar.km:.0f}"),
        "short": f"{first.storm} {name}",
        "label_at": [end.lat, end.lon],
        "said": [
            f"{first.storm} {short_time(fix.at)}"
            + (f" {fix.wind_ms:.0f} m/s" if fix.wind_ms is not None else "")
            for fix in similar.fixes
        ],
    }


def _key(storm: Storm, word: Words) -> Data:
    """What is drawn, and nothing else."""
    seen = dict.fromkeys(fix.grade for fix in storm.fixes if fix.grade)
    return {
        "grades": [
            [colour, word(f"terms.grade.{grade}")]
            for grade, colour in map_data.GRADE_COLOURS.items()
            if grade in seen
        ],
        "circles": [
            [
                CIRCLE_LOOKS[made["properties"]["force"]][0],
                word("storm.map.circle", force=made["properties"]["force"]),
            ]
            for made in map_data.circles(storm)
        ],
        "lines": [["", word("maps.line_24h")], ["6 6", word("maps.line_48h")]],
        "rings": word("storm.map.rings"),
        "credit": word("maps.credit", number=REVIEW_NUMBER),
    }


def cone_said(city: City, word: Words) -> str:
    if not city.track_errors:
        return word("storm.cone")
    row = city.track_errors[0]
    return word("storm.map.cone", source=row.source, storms=row.storms)
