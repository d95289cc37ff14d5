"""The matrix of orders and addressees: what each did, by when it should have, and the line that
leaders read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from ems_dashboard.rules.orders import ANSWERED, Order, Receipt
from ems_dashboard.rules.terms import ReceiptState, ReminderStage


@dataclass(frozen=True, slots=True)
class Cell:
    """One addressee of one order. `steps`: its receipts, oldest first; `due`: the deadline that its
    state waits for, None when nothing is owed any more; `signed_at`: of the first receipt."""

    order: str
    unit: str
    state: ReceiptState
    steps: tuple[Receipt, ...]
    due: datetime | None
    stage: ReminderStage | None
    signed_at: datetime | None
    late: bool


def cells(
    order: Order, receipts: Iterable[Receipt], moment: datetime, *, ended: bool = False
) -> tuple[Cell, ...]:
    """A cell for every addressee, in the order's own order. `receipts` of the order, oldest first.
    `ended`: a newer order corrected or withdrew it, so that nothing is owed any more."""
    steps: dict[str, list[Receipt]] = {unit: [] for unit in order.units}
    for receipt in receipts:
        if receipt.unit in steps:
            steps[receipt.unit].append(receipt)
    return tuple(_cell(order, unit, tuple(found), moment, ended) for unit, found in steps.items())


def _cell(
    order: Order, unit: str, steps: tuple[Receipt, ...], moment: datetime, ended: bool
) -> Cell:
    state = steps[-1].state if steps else ReceiptState.SENT
    stage, due = (None, None) if ended else _owed(order, state)
    signed_at = next((step.valid_at for step in steps if step.state is not ReceiptState.SENT), None)
    return Cell(
        order.order, unit, state, steps, due, stage, signed_at, due is not None and moment > due
    )


def _owed(order: Order, state: ReceiptState) -> tuple[ReminderStage | None, datetime | None]:
    if state is ReceiptState.SENT:
        due = min(filter(None, (order.receipt_due, order.feedback_due)), default=None)
        return ReminderStage.RECEIPT, due
    if state not in ANSWERED and order.feedback_due is not None:
        return ReminderStage.FEEDBACK, order.feedback_due
    return None, None


@dataclass(frozen=True, slots=True)
class Tally:
    """The summary line (签收率, 中位签收用时, 超时单位)."""

    orders: int
    addressed: int
    signed: int
    answered: int
    median_minutes: float | None
    late_units: tuple[str, ...]

    @property
    def share(self) -> float | None:
        return self.signed / self.addressed if self.addressed else None


def tally(orders: Mapping[str, Order], found: Sequence[Cell]) -> Tally:
    """`orders`: the issued ones by id."""
    took = [
        (cell.signed_at - orders[cell.order].valid_at).total_seconds() / 60
        for cell in found
        if cell.signed_at is not None
    ]
    signed = [cell for cell in found if cell.state is not ReceiptState.SENT]
    answered = [cell for cell in found if cell.state in ANSWERED]
    late = dict.fromkeys(cell.unit for cell in found if cell.late)
    return Tally(
        orders=len(orders),
        addressed=len(found),
        signed=len(signed),
        answered=len(answered),
        median_minutes=median(took) if took else None,
        late_units=tuple(late),
    )
