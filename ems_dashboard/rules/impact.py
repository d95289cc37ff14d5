"""Losses (灾情): cumulative figures of the national form by unit."""

from dataclasses import dataclass
from typing import ClassVar

from ems_dashboard.rules.facts import Fact


@dataclass(frozen=True, kw_only=True, slots=True)
class Impact(Fact):
    """`item` is a code of the plan's list (affected_people, deaths, crops_ha, houses_collapsed, loss_cny_10k …)."""

    KIND: ClassVar[str] = "impacts"
    KEY: ClassVar[tuple[str, ...]] = ("incident", "unit", "item")

    incident: str
    unit: str
    item: str
    amount: float
    reporter: str = ""
