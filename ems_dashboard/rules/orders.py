"""Orders (动员令, 指令, 提示函, 命令, 通知) and what each addressee did with them."""

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
