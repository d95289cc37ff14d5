"""A level of the picture: the city, a county-level unit, a township or a member department; what
lies below it, and whom it concerns. And what a person may read of it all (`Sight`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ems_dashboard.rules.city import City
from ems_dashboard.rules.orders import EVER_ISSUED, Order
from ems_dashboard.rules.roles import OWN_UNIT_ONLY, Actor, Role


class ScopeKind(StrEnum):
    CITY = "city"
    UNIT = "unit"
    TOWNSHIP = "township"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class Scope:
    """`path`: the codes from the city down to its own. `children`: by whom its figures are told, in
    the pack's order: the city's units (a department's too), a unit's townships. `own`: the codes in
    whose name its people act, its own and those below. `area`: the codes whose figures, warnings
    and measures are in its picture; a department looks at the whole city's. `unit`: the
    county-level unit that it is or lies in, empty for the city and a department."""

    kind: ScopeKind
    code: str
    path: tuple[str, ...]
    children: tuple[str, ...]
    own: frozenset[str]
    area: frozenset[str]
    unit: str = ""

    @property
    def city(self) -> str:
        return self.path[0]

    @property
    def is_city(self) -> bool:
        return self.kind is ScopeKind.CITY

    @property
    def levelled(self) -> str:
        """Whose response level holds in it: a township has its county's, a department the
        city's."""
        return self.unit or self.city

    @property
    def totalled(self) -> str:
        """Whose figure is the sum of its picture: of a department's the city's."""
        return self.city if self.kind is ScopeKind.DEPARTMENT else self.code

    def concerned(self, codes: Iterable[str]) -> bool:
        """Whether what is said of `codes` is said of it: of it, of a place below, or of a level
        above it."""
        return any(code in self.area or code in self.path for code in codes)


def scope_of(city: City, code: str = "") -> Scope | None:
    """Of the code of a unit, a township or a department; the city's own without one; None for a
    code that the pack does not know."""
    if code in ("", city.code):
        return whole_city(city)
    if code in city.by_code:
        return _of_unit(city, code)
    if code in city.county_of:
        unit = city.county_of[code]
        itself = frozenset({code})
        return Scope(ScopeKind.TOWNSHIP, code, (city.code, unit, code), (), itself, itself, unit)
    if code in city.departments_by_code:
        everywhere = _everywhere(city)
        own = frozenset({code})
        units = tuple(city.by_code)
        return Scope(ScopeKind.DEPARTMENT, code, (city.code, code), units, own, everywhere)
    return None


def scope_named(city: City, text: str) -> Scope | None:
    """As `scope_of`, of a code or a name as people write it."""
    if not text.strip():
        return whole_city(city)
    code = city.find(text)
    return scope_of(city, code) if code else None


def whole_city(city: City) -> Scope:
    own = _everywhere(city) | city.departments_by_code.keys()
    return Scope(
        ScopeKind.CITY, city.code, (city.code,), tuple(city.by_code), own, _everywhere(city)
    )


def _of_unit(city: City, code: str) -> Scope:
    townships = tuple(place for place, unit in city.county_of.items() if unit == code)
    places = frozenset({code, *townships})
    return Scope(ScopeKind.UNIT, code, (city.code, code), townships, places, places, code)


def _everywhere(city: City) -> frozenset[str]:
    return frozenset({city.code, *city.by_code, *city.county_of})


@dataclass(frozen=True, slots=True)
class Sight:
    """What a person may read beside the figures that everybody reads: their own and what is below
    in full, of the level above what is addressed to them. `codes`: whose orders, answers, requests
    and drafts are theirs; None: everybody's."""

    codes: frozenset[str] | None = None

    @property
    def whole(self) -> bool:
        return self.codes is None

    def of(self, code: str) -> bool:
        """Whether what a unit or department did or wrote is theirs to read."""
        return self.codes is None or code in self.codes

    def order(self, order: Order) -> bool:
        """A draft is nobody's but headquarters'; what was issued is its addressees'."""
        if self.codes is None:
            return True
        return order.state in EVER_ISSUED and any(unit in self.codes for unit in order.units)


LIMITED = OWN_UNIT_ONLY | {Role.ADMINISTRATOR, Role.STRANGER}


def sight_of(actor: Actor, city: City) -> Sight:
    """Whoever keeps the accounts commands nobody; an account that belongs to a unit but names none,
    or one that the pack does not know, reads nobody's."""
    if actor.role not in LIMITED:
        return Sight()
    own = scope_of(city, actor.unit) if actor.unit else None
    return Sight(own.own if own and not own.is_city else frozenset())
