"""Orders (动员令, 指令, 提示函, 命令, 通知) and what each addressee did with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import (
    Category,
    OrderKind,
    OrderState,
    ReceiptState,
    ReminderStage,
    ReminderState,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Order(Fact):
    """`valid_at` is the minute of the state named; `serial` counts per incident and kind, 0 until
    it is issued; `document` is the reference number, e.g. 漳汛电〔2023〕37号. `units`: units and
    member departments. `category` is to be in safety by `complete_by`. `corrects`: the issued order
    that this one corrects or withdraws. `author` and `approved_by` are names of people; `note`: why
    a draft was returned."""

    KIND: ClassVar[str] = "orders"
    KEY: ClassVar[tuple[str, ...]] = ("order",)
    LASTING: ClassVar[tuple[str, ...]] = ("incident",)

    order: str
    incident: str
    kind: OrderKind
    serial: int
    document: str = ""
    title: str
    body: str = ""
    units: tuple[str, ...] = ()
    state: OrderState = OrderState.ISSUED
    receipt_due: datetime | None = None
    feedback_due: datetime | None = None
    category: Category | None = None
    complete_by: datetime | None = None
    corrects: str | None = None
    author: str = ""
    approved_by: str = ""
    note: str = ""

    @property
    def withdraws(self) -> bool:
        """It names an older order and asks for nothing but its receipt (撤回); one that asks for
        more corrects it."""
        return bool(self.corrects) and self.feedback_due is None and self.category is None


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt(Fact):
    KIND: ClassVar[str] = "receipts"
    KEY: ClassVar[tuple[str, ...]] = ("order", "unit")

    order: str
    unit: str
    state: ReceiptState
    person: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reminder(Fact):
    """A reminder (催办) to an addressee that is late with a stage: drafted once, by itself; then
    sent by a person."""

    KIND: ClassVar[str] = "reminders"
    KEY: ClassVar[tuple[str, ...]] = ("order", "unit", "stage")
    LASTING: ClassVar[tuple[str, ...]] = ("incident",)

    order: str
    incident: str
    unit: str
    stage: ReminderStage
    state: ReminderState = ReminderState.DRAFTED
    text: str = ""
    person: str = ""


EVER_ISSUED = (OrderState.ISSUED, OrderState.WITHDRAWN)
"""An order that a newer one withdrew was issued all the same, and counts in the year."""
ON_THE_WAY = (OrderState.DRAFT, OrderState.RETURNED, OrderState.APPROVED)
ANSWERED = (ReceiptState.ANSWERED, ReceiptState.VERIFIED)


def unreceived(order: Order, receipts: Iterable[Receipt]) -> tuple[str, ...]:
    """The addressees that have not signed for the order, in its own order."""
    signed = {receipt.unit for receipt in receipts if receipt.state is not ReceiptState.SENT}
    return tuple(unit for unit in order.units if unit not in signed)


def overdue(order: Order, receipts: Iterable[Receipt], moment: datetime) -> tuple[str, ...]:
    """The addressees that are past the deadline for the receipt or for the feedback."""
    states = {receipt.unit: receipt.state for receipt in receipts}
    late = set()
    if order.receipt_due is not None and moment > order.receipt_due:
        late |= {
            unit for unit in order.units if states.get(unit, ReceiptState.SENT) is ReceiptState.SENT
        }
    if order.feedback_due is not None and moment > order.feedback_due:
        late |= {unit for unit in order.units if states.get(unit) not in ANSWERED}
    return tuple(unit for unit in order.units if unit in late)
