"""Fields that name something of the city pack: by its code or its name, as people write them."""

from functools import cache

from ems_dashboard.feeds.values import Unreadable, plain
from ems_dashboard.rules.city import City
from ems_dashboard.rules.facts import Fact, own_fields
from ems_dashboard.rules.measures import Measure

PLACES = {"unit", "units"}
REGISTERS = {"shelter": "shelters", "team": "teams", "depot": "depots", "station": "stations", "group": "groups"}
"""Fields that name a place or a group, and the register it stands in."""


@cache
def named(kind: type[Fact]) -> set[str]:
    """The fields of a kind that name something. `measure` is a rule of the plan only where it says what is stopped;
    elsewhere it is a unit of measure."""
    fields = PLACES | REGISTERS.keys() | ({"measure"} if kind is Measure else set())
    return fields & set(own_fields(kind))


def code_of(kind: type[Fact], field: str, value: str | tuple[str, ...], city: City) -> str | tuple[str, ...]:
    """Raises Unreadable."""
    if isinstance(value, tuple):
        return tuple(str(code_of(kind, field, one, city)) for one in value)
    text = plain(value)
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
