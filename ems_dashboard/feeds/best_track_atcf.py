"""ATCF decks: comma separated, a line per wind radius. In a b-deck every line is JTWC's best
track; in an a-deck TECH is the agency and TAU the lead in hours. Knots, nautical miles, tenths
of a degree with the hemisphere's letter; lines may be short."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

from ems_dashboard.errors import Refused
from ems_dashboard.feeds.reading import FeedContext, Reading, decoded
from ems_dashboard.feeds.tracks import (
    BASIN,
    UNNAMED,
    Position,
    Radii,
    Sheet,
    at,
    averaging,
    heard,
    knots,
    miles,
    number,
    position,
    published,
    quadrants,
    storm_number,
)  # fmt: skip
from ems_dashboard.feeds.values import Unreadable
from ems_dashboard.moments import ValidAt, as_valid
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.storms import BEST_TRACK, StormFix, StormForecast

NAME = "best_track_atcf"
FIRST = re.compile(rb"[A-Z]{2},\s*\d{2},\s*\d{10},")
YEAR = re.compile(r"(?:18|19|20|21)[0-9]{2}")
BASIN_AT, NUMBER, TIME, MINUTES, TECH, TAU, LAT, LON, WIND, PRESSURE = 0, 1, 2, 3, 4, 5, 6, 7, 8, 9
RAD, CODE, RADII, NAME_AT = 11, 12, slice(13, 17), 27
NEEDED = 8
FORCE_OF = {"34": 7, "50": 10, "64": 12}
Line = tuple[int, list[str]]


def recognises(name: str, head: bytes) -> bool:
    return FIRST.match(head.lstrip()) is not None


def read(content: bytes, name: str, context: FeedContext) -> list[Reading]:
    texts = enumerate(decoded(content, name, context).splitlines(), 1)
    lines = [(line, _cells(text)) for line, text in texts if text.strip()]
    if len(lines[-1][1]) < NEEDED:
        raise Refused(context.words("feeds.cut_off", name=name, line=lines[-1][0]))
    sheet = Sheet(context)
    here = [item for item in lines if item[1][BASIN_AT] == BASIN]
    chosen = [item for item in here if len(item[1]) < NEEDED or _agency(item[1]) is not None]
    numbers = _numbers(sheet, chosen)
    for group in _moments(chosen):
        sheet.row(group[0][0], partial(_facts, group, numbers, context))
    if elsewhere := len(lines) - len(here):
        sheet.remark("other_basins", n=elsewhere)
    if models := len(here) - len(chosen):
        sheet.remark("models", n=models)
    return sheet.readings()


def _cells(text: str) -> list[str]:
    return [cell.strip() for cell in text.split(",")]


def _agency(cells: list[str]) -> str | None:
    """None for a numerical model, a consensus or an earlier position: those are no forecast of
    an agency."""
    tech, tau = cells[TECH], cells[TAU]
    if tech == "BEST":
        return "JTWC" + BEST_TRACK
    return heard("agency").get(tech) if not tau.startswith("-") else None


def _moments(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines of one position: one per wind radius."""
    groups: dict[tuple[str, ...], list[Line]] = {}
    for line, cells in lines:
        groups.setdefault(tuple(cells[: TAU + 1]), []).append((line, cells))
    yield from groups.values()


def _storm(cells: list[str]) -> str:
    return f"{cells[BASIN_AT]}{cells[NUMBER]}{cells[TIME][:4]}"


def _numbers(sheet: Sheet, lines: list[Line]) -> dict[str, tuple[str, str]]:
    """Own id → number and name; the name stands on later lines once the storm has one."""
    names: dict[str, str] = {}
    for _, cells in lines:
        if len(cells) < NEEDED or not YEAR.match(cells[TIME]):  # said when the line is read
            continue
        name = cells[NAME_AT] if len(cells) > NAME_AT else ""
        own = _storm(cells)
        names[own] = names.get(own, "") if UNNAMED.fullmatch(name) else name
    return {
        own: (storm_number(sheet, name, int(own[-4:]), own), name.title())
        for own, name in names.items()
    }


class Common(Position):
    """The fields of fixes and forecasts alike."""

    storm: str
    agency: str
    wind_ms: float | None
    pressure_hpa: float | None
    valid_at: ValidAt
    source: str


def _facts(
    group: list[Line], numbers: dict[str, tuple[str, str]], context: FeedContext
) -> list[Fact]:
    cells = group[0][1]
    if len(cells) < NEEDED:
        raise Unreadable("row_short", value=", ".join(cells), n=NEEDED)
    based = at("YYYYMMDDHH", _moment, cells[TIME]) + _minutes(cells)
    agency, (storm, name) = _agency(cells) or "", numbers[_storm(cells)]
    lead = at("TAU", _hours, cells[TAU])
    common: Common = {
        "storm": storm,
        "agency": agency,
        **position(at("LAT", _degrees, cells[LAT]), at("LON", _degrees, cells[LON]), "LAT"),
        "wind_ms": knots(_cell(cells, WIND, "VMAX")),
        "pressure_hpa": _cell(cells, PRESSURE, "MSLP") or None,
        "valid_at": as_valid(based),
        "source": "ATCF",
    }
    if lead:
        return [StormForecast(**common, forecast_at=based + timedelta(hours=lead))]
    radii = Radii()
    for _, line in group:
        radii |= _radii(line)
    radii["radius_scale"] = "knots"
    made_after = agency.endswith(BEST_TRACK)
    return [
        StormFix(
            **common,
            **radii,
            name_en=name,
            averaging_min=averaging(agency),
            known_at=published(based.year, context) if made_after else None,
        )
    ]


def _cell(cells: list[str], place: int, column: str) -> float | None:
    return number(cells[place], column) if len(cells) > place else None


def _radii(cells: list[str]) -> Radii:
    """NEQ: NE, SE, SW, NW. AAA: one radius all around. A line may end before all four."""
    force = FORCE_OF.get(cells[RAD]) if len(cells) > CODE else None
    if force is None:
        return {}
    values = [miles(number(cell, f"RAD{n}")) for n, cell in enumerate(cells[RADII], 1)]
    values += [None] * (4 - len(values))
    if cells[CODE] == "AAA":
        values = values[:1] * 4
    elif cells[CODE] != "NEQ":
        return {}
    return quadrants(force, values)


def _moment(text: str) -> datetime:
    if not YEAR.match(text):
        raise Unreadable("not_moment", value=text)
    try:
        return datetime.strptime(text, "%Y%m%d%H").replace(tzinfo=UTC)
    except ValueError:
        raise Unreadable("not_moment", value=text) from None


def _minutes(cells: list[str]) -> timedelta:
    """Of a best track; in an a-deck the column numbers the techniques."""
    text = cells[MINUTES]
    if cells[TECH] != "BEST" or not text:
        return timedelta()
    if not text.isdecimal() or int(text) > 59:
        raise Unreadable("not_minutes", value=text, column="TECHNUM/MIN")
    return timedelta(minutes=int(text))


def _hours(text: str) -> int:
    if not text.isdecimal() or int(text) > 240:
        raise Unreadable("not_lead", value=text)
    return int(text)


def _degrees(text: str) -> float:
    if not re.fullmatch(r"\d{1,4}[NSEW]", text):
        raise Unreadable("no_position", value=text)
    return int(text[:-1]) / 10 * (-1 if text[-1] in "SW" else 1)
