"""The order book: every order of the open incidents with its addressees' steps, as known at a
moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from ems_dashboard.moments import Moment
from ems_dashboard.rules.consultations import Consultation, Decision
from ems_dashboard.rules.facts import newest_of_each
from ems_dashboard.rules.order_matrix import Cell, Tally, cells, tally
from ems_dashboard.rules.orders import EVER_ISSUED, ON_THE_WAY, Order, Receipt, Reminder
from ems_dashboard.rules.terms import OrderState, ReminderState
from ems_dashboard.situation.picture import Situation
from ems_dashboard.store import Reader, Store

Row = TypeVar("Row", Order, Receipt, Reminder)


@dataclass(frozen=True, slots=True)
class OrderFile:
    """One order: `order` as it stands, `issued` as it was sent, its `steps` from the draft on,
    oldest first. `cells`: one per addressee, none before it was issued. `successor`: the order that
    corrected or withdrew it, `pending` the draft that is to; `corrected`: the order that it
    corrects or withdraws itself, as it was sent. `decision`: what it was made of, at the
    consultation `held`; only of an order that is asked for by itself."""

    order: Order
    issued: Order | None
    steps: tuple[Order, ...]
    cells: tuple[Cell, ...]
    reminders: tuple[Reminder, ...]
    successor: Order | None = None
    pending: Order | None = None
    corrected: Order | None = None
    decision: Decision | None = None
    held: Consultation | None = None

    def cell(self, unit: str) -> Cell | None:
        return next((cell for cell in self.cells if cell.unit == unit), None)

    def reminded(self, unit: str) -> Reminder | None:
        """The last reminder that was sent to an addressee."""
        sent = [
            row for row in self.reminders if row.unit == unit and row.state is ReminderState.SENT
        ]
        return sent[-1] if sent else None


@dataclass(frozen=True, slots=True)
class OrderBook:
    """`files`: newest first. `drafted`: reminders that wait to be sent."""

    files: tuple[OrderFile, ...]
    tally: Tally

    def of_state(self, *states: OrderState) -> tuple[OrderFile, ...]:
        return tuple(file for file in self.files if file.order.state in states)

    @property
    def drafted(self) -> tuple[Reminder, ...]:
        return tuple(row for file in self.files for row in file.reminders if _waits(row, file))

    def addressed_to(self, unit: str) -> tuple[OrderFile, ...]:
        return tuple(file for file in self.of_state(OrderState.ISSUED) if file.cell(unit))

    def ended_for(self, unit: str) -> tuple[OrderFile, ...]:
        """Those sent to a unit that a newer order corrected or withdrew."""
        return tuple(file for file in self.of_state(OrderState.WITHDRAWN) if file.cell(unit))


def _waits(row: Reminder, file: OrderFile) -> bool:
    """Whether a reminder is still to be sent: its addressee may have answered meanwhile."""
    cell = file.cell(row.unit)
    if row.state is not ReminderState.DRAFTED or cell is None:
        return False
    return cell.late and cell.stage is row.stage


def order_book(store: Store, situation: Situation) -> OrderBook:
    ids = [incident.incident for incident in situation.incidents]
    if not ids:
        return OrderBook((), tally({}, ()))
    with store.reading() as reader:
        files = _files(reader, situation.as_of, incident=ids)
    return book_of(files)


def book_of(files: tuple[OrderFile, ...]) -> OrderBook:
    """With the tally of the orders that stand."""
    standing = {
        file.order.order: file.issued
        for file in files
        if file.order.state is OrderState.ISSUED and file.issued
    }
    found = [cell for file in files for cell in file.cells if file.order.order in standing]
    return OrderBook(files, tally(standing, found))


def order_file(store: Store, name: str, as_of: Moment) -> OrderFile | None:
    """One order by its id, of a closed incident too."""
    with store.reading() as reader:
        steps = reader.history(Order, as_of=as_of, until=as_of, order=name)
        files = _files(reader, as_of, incident=[steps[-1].incident]) if steps else ()
        found = next((file for file in files if file.order.order == name), None)
        return found and _traced(reader, found, as_of)


def _traced(reader: Reader, file: OrderFile, as_of: Moment) -> OrderFile:
    """With the decision of a consultation that it was made of."""
    decision = next(iter(reader.current(Decision, as_of=as_of, order=file.order.order)), None)
    if decision is None:
        return file
    held = reader.current(Consultation, as_of=as_of, consultation=decision.consultation)
    return replace(file, decision=decision, held=next(iter(held), None))


def _files(reader: Reader, as_of: Moment, *, incident: list[str]) -> tuple[OrderFile, ...]:
    steps = _grouped(reader.history(Order, as_of=as_of, until=as_of, incident=incident))
    reminders = _grouped(reader.history(Reminder, as_of=as_of, until=as_of, incident=incident))
    names = list(steps)
    receipts = _grouped(
        reader.history(Receipt, as_of=as_of, until=as_of, order=names) if names else ()
    )
    naming = [rows for rows in steps.values() if rows[-1].corrects]
    successors = {rows[-1].corrects: _sent(rows) for rows in naming if _sent(rows)}
    pending = {rows[-1].corrects: rows[-1] for rows in naming if rows[-1].state in ON_THE_WAY}
    files = (
        OrderFile(
            order=rows[-1],
            issued=_sent(rows),
            steps=tuple(rows),
            cells=_cells(rows, receipts.get(name, ()), as_of),
            reminders=tuple(newest_of_each(reminders.get(name, ()))),
            successor=successors.get(name),
            pending=pending.get(name),
            corrected=_sent(steps.get(rows[-1].corrects or "", ())),
        )
        for name, rows in steps.items()
        if rows[-1].state is not OrderState.DISCARDED
    )
    return tuple(sorted(files, key=lambda file: (file.issued or file.order).valid_at, reverse=True))


def _cells(rows: list[Order], receipts: Iterable[Receipt], as_of: Moment) -> tuple[Cell, ...]:
    sent, ended = _sent(rows), rows[-1].state is OrderState.WITHDRAWN
    return cells(sent, receipts, as_of, ended=ended) if sent else ()


def _sent(rows: Iterable[Order]) -> Order | None:
    return next((row for row in rows if row.state in EVER_ISSUED), None)


def _grouped(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.order, []).append(row)
    return found
