"""Reminders (催办) to addressees that are late: drafted once, by themselves; sent by a person."""

import asyncio
import logging
from collections.abc import Iterable
from datetime import timedelta

from ems_dashboard import clock
from ems_dashboard.actions.acting import Desk, not_before, require
from ems_dashboard.actions.outbox import Told, queue
from ems_dashboard.clock import short_time
from ems_dashboard.moments import Moment
from ems_dashboard.rules.city import City
from ems_dashboard.rules.order_matrix import Cell, cells
from ems_dashboard.rules.orders import Order, Receipt, Reminder
from ems_dashboard.rules.terms import CallAbout, OrderState, ReminderStage, ReminderState
from ems_dashboard.store import Connection, Reader, Store
from ems_dashboard.store.appending import append
from ems_dashboard.store.incidents import incidents_open
from ems_dashboard.text import Words

log = logging.getLogger("ems.reminders")
EVERY = timedelta(minutes=1)


async def keep_reminding(store: Store, city: City, words: Words) -> None:
    """Looks once a minute of the ledger's clock for those who have become late, while the server runs."""
    while True:
        try:
            await asyncio.to_thread(draft_reminders, store, city, words, clock.minute(clock.now()))
        except Exception:  # whatever it was, the next minute is tried
            log.exception("the reminders of this minute could not be drafted")
        await asyncio.sleep(clock.seconds_for(EVERY))


def draft_reminders(store: Store, city: City, words: Words, moment: Moment) -> int:
    """Drafts a reminder, once, for every addressee and stage that is late; how many were
    drafted."""
    # most minutes have nothing to draft: the writer is not asked then
    with store.reading() as reader:
        if not _reminders_owed(reader, city, words, moment):
            return 0

    def work(connection: Connection) -> int:
        owed = _reminders_owed(Reader(connection), city, words, moment)
        return append(connection, owed, written_by="", moment=moment).accepted

    return store.write(work)


def _reminders_owed(reader: Reader, city: City, words: Words, moment: Moment) -> list[Reminder]:
    orders = _issued(reader, moment)
    if not orders:
        return []
    names = [order.order for order in orders]
    drafted = {reminder.key for reminder in reader.current(Reminder, as_of=moment, order=names)}
    receipts = reader.history(Receipt, as_of=moment, until=moment, order=names)
    owed = []
    for order in orders:
        mine = [receipt for receipt in receipts if receipt.order == order.order]
        late = [cell for cell in cells(order, mine, moment) if cell.late]
        owed += [_reminder(order, cell, city, words, moment) for cell in late]
    return [reminder for reminder in owed if reminder.key not in drafted]


def _issued(reader: Reader, moment: Moment) -> list[Order]:
    """The orders in force of the open incidents."""
    ids = [incident.incident for incident in incidents_open(reader, moment)]
    orders = reader.current(Order, as_of=moment, incident=ids) if ids else []
    return [order for order in orders if order.state is OrderState.ISSUED]


def _stage(cell: Cell) -> ReminderStage:
    if cell.stage is None:
        raise ValueError(f"{cell.unit} owes nothing")
    return cell.stage


def _reminder(order: Order, cell: Cell, city: City, words: Words, moment: Moment) -> Reminder:
    text = words(
        f"orders.reminder.{cell.stage}",
        unit=city.name_of(cell.unit),
        title=order.title,
        document=order.document,
        due=short_time(cell.due),
    )
    return Reminder(
        order=order.order,
        incident=order.incident,
        unit=cell.unit,
        stage=_stage(cell),
        text=text,
        valid_at=moment,
        known_at=moment,
    )


def send_reminders(desk: Desk, reminders: Iterable[Reminder]) -> int:
    """Sends what was drafted; how many were sent, those that somebody else sent meanwhile aside."""
    require(desk, "issue:orders")
    given = list(reminders)

    def work(connection: Connection) -> int:
        reader = Reader(connection)
        sent = []
        for reminder in given:
            rows = reader.history(
                Reminder, order=reminder.order, unit=reminder.unit, stage=reminder.stage
            )
            if rows and rows[-1].state is ReminderState.DRAFTED:
                sent.append(_sent(desk, rows[-1]))
        for row in sent:
            queue(desk, connection, _told(desk, row))
        return append(connection, sent, written_by=desk.actor.account, moment=desk.moment).accepted

    return desk.store.write(work)


def _told(desk: Desk, row: Reminder) -> Told:
    title = desk.words("outbox.reminder_title")
    about = CallAbout.REMINDER
    return Told(about, row.order, row.incident, (row.unit,), title, row.text, urgent=True)


def _sent(desk: Desk, row: Reminder) -> Reminder:
    moment = not_before(desk.moment, [row])
    return Reminder(
        order=row.order,
        incident=row.incident,
        unit=row.unit,
        stage=row.stage,
        state=ReminderState.SENT,
        text=row.text,
        person=desk.actor.name,
        valid_at=moment,
        known_at=moment,
    )
