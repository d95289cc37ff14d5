"""Who is called (通讯录): people of a unit, township, department, group, team or shelter with their
telephones, in the order in which they are called."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ems_dashboard.rules.city import City, Group, Place
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.roles import OWN_UNIT_ONLY, Actor, Role
from ems_dashboard.rules.scope import sight_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Contact(Fact):
    """`valid_at`: from when it holds; `until`: no longer from then on. `unit`: the code of the unit,
    township, department, group, team or shelter, the city's for headquarters. `place`: 1 is called
    first. `addresses`: of channels, as channel:address (mail:duty@example.org)."""

    KIND: ClassVar[str] = "contacts"
    KEY: ClassVar[tuple[str, ...]] = ("contact",)

    contact: str
    unit: str
    name: str
    post: str = ""
    telephones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    place: int = 1
    until: datetime | None = None

    def holds_at(self, moment: datetime) -> bool:
        return self.until is None or self.until > moment

    def address_on(self, channel: str) -> str:
        """Empty where the person has none on the channel."""
        named = (each.partition(":") for each in self.addresses)
        return next((address for name, _, address in named if name == channel), "")


MOBILE_DIGITS = 11
FEWEST, MOST = 5, 16
"""Digits of a number: a short number of a works network, an international one with extension."""
BRACKETS = "()()"
SIGNS = "0123456789-"
FULL_WIDTH = str.maketrans("0123456789+--—–", "0123456789+----")


def normal_number(text: str) -> str:
    """As it is kept: without gaps and full-width digits; empty for what is no telephone number."""
    closed = "".join(text.translate(FULL_WIDTH).split())
    number = "".join(sign for sign in closed if sign not in BRACKETS)
    digits = digits_of(number)
    readable = all(sign in SIGNS for sign in number.removeprefix("+"))
    if not readable or not FEWEST <= len(digits) <= MOST:
        return ""
    mobile = digits[0] == "1" and "-" not in number and len(digits) >= MOBILE_DIGITS - 1
    return "" if mobile and len(digits) != MOBILE_DIGITS else number


def digits_of(number: str) -> str:
    return "".join(filter(str.isdigit, number))


SHOWN_FIRST, SHOWN_LAST = 3, 2


def masked(number: str) -> str:
    """The digits between the first three and the last two as stars."""
    total, shown, seen = len(digits_of(number)), "", 0
    for sign in number:
        seen += sign.isdigit()
        inside = sign.isdigit() and SHOWN_FIRST < seen <= total - SHOWN_LAST
        shown += "*" if inside else sign
    return shown


CALLERS = frozenset({Role.DUTY_OFFICER, Role.APPROVER, Role.LEADER})
"""Who may have to call anybody."""


def unit_around(city: City, code: str) -> str:
    """The county-level unit or department that a code belongs to, of a team, shelter or group too;
    the city's own code for headquarters; empty for a code that is in no register."""
    if code == city.code or code in city.by_code or code in city.departments_by_code:
        return code
    if code in city.county_of:
        return city.county_of[code]
    places: tuple[Place | Group, ...] = (*city.teams, *city.shelters, *city.groups)
    found = next((place for place in places if place.code == code), None)
    if found is None:
        return ""
    return found.unit or city.code


def sees_number(actor: Actor, city: City, unit: str) -> bool:
    """Whoever calls everybody sees every number; a county and a department their own people's and
    those of headquarters."""
    if actor.role in CALLERS:
        return True
    if actor.role not in OWN_UNIT_ONLY:
        return False
    return unit == city.code or sight_of(actor, city).of(unit_around(city, unit))


def sees_contact(actor: Actor, city: City, unit: str) -> bool:
    """Names too are told only to whom they are of use."""
    return actor.role not in OWN_UNIT_ONLY or sees_number(actor, city, unit)


def chain(contacts: Iterable[Contact], unit: str) -> tuple[Contact, ...]:
    """The people of a unit in the order in which they are called."""
    mine = (each for each in contacts if each.unit == unit)
    return tuple(sorted(mine, key=lambda each: (each.place, each.name, each.contact)))
