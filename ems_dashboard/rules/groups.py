"""Work groups: the 16 city-leader groups and the 10 defence groups, and the cadres sent down with them."""

from dataclasses import dataclass
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import GroupState


@dataclass(frozen=True, kw_only=True, slots=True)
class Deployment(Fact):
    """`unit` is where the group is sent; problems are counted cumulatively over the incident, `note` names them."""

    KIND: ClassVar[str] = "deployments"
    KEY: ClassVar[tuple[str, ...]] = ("incident", "group")

    incident: str
    group: str
    unit: str
    state: GroupState
    people: int = 0
    place: str = ""
    lon: float | None = None
    lat: float | None = None
    problems_found: int = 0
    problems_fixed: int = 0
    note: str = ""
    reporter: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cadres(Fact):
    """Cadres sent down (下沉干部), person-times, cumulative over the incident."""

    KIND: ClassVar[str] = "cadres"
    KEY: ClassVar[tuple[str, ...]] = ("incident", "unit")

    incident: str
    unit: str
    sent: int
    reporter: str = ""
