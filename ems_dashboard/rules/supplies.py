"""Relief supplies: stock of the depots, what leaves, is used and returns, and what a county would
need."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.plan import Norm
from ems_dashboard.rules.terms import SupplyMove

SHELTERED = "sheltered"
"""A norm for each of the people in shelters."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SupplyState(Fact):
    """`quantity` in the item's own `measure` (件, 台, 万元 …): of STOCK what lies in the depot when
    counted, else what went to `unit`, arrived, was used there or came back, cumulative since that
    count."""

    KIND: ClassVar[str] = "supply_states"
    KEY: ClassVar[tuple[str, ...]] = ("depot", "item", "move", "unit")

    depot: str
    item: str
    move: SupplyMove
    unit: str = ""
    quantity: float
    measure: str = ""
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """One item of one depot. `on_hand` = counted − dispatched + returned; None where the depot was
    never counted."""

    depot: str
    item: str
    measure: str
    counted: float | None
    dispatched: float
    arrived: float
    used: float
    returned: float
    rows: tuple[SupplyState, ...]

    @property
    def on_hand(self) -> float | None:
        return None if self.counted is None else self.counted - self.dispatched + self.returned


@dataclass(frozen=True, slots=True)
class Need:
    """What a county needs of an item under the plan's norm, and what lies in its own depots or has
    arrived there."""

    norm: Norm
    needed: int
    there: float

    @property
    def short(self) -> float:
        return max(0.0, self.needed - self.there)


def holdings(rows: Iterable[SupplyState]) -> tuple[Holding, ...]:
    """By depot and item. `rows`: the newest per key; a movement that is older than the count is
    already in it."""
    grouped: dict[tuple[str, str], list[SupplyState]] = defaultdict(list)
    for row in rows:
        grouped[(row.depot, row.item)].append(row)
    return tuple(_holding(depot, item, found) for (depot, item), found in sorted(grouped.items()))


def _holding(depot: str, item: str, rows: list[SupplyState]) -> Holding:
    stock = max(
        (row for row in rows if row.move is SupplyMove.STOCK),
        key=lambda row: row.valid_at,
        default=None,
    )
    moved = [row for row in rows if row.move is not SupplyMove.STOCK]
    since = [row for row in moved if stock is None or row.valid_at > stock.valid_at]

    def total(move: SupplyMove) -> float:
        return sum(row.quantity for row in since if row.move is move)

    measures = (row.measure for row in rows if row.measure)
    counted = [stock] if stock else []
    return Holding(
        depot=depot,
        item=item,
        measure=next(measures, ""),
        counted=stock.quantity if stock else None,
        dispatched=total(SupplyMove.DISPATCHED),
        arrived=total(SupplyMove.ARRIVED),
        used=total(SupplyMove.USED),
        returned=total(SupplyMove.RETURNED),
        rows=(*counted, *since),
    )


def _lent(holding: Holding, unit: str) -> float:
    """What arrived at a unit from the depot of another and did not go back."""
    rows = [row for row in holding.rows if row.unit == unit]
    arrived = sum(row.quantity for row in rows if row.move is SupplyMove.ARRIVED)
    return max(0.0, arrived - sum(row.quantity for row in rows if row.move is SupplyMove.RETURNED))


def needs(
    norms: Iterable[Norm],
    sheltered: int,
    unit: str,
    unit_of: Mapping[str, str],
    found: Iterable[Holding],
) -> tuple[Need, ...]:
    """For `sheltered` people of a county-level unit. `unit_of`: depot → the unit it lies in."""
    stocks: dict[str, float] = defaultdict(float)
    for holding in found:
        if unit_of.get(holding.depot) == unit:
            stocks[holding.item] += max(0.0, holding.on_hand or 0.0)
        else:
            stocks[holding.item] += _lent(holding, unit)
    return tuple(
        Need(
            norm,
            ceil(round(norm.amount * (sheltered if norm.per == SHELTERED else 1), 6)),
            stocks[norm.item],
        )
        for norm in norms
    )
