"""Handing the shift over (交接班): what is open, frozen as the officers found it, and who
signed."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from ems_dashboard.clock import BEIJING
from ems_dashboard.rules.duties import SETTLED, DutyStatus
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.log import LogEntry, open_follow_ups
from ems_dashboard.rules.order_matrix import cells
from ems_dashboard.rules.orders import Order, Receipt
from ems_dashboard.rules.rhythm import Due
from ems_dashboard.rules.terms import DueState, HandoverState, OpenKind, OrderState, ReminderStage


@dataclass(frozen=True, kw_only=True, slots=True)
class Handover(Fact):
    """`outgoing` and `incoming` are accounts, beside them the names as they stood; `open_list`:
    what was open when the sheet was prepared, as JSON, so that the sheet reads the same in ten
    years."""

    KIND: ClassVar[str] = "handovers"
    KEY: ClassVar[tuple[str, ...]] = ("handover",)

    handover: str
    outgoing: str
    outgoing_name: str
    incoming: str = ""
    incoming_name: str = ""
    shift_from: datetime
    shift_to: datetime
    remarks: str = ""
    state: HandoverState = HandoverState.PREPARED
    open_list: str = "[]"


@dataclass(frozen=True, slots=True)
class OpenItem:
    """`subject`: what is open in the words of its source (an order's title, a follow-up); `serial`
    of a consultation or report; `units`: who owes it; `page`: where an approval is decided."""

    kind: OpenKind
    subject: str
    units: tuple[str, ...] = ()
    due_at: datetime | None = None
    reference: str = ""
    page: str = ""

    def late_at(self, moment: datetime) -> bool:
        return self.due_at is not None and self.due_at < moment


NEXT: dict[HandoverState, HandoverState] = {
    HandoverState.PREPARED: HandoverState.SIGNED_OUT,
    HandoverState.SIGNED_OUT: HandoverState.SIGNED,
}
"""Allowed moves: the officer who leaves signs first, then the one who comes; what both signed is
frozen."""


def may_move(sheet: Handover, to: HandoverState, account: str) -> bool:
    """Whether `account` may bring the sheet to `to`: the leaving officer alone signs it out, and
    nobody takes over from himself."""
    if NEXT.get(sheet.state) is not to or not account:
        return False
    return (
        account == sheet.outgoing if to is HandoverState.SIGNED_OUT else account != sheet.outgoing
    )


def shift_of(moment: datetime, changes: Iterable[time]) -> tuple[datetime, datetime]:
    """The shift that `moment` lies in, as [from, to): the plan names the hours at which shifts
    change."""
    day = moment.astimezone(BEIJING).date()
    starts = sorted(
        _at(day + timedelta(days=shift), at) for shift in (-1, 0, 1, 2) for at in changes
    )
    begun = [at for at in starts if at <= moment]
    return begun[-1], next(at for at in starts if at > moment)


def _at(day: date, at: time) -> datetime:
    return datetime.combine(day, at, BEIJING)


def open_items(
    orders: Iterable[tuple[Order, Iterable[Receipt]]],
    dues: Iterable[Due],
    entries: Iterable[LogEntry],
    moment: datetime,
    until: datetime,
    others: Iterable[OpenItem] = (),
) -> tuple[OpenItem, ...]:
    """What the next officer has to know of: receipts and feedback that are owed, consultations and
    reports late or due before `until`, follow-ups that wait; `others`: duties not done, what waits
    for approval and what was begun and not finished."""
    items = [*others]
    items += [item for order, receipts in orders for item in _owed(order, tuple(receipts), moment)]
    # what is in hand is told as what it waits for
    open_dues = (due for due in dues if not due.in_hand and _is_open(due, until))
    items += [OpenItem(OpenKind(due.kind), "", due_at=due.due_at) for due in open_dues]
    items += [_follow_up(entry) for entry in open_follow_ups(entries)]
    return in_order(items)


def _is_open(due: Due, until: datetime) -> bool:
    if due.state is DueState.LATE:
        return True
    return due.state in (DueState.DUE, DueState.SOON) and due.due_at < until


def _follow_up(entry: LogEntry) -> OpenItem:
    return OpenItem(
        kind=OpenKind.FOLLOW_UP,
        subject=entry.follow_up or entry.text,
        units=(entry.unit,) if entry.unit else (),
        due_at=entry.follow_up_due,
        reference=entry.entry,
    )


def duties_open(duties: Iterable[DutyStatus]) -> Iterable[OpenItem]:
    for status in duties:
        if status.state in SETTLED:
            continue
        settled = {unit for unit, row in status.parts if row is not None and row.state in SETTLED}
        owing = tuple(unit for unit, _ in status.parts if unit not in settled)
        yield OpenItem(OpenKind.DUTY, status.duty.text, owing, status.deadline, status.duty.code)


def in_order(items: Iterable[OpenItem]) -> tuple[OpenItem, ...]:
    """The oldest deadline first, what has none last."""
    return tuple(sorted(items, key=_urgency))


def _urgency(item: OpenItem) -> tuple[float, str, str]:
    due = item.due_at.timestamp() if item.due_at else math.inf
    return (due, item.kind, item.reference)


STAGES = {ReminderStage.RECEIPT: OpenKind.RECEIPT, ReminderStage.FEEDBACK: OpenKind.FEEDBACK}


def _owed(order: Order, receipts: tuple[Receipt, ...], moment: datetime) -> Iterable[OpenItem]:
    """Who owes the receipt, and who the answer, as the matrix of the order has it."""
    if order.state is not OrderState.ISSUED:
        return
    matrix = cells(order, receipts, moment)
    for stage, kind in STAGES.items():
        owing = [cell for cell in matrix if cell.stage is stage]
        if owing:
            units = tuple(cell.unit for cell in owing)
            yield OpenItem(kind, order.title, units, owing[0].due, order.order)
