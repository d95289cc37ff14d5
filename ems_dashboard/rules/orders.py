"""Orders (动员令, 指令, 提示函, 命令, 通知) and what each addressee did with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import OrderKind, OrderState, ReceiptState


@dataclass(frozen=True, kw_only=True, slots=True)
class Order(Fact):
    """`valid_at` is the minute of the state named; `serial` counts per incident and kind; `document` is the
    reference number, e.g. 漳汛电〔2023〕37号."""

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
    corrects: str | None = None
    approved_by: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt(Fact):
    KIND: ClassVar[str] = "receipts"
    KEY: ClassVar[tuple[str, ...]] = ("order", "unit")

    order: str
    unit: str
    state: ReceiptState
    person: str = ""
    note: str = ""


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
        late |= {unit for unit in order.units if states.get(unit, ReceiptState.SENT) is ReceiptState.SENT}
    if order.feedback_due is not None and moment > order.feedback_due:
        late |= {unit for unit in order.units if states.get(unit) not in ANSWERED}
    return tuple(unit for unit in order.units if unit in late)
