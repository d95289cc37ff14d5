"""The way of an order and of its receipts: one table each; whatever is not in it is refused."""

from enum import StrEnum

from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.terms import OrderState, ReceiptState

S, R = OrderState, ReceiptState
ORDER_MOVES: dict[OrderState | None, frozenset[OrderState]] = {
    None: frozenset({S.DRAFT}),
    S.DRAFT: frozenset({S.DRAFT, S.APPROVED, S.RETURNED, S.DISCARDED}),
    S.RETURNED: frozenset({S.DRAFT, S.DISCARDED}),
    S.APPROVED: frozenset({S.DRAFT, S.ISSUED, S.DISCARDED}),
    S.ISSUED: frozenset({S.WITHDRAWN}),
    S.WITHDRAWN: frozenset(),
    S.DISCARDED: frozenset(),
}
"""An approved order that is edited is a draft again; an issued one is frozen: only an order that
names it ends it."""
RECEIPT_MOVES: dict[ReceiptState, frozenset[ReceiptState]] = {
    R.SENT: frozenset({R.RECEIVED}),
    R.RECEIVED: frozenset({R.IN_HAND, R.ANSWERED}),
    R.IN_HAND: frozenset({R.IN_HAND, R.ANSWERED}),
    R.ANSWERED: frozenset({R.ANSWERED, R.VERIFIED, R.IN_HAND}),
    R.VERIFIED: frozenset(),
}
"""An answer may be supplemented; one that does not stand up to verification (核查) is in hand
again."""
BY_ADDRESSEE = frozenset({R.RECEIVED, R.IN_HAND, R.ANSWERED})


class Fault(StrEnum):
    """What is wrong in a draft; the sentence is orders.fault.<code>."""

    NO_TITLE = "no_title"
    NO_BODY = "no_body"
    NO_UNITS = "no_units"
    RECEIPT_PAST = "receipt_past"
    FEEDBACK_BEFORE_RECEIPT = "feedback_before_receipt"
    CATEGORY_WITHOUT_HOUR = "category_without_hour"


FIELD_OF: dict[Fault, str] = {
    Fault.NO_TITLE: "title",
    Fault.NO_BODY: "body",
    Fault.NO_UNITS: "units",
    Fault.RECEIPT_PAST: "receipt_due",
    Fault.FEEDBACK_BEFORE_RECEIPT: "feedback_due",
    Fault.CATEGORY_WITHOUT_HOUR: "complete_by",
}
"""The field that a fault of a draft is about."""


def may_move(before: OrderState | None, after: OrderState) -> bool:
    return after in ORDER_MOVES[before]


def draft_faults(order: Order) -> tuple[Fault, ...]:
    """What is missing or wrong in a draft; `valid_at` is the minute it is written."""
    receipt, feedback = order.receipt_due, order.feedback_due
    receipt_past = receipt is not None and receipt <= order.valid_at
    checks = {
        Fault.NO_TITLE: not order.title.strip(),
        Fault.NO_BODY: not order.body.strip(),
        Fault.NO_UNITS: not order.units,
        Fault.RECEIPT_PAST: receipt_past,
        Fault.FEEDBACK_BEFORE_RECEIPT: receipt and feedback and feedback < receipt,
        Fault.CATEGORY_WITHOUT_HOUR: (order.category is None) != (order.complete_by is None),
    }
    return tuple(code for code, wrong in checks.items() if wrong)


def receipt_allowed(before: ReceiptState, after: ReceiptState) -> bool:
    return after in RECEIPT_MOVES[before]
