"""Values as people write them: full-width digits, thousands separators, Chinese words, several forms of a date."""

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache, lru_cache

from ems_dashboard.clock import BEIJING
from ems_dashboard.text import LANGS, Words, catalogue

MOMENT = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2})[::时](?:(\d{1,2})分?)?(?:[::](\d{1,2}(?:\.\d+)?))?)?"
    r"\s*(Z|[+-]\d{2}:?\d{2})?"
)
SEPARATORS = str.maketrans("", "", ", ,\u00a0_'")
LIST = re.compile(r"[|;;、]")


class Unreadable(ValueError):
    """The message is a key of text/feeds.toml with its values."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key, self.values = key, values

    def sentence(self, say: Words) -> str:
        return say(f"feeds.{self.key}", **self.values)


def plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def whole(text: str) -> int:
    """A count: not negative, no fraction."""
    number = decimal(text)
    if number != int(number):
        raise Unreadable("not_whole", value=text)
    if number < 0:
        raise Unreadable("negative", value=text)
    return int(number)


def decimal(text: str) -> float:
    try:
        number = float(plain(text).translate(SEPARATORS))
    except ValueError:
        raise Unreadable("not_number", value=text) from None
    if number != number or abs(number) > 1e15:
        raise Unreadable("not_number", value=text)
    return number


@lru_cache(maxsize=20_000)
def moment(text: str) -> datetime:
    """UTC; without an offset it is Beijing time."""
    found = MOMENT.fullmatch(plain(text))
    if found is None:
        raise Unreadable("not_moment", value=text)
    year, month, day, hour, minute, second, offset = found.groups()
    try:
        local = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(float(second or 0)))
        zone = datetime.strptime(offset.replace(":", ""), "%z").tzinfo if offset else BEIJING
    except ValueError:
        raise Unreadable("not_moment", value=text) from None
    return local.replace(tzinfo=zone).astimezone(UTC)


def several(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in LIST.split(text) if part.strip())


def member(members: type[StrEnum]) -> Callable[[str], StrEnum]:
    """A member of a closed list, by its code or by its word in either language."""
    by_word = _words_of(members)

    def read(text: str) -> StrEnum:
        found = by_word.get(plain(text).lower()) or by_word.get(text.strip().lower())
        if found is None:
            raise Unreadable("not_in_list", value=text, members="、".join(members))
        return found

    return read


def word_of(member: StrEnum, say: Words) -> str:
    """What `member` reads as the same."""
    return say.either(f"terms.{_section(type(member))}.{member}", str(member))


@cache
def _words_of(members: type[StrEnum]) -> dict[str, StrEnum]:
    words = {}
    for key, entry in catalogue().items():
        code = key.rpartition(".")[2]
        if key.startswith("terms.") and code in {m.value for m in members} and _list_of(key, members):
            words.update({entry[lang].lower(): members(code) for lang in LANGS})
    for item in members:
        words |= {item.value.lower(): item, item.name.lower(): item, plain(item.value).lower(): item}
    return words


def _list_of(key: str, members: type[StrEnum]) -> bool:
    """terms.group_state.standby belongs to GroupState, terms.shelter_state.open to ShelterStateName."""
    return key.split(".")[1] == _section(members)


def _section(members: type[StrEnum]) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", members.__name__.removesuffix("Name")).lower()
