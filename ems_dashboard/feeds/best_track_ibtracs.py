"""IBTrACS v04 CSV: one row per storm and moment with the best track of every agency side by
side. Times are UTC, winds knots, radii nautical miles, a blank is one space, and the second row
holds the units."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from ems_dashboard.errors import Refused
from ems_dashboard.feeds.csv_folder import records
from ems_dashboard.feeds.reading import FeedContext, Reading, decoded
from ems_dashboard.feeds.tracks import (
    BASIN,
    Radii,
    Sheet,
    at,
    averaging,
    knots,
    lopsided,
    miles,
    number,
    position,
    published,
    quadrants,
    season_of,
    storm_number,
)  # fmt: skip
from ems_dashboard.feeds.values import moment
from ems_dashboard.moments import KnownAt, as_valid
from ems_dashboard.rules.storms import BEST_TRACK, StormFix
from ems_dashboard.rules.terms import Grade

NAME = "best_track_ibtracs"
AGENCIES = {"CMA": "CMA", "TOKYO": "JMA", "USA": "JTWC", "HKO": "HKO"}
NEEDED = {"SID", "SEASON", "BASIN", "NAME", "ISO_TIME"}
CMA_GRADES = dict(
    zip("123456", (g for g in Grade if g is not Grade.EXTRATROPICAL), strict=True)
) | {"9": Grade.EXTRATROPICAL}
JMA_GRADES = {"2": Grade.TD, "3": Grade.TS, "4": Grade.STS, "5": Grade.TY, "6": Grade.EXTRATROPICAL}
Row = dict[str, str]


def recognises(name: str, head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").startswith(b"SID,SEASON,")


def read(content: bytes, name: str, context: FeedContext) -> list[Reading]:
    rows = records(decoded(content, name, context), name, context)
    _, header = next(rows, (1, ()))
    if missing := NEEDED - set(header):
        raise Refused(
            context.words("feeds.missing_columns", columns=context.words.listed(sorted(missing)))
        )
    next(rows, None)  # the units
    sheet, elsewhere, spurs = Sheet(context), 0, 0
    numbers: dict[str, str] = {}
    for line, cells in rows:
        row = dict.fromkeys(header, "") | dict(
            zip(header, (cell.strip() for cell in cells), strict=False)
        )
        if row["BASIN"] != BASIN:
            elsewhere += 1
            continue
        if (
            "spur" in row.get("TRACK_TYPE", "").lower()
        ):  # a branch that merges with the main track or leaves it
            spurs += 1
            continue
        sheet.row(line, partial(_fixes, row, sheet, numbers))
    if elsewhere:
        sheet.remark("other_basins", n=elsewhere)
    if spurs:
        sheet.remark("spurs", n=spurs)
    return sheet.readings()


def _fixes(row: Row, sheet: Sheet, numbers: dict[str, str]) -> list[StormFix]:
    """What each agency says of the moment."""
    sid, season = row["SID"], season_of(row["SEASON"])
    if sid not in numbers:
        numbers[sid] = storm_number(sheet, row["NAME"], season, sid)
    when = at("ISO_TIME", lambda text: moment(f"{text}Z"), row["ISO_TIME"])
    return list(_by_agency(row, numbers[sid], when, published(season, sheet.context)))


def _by_agency(
    row: Row, storm: str, when: datetime, known_at: KnownAt | None
) -> Iterator[StormFix]:
    for prefix, agency in AGENCIES.items():
        lat, lon = (
            number(row.get(f"{prefix}_{name}", ""), f"{prefix}_{name}") for name in ("LAT", "LON")
        )
        if lat is None and lon is None:
            continue
        yield StormFix(
            storm=storm,
            name_en=row["NAME"].title(),
            agency=agency + BEST_TRACK,
            **position(lat, lon, f"{prefix}_LAT"),
            pressure_hpa=number(row.get(f"{prefix}_PRES", ""), f"{prefix}_PRES"),
            wind_ms=knots(number(row.get(f"{prefix}_WIND", ""), f"{prefix}_WIND")),
            grade=_grade(prefix, row),
            averaging_min=averaging(agency),
            **_radii(prefix, row),
            valid_at=as_valid(when),
            known_at=known_at,
            source="IBTrACS v04",
        )


def _grade(prefix: str, row: Row) -> Grade | None:
    """Of the agencies whose classes are those of the national standard; JTWC's are wider."""
    if prefix == "CMA":
        return CMA_GRADES.get(row.get("CMA_CAT", ""))
    return JMA_GRADES.get(row.get("TOKYO_GRADE", "")) if prefix == "TOKYO" else None


def _radii(prefix: str, row: Row) -> Radii:
    if prefix == "USA":
        found = Radii(radius_scale="knots")
        for force, wind in ((7, 34), (10, 50), (12, 64)):
            names = [f"USA_R{wind}_{quadrant}" for quadrant in ("NE", "SE", "SW", "NW")]
            found |= quadrants(force, [miles(number(row.get(name, ""), name)) for name in names])
        return found
    if prefix != "TOKYO":
        return Radii()
    found = Radii(radius_scale="jma")
    for force, wind in ((7, 30), (10, 50)):
        long, short, towards = (
            number(row.get(f"TOKYO_R{wind}_{name}", ""), f"TOKYO_R{wind}_{name}")
            for name in ("LONG", "SHORT", "DIR")
        )
        found |= jma_radii(force, long, short, towards)
    return found


def jma_radii(force: int, long: float | None, short: float | None, towards: float | None) -> Radii:
    """`towards`: 1 NE, clockwise to 8 N; 9 a full circle. JMA's outer circle is that of 30
    knots."""
    if not long:
        return {}
    short = short or long
    around = [long] * 4 if towards in (None, 0, 9) else lopsided(long, short, 45.0 * towards)
    return quadrants(force, [miles(value) for value in around])
