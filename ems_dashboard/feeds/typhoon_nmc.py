"""The JSON of the National Meteorological Centre's storm pages (view_…): lists without names.
Times are UTC and stand there twice; radii run NE, SE, SW, NW."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TypedDict

from ems_dashboard.errors import Refused
from ems_dashboard.feeds.jsonp import is_json, sequence, text_of, unwrapped
from ems_dashboard.feeds.reading import FeedContext, Reading
from ems_dashboard.feeds.tracks import (
    Position,
    Radii,
    Sheet,
    at,
    averaging,
    direction,
    heard,
    is_pressure,
    number,
    position,
    quadrants,
)  # fmt: skip
from ems_dashboard.feeds.values import Unreadable, whole
from ems_dashboard.moments import as_valid
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.storms import StormFix, StormForecast

NAME = "typhoon_nmc"
AGENCY = "CMA"
OWN_ID, NAME_EN, NAME_ZH, NATIONAL, POINTS = 0, 1, 2, 3, 8
FORCE_OF = {"30KTS": 7, "50KTS": 10, "64KTS": 12}
POINT_PARTS, FORECAST_PARTS = 8, 6


def recognises(name: str, head: bytes) -> bool:
    return is_json(head) and (b'"typhoon"' in head or b'"typhoonList"' in head)


def read(content: bytes, name: str, context: FeedContext) -> list[Reading]:
    reply = unwrapped(content, name, context)
    storm = reply.get("typhoon") if isinstance(reply, dict) else None
    if not isinstance(storm, list) or len(storm) <= POINTS or not isinstance(storm[POINTS], list):
        raise Refused(context.words("feeds.no_track", name=name))
    sheet = Sheet(context)
    of_storm = OfStorm(
        storm=text_of(storm[NATIONAL]) or f"NMC{text_of(storm[OWN_ID])}",
        source=context.words("feeds.source_nmc"),
    )
    names = Names(name_zh=text_of(storm[NAME_ZH]), name_en=text_of(storm[NAME_EN]).title())
    for n, point in enumerate(storm[POINTS]):
        place = f"points[{n}]"
        sheet.row(None, partial(_fix, sheet, point, place, of_storm, names))
        for where, row in _forecast_rows(point, place):
            sheet.row(None, partial(_forecast, sheet, row, where, of_storm))
    return sheet.readings()


class OfStorm(TypedDict):
    """The fields that every fact of the storm has."""

    storm: str
    source: str


class Names(TypedDict):
    name_zh: str
    name_en: str


class Centre(Position):
    pressure_hpa: float | None
    wind_ms: float | None


def _fix(sheet: Sheet, given: object, place: str, of_storm: OfStorm, names: Names) -> list[Fact]:
    point = _parts(given, POINT_PARTS, place)
    radii = Radii()
    for circle in sequence(point[10] if len(point) > 10 else None, place):
        force, *values = _parts(circle, 5, f"{place}[10]")[:5]
        if force in FORCE_OF:
            around = [_number(value, f"{place}[10]") for value in values]
            radii |= quadrants(FORCE_OF[force], around)
    return [
        StormFix(
            **of_storm,
            **names,
            agency=AGENCY,
            averaging_min=averaging(AGENCY),
            **_centre(point[4], point[5], point[6], point[7], place),
            grade=sheet.grade(text_of(point[3])),
            move_dir_deg=direction(text_of(point[8])) if len(point) > 8 else None,
            move_speed_kmh=_number(point[9], place) if len(point) > 9 else None,
            **radii,
            valid_at=as_valid(_checked(point, place)),
        )
    ]


def _checked(point: list[object], place: str) -> datetime:
    """The text is UTC; where it disagrees with the milliseconds beside it, one of the two is in
    another zone."""
    written = at(f"{place}[1]", _moment, text_of(point[1]))
    counted = at(f"{place}[2]", whole, text_of(point[2])) // 1000
    if abs(written.timestamp() - counted) >= 60:
        other = datetime.fromtimestamp(min(counted, 4e9), UTC)
        raise Unreadable(
            "times_disagree",
            value=text_of(point[1]),
            other=f"{other:%Y%m%d%H%M}",
            column=f"{place}[1]",
        )
    return written


def _forecast_rows(point: object, place: str) -> Iterator[tuple[str, object]]:
    agencies = point[11] if isinstance(point, list) and len(point) > 11 else None
    for agency, rows in (agencies if isinstance(agencies, dict) else {}).items():
        yield from (
            (f"{place}[11].{agency}[{n}]", row)
            for n, row in enumerate(rows if isinstance(rows, list) else [])
        )


def _forecast(sheet: Sheet, given: object, place: str, of_storm: OfStorm) -> list[Fact]:
    """[lead in hours, base, lng, lat, hPa, m/s, centre, grade]"""
    row = _parts(given, FORECAST_PARTS + 1, place)
    code = heard("agency").get(text_of(row[6]))
    if code is None:
        raise Unreadable("no_agency", value=text_of(row[6]), column=place)
    base, lead = at(place, _moment, text_of(row[1])), at(place, whole, text_of(row[0]))
    if not 0 < lead <= 240:
        raise Unreadable("not_lead", value=text_of(row[0]), column=place)
    return [
        StormForecast(
            **of_storm,
            agency=code,
            **_centre(row[2], row[3], row[4], row[5], place),
            grade=sheet.grade(text_of(row[7])) if len(row) > 7 else None,
            valid_at=as_valid(base),
            forecast_at=base + timedelta(hours=lead),
        )
    ]


def _centre(lon: object, lat: object, pressure: object, wind: object, place: str) -> Centre:
    hpa = _number(pressure, place)
    return {
        **position(_number(lat, place), _number(lon, place), place),
        "pressure_hpa": hpa if is_pressure(hpa) else None,
        "wind_ms": _number(wind, place),
    }


def _parts(given: object, count: int, place: str) -> list[object]:
    row = sequence(given, place)
    if len(row) < count:
        raise Unreadable("row_short", value=str(row)[:60], n=count, column=place)
    return row


def _number(value: object, place: str) -> float | None:
    return number(text_of(value), place) or None


def _moment(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y%m%d%H%M").replace(tzinfo=UTC)
    except ValueError:
        raise Unreadable("not_moment", value=text) from None
