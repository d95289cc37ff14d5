"""What the storm feeds share: the storm's number, units, quadrants, and a sentence for every row
that cannot be read.

A best track is made after the season. It stands beside the operational track as an agency of its
own (CMA-BT …), so that it replaces no fix that has wind circles, and it is known from its
publication on, so that no past picture shows hindsight."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from math import cos, radians, sin, sqrt
from typing import TypedDict, TypeVar, cast

from ems_dashboard.feeds.reading import FeedContext, Problem, Reading
from ems_dashboard.feeds.values import Unreadable, decimal, member
from ems_dashboard.moments import KnownAt, as_known
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.storms import BEST_TRACK, StormFix, StormForecast
from ems_dashboard.rules.terms import Grade
from ems_dashboard.rules.wind_averaging import AVERAGING_MIN
from ems_dashboard.text import LANGS, catalogue

T = TypeVar("T")
KNOT_MS = 0.514444
MILE_KM = 1.852
FORCES = (7, 10, 12)
QUADRANTS = ("ne", "se", "sw", "nw")
PRESSURES_HPA = (850, 1060)
BASIN = "WP"
SEASONS = range(1840, 2200)
UNNAMED = re.compile(r"|NOT_NAMED|UNNAMED|NAMELESS|\(NAMELESS\)|INVEST|NONAME")


class Position(TypedDict):
    """The fields of a fact that say where a centre lies."""

    lat: float
    lon: float


class Radii(TypedDict, total=False):
    """The fields of a fact for the wind radii that a source gives."""

    radius_scale: str
    r7_ne_km: float | None
    r7_se_km: float | None
    r7_sw_km: float | None
    r7_nw_km: float | None
    r10_ne_km: float | None
    r10_se_km: float | None
    r10_sw_km: float | None
    r10_nw_km: float | None
    r12_ne_km: float | None
    r12_se_km: float | None
    r12_sw_km: float | None
    r12_nw_km: float | None


@dataclass
class Sheet:
    """Rows being read: what became of each, and what there is to say."""

    context: FeedContext
    facts: list[Fact] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    read: int = 0
    rejected: int = 0
    strange_grades: Counter[str] = field(default_factory=Counter)

    def row(self, line: int | None, make: Callable[[], Iterable[Fact]]) -> None:
        self.read += 1
        try:
            self.facts += make()
        except Unreadable as error:
            self.rejected += 1
            place, value = str(error.values.get("column", "")), str(error.values.get("value", ""))
            self.problems.append(Problem(line, place, value, error.sentence(self.context.words)))

    def remark(self, key: str, **values: object) -> None:
        """Something to say of the file as a whole; no row is rejected by it."""
        self.problems.append(Problem(None, "", "", self.context.words(f"feeds.{key}", **values)))

    def grade(self, text: str) -> Grade | None:
        """By any of its names. A word of another agency leaves the grade unknown and is told
        with the file: it takes no position and no wind away."""
        if not text.strip():
            return None
        try:
            return member(Grade)(text)
        except Unreadable:
            self.strange_grades[text.strip()[:20]] += 1
            return None

    def readings(self) -> list[Reading]:
        """One per kind; the rows are counted with the first."""
        if self.strange_grades:
            words = self.context.words.listed(self.strange_grades)
            self.remark("strange_grades", n=self.strange_grades.total(), words=words[:200])
        found: list[Reading] = []
        for kind in (StormFix, StormForecast):
            facts = tuple(fact for fact in self.facts if isinstance(fact, kind))
            if facts or kind is StormFix:
                found.append(Reading(kind.KIND, 0, facts))
        problems = tuple(self.problems)
        found[0] = replace(found[0], read=self.read, rejected=self.rejected, problems=problems)
        return found


def storm_number(sheet: Sheet, name: str, season: int, own: str) -> str:
    """The national number (2311) of the storm of this name and season: the centres abroad number
    storms otherwise (海葵 is JTWC's WP10). Without a match the file's own id stays, and is said."""
    known = None if UNNAMED.fullmatch(name.upper()) else sheet.context.storm_called(name, season)
    if known is None:
        sheet.remark("storm_unknown", name=name or "—", season=season, own=own)
    return known or own


def published(season: int, context: FeedContext) -> KnownAt | None:
    """When a best track that names no date is taken as known: after its season; during it, as
    the store decides."""
    after = datetime(season + 1, 1, 1, tzinfo=UTC)
    return as_known(after) if after <= context.now else None


def season_of(text: str) -> int:
    if not text.isdecimal() or int(text) not in SEASONS:
        raise Unreadable("not_moment", value=text, column="SEASON")
    return int(text)


def averaging(agency: str) -> int | None:
    return AVERAGING_MIN.get(agency.removesuffix(BEST_TRACK))


def number(text: str, column: str) -> float | None:
    """None for an empty cell."""
    return at(column, decimal, text) if text.strip() else None


def at(column: str, read: Callable[[str], T], text: str) -> T:
    """What `read` makes of the text; a failure names the column."""
    try:
        return read(text)
    except Unreadable as error:
        raise Unreadable(error.key, **(error.values | {"column": column})) from None


def position(lat: float | None, lon: float | None, column: str) -> Position:
    """Longitudes run to 360 in some files."""
    if (
        lat is None
        or lon is None
        or not (-90 <= lat <= 90 and -180 <= lon <= 360)
        or (lat, lon) == (0, 0)
    ):
        raise Unreadable("no_position", value=f"{lat}, {lon}", column=column)
    return {"lat": round(lat, 2), "lon": round((lon + 180) % 360 - 180, 2)}


def quadrants(force: int, values: Sequence[float | None]) -> Radii:
    """`values` run NE, SE, SW, NW. Naught is no radius."""
    named = zip(QUADRANTS, values, strict=True)
    return cast(Radii, {f"r{force}_{quadrant}_km": value or None for quadrant, value in named})


def lopsided(longest: float, shortest: float, towards: float) -> list[float]:
    """A circle through the longest radius in the direction `towards` and the shortest opposite,
    measured from the storm's centre in the middle of each quadrant."""
    shift, radius = (longest - shortest) / 2, (longest + shortest) / 2
    angles = (radians(middle - towards) for middle in (45, 135, 225, 315))
    return [
        round(shift * cos(angle) + sqrt(radius**2 - (shift * sin(angle)) ** 2), 1)
        for angle in angles
    ]


def knots(value: float | None) -> float | None:
    return round(value * KNOT_MS, 1) if value else None


def miles(value: float | None) -> float | None:
    return round(value * MILE_KM, 1) if value else None


def is_pressure(value: float | None) -> bool:
    return value is not None and PRESSURES_HPA[0] <= value <= PRESSURES_HPA[1]


@cache
def heard(subject: str) -> dict[str, str]:
    """Name as a source writes it → code, from text/heard.toml."""
    found: dict[str, str] = {}
    for key, entry in catalogue().items():
        if key.startswith(f"heard.{subject}."):
            found |= {
                name: key.rpartition(".")[2] for lang in LANGS for name in entry[lang].split("|")
            }
    return found


def direction(name: str) -> float | None:
    """Degrees of one of the sixteen points, in Chinese or by its letters; None where none is
    said."""
    points = [key.rpartition(".")[2] for key in catalogue() if key.startswith("heard.compass.")]
    point = heard("compass").get(name.strip())
    return None if point is None else points.index(point) * 22.5
