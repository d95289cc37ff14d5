"""The order book: every order of the open incidents with its addressees' steps, as known at a moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ems_dashboard.rules.order_matrix import Cell, Tally, cells, tally
from ems_dashboard.rules.orders import EVER_ISSUED, Order, Receipt, Reminder
from ems_dashboard.rules.terms import OrderState, ReminderState
from ems_dashboard.situation.picture import Situation
from ems_dashboard.store import Reader, Store


@dataclass(frozen=True, slots=True)
class OrderFile:
    """One order: `order` as it stands, `issued` as it was sent, its `steps` from the draft on, oldest first. `cells`:
    one per addressee, none before it was issued. `successor`: the order that corrects or withdraws it."""

    order: Order
    issued: Order | None
    steps: tuple[Order, ...]
    cells: tuple[Cell, ...]
    reminders: tuple[Reminder, ...]
    successor: Order | None = None

    def cell(self, unit: str) -> Cell | None:
        return next((cell for cell in self.cells if cell.unit == unit), None)

    def reminded(self, unit: str) -> Reminder | None:
        """The last reminder that was sent to an addressee."""
        sent = [row for row in self.reminders if row.unit == unit and row.state is ReminderState.SENT]
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


def _waits(row: Reminder, file: OrderFile) -> bool:
    """Whether a reminder is still to be sent: its addressee may have answered meanwhile."""
    cell = file.cell(row.unit)
    return row.state is ReminderState.DRAFTED and cell is not None and cell.late and cell.stage is row.stage


def order_book(store: Store, situation: Situation) -> OrderBook:
    ids = [incident.incident for incident in situation.incidents]
    if not ids:
        return OrderBook((), tally({}, ()))
    with store.reading() as reader:
        files = _files(reader, situation.as_of, incident=ids)
    standing = {
        file.order.order: file.issued for file in files if file.order.state is OrderState.ISSUED and file.issued
    }
    found = [cell for file in files for cell in file.cells if file.order.order in standing]
    return OrderBook(files, tally(standing, found))


def order_file(store: Store, name: str, as_of: datetime) -> OrderFile | None:
    """One order by its id, of a closed incident too."""
    with store.reading() as reader:
        steps = reader.history(Order, as_of=as_of, until=_after(as_of), order=name)
        files = _files(reader, as_of, incident=[steps[-1].incident]) if steps else ()
    return next((file for file in files if file.order.order == name), None)


def _files(reader: Reader, as_of: datetime, *, incident: list[str]) -> tuple[OrderFile, ...]:
    steps = _grouped(reader.history(Order, as_of=as_of, until=_after(as_of), incident=incident))
    reminders = _grouped(reader.history(Reminder, as_of=as_of, until=_after(as_of), incident=incident))
    names = list(steps)
    receipts = _grouped(reader.history(Receipt, as_of=as_of, until=_after(as_of), order=names) if names else ())
    successors = {rows[-1].corrects: rows[-1] for rows in steps.values() if rows[-1].corrects and _sent(rows)}
    files = (
        OrderFile(
            order=rows[-1],
            issued=_sent(rows),
            steps=tuple(rows),
            cells=cells(sent, receipts.get(name, ()), as_of) if (sent := _sent(rows)) else (),
            reminders=tuple({row.key: row for row in reminders.get(name, ())}.values()),
            successor=successors.get(name),
        )
        for name, rows in steps.items()
        if rows[-1].state is not OrderState.DISCARDED
    )
    return tuple(sorted(files, key=lambda file: (file.issued or file.order).valid_at, reverse=True))


def _sent(rows: Iterable[Order]) -> Order | None:
    return next((row for row in rows if row.state in EVER_ISSUED), None)


def _grouped(rows: Iterable) -> Mapping[str, list]:
    found: dict[str, list] = {}
    for row in rows:
        found.setdefault(row.order, []).append(row)
    return found


def _after(moment: datetime) -> datetime:
    return moment + timedelta(microseconds=1)
