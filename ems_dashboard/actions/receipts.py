"""What addressees do with an order (签收、在办、反馈、核查)."""

from ems_dashboard.actions.acting import Desk, require
from ems_dashboard.errors import Refused
from ems_dashboard.rules.order_moves import BY_ADDRESSEE, receipt_allowed
from ems_dashboard.rules.orders import Order, Receipt
from ems_dashboard.rules.terms import OrderState, ReceiptState
from ems_dashboard.store import Connection, Reader
from ems_dashboard.store.appending import append


def receive(desk: Desk, order: str, unit: str, state: ReceiptState, note: str = "", person: str = "") -> Receipt:
    """The addressee's step; a duty officer may write down what was said on the telephone (`person` said it). Only
    headquarters verifies."""
    by_addressee = state in BY_ADDRESSEE
    require(desk, "receive:orders" if by_addressee else "verify:orders", unit if by_addressee else None)
    if state is ReceiptState.ANSWERED and not note.strip():
        raise Refused(desk.words("orders.answer_missing"))

    def work(connection: Connection) -> Receipt:
        reader = Reader(connection)
        _addressed(desk, reader, order, unit)
        rows = reader.history(Receipt, order=order, unit=unit)
        before = rows[-1].state if rows else ReceiptState.SENT
        if not receipt_allowed(before, state):
            now, after = (desk.words(f"terms.receipt_state.{each}") for each in (before, state))
            raise Refused(desk.words("orders.no_move", now=now, after=after))
        moment = max([desk.moment, *(row.valid_at for row in rows)])
        row = Receipt(
            order=order, unit=unit, state=state, person=person.strip() or desk.actor.name, note=note.strip(),
            valid_at=moment, known_at=moment,
        )  # fmt: skip
        append(connection, [row], written_by=desk.actor.account, moment=desk.moment)
        return row

    return desk.store.write(work)


def _addressed(desk: Desk, reader: Reader, name: str, unit: str) -> None:
    rows = reader.history(Order, order=name)
    if not rows or rows[-1].state is not OrderState.ISSUED:
        raise Refused(desk.words("orders.not_in_force"))
    if unit not in rows[-1].units:
        raise Refused(desk.words("orders.not_addressed", unit=desk.city.name_of(unit, desk.words.lang)))
