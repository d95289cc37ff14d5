"""Evacuation (转移避险): per unit and category what should move, has moved and is back.

A unit's figure is what it reported itself, else the sum of its townships; the city's is the sum of the county-level
units; 累计 `moved` and 实时 `now` stand side by side and successive reports are never added."""

from dataclasses import dataclass
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import Category


@dataclass(frozen=True, kw_only=True, slots=True)
class Evacuation(Fact):
    """`moved` and `returned` are cumulative over the incident; persons for people and raft workers, vessels else."""

    KIND: ClassVar[str] = "evacuation"
    KEY: ClassVar[tuple[str, ...]] = ("incident", "unit", "category")

    incident: str
    unit: str
    category: Category
    target: int
    moved: int
    returned: int = 0
    reporter: str = ""

    @property
    def now(self) -> int:
        return self.moved - self.returned
