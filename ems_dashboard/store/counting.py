"""The counts of the annual report by month, made again by the transaction that changes them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    FromClause,
    Select,
    Subquery,
    Text,
    and_,
    cast,
    delete,
    func,
    literal,
    select,
    type_coerce,
)
from sqlalchemy.sql.elements import ColumnElement

from ems_dashboard.clock import BEIJING
from ems_dashboard.moments import Moment
from ems_dashboard.rules.facts import WITHDRAWN, Fact
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.terms import LevelChange, MessageType, OrderState
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.store.schema import dated, month_counts, tables

CHUNK = 500
Counted = tuple[ColumnElement[Any], ColumnElement[Any], list[ColumnElement[bool]]]
"""What is counted by, how it is counted, and which rows."""
ISSUED = (MessageType.ALERT, MessageType.UPDATE)


class MonthCount(NamedTuple):
    """`measure`: the kind counted; `part`: the warnings' kind, the orders' kind, unit/hazard of
    a response, the messages' channel."""

    month: int
    measure: str
    part: str
    amount: int


def bounds(year: int, month: int) -> tuple[datetime, datetime]:
    """A Beijing month as [begin, end)."""
    following = (year + 1, 1) if month == 12 else (year, month + 1)
    return datetime(year, month, 1, tzinfo=BEIJING), datetime(*following, 1, tzinfo=BEIJING)


def count_again(connection: Connection, kind: type[Fact], mode: str, year: int, month: int) -> None:
    """Replaces the kind's counts of that month and mode by a fresh count."""
    where = {"mode": mode, "year": year, "month": month, "measure": kind.KIND}
    connection.execute(
        delete(month_counts).where(
            *(month_counts.c[name] == value for name, value in where.items())
        )
    )
    counted = connection.execute(counts(kind, mode, year, month)).all()
    if counted:
        connection.execute(
            month_counts.insert(), [where | {"part": part, "amount": int(n)} for part, n in counted]
        )


def earlier_batches(
    connection: Connection, rows: Iterable[MessageBatch]
) -> list[tuple[str, datetime]]:
    """(mode, valid_at) of every row of these batches."""
    facts = tables(MessageBatch).facts
    names = sorted({row.batch for row in rows})
    found: list[tuple[str, datetime]] = []
    for start in range(0, len(names), CHUNK):
        chosen = facts.c.batch.in_(names[start : start + CHUNK])
        found += [
            tuple(row)
            for row in connection.execute(select(facts.c.mode, facts.c.valid_at).where(chosen))
        ]
    return found


def replaced_rows(
    connection: Connection, kind: type[Fact], rows: Iterable[Fact]
) -> list[tuple[str, datetime]]:
    """(mode, valid_at) of what these rows correct: a correction may belong to another month."""
    facts = tables(kind).facts
    seqs = [row.replaces for row in rows if row.replaces is not None]
    found = connection.execute(select(facts.c.mode, facts.c.valid_at).where(facts.c.seq.in_(seqs)))
    return [tuple(row) for row in found]


@dataclass(frozen=True, slots=True)
class _Month:
    """A month in Beijing and the moment at which it is looked at; None: now."""

    mode: str
    begin: datetime
    end: datetime
    as_of: Moment | None

    def of(self, kind: type[Fact]) -> list[ColumnElement[bool]]:
        """The rows of the kind in the month, as far as they are known."""
        facts = tables(kind).facts
        within = facts.c.valid_at >= self.begin, facts.c.valid_at < self.end
        return [facts.c.mode == self.mode, *within, dated(facts), *_known(facts, self.as_of)]


def counts(
    kind: type[Fact], mode: str, year: int, month: int, as_of: Moment | None = None
) -> Select[Any]:
    """(part, amount) of a kind in a month: the city's warnings and orders issued (one sent twice
    under one id counts once), starts and raises of responses, messages sent."""
    part, amount, chosen = COUNTERS[kind](_Month(mode, *bounds(year, month), as_of))
    return select(part, amount).where(*chosen).group_by(part)


def _warnings(month: _Month) -> Counted:
    facts = tables(WarningMessage).facts
    issued = facts.c.message_type.in_(ISSUED)
    holds = _holds(WarningMessage, month.as_of)
    chosen = [*month.of(WarningMessage), issued, holds, _of_the_city()]
    return facts.c.kind, func.count(facts.c.id.distinct()), chosen


def _orders(month: _Month) -> Counted:
    facts = tables(Order).facts
    chosen = [*month.of(Order), facts.c.state == OrderState.ISSUED]
    return facts.c.kind, func.count(facts.c.order.distinct()), chosen


def _responses(month: _Month) -> Counted:
    facts = tables(Response).facts
    # two incidents may start in one minute; a row that corrects another of the same incident counts
    # once
    moment = facts.c.incident + literal("/") + cast(facts.c.valid_at, Text)
    begun = facts.c.change.in_([LevelChange.START, LevelChange.RAISE])
    part = facts.c.unit + literal("/") + facts.c.hazard
    return part, func.count(moment.distinct()), [*month.of(Response), begun]


def _messages(month: _Month) -> Counted:
    newest = _newest_batches(month)
    chosen = [newest.c.valid_at >= month.begin, newest.c.valid_at < month.end]
    return newest.c.channel, func.sum(newest.c.sent), chosen


COUNTERS: dict[type[Fact], Callable[[_Month], Counted]] = {
    WarningMessage: _warnings,
    Order: _orders,
    Response: _responses,
    MessageBatch: _messages,
}
COUNTED = tuple(COUNTERS)


def _of_the_city() -> ColumnElement[bool]:
    """WarningMessage.provincial in the tables: what was issued for the province is none of the
    city's warnings."""
    return ~type_coerce(tables(WarningMessage).facts.c.units, Text).contains(
        '0000"', autoescape=True
    )


def _newest_batches(month: _Month) -> Subquery:
    """Each batch of messages that has a row in the month, once: its last row, wherever that is, so
    that a correction is not added to what it corrects."""
    facts = tables(MessageBatch).facts
    some = facts.alias("some")
    within = some.c.valid_at >= month.begin, some.c.valid_at < month.end
    named = select(some.c.batch).where(some.c.mode == month.mode, *within)
    known = [facts.c.mode == month.mode, facts.c.batch.in_(named), dated(facts)]
    known += [_holds(MessageBatch, month.as_of), *_known(facts, month.as_of)]
    last = select(func.max(facts.c.seq)).where(*known).group_by(facts.c.batch)
    return select(facts).where(facts.c.seq.in_(last)).subquery()


def _holds(kind: type[Fact], as_of: Moment | None) -> ColumnElement[bool]:
    """No other row corrects it, and it was not taken back: what was typed and then came by a
    feed counts once."""
    facts = tables(kind).facts
    other, taken = facts.alias("other"), facts.alias("taken")
    taken_back = select(taken.c.replaces).where(
        taken.c.replaces.is_not(None), taken.c.source.startswith(WITHDRAWN), *_known(taken, as_of)
    )
    corrected = select(other.c.replaces).where(other.c.replaces.is_not(None), *_known(other, as_of))
    corrected = corrected.where(other.c.seq.not_in(taken_back))
    return and_(facts.c.seq.not_in(corrected), ~facts.c.source.startswith(WITHDRAWN))


def _known(facts: FromClause, as_of: Moment | None) -> list[ColumnElement[bool]]:
    """What was known by then; None: by now. As an expression that no index has: SQLite takes "all
    that was known by then" for a small part of the table, and would read it all instead of seeking
    the month, the batch or the incident that is asked for."""
    known_at = facts.c.known_at
    return [] if as_of is None else [func.coalesce(known_at, known_at) <= as_of]


def issued_by_incident(mode: str, incidents: list[str], as_of: Moment) -> Select[Any]:
    """(incident, number of warnings)."""
    facts = tables(WarningMessage).facts
    return (
        select(facts.c.incident, func.count(facts.c.id.distinct()))
        .where(facts.c.mode == mode, facts.c.incident.in_(incidents), *_known(facts, as_of))
        .where(
            facts.c.message_type.in_(ISSUED),
            _holds(WarningMessage, as_of),
            _of_the_city(),
            dated(facts),
        )
        .group_by(facts.c.incident)
    )
