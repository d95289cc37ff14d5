"""What texts of bulletins share: each thing found with the words that it was taken from, and
what could not be told. Nothing is guessed silently: who pasted the text sees both."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from ems_dashboard.clock import BEIJING, beijing
from ems_dashboard.feeds.values import plain
from ems_dashboard.text import Words, catalogue

SPACES = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
"""Lines break anywhere in what is pasted; between digits a space parts a day from its hour."""
YEAR_MONTH_MOMENT = r"(?:(?P<year>\d{4})[年/.\-])?(?:(?P<month>\d{1,2})[月/.\-])?"
DAY_MOMENT = YEAR_MONTH_MOMENT + r"(?P<day>3[01]|[12]\d|0?[1-9])(?:日|(?=[ T]))"
HOUR_MOMENT = r"(?P<hour>\d{1,2})(?:(?:时|点钟?)(?:(?P<minute>\d{1,2})分)?|:(?P<clock>[0-5]\d))"
NEAR_YEAR, NEAR_MONTH = timedelta(days=60), timedelta(days=10)
"""So far from the present may a day lie that names no year, or no month."""
AHEAD, LONG_AGO = timedelta(minutes=10), timedelta(hours=18)
"""今天 of a text that was pasted later than this, or of an hour that has not come, is another
day's."""


LONGEST = 8000
"""So many signs of a paste are read: bulletins have some hundreds, with a table of forecasts two
thousand."""


@dataclass(frozen=True, slots=True)
class Found:
    """`words`: what it was taken from."""

    value: object
    words: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What the reader cannot decide: a key of text/bulletin.toml under `say`, with its values."""

    key: str
    values: tuple[tuple[str, object], ...] = ()

    def sentence(self, word: Words) -> str:
        return word(f"bulletin.say.{self.key}", **dict(self.values))


@dataclass(slots=True)
class Heard:
    """`fields`: name → what was found, in the order of finding."""

    fields: dict[str, Found] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def take(self, name: str, value: object, words: str) -> None:
        self.fields.setdefault(name, Found(value, words))

    def remark(self, key: str, **values: object) -> None:
        if all(remark.key != key or dict(remark.values) != values for remark in self.remarks):
            self.remarks.append(Remark(key, tuple(values.items())))

    def value(self, name: str) -> object:
        return self.fields[name].value if name in self.fields else None


@dataclass(frozen=True, slots=True)
class When:
    """A moment in a text; `value` is None where its day cannot be told. `by_word`: it says 今天 or
    昨天."""

    start: int
    end: int
    words: str
    value: datetime | None
    by_word: bool = False


def as_far_as_read(text: str, heard: Heard) -> str:
    """The beginning of a text that is longer than any bulletin, and that it was cut is told."""
    text = text.strip()
    if len(text) > LONGEST:
        heard.remark("too_long", most=f"{LONGEST:,}", length=f"{len(text):,}")
    return text[:LONGEST]


def straightened(text: str) -> str:
    """One line in plain signs: full-width digits, line breaks and spaces within a sentence are
    gone."""
    return SPACES.sub("", plain(text))


@cache
def words_of(name: str) -> tuple[str, ...]:
    """The words of a list in text/bulletin.toml, the longest first."""
    entry = catalogue()[f"bulletin.heard.{name}"]
    return tuple(
        sorted((word for lang in entry.values() for word in lang.split("|")), key=len, reverse=True)
    )


@cache
def any_of(name: str) -> str:
    """The same as a pattern."""
    return f"(?:{'|'.join(re.escape(word) for word in words_of(name))})"


@cache
def by_word(prefix: str) -> dict[str, str]:
    """word → what follows `prefix_` in the name of its list: red, ne, 7 …"""
    names = [
        key.removeprefix("bulletin.heard.")
        for key in catalogue()
        if key.startswith(f"bulletin.heard.{prefix}_")
    ]
    return {word: name.removeprefix(f"{prefix}_") for name in names for word in words_of(name)}


DAYS_IN_WORDS = {"today": 0, "yesterday": -1, "tomorrow": 1}


@cache
def _moment() -> re.Pattern[str]:
    named = "|".join(f"(?P<{name}>{any_of(name)})" for name in ("today", "yesterday", "tomorrow"))
    part = "|".join(f"(?P<{name}>{any_of(name)})" for name in ("morning", "noon", "evening"))
    return re.compile(rf"(?:(?:{DAY_MOMENT}|{named})[\sT]*)?(?:{part})?{HOUR_MOMENT}")


def moments(text: str, now: datetime, anchor: datetime | None = None) -> Iterator[When]:
    """Every moment of a straightened text. `anchor`: the moment from which days without a month,
    and 明天, are counted; without one it is the present, and a day in words must fit it."""
    for found in _moment().finditer(text):
        word = found["today"] or found["yesterday"] or found["tomorrow"]
        value = _value(found, anchor or now)
        if word and anchor is None and not _near_by(value, now):
            value = None
        yield When(found.start(), found.end(), found[0], value, bool(word))


def _near_by(value: datetime | None, now: datetime) -> bool:
    return value is not None and now - LONG_AGO <= value <= now + AHEAD


def _value(found: re.Match[str], anchor: datetime) -> datetime | None:
    time = _time(found)
    if time is None:
        return None
    for name, days in DAYS_IN_WORDS.items():
        if found[name]:
            return _at(beijing(anchor) + timedelta(days=days), *time)
    if not found["day"]:
        return None
    if found["year"]:
        return _dated(int(found["year"]), int(found["month"] or 0), int(found["day"]), *time)
    months, reach = _months_near(found["month"], beijing(anchor))
    dated = [_dated(year, month, int(found["day"]), *time) for year, month in months]
    return _nearest(dated, anchor, reach)


def _time(found: re.Match[str]) -> tuple[int, int] | None:
    """Hour and minute, up to 24:00."""
    hour, minute = _hour(found), int(found["minute"] or found["clock"] or 0)
    end_of_day = hour == 24 and minute == 0
    return (hour, minute) if end_of_day or (hour < 24 and minute < 60) else None


def _months_near(month: str | None, local: datetime) -> tuple[list[tuple[int, int]], timedelta]:
    """(year, month) of those that may be meant, and how far off the moment may lie."""
    if month:
        return [(local.year + n, int(month)) for n in (-1, 0, 1)], NEAR_YEAR
    count = local.year * 12 + local.month - 1
    months = [divmod(count + n, 12) for n in (-1, 0, 1)]
    return [(year, place + 1) for year, place in months], NEAR_MONTH


def _nearest(
    dated: Iterable[datetime | None], anchor: datetime, reach: timedelta
) -> datetime | None:
    there = [moment for moment in dated if moment is not None]
    fitting = [moment for moment in there if abs(moment - anchor) <= reach]
    return min(fitting, key=lambda moment: abs(moment - anchor), default=None)


def _hour(found: re.Match[str]) -> int:
    hour = int(found["hour"])
    if found["evening"] and 0 < hour < 12:
        return hour + 12
    if found["noon"] and 0 < hour < 3:
        return hour + 12
    return 0 if found["morning"] and hour == 12 else hour


def _dated(year: int, month: int, day: int, hour: int, minute: int) -> datetime | None:
    with suppress(ValueError):
        return _at(datetime(year, month, day, tzinfo=BEIJING), hour, minute)
    return None


def _at(day: datetime, hour: int, minute: int) -> datetime:
    """24:00 is the end of the day."""
    begins = day.replace(hour=0, minute=0, second=0, microsecond=0)
    return (begins + timedelta(hours=hour, minutes=minute)).astimezone(UTC)


def tell_moment(heard: Heard, when: When | None, name: str) -> None:
    """Takes a moment into a field, or says why it is left open."""
    if when is None:
        heard.remark("no_time")
    elif when.value is None:
        heard.remark("time_open", words=when.words)
    else:
        heard.take(name, when.value, when.words)
        if when.by_word:
            heard.remark("day_meant", words=when.words, day=f"{beijing(when.value):%Y-%m-%d}")
