"""Fields that name something of the city pack: by its code or its name, as people write them."""

from functools import cache

from ems_dashboard.feeds.values import Unreadable, plain
from ems_dashboard.rules.city import City
from ems_dashboard.rules.facts import Fact, own_fields
from ems_dashboard.rules.measures import Measure
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.text import catalogue

PLACES = {"unit", "units"}
REGISTERS = {"shelter": "shelters", "team": "teams", "depot": "depots", "station": "stations", "group": "groups"}
"""Fields that name a place or a group, and the register it stands in."""


@cache
def named(kind: type[Fact]) -> set[str]:
    """The fields of a kind that name something. `measure` is a rule of the plan only where it says what is stopped;
    elsewhere it is a unit of measure."""
    special = {Measure: {"measure"}, WarningMessage: {"event"}}.get(kind, set())
    return (PLACES | REGISTERS.keys() | special) & set(own_fields(kind))


def event_named(text: str) -> str:
    """typhoon for 台风, 台风蓝色预警 and Typhoon warning: the plan's triggers are written in codes. A text without the
    word of an event stays as it is."""
    written = plain(text).lower()
    for word, code in event_words():
        if word in written:
            return code
    return text


@cache
def event_words() -> tuple[tuple[str, str], ...]:
    """The longest first: 雷雨大风 is not 大风."""
    entries = {key.rpartition(".")[2]: entry for key, entry in catalogue().items() if key.startswith("terms.event.")}
    words = [(word.lower(), code) for code, entry in entries.items() for word in (code, *entry.values())]
    return tuple(sorted(words, key=lambda pair: -len(pair[0])))


def code_of(kind: type[Fact], field: str, value: str | tuple[str, ...], city: City) -> str | tuple[str, ...]:
    """Raises Unreadable."""
    if isinstance(value, tuple):
        return tuple(str(code_of(kind, field, one, city)) for one in value)
    text = plain(value)
    if field == "event":
        return event_named(text)
    if field in PLACES:
        code, key = city.find(text), "no_such_unit"
    elif field == "measure":
        rules = city.plan.measures
        code, key = next((r.code for r in rules if text in (r.code, r.name, r.name_en)), None), "no_such_measure"
    else:
        code, key = city.find_in(REGISTERS[field], text), "no_such_place"
    if code is None:
        raise Unreadable(key, value=value, field=field)
    return code
