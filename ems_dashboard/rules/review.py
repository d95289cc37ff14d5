"""The measures of the work in an incident (复盘), each counted from the facts as they were reported."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.groups import Deployment
from ems_dashboard.rules.orders import Order, Receipt
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.terms import GroupState, LevelChange, ReceiptState
from ems_dashboard.rules.warnings import WarningMessage

UPWARD = frozenset({LevelChange.START, LevelChange.RAISE})


@dataclass(frozen=True, slots=True)
class Delays:
    """How long it took in the cases where it happened; `missing`: the cases in which it never did."""

    taken: tuple[timedelta, ...] = ()
    missing: int = 0

    @property
    def middle(self) -> timedelta | None:
        return median(self.taken) if self.taken else None

    @property
    def longest(self) -> timedelta | None:
        return max(self.taken, default=None)


@dataclass(frozen=True, slots=True)
class Share:
    """Of `target` people or vessels, `moved` were in safety."""

    moved: int
    target: int

    @property
    def share(self) -> float | None:
        return self.moved / self.target if self.target else None


def warning_to_level(warnings: Iterable[WarningMessage], changes: Iterable[Response], unit: str) -> Delays:
    """From the newest warning at or before it to each start or raise of the unit's level; `missing`: changes that no
    warning preceded."""
    moments = sorted(warning.valid_at for warning in warnings)
    raised = [change.valid_at for change in changes if change.unit == unit and change.change in UPWARD]
    before = [max((m for m in moments if m <= at), default=None) for at in raised]
    taken = tuple(at - m for at, m in zip(raised, before, strict=True) if m is not None)
    return Delays(taken, before.count(None))


def level_to_groups(began: datetime, deployments: Iterable[Deployment]) -> Delays:
    """From the level that sends the groups out to the first arrival of each group reported since."""
    first: dict[str, datetime | None] = {}
    for row in deployments:
        if row.valid_at < began:
            continue
        known = first.setdefault(row.group, None)
        if row.state is GroupState.ARRIVED:
            first[row.group] = row.valid_at if known is None else min(known, row.valid_at)
    taken = tuple(at - began for at in first.values() if at is not None)
    return Delays(taken, len(first) - len(taken))


def receipt_times(order: Order, receipts: Iterable[Receipt]) -> Delays:
    """From an order's issue to each addressee's first receipt; `missing`: addressees that never received it."""
    first: dict[str, datetime] = {}
    for row in receipts:
        if row.order == order.order and row.unit in order.units and row.state is not ReceiptState.SENT:
            first[row.unit] = min(first.get(row.unit, row.valid_at), row.valid_at)
    taken = tuple(max(at - order.valid_at, timedelta(0)) for at in first.values())
    return Delays(taken, len(set(order.units)) - len(taken))


def moved_before(history: Iterable[Evacuation], gale: dict[str, datetime]) -> Share:
    """Of the final targets of one category, what each unit had moved by the moment the gale reached it; units that
    it never reached are left out. Rows of county-level units only, so that nobody is counted twice."""
    targets: dict[str, Evacuation] = {}
    in_time: dict[str, Evacuation] = {}
    for row in sorted(history, key=lambda row: row.valid_at):
        if row.unit not in gale:
            continue
        targets[row.unit] = row
        if row.valid_at <= gale[row.unit]:
            in_time[row.unit] = row
    moved = sum(min(row.moved, targets[unit].target) for unit, row in in_time.items())
    return Share(moved, sum(row.target for row in targets.values()))
