"""Duties of a level (职责清单): what the plan obliges whom to do while a response is in force."""

from dataclasses import dataclass
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import DutyStateName


@dataclass(frozen=True, kw_only=True, slots=True)
class DutyState(Fact):
    """How far a duty of the plan is. `unit` is whose response it belongs to (the city or a unit), `owner` the unit that
    reports where each unit has its share of the duty, else empty."""

    KIND: ClassVar[str] = "duty_states"
    KEY: ClassVar[tuple[str, ...]] = ("incident", "unit", "duty", "owner")

    incident: str
    unit: str
    duty: str
    owner: str = ""
    state: DutyStateName
    person: str = ""
    note: str = ""
