"""Relief supplies: stock of the depots and what leaves and returns."""

from dataclasses import dataclass
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import SupplyMove


@dataclass(frozen=True, kw_only=True, slots=True)
class SupplyState(Fact):
    """`quantity` in the item's own `measure` (件, 台, 万元 …) at the depot or on the way to `unit`."""

    KIND: ClassVar[str] = "supply_states"
    KEY: ClassVar[tuple[str, ...]] = ("depot", "item", "move", "unit")

    depot: str
    item: str
    move: SupplyMove
    unit: str = ""
    quantity: float
    measure: str = ""
    incident: str | None = None
