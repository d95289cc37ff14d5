"""An order from its draft to its end: written by one, approved by another, issued and frozen,
ended by a newer one."""

from dataclasses import dataclass
from datetime import datetime

from ems_dashboard.actions.acting import Desk, anew, as_seen, new_id, require, two_persons
from ems_dashboard.actions.outbox import Told, queue
from ems_dashboard.clock import short_time
from ems_dashboard.errors import Refused
from ems_dashboard.rules.order_moves import draft_faults, may_move
from ems_dashboard.rules.orders import EVER_ISSUED, ON_THE_WAY, Order
from ems_dashboard.rules.terms import CallAbout, Category, OrderKind, OrderState
from ems_dashboard.store import Connection, Reader
from ems_dashboard.store.appending import append
from ems_dashboard.store.numbering import next_reference


@dataclass(frozen=True, slots=True)
class Content:
    """What a draft says."""

    incident: str
    kind: OrderKind
    title: str
    body: str
    units: tuple[str, ...]
    receipt_due: datetime | None = None
    feedback_due: datetime | None = None
    category: Category | None = None
    complete_by: datetime | None = None
    corrects: str | None = None


def draft(desk: Desk, content: Content, name: str = "") -> Order:
    """Writes a draft, or writes the draft `name` again."""
    return desk.store.write(lambda connection: drafted(desk, connection, content, name))


def drafted(desk: Desk, connection: Connection, content: Content, name: str = "") -> Order:
    """The same inside an act that does more."""
    require(desk, "draft:orders")
    fields = {field: getattr(content, field) for field in Content.__dataclass_fields__}
    row = Order(
        order=name or new_id(desk.moment),
        serial=0,
        state=OrderState.DRAFT,
        author=desk.actor.name,
        valid_at=desk.moment,
        known_at=desk.moment,
        **fields,
    )
    if found := draft_faults(row):
        raise Refused(" ".join(desk.words(f"orders.fault.{code}") for code in found))
    if row.corrects:
        _may_end(desk, connection, row)
    if not name:
        return _save(desk, connection, row)
    before = standing(desk, connection, name)
    anew = fields | {"author": desk.actor.name, "approved_by": "", "note": ""}
    return _move(desk, connection, before, OrderState.DRAFT, **anew)


def approve(desk: Desk, name: str, seen: int | None = None) -> Order:
    """`seen`: the row that the approver read; an edit since then is not approved unread."""
    require(desk, "approve:orders")

    def work(connection: Connection) -> Order:
        row = standing(desk, connection, name)
        as_seen(desk, row, seen)
        two_persons(desk, _writers(connection, name))
        return _move(desk, connection, row, OrderState.APPROVED, approved_by=desk.actor.name)

    return desk.store.write(work)


def give_back(desk: Desk, name: str, note: str) -> Order:
    require(desk, "approve:orders")
    if not note.strip():
        raise Refused(desk.words("orders.note_missing"))
    return _step(desk, name, OrderState.RETURNED, note=note.strip())


def discard(desk: Desk, name: str) -> Order:
    require(desk, "draft:orders")
    return _step(desk, name, OrderState.DISCARDED)


def issue(desk: Desk, name: str) -> Order:
    """Gives the order its serial and reference numbers and freezes it; the order that it
    corrects ends."""
    require(desk, "issue:orders")

    def work(connection: Connection) -> Order:
        row = standing(desk, connection, name)
        if row.receipt_due is not None and row.receipt_due <= desk.moment:
            raise Refused(desk.words("orders.receipt_due_passed"))
        plan, rule = desk.city.plan, desk.city.plan.order_rule(row.kind)
        others = Reader(connection).history(Order, incident=row.incident)
        used = (
            other.serial
            for other in others
            if other.kind is row.kind and other.state in EVER_ISSUED
        )
        serial = max(used, default=0) + 1
        document = next_reference(connection, plan.reference, rule.prefix, desk.moment)
        issued = _move(desk, connection, row, OrderState.ISSUED, serial=serial, document=document)
        if row.corrects:
            _move(desk, connection, standing(desk, connection, row.corrects), OrderState.WITHDRAWN)
        queue(desk, connection, _told(desk, issued))
        return issued

    return desk.store.write(work)


def _told(desk: Desk, order: Order) -> Told:
    """Never held back in quiet hours: an order's deadline runs."""
    kind = desk.words(f"terms.order_kind.{order.kind}")
    title = desk.words("outbox.order_title", kind=kind, document=order.document)
    text = desk.words("outbox.order_text", title=order.title, body=order.body)
    if order.receipt_due is not None:
        text += desk.words("outbox.order_due", due=short_time(order.receipt_due))
    about = CallAbout.ORDER
    return Told(about, order.order, order.incident, order.units, title, text, urgent=True)


def standing(desk: Desk, connection: Connection, name: str) -> Order:
    """The order as it stands, whatever moment the act began in."""
    rows = Reader(connection).history(Order, order=name)
    if not rows:
        raise Refused(desk.words("orders.no_such_order"))
    return rows[-1]


def _may_end(desk: Desk, connection: Connection, row: Order) -> None:
    """Raises Refused where the older order cannot be ended by this one: it is not in force,
    another draft is about to end it, or an addressee of it would not hear."""
    old = standing(desk, connection, row.corrects or "")
    if old.state is not OrderState.ISSUED:
        raise Refused(desk.words("orders.ended_already"))
    orders = Reader(connection).history(Order, incident=old.incident)
    newest = {other.order: other for other in orders if other.order != row.order}
    for other in newest.values():
        if other.corrects == row.corrects and other.state in ON_THE_WAY:
            raise Refused(desk.words("orders.ending_already", title=other.title))
    left_out = [unit for unit in old.units if unit not in row.units]
    if left_out:
        names = [desk.city.short_of(unit, desk.words.lang) for unit in left_out]
        raise Refused(desk.words("orders.left_out", units=desk.words.listed(names)))


def _writers(connection: Connection, name: str) -> list[str]:
    return [
        row.written_by
        for row in Reader(connection).history(Order, order=name)
        if row.state is OrderState.DRAFT
    ]


def _step(desk: Desk, name: str, after: OrderState, **changed: object) -> Order:
    return desk.store.write(
        lambda connection: _move(
            desk, connection, standing(desk, connection, name), after, **changed
        )
    )


def _move(
    desk: Desk, connection: Connection, row: Order, after: OrderState, **changed: object
) -> Order:
    if not may_move(row.state, after):
        now, then = (desk.words(f"terms.order_state.{state}") for state in (row.state, after))
        raise Refused(desk.words("orders.no_move", now=now, after=then))
    return _save(desk, connection, anew(desk, row, state=after, **changed))


def _save(desk: Desk, connection: Connection, row: Order) -> Order:
    append(connection, [row], written_by=desk.actor.account, moment=desk.moment)
    return row
