"""Putting right what a clock that was ahead has dated: each row is written once more with its
right moments, and the misdated one is read no more. Nothing is changed or deleted but the copies
in the latest tables."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection, and_, delete, func, or_, select, update

from ems_dashboard.moments import ValidAt, as_valid
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.plan import Thresholds
from ems_dashboard.rules.wrong_clocks import put_right
from ems_dashboard.store.appending import append
from ems_dashboard.store.reader import Reader
from ems_dashboard.store.schema import dated, ledger, misdated, tables

F = TypeVar("F", bound=Fact)


@dataclass(frozen=True, slots=True)
class Late:
    """What was written later than a clock says that it is: since when, until when, how many
    rows; `before`: when the last row before them was written, None without one."""

    rows: int
    first: datetime
    last: datetime
    before: datetime | None

    def takes_longer_than_passed(self, now: datetime) -> timedelta:
        """By how much the rows were written over a longer time than has passed by that clock
        since the row before them: then it is rather the clock that is wrong."""
        passed = now - self.before if self.before else timedelta()
        return self.last - self.first - passed


def late_by(connection: Connection, now: datetime) -> Late | None:
    every = (tables(kind).facts for kind in KINDS.values())
    asked = (
        select(
            func.count().filter(table.c.written_at > now),
            func.min(table.c.written_at).filter(table.c.written_at > now),
            func.max(table.c.written_at).filter(table.c.written_at > now),
            func.max(table.c.written_at).filter(table.c.written_at <= now),
        ).where(dated(table))
        for table in every
    )
    found = [tuple(connection.execute(one).one()) for one in asked]
    amounts, firsts, lasts, befores = zip(*found, strict=True)
    if not any(amounts):
        return None
    before = max(filter(None, befores), default=None)
    return Late(sum(amounts), min(filter(None, firsts)), max(filter(None, lasts)), before)


def put_ledger_right(connection: Connection, now: datetime, thresholds: Thresholds) -> int:
    """How many rows were written anew. From here on the ledger ends at `now`."""
    amount = sum(_kind_right(connection, kind, now, thresholds) for kind in KINDS.values())
    connection.execute(update(ledger).values(written_at=now))
    return amount


def _kind_right(
    connection: Connection, kind: type[Fact], now: datetime, thresholds: Thresholds
) -> int:
    facts = tables(kind).facts
    late = or_(facts.c.known_at > now, facts.c.valid_at > now)
    rows = sorted(Reader(connection).select_where(kind, late), key=lambda row: row.seq or 0)
    anew = [right for row in rows if (right := put_right(row, now, thresholds)) is not row]
    if not anew:
        return 0
    seqs = [right.replaces for right in anew]
    connection.execute(misdated.insert(), [{"seq": seq, "found_at": now} for seq in seqs])
    latest = tables(kind).latest
    if latest is not None:
        connection.execute(delete(latest).where(latest.c.seq.in_(seqs)))
        anew = _in_order(connection, anew, now)
    append(connection, anew, written_by="", moment=now)
    return len(anew)


def _in_order(connection: Connection, rows: Sequence[F], now: datetime) -> list[F]:
    """Each not before what was said of the same thing before it."""
    reached: dict[tuple[object, ...], ValidAt] = {}
    found = []
    for row in rows:
        key = (row.mode, *row.key)
        before = reached.get(key) or _reached(connection, row, now) or row.valid_at
        right = replace(row, valid_at=as_valid(max(row.valid_at, before)))
        reached[key] = right.valid_at
        found.append(right)
    return found


def _reached(connection: Connection, row: Fact, now: datetime) -> datetime | None:
    facts = tables(type(row)).facts
    same = [facts.c[name] == getattr(row, name) for name in ("mode", *row.KEY)]
    earlier = and_(facts.c.valid_at <= now, facts.c.seq < row.replaces, dated(facts))
    return connection.execute(select(func.max(facts.c.valid_at)).where(*same, earlier)).scalar()
