"""Fields that name something of the city pack: by its code or its name, as people write them."""

import re
from functools import cache

from ems_dashboard.caching import made_once
from ems_dashboard.feeds.values import Unreadable, plain
from ems_dashboard.rules.calls import Call
from ems_dashboard.rules.city import City
from ems_dashboard.rules.contacts import Contact
from ems_dashboard.rules.facts import Fact, own_fields
from ems_dashboard.rules.measures import Measure
from ems_dashboard.rules.notices import Notice
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.text import LANGS, catalogue

PLACES = {"unit", "units"}
AREAS = re.compile(r"[、,，;；。\n]+")
REGISTERS = {
    "shelter": "shelters",
    "team": "teams",
    "depot": "depots",
    "station": "stations",
    "group": "groups",
}
"""Fields that name a place or a group, and the register it stands in."""
TOLD: frozenset[type[Fact]] = frozenset({Contact, Call, Notice})


@made_once
def named(kind: type[Fact]) -> set[str]:
    """The fields of a kind that name something. `measure` is a rule of the plan only where it
    says what is stopped; elsewhere it is a unit of measure."""
    special = {Measure: {"measure"}, WarningMessage: {"event"}}.get(kind, set())
    return (PLACES | REGISTERS.keys() | special) & set(own_fields(kind))


def event_named(text: str) -> str:
    """typhoon for 台风, 台风蓝色预警 and Typhoon warning: the plan's triggers are written in codes. A
    text without the word of an event stays as it is."""
    written = plain(text).lower()
    for word, code in event_words():
        if word in written:
            return code
    return text


@made_once
def event_words() -> tuple[tuple[str, str], ...]:
    """The longest first: 雷雨大风 is not 大风."""
    entries = {
        key.rpartition(".")[2]: entry
        for key, entry in catalogue().items()
        if key.startswith("terms.event.")
    }
    words = [
        (word.lower(), code) for code, entry in entries.items() for word in (code, *entry.values())
    ]
    return tuple(sorted(words, key=lambda pair: -len(pair[0])))


def _codes_of(kind: type[Fact], field: str, value: str, city: City) -> tuple[str, ...]:
    """Only a warning may be for the province."""
    if kind is WarningMessage and plain(value) in (city.province_code, city.province):
        return city.province_code, city.code
    return (str(code_of(kind, field, value, city)),)


def area_named(text: str, city: City) -> tuple[str, ...]:
    """The city's codes in what a warning calls its area, a code or words: units, the city, or
    for the whole province its code with the city's. Every place named is taken, and nothing of
    another city of the province."""
    return tuple(
        dict.fromkeys(code for word in AREAS.split(text) for code in _area(plain(word), city))
    )


def _area(word: str, city: City) -> tuple[str, ...]:
    if not word:
        return ()
    if word == city.province_code or _of_the_province(word.lower(), city):
        return city.province_code, city.code
    if code := city.find(word):
        return (code,)
    named = [
        unit.code for unit in city.units if any(name in word for name in (unit.name, *unit.aliases))
    ]
    return tuple(named) or ((city.code,) if city.name in word else ())


def _of_the_province(word: str, city: City) -> bool:
    """Its name with 大部 behind it is 全省大部."""
    whole = heard_words("area.whole_province")
    told = (
        whole[0] + word.removeprefix(city.province)
        if city.province and word.startswith(city.province)
        else word
    )
    return told in whole or word == city.province_en.lower() != ""


@cache
def heard_words(key: str) -> tuple[str, ...]:
    """How sources write something that is read and never shown, in both languages."""
    entry = catalogue()[f"heard.{key}"]
    return tuple(name.lower() for lang in LANGS for name in entry[lang].split("|"))


def code_of(
    kind: type[Fact], field: str, value: str | tuple[str, ...], city: City
) -> str | tuple[str, ...]:
    """Raises Unreadable."""
    if isinstance(value, tuple):
        return tuple(
            dict.fromkeys(code for one in value for code in _codes_of(kind, field, one, city))
        )
    text = plain(value)
    if field == "event":
        return event_named(text)
    if field in PLACES:
        code, key = _place_of(kind, text, city), "no_such_unit"
    elif field == "measure":
        rules = city.plan.measures
        code, key = (
            next((r.code for r in rules if text in (r.code, r.name, r.name_en)), None),
            "no_such_measure",
        )
    else:
        code, key = city.find_in(REGISTERS[field], text), "no_such_place"
    if code is None:
        raise Unreadable(key, value=value, field=field)
    return code


def _place_of(kind: type[Fact], text: str, city: City) -> str | None:
    """Called and told are people of groups, teams and shelters too."""
    found = city.find(text)
    if found or kind not in TOLD:
        return found
    codes = (city.find_in(register, text) for register in ("groups", "teams", "shelters"))
    return next((code for code in codes if code), None)
