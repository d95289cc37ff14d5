"""Shelters (避灾点): open or shut, and how many people are in them."""

from dataclasses import dataclass
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import ShelterStateName


@dataclass(frozen=True, kw_only=True, slots=True)
class ShelterState(Fact):
    KIND: ClassVar[str] = "shelter_states"
    KEY: ClassVar[tuple[str, ...]] = ("shelter",)

    shelter: str
    incident: str
    state: ShelterStateName
    occupancy: int = 0
    reporter: str = ""
