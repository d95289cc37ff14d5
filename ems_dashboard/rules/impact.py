"""Losses (灾情): cumulative figures of the national form by unit."""

from dataclasses import dataclass
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import ImpactItem


@dataclass(frozen=True, kw_only=True, slots=True)
class Impact(Fact):
    KIND: ClassVar[str] = "impacts"
    KEY: ClassVar[tuple[str, ...]] = ("incident", "unit", "item")

    incident: str
    unit: str
    item: ImpactItem
    amount: float
    reporter: str = ""
