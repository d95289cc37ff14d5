"""What was begun and waits for the duty officer to go on with it: approved and not issued, taken
and not handed in, drafted and not sent, asked and not answered, stored under no incident. The one
reader of it: the handover lists it and the bar counts it."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from ems_dashboard.moments import Moment
from ems_dashboard.rules.city import City
from ems_dashboard.rules.dispatches import Dispatch
from ems_dashboard.rules.handovers import OpenItem
from ems_dashboard.rules.incidents import UNASSIGNED
from ems_dashboard.rules.orders import Order, Reminder
from ems_dashboard.rules.reports import Report, ReportQuestion
from ems_dashboard.rules.terms import (
    DispatchState,
    OpenKind,
    OrderState,
    QuestionState,
    ReportState,
)
from ems_dashboard.store import Reader
from ems_dashboard.store.astray import astray_in
from ems_dashboard.text import Words

REMEMBERED = timedelta(days=2)
"""A figure under no incident is looked for so far back."""
ORDERS = {OrderState.APPROVED: OpenKind.ISSUE, OrderState.RETURNED: OpenKind.RETURNED}


def unfinished(
    reader: Reader,
    city: City,
    words: Words,
    as_of: Moment,
    incidents: list[str],
    reminders: Iterable[Reminder],
) -> Iterator[OpenItem]:
    """`reminders`: those that still wait to be sent."""
    ids = [*incidents, UNASSIGNED]
    yield from _orders(reader, as_of, ids)
    yield from _reports(reader, words, as_of, ids)
    yield from _reminders(reader, as_of, reminders)
    yield from _requests(reader, city, words, as_of, ids)
    yield from _unassigned(reader, city, words, as_of)


def _orders(reader: Reader, as_of: Moment, ids: list[str]) -> Iterator[OpenItem]:
    for state, kind in ORDERS.items():
        for order in reader.current(Order, as_of=as_of, incident=ids, state=state):
            yield OpenItem(kind, order.title, order.units, order.receipt_due, order.order)


def _reports(reader: Reader, words: Words, as_of: Moment, ids: list[str]) -> Iterator[OpenItem]:
    for report, left in open_questions(reader, as_of, ids):
        subject = words("handover.report", n=report.serial)
        yield OpenItem(OpenKind.HAND_IN, subject, (), report.due_at, report.report)
        if left:
            units = tuple(dict.fromkeys(row.unit for row in left))
            subject = words("handover.questions", n=report.serial, m=len(left))
            yield OpenItem(OpenKind.QUESTION, subject, units, report.due_at, report.report)


def open_questions(
    reader: Reader, as_of: Moment, ids: list[str]
) -> Iterator[tuple[Report, list[ReportQuestion]]]:
    """The reports that were taken and not handed in, each with what is asked of its figures and not
    answered."""
    for report in reader.current(Report, as_of=as_of, incident=ids, state=ReportState.DRAFT):
        asked = reader.history(
            ReportQuestion, as_of=as_of, report=report.report, version=report.version
        )
        newest = {row.key: row for row in asked}.values()
        yield report, [row for row in newest if row.state is QuestionState.OPEN]


def _reminders(reader: Reader, as_of: Moment, reminders: Iterable[Reminder]) -> Iterator[OpenItem]:
    """One line for each order."""
    units: dict[str, list[str]] = {}
    for row in reminders:
        units.setdefault(row.order, []).append(row.unit)
    for name, owing in units.items():
        (order,) = reader.current(Order, as_of=as_of, order=name)
        yield OpenItem(OpenKind.REMINDER, order.title, tuple(dict.fromkeys(owing)), None, name)


def _requests(
    reader: Reader, city: City, words: Words, as_of: Moment, ids: list[str]
) -> Iterator[OpenItem]:
    """What counties asked for and nobody answered."""
    within = timedelta(minutes=city.plan.dispatches.answer_minutes)
    for row in reader.current(Dispatch, as_of=as_of, incident=ids, state=DispatchState.REQUESTED):
        what = row.item or words("handover.team")
        subject = f"{what} {row.purpose}".strip()
        yield OpenItem(OpenKind.REQUEST, subject, (row.unit,), row.valid_at + within, row.dispatch)


def _unassigned(reader: Reader, city: City, words: Words, as_of: Moment) -> Iterator[OpenItem]:
    """Figures of people in danger that count in no incident."""
    found = astray_in(reader, as_of).unassigned
    recent = [row for row in found if row.valid_at > as_of - REMEMBERED]
    if recent:
        units = tuple(dict.fromkeys(city.county_of.get(row.unit, row.unit) for row in recent))
        yield OpenItem(OpenKind.UNASSIGNED, words("handover.unassigned", n=len(recent)), units)
