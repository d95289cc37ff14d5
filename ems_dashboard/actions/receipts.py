"""What addressees do with an order (签收、在办、反馈、核查)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ems_dashboard.actions.acting import Desk, not_before, require
from ems_dashboard.clock import minute, short_time
from ems_dashboard.errors import Refused
from ems_dashboard.moments import as_valid
from ems_dashboard.rules.order_moves import BY_ADDRESSEE, receipt_allowed
from ems_dashboard.rules.orders import Order, Receipt
from ems_dashboard.rules.terms import OrderState, ReceiptState
from ems_dashboard.store import Connection, Reader
from ems_dashboard.store.appending import append


@dataclass(frozen=True, slots=True)
class Said:
    """What was said on the telephone: `person` said it at `at`, to whoever writes it down."""

    person: str
    at: datetime
    note: str = ""


def receive(
    desk: Desk, order: str, unit: str, state: ReceiptState, note: str = "", person: str = ""
) -> Receipt:
    """The addressee's step; a duty officer may write down what was said on the telephone
    (`person` said it). Only headquarters verifies."""
    _require(desk, state, unit, note)

    def work(connection: Connection) -> Receipt:
        reader = Reader(connection)
        sent = _in_force(desk, reader, order)
        last = _last(desk, reader, sent, unit, state)
        moment = not_before(desk.moment, [last] if last else [])
        row = Receipt(
            order=order,
            unit=unit,
            state=state,
            person=person.strip() or desk.actor.name,
            note=note.strip(),
            valid_at=moment,
            known_at=moment,
        )
        append(connection, [row], written_by=desk.actor.account, moment=desk.moment)
        return row

    return desk.store.write(work)


def record_calls(
    desk: Desk, order: str, units: Sequence[str], state: ReceiptState, said: Said
) -> list[Receipt]:
    """What several addressees said on the telephone, all of it or none; a sentence for each unit
    that cannot."""
    if not units:
        raise Refused(desk.words("orders.phone_nobody"))
    for unit in units:
        _require(desk, state, unit, said.note)
    if said.at > desk.moment:
        raise Refused(desk.words("orders.phone_ahead", at=short_time(said.at)))

    def work(connection: Connection) -> list[Receipt]:
        reader = Reader(connection)
        sent = _in_force(desk, reader, order)
        if said.at < minute(sent.valid_at):
            at, issued = short_time(said.at), short_time(sent.valid_at)
            raise Refused(desk.words("orders.phone_before", at=at, issued=issued))
        begun = _all_can(desk, reader, sent, units, state, said)
        person = said.person.strip() or desk.words("orders.phone_by", name=desk.actor.name)
        rows = [
            Receipt(
                order=order,
                unit=unit,
                state=state,
                person=person,
                note=said.note.strip(),
                known_at=desk.moment,
                valid_at=as_valid(max(said.at, since)),
            )
            for unit, since in begun.items()
        ]
        append(connection, rows, written_by=desk.actor.account, moment=desk.moment)
        return rows

    return desk.store.write(work)


def _all_can(
    desk: Desk, reader: Reader, sent: Order, units: Iterable[str], state: ReceiptState, said: Said
) -> dict[str, datetime]:
    """Unit → the moment of what it did before, which may lie in the minute that was said. Raises
    Refused with a sentence for each unit that cannot take the step at that minute."""
    begun, found = dict[str, datetime](), list[str]()
    for unit in units:
        try:
            last = _last(desk, reader, sent, unit, state)
            begun[unit] = last.valid_at if last else sent.valid_at
            _not_before(desk, last, said)
        except Refused as refusal:
            name = desk.city.name_of(unit, desk.words.lang)
            found.append(desk.words("orders.of_unit", unit=name, said=str(refusal)))
    if found:
        raise Refused(" ".join([*found, desk.words("orders.phone_none_recorded")]))
    return begun


def _not_before(desk: Desk, last: Receipt | None, said: Said) -> None:
    if last is not None and said.at < minute(last.valid_at):
        at, before = short_time(said.at), short_time(last.valid_at)
        now = desk.words(f"terms.receipt_state.{last.state}")
        raise Refused(desk.words("orders.phone_too_early", at=at, before=before, now=now))


def _require(desk: Desk, state: ReceiptState, unit: str, note: str) -> None:
    by_addressee = state in BY_ADDRESSEE
    require(
        desk, "receive:orders" if by_addressee else "verify:orders", unit if by_addressee else None
    )
    if state is ReceiptState.ANSWERED and not note.strip():
        raise Refused(desk.words("orders.answer_missing"))


def _in_force(desk: Desk, reader: Reader, name: str) -> Order:
    rows = reader.history(Order, order=name)
    if not rows or rows[-1].state is not OrderState.ISSUED:
        raise Refused(desk.words("orders.not_in_force"))
    return rows[-1]


def _last(
    desk: Desk, reader: Reader, sent: Order, unit: str, state: ReceiptState
) -> Receipt | None:
    """The addressee's last step; raises Refused where `state` cannot follow it."""
    if unit not in sent.units:
        raise Refused(
            desk.words("orders.not_addressed", unit=desk.city.name_of(unit, desk.words.lang))
        )
    rows = reader.history(Receipt, order=sent.order, unit=unit)
    before = rows[-1].state if rows else ReceiptState.SENT
    if not receipt_allowed(before, state):
        now, after = (desk.words(f"terms.receipt_state.{each}") for each in (before, state))
        raise Refused(desk.words("orders.no_move", now=now, after=after))
    return rows[-1] if rows else None
