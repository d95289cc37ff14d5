"""Values as people write them: full-width digits, thousands separators, Chinese words, several
forms of a date."""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from typing import TypeVar

from ems_dashboard.clock import BEIJING, FIRST_YEAR, LAST_YEAR
from ems_dashboard.text import LANGS, Words, catalogue

DAY = r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
HOUR = r"(?:[T\s]*(\d{1,2})(?:[:时点](?:(\d{1,2})分?)?(?::(\d{1,2}(?:\.\d+)?))?)?)?"
OFFSET = r"\s*(Z|[+-]\d{2}(?::?\d{2})?)?"
MOMENT = re.compile(DAY + HOUR + OFFSET)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T\s]?(\d{2}):?(\d{2})?:?(\d{2})?)?" + OFFSET)
SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
"""A day as Excel counts it, where the cell has lost its format."""
EXCEL_ZERO = datetime(1899, 12, 30, tzinfo=BEIJING)
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)
"""Not what float() takes besides: 1_000, inf, digits of other scripts. numbers.js reads the
same."""
GROUPED = re.compile(r"[+-]?\d{1,3}([, \u00a0_'])\d{3}(?:\1\d{3})*(?:\.\d+)?")
"""1,250 and 1 250, but not 12,5: whether that is twelve and a half nobody can tell."""
LARGEST = 1e15
SEPARATORS = str.maketrans("", "", ", \u00a0_'")
INVISIBLE = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff")
NOTHING = {"", "-", "--", "\u2013", "\u2014", "\u2014\u2014", "/"}
"""How tables write that there is no figure."""
LIST = re.compile(r"[|;\uff1b、]")


M = TypeVar("M", bound=StrEnum)


class Unreadable(ValueError):
    """The message is a key of text/feeds.toml with its values."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values

    def sentence(self, say: Words) -> str:
        told = {name: _told(value, say) for name, value in self.values.items()}
        return say(f"feeds.{self.key}", **told)


def _told(value: object, say: Words) -> object:
    """A closed list is named by its words."""
    if isinstance(value, type) and issubclass(value, StrEnum):
        return say.listed(word_of(each, say) for each in value)
    return value


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(INVISIBLE).strip()


def blank(text: str) -> bool:
    return plain(text) in NOTHING


def whole(text: str) -> int:
    """A count: not negative, no fraction."""
    number = decimal(text)
    if number != int(number):
        raise Unreadable("not_whole", value=text)
    if number < 0:
        raise Unreadable("negative", value=text)
    return int(number)


def decimal(text: str) -> float:
    typed = plain(text)
    written = typed.translate(SEPARATORS) if GROUPED.fullmatch(typed) else typed
    number = float(written) if NUMBER.fullmatch(written) else None
    if number is None or abs(number) > LARGEST:
        raise Unreadable("not_number", value=text)
    return number


@lru_cache(maxsize=20_000)
def given(text: str | None) -> float | None:
    """A cell of a register of our own; an empty one is not given."""
    return float(text) if text else None


def moment(text: str) -> datetime:
    """UTC; without an offset it is Beijing time."""
    written = plain(text)
    if SERIAL.fullmatch(written):
        return (EXCEL_ZERO + timedelta(minutes=round(float(written) * 1440))).astimezone(UTC)
    found = MOMENT.fullmatch(written) or COMPACT.fullmatch(written)
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise Unreadable("not_moment", value=text)
    try:
        return _moment_of(*found.groups(default="")).astimezone(UTC)
    except ValueError:
        raise Unreadable("not_moment", value=text) from None


def _moment_of(
    year: str, month: str, day: str, hour: str, minute: str, second: str, offset: str
) -> datetime:
    """Raises ValueError where there is no such day or hour."""
    zone = datetime.strptime(_four_digits(offset), "%z").tzinfo if offset else BEIJING
    begins = datetime(int(year), int(month), int(day), tzinfo=zone)
    minutes, seconds = int(minute or 0), int(float(second or 0))
    if hour == "24" and not minutes:  # 24 时 is the end of the day
        return begins + timedelta(days=1, seconds=seconds)
    return begins.replace(hour=int(hour or 0), minute=minutes, second=seconds)


def _four_digits(offset: str) -> str:
    return offset if offset == "Z" else offset.replace(":", "").ljust(5, "0")


def several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in LIST.split(text) if part.strip())


def member(members: type[M]) -> Callable[[str], M]:
    """A member of a closed list, by its code or by its word in either language."""
    by_word = _words_of(members)

    def read(text: str) -> M:
        found = by_word.get(plain(text).lower()) or by_word.get(text.strip().lower())
        if found is None:
            raise Unreadable("not_in_list", value=text, members=members)
        return members(found)

    return read


def word_of(member: StrEnum, say: Words) -> str:
    """What `member` reads as the same."""
    return say.either(f"terms.{_section(type(member))}.{member}", str(member))


def _words_of(members: type[StrEnum]) -> dict[str, StrEnum]:
    return _words_of_all(members, len(members))


@cache
def _words_of_all(members: type[StrEnum], amount: int) -> dict[str, StrEnum]:
    """`amount`: a plan may add members."""
    words: dict[str, StrEnum] = {}
    for key, entry in catalogue().items():
        code = key.rpartition(".")[2]
        if (
            key.startswith("terms.")
            and code in {m.value for m in members}
            and _list_of(key, members)
        ):
            words.update({entry[lang].lower(): members(code) for lang in LANGS})
    for item in members:
        words |= {
            item.value.lower(): item,
            item.name.lower(): item,
            plain(item.value).lower(): item,
        }
    return words


def _list_of(key: str, members: type[StrEnum]) -> bool:
    """terms.group_state.standby belongs to GroupState, terms.shelter_state.open to
    ShelterStateName."""
    return key.split(".")[1] == _section(members)


def _section(members: type[StrEnum]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", members.__name__.removesuffix("Name")).lower()
