"""The year's counts: what the annual report adds up, counted again by the transaction that changes it."""

from datetime import datetime

from sqlalchemy import Connection, Select, delete, func, literal, select

from ems_dashboard.clock import BEIJING
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.terms import LevelChange, MessageType, OrderState
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.store.schema import tables, year_counts

COUNTED: tuple[type[Fact], ...] = (WarningMessage, Order, Response, MessageBatch)


def bounds(year: int) -> tuple[datetime, datetime]:
    """A Beijing year as [begin, end)."""
    return datetime(year, 1, 1, tzinfo=BEIJING), datetime(year + 1, 1, 1, tzinfo=BEIJING)


def count_again(connection: Connection, kind: type[Fact], mode: str, year: int) -> None:
    """Replaces the kind's counts of that year and mode by a fresh count."""
    if kind not in COUNTED:
        return
    old = year_counts.c.measure == kind.KIND, year_counts.c.mode == mode, year_counts.c.year == year
    connection.execute(delete(year_counts).where(*old))
    counted = connection.execute(counts(kind, mode, year)).all()
    rows = [{"mode": mode, "year": year, "measure": kind.KIND, "part": part, "amount": int(n)} for part, n in counted]
    if rows:
        connection.execute(year_counts.insert(), rows)


def counts(kind: type[Fact], mode: str, year: int, as_of: datetime | None = None) -> Select:
    """(part, amount) of a kind: warnings issued by kind, orders issued by kind, starts and raises of a response by
    unit and hazard, messages sent by channel. Reads the rows, so a warning sent twice with one id counts once."""
    facts = tables(kind).facts
    begin, end = bounds(year)
    chosen = [facts.c.mode == mode, facts.c.valid_at >= begin, facts.c.valid_at < end]
    if as_of is not None:
        chosen += [facts.c.known_at <= as_of]
    if kind is WarningMessage:
        issued = facts.c.message_type.in_([MessageType.ALERT, MessageType.UPDATE])
        part, amount = facts.c.kind, func.count(facts.c.id.distinct())
        return select(part, amount).where(*chosen, issued).group_by(part)
    if kind is Order:
        part, amount = facts.c.kind, func.count(facts.c.order.distinct())
        return select(part, amount).where(*chosen, facts.c.state == OrderState.ISSUED).group_by(part)
    if kind is Response:
        rises = facts.c.change.in_([LevelChange.START, LevelChange.RAISE])
        part = facts.c.unit + literal("/") + facts.c.hazard
        return select(part, func.count(facts.c.valid_at.distinct())).where(*chosen, rises).group_by(part)
    latest = tables(MessageBatch).latest if as_of is None else facts
    assert latest is not None
    chosen = [latest.c.mode == mode, latest.c.valid_at >= begin, latest.c.valid_at < end]
    if as_of is not None:
        chosen += [latest.c.known_at <= as_of]
    return select(latest.c.channel, func.sum(latest.c.sent)).where(*chosen).group_by(latest.c.channel)
