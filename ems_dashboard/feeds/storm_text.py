"""The text of a storm's bulletin, pasted: the analysed position with its circles, and the
positions forecast."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from ems_dashboard.clock import beijing
from ems_dashboard.feeds.bulletins import (
    Found,
    Heard,
    any_of,
    as_far_as_read,
    by_word,
    moments,
    straightened,
    tell_moment,
    words_of,
)
from ems_dashboard.feeds.tracks import direction, heard, is_pressure
from ems_dashboard.rules.terms import Grade
from ems_dashboard.text import catalogue

DEGREES = r"(\d{1,3}(?:\.\d+)?)"
LATITUDE = rf"(?:北纬{DEGREES}度?|{DEGREES}\s*(?:°|度)?\s*(?:N|北纬))"  # (\d
LONGITUDE = rf"(?:东经{DEGREES}度?|{DEGREES}\s*(?:°|度)?\s*(?:E|东经))"  # (\d
BETWEEN = r"[,;/()\u3001]{0,2}\s*"
POSITION = re.compile(
    rf"{LATITUDE}{BETWEEN}{LONGITUDE}|{LONGITUDE}{BETWEEN}{LATITUDE}", re.IGNORECASE
)
WIND = re.compile(
    r"(\d{1,3}(?:\.\d+)?)(?:米/秒|米每秒|m/s)|每秒(\d{1,3}(?:\.\d+)?)米", re.IGNORECASE
)
FORCE = re.compile(r"(?:最大风力|风力|阵风)[^。;]{0,6}?(\d{1,2})级")
PRESSURE = re.compile(r"(\d{3,4})(?:\.\d+)?(?:百帕|hPa)", re.IGNORECASE)
SPEED = re.compile(r"(?:每小时|时速)(?:约)?(\d{1,3})(?:(?:-|—|~|至|到)(\d{1,3}))?(?:公里|千米)")
LEAD = re.compile(r"(\d{1,3})(?:个)?(?:小时|h)(?:后|预报)?", re.IGNORECASE)
NUMBER = re.compile(r"(?:(\d{4})年)?第(\d{1,2})号")
CODE = re.compile(r"台风(?:国内)?编号(?:为)?:?(\d{4})(?!\d)")
NAME_ZH = re.compile(r"[“\"「『‘]([\u4e00-\u9fff·]{1,6})[”\"」』’]")
NAME_EN = re.compile(r"\((?:[\u4e00-\u9fff]{0,6}:?)?([A-Za-z][A-Za-z\-]{2,})")
KM = r"(\d{2,4})(?:(?:-|—|~|至|到)(\d{2,4}))?(?:公里|千米|km)?"
QUADRANTS = ("ne", "se", "sw", "nw")
FORCES = (7, 10, 12)
ROW = re.compile(
    r"^\s*(\d{1,3})[\s,]+(\d{1,2}(?:\.\d+)?)[\s,]+(\d{2,3}(?:\.\d+)?)(.*)$", re.MULTILINE
)
"""A line of a table: hours ahead, latitude, longitude, and perhaps wind and pressure."""
STRONGEST_MS = 120


@dataclass(frozen=True, slots=True)
class Point:
    """A position that is forecast; `at` or else `lead_h` says when."""

    lat: float
    lon: float
    at: datetime | None
    lead_h: int | None
    wind_ms: float | None
    pressure_hpa: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Bulletin:
    """`heard`: the fields of the fix; `points`: the forecast, in the order of the text."""

    heard: Heard
    points: tuple[Point, ...]


def read_storm(text: str, now: datetime) -> Bulletin:
    """Fields as the form has them: storm, name_zh, name_en, agency, valid_at, lat, lon, wind_ms,
    pressure_hpa, grade, move_dir_deg, move_speed_kmh, r7_ne_km …"""
    told = Heard()
    text = as_far_as_read(text, told)
    line = straightened(text)
    if not line:
        return Bulletin(told, ())
    places = list(_places(line))
    first = places[0] if places else None
    ends = places[1].start() if len(places) > 1 else len(line)
    analysis = line[: _sentence_before(line, first.end(), ends)] if first else line
    _position(told, first)
    _time(told, line[: first.start()] if first else line, now)
    _named(told, line, now)
    _strength(told, analysis)
    _moving(told, line)
    for force in FORCES:
        _circle(told, line, force)
    base = told.value("valid_at")
    found = _points(told, line, places[1:], base if isinstance(base, datetime) else None, now)
    return Bulletin(told, tuple(found) or tuple(_table(text)))


def _places(line: str) -> Iterator[re.Match[str]]:
    return (found for found in POSITION.finditer(line) if _degrees(found) is not None)


def _degrees(found: re.Match[str]) -> tuple[float, float] | None:
    numbers = [float(group) if group else None for group in found.groups()]
    lat = next((n for n in (*numbers[0:2], *numbers[6:8]) if n is not None), None)
    lon = next((n for n in numbers[2:6] if n is not None), None)
    if lat is None or lon is None or not (0 <= lat <= 60 and 90 <= lon <= 180):
        return None
    return lat, lon


def _sentence_before(line: str, start: int, end: int) -> int:
    """Where the analysis ends: at the last sentence that ends before the next position."""
    stop = line.rfind("\u3002", start, end)
    return end if stop < 0 or end == len(line) else stop


def _position(told: Heard, found: re.Match[str] | None) -> None:
    degrees = _degrees(found) if found else None
    if found is None or degrees is None:
        told.remark("no_position")
        return
    told.take("lat", degrees[0], found[0])
    told.take("lon", degrees[1], found[0])


def _time(told: Heard, before: str, now: datetime) -> None:
    """The last moment before the position: a bulletin may say first when it was made."""
    every = list(moments(before, now))
    tell_moment(told, every[-1] if every else None, "valid_at")


def _named(told: Heard, line: str, now: datetime) -> None:
    base = told.value("valid_at")
    year = beijing(base if isinstance(base, datetime) else now).year
    if code := CODE.search(line):
        told.take("storm", code[1], code[0])
    elif number := NUMBER.search(line):
        told.take("storm", f"{int(number[1] or year) % 100:02d}{int(number[2]):02d}", number[0])
    else:
        told.remark("no_number")
    if name := NAME_ZH.search(line):
        told.take("name_zh", name[1], name[0])
    if name := NAME_EN.search(line):
        told.take("name_en", name[1].title(), name[0])
    for office, agency in by_word("offices").items():
        if office in line:
            told.take("agency", agency, office)


def _strength(told: Heard, analysis: str) -> None:
    wind, pressure, force = WIND.search(analysis), PRESSURE.search(analysis), FORCE.search(analysis)
    speed = float(wind[1] or wind[2]) if wind else None
    if wind and speed is not None and speed <= STRONGEST_MS:
        told.take("wind_ms", speed, wind[0])
    elif force:
        told.remark("wind_open", words=force[0])
    if pressure and is_pressure(float(pressure[1])):
        told.take("pressure_hpa", float(pressure[1]), pressure[0])
    if grade := _grade(analysis):
        told.take("grade", *grade)


@cache
def _grades() -> dict[str, Grade]:
    return {catalogue()[f"terms.grade.{grade}"]["zh"]: grade for grade in Grade}


def _grade(analysis: str) -> tuple[Grade, str] | None:
    """强热带风暴级; where it became another, the last."""
    words = "|".join(sorted(_grades(), key=len, reverse=True))
    mark = any_of("level_mark")
    became = re.findall(rf"{any_of('became')}({words}){mark}?", analysis)
    names = became or re.findall(rf"({words}){mark}|\(({words})\)", analysis)
    flat = [name if isinstance(name, str) else name[0] or name[1] for name in names]
    return (_grades()[flat[-1]], flat[-1]) if became or len(set(flat)) == 1 else None


def _moving(told: Heard, line: str) -> None:
    speed = SPEED.search(line)
    if speed and speed[2]:
        told.remark("speed_open", words=speed[0])
    elif speed:
        told.take("move_speed_kmh", float(speed[1]), speed[0])
    points = "|".join(sorted(heard("compass"), key=len, reverse=True))
    ahead = line[speed.end() :] if speed else line
    towards = re.search(rf"{any_of('onward')}({points}){any_of('towards')}", ahead)
    if towards:
        told.take("move_dir_deg", direction(towards[1]), towards[0])
    elif still := re.search(any_of("standing_still"), line):
        told.remark("still", words=still[0])


def _circle(told: Heard, line: str, force: int) -> None:
    """One radius, a span, or some by quadrant. A span without quadrants counts as its greater
    end everywhere: who may be reached earlier is warned earlier."""
    forces = "|".join(any_of(f"force_{n}") for n in FORCES)
    ends = rf"(?:{forces}){any_of('circle')}|[\u3002;]|\Z"
    # not 17级, not 十七级
    begins = rf"(?<!\d)(?<!\u5341){any_of(f'force_{force}')}{any_of('circle')}"
    circle = re.search(rf"{begins}(?P<said>.*?)(?={ends})", line)
    if circle is None:
        return
    radii = _by_quadrant(circle["said"])
    if radii:
        for quadrant, (km, words) in radii.items():
            told.take(f"r{force}_{quadrant}_km", km, words)
        if len(radii) < len(QUADRANTS):
            told.remark("radius_part", words=circle[0])
    elif single := re.search(KM, circle["said"]):
        greatest = max(float(part) for part in single.groups() if part)
        for quadrant in QUADRANTS:
            told.take(f"r{force}_{quadrant}_km", greatest, circle[0])
        if single[2]:
            told.remark("radius_range", words=circle[0], km=f"{greatest:.0f}")


def _by_quadrant(text: str) -> dict[str, tuple[float, str]]:
    """东北300公里、东南和西南200公里: a distance belongs to all the quadrants named since the last one."""
    names = {"northeast": "ne", "southeast": "se", "southwest": "sw", "northwest": "nw"}
    quadrants = {word: code for name, code in names.items() for word in words_of(name)}
    token = re.compile(
        "|".join(re.escape(word) for word in sorted(quadrants, key=len, reverse=True)) + f"|{KM}"
    )
    found: dict[str, tuple[float, str]] = {}
    waiting: list[str] = []
    for match in token.finditer(text):
        if match[0] in quadrants:
            waiting.append(quadrants[match[0]])
            continue
        greatest = max(float(part) for part in match.groups() if part)
        found |= dict.fromkeys(waiting, (greatest, text))
        waiting = []
    return found


def _points(
    told: Heard, line: str, places: Sequence[re.Match[str]], base: datetime | None, now: datetime
) -> Iterator[Point]:
    """Each further position: its hour is the last one named before it, its strength what follows
    it."""
    for n, place in enumerate(places):
        begins = places[n - 1].end() if n else 0
        ends = places[n + 1].start() if n + 1 < len(places) else len(line)
        before, after = line[begins : place.start()], line[place.end() : ends]
        at, lead = _hour_of(before, base, now)
        if at is None and lead is None:
            told.remark("lead_open", words=place[0])
            continue
        degrees = _degrees(place)
        wind, pressure = WIND.search(after), PRESSURE.search(after)
        if degrees is not None:
            yield Point(
                *degrees, at, lead,
                float(wind[1] or wind[2]) if wind else None,
                float(pressure[1]) if pressure and is_pressure(float(pressure[1])) else None,
                line[max(begins, place.start() - 24) : place.end()],
            )  # fmt: skip


def _hour_of(
    before: str, base: datetime | None, now: datetime
) -> tuple[datetime | None, int | None]:
    """A moment, or hours ahead, whichever is named last before the position."""
    every = [when for when in moments(before, now, base) if when.value is not None]
    leads = list(LEAD.finditer(before))
    if leads and (not every or leads[-1].start() > every[-1].start):
        return None, int(leads[-1][1])
    if not every or every[-1].value is None:
        return None, None
    at = every[-1].value
    return (
        (at, None)
        if base is None or timedelta(0) < at - base <= timedelta(days=7)
        else (None, None)
    )


def _table(text: str) -> Iterator[Point]:
    """Lines of figures alone, as they are copied out of a table."""
    for row in ROW.finditer(text):
        lead, lat, lon = int(row[1]), float(row[2]), float(row[3])
        rest = [float(number) for number in re.findall(r"\d+(?:\.\d+)?", row[4])]
        if 0 < lead <= 168 and 0 <= lat <= 60 and 90 <= lon <= 180:
            pressure = next((n for n in rest if is_pressure(n)), None)
            wind = next((n for n in rest if n <= STRONGEST_MS), None)
            yield Point(lat, lon, None, lead, wind, pressure, row[0].strip())


__all__ = ["Bulletin", "Found", "Point", "read_storm"]
