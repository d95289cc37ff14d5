"""Response levels (应急响应): one per unit and hazard, each change a fact that takes effect at a minute."""

from dataclasses import dataclass
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import Hazard, Level, LevelChange


@dataclass(frozen=True, kw_only=True, slots=True)
class Response(Fact):
    """`valid_at` is the effective minute; `level` None means that the response of this hazard has ended."""

    KIND: ClassVar[str] = "responses"
    KEY: ClassVar[tuple[str, ...]] = ("unit", "hazard")

    incident: str
    unit: str
    hazard: Hazard
    level: Level | None
    change: LevelChange
    document: str = ""
    basis: str = ""
    approved_by: str = ""
