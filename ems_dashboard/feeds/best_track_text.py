"""The best tracks of CMA and of JMA as text: a header `66666 …` per storm with the number of its
rows, then the rows. Both are UTC and 0.1°; CMA gives m/s (2 minutes) and its own number of the
storm, JMA knots (10 minutes)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from ems_dashboard.errors import Refused
from ems_dashboard.feeds.best_track_ibtracs import CMA_GRADES, JMA_GRADES, jma_radii
from ems_dashboard.feeds.reading import FeedContext, Reading, decoded
from ems_dashboard.feeds.tracks import (
    SEASONS,
    Position,
    Radii,
    Sheet,
    at,
    averaging,
    knots,
    number,
    position,
    published,
)
from ems_dashboard.feeds.values import Unreadable
from ems_dashboard.moments import KnownAt, ValidAt, as_known, as_valid
from ems_dashboard.rules.storms import BEST_TRACK, StormFix

NAME = "best_track_cma_jma"
MARK = "66666"
LESS_THAN_10 = 9
JMA_ROW = re.compile(r"\d{8}\s+\d{3}\s")


@dataclass(frozen=True, slots=True)
class Header:
    storm: str
    name: str
    rows: int
    known_at: KnownAt | None
    source: str


def recognises(name: str, head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(MARK.encode())


def read(content: bytes, name: str, context: FeedContext) -> list[Reading]:
    lines = [
        (line, text)
        for line, text in enumerate(decoded(content, name, context).splitlines(), 1)
        if text.strip()
    ]
    sheet = Sheet(context)
    for header, rows in _storms(lines, name, context):
        for line, text in rows:
            make = _jma if JMA_ROW.match(text) else _cma
            sheet.row(line, partial(make, text.split(), header))
    return sheet.readings()


def _storms(
    lines: list[tuple[int, str]], name: str, context: FeedContext
) -> Iterator[tuple[Header, list[tuple[int, str]]]]:
    """Each header with the rows it announces. A storm with fewer is cut off."""
    while lines:
        line, text = lines[0]
        header = _header(text.split(), lines[1][1] if len(lines) > 1 else "", context)
        if header is None:
            raise Refused(context.words("feeds.no_track_header", name=name, line=line))
        rows = lines[1 : header.rows + 1]
        if len(rows) < header.rows or any(row.startswith(MARK) for _, row in rows):
            raise Refused(
                context.words("feeds.cut_off", name=name, line=rows[-1][0] if rows else line)
            )
        yield header, rows
        lines = lines[header.rows + 1 :]


def _header(parts: list[str], row: str, context: FeedContext) -> Header | None:
    """`66666 number rows serial number flag … NAME date`; a depression that CMA did not number
    bears 0000."""
    if len(parts) < 7 or parts[0] != MARK or not parts[2].isdecimal() or not row[:4].isdecimal():
        return None
    jma = bool(JMA_ROW.match(row))
    season = _century(row[:2]) if jma else int(row[:4])
    if season not in SEASONS:
        return None
    storm = parts[4] if parts[4].strip("0") else f"{season}TD{parts[3]}"
    name = " ".join(parts[7:-1]).strip("()")
    return Header(
        storm,
        name.title(),
        int(parts[2]),
        _date(parts[-1]) or published(season, context),
        context.words("feeds.source_best_track"),
    )


def _century(year: str) -> int:
    return int(year) + (1900 if int(year) > 50 else 2000)


def _date(text: str) -> KnownAt | None:
    try:
        return as_known(datetime.strptime(text, "%Y%m%d").replace(tzinfo=UTC))
    except ValueError:
        return None


def _cma(parts: list[str], header: Header) -> list[StormFix]:
    """YYYYMMDDHH I LAT LON PRES WND. A wind of 9 says "below 10" and 0 "missing": neither is a
    figure."""
    when, grade, lat, lon, pressure, wind = _exactly(6, parts)
    speed = number(wind, "WND")
    return [
        StormFix(
            agency="CMA" + BEST_TRACK,
            averaging_min=averaging("CMA"),
            grade=CMA_GRADES.get(grade),
            wind_ms=None if speed in (0, LESS_THAN_10) else speed,
            pressure_hpa=number(pressure, "PRES") or None,
            **_common(header, when, "%Y%m%d%H", lat, lon),
        )
    ]


def _jma(parts: list[str], header: Header) -> list[StormFix]:
    """yymmddHH 002 C LLL LLLL PPPP VVV HIIII JJJJ KLLLL MMMM: H and K are the directions of the
    longest radii of 50 and 30 knots."""
    when, _, grade, lat, lon, pressure = _exactly(6, parts)
    wind, *circles = [part for part in parts[6:] if part.isdecimal()] or [""]
    radii = Radii(radius_scale="jma")
    for force, pair in ((10, circles[0:2]), (7, circles[2:4])):
        if len(pair) == 2:
            (towards, long), short = (pair[0][0], pair[0][1:]), pair[1]
            radii |= jma_radii(force, float(long or 0), float(short), float(towards))
    return [
        StormFix(
            agency="JMA" + BEST_TRACK,
            averaging_min=averaging("JMA"),
            grade=JMA_GRADES.get(grade),
            wind_ms=knots(number(wind, "VVV")),
            pressure_hpa=number(pressure, "PPPP") or None,
            **radii,
            **_common(header, f"{_century(when[:2]) // 100}{when}", "%Y%m%d%H", lat, lon),
        )
    ]


class Common(Position):
    """The fields that are the same in both formats."""

    storm: str
    name_en: str
    valid_at: ValidAt
    known_at: KnownAt | None
    source: str


def _exactly(count: int, parts: list[str]) -> list[str]:
    if len(parts) < count:
        raise Unreadable("row_short", value=" ".join(parts), n=count)
    return parts[:count]


def _common(header: Header, when: str, form: str, lat: str, lon: str) -> Common:
    tenths = at("LAT", _tenths, lat), at("LON", _tenths, lon)
    return {
        "storm": header.storm,
        "name_en": header.name,
        **position(*tenths, "LAT"),
        "valid_at": as_valid(at("time", lambda text: _moment(text, form), when)),
        "known_at": header.known_at,
        "source": header.source,
    }


def _tenths(text: str) -> float:
    if not text.lstrip("-").isdecimal():
        raise Unreadable("not_number", value=text)
    return int(text) / 10


def _moment(text: str, form: str) -> datetime:
    try:
        return datetime.strptime(text, form).replace(tzinfo=UTC)
    except ValueError:
        raise Unreadable("not_moment", value=text) from None
