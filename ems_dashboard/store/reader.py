"""Reading facts as of a moment: a seek per key, never a window over the history."""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import partial
from operator import attrgetter
from typing import Any, TypeGuard, TypeVar, cast

from sqlalchemy import (
    Column,
    CompoundSelect,
    Connection,
    Select,
    Table,
    and_,
    bindparam,
    false,
    func,
    not_,
    select,
    union_all,
)
from sqlalchemy.sql.elements import ColumnElement

from ems_dashboard import clock
from ems_dashboard.caching import made_once
from ems_dashboard.moments import KnownAt, Moment, ValidAt
from ems_dashboard.rules.facts import WITHDRAWN, Fact, newest_of_each
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.store.counting import COUNTED, MonthCount, counts, issued_by_incident
from ems_dashboard.store.fact_cache import FactCache
from ems_dashboard.store.prepared import PreparedStatement
from ems_dashboard.store.schema import dated, ledger, month_counts, notes, tables

F = TypeVar("F", bound=Fact)
Wanted = Mapping[str, object]
Shape = tuple[tuple[str, int | None], ...]
"""What a statement depends on: the names, and of how many values each asks for any; None where
it asks for one."""


class Reader:
    """One consistent view of the ledger: everything read through it belongs to the same version.
    `known`: up to when rows were known, where that is not the moment asked for: the figures of
    17:00 as they were known at 17:08."""

    def __init__(
        self,
        connection: Connection,
        known: KnownAt | None = None,
        cache: FactCache | None = None,
    ) -> None:
        self.connection, self.known = connection, known
        self._cache = cache or FactCache()

    def version(self) -> int:
        return cast(int, self.connection.execute(select(ledger.c.seq)).scalar_one())

    def newest(self) -> dict[type[Fact], int]:
        """kind → the sequence number of its newest row, 0 without one."""
        return {
            kind: seq or 0
            for kind, seq in zip(
                KINDS.values(), self.connection.execute(_newest()).scalars(), strict=True
            )
        }

    def earliest_known(self, after: int) -> datetime | None:
        """When the first of the facts that came after a version was known."""
        if self.version() == after:
            return None
        found = self.connection.execute(_earliest_known(), {"after": after}).scalars()
        return min((moment for moment in found if moment is not None), default=None)

    def written_at(self) -> datetime | None:
        written: datetime | None = self.connection.execute(select(ledger.c.written_at)).scalar_one()
        return written

    def current(
        self, kind: type[F], *, as_of: Moment, mode: str = "live", **equal: object
    ) -> list[F]:
        """The newest fact per key that was true and known at `as_of`, in the order of their keys.
        `equal` narrows by own fields; a list or a tuple as value means any of its members."""
        if tables(kind).latest is None:
            return newest_of_each(self._history(kind, as_of, {"until": as_of}, mode, equal))
        values = _values(equal) | {"moment": as_of, "known": self.known or as_of, "mode": mode}
        found = self._prepared_facts(kind, _current(kind, _shape(equal), self._dialect), values)
        if any(row.withdrawn for row in found):
            found = [row for one in found for row in self._before(one, as_of, equal)]
        return sorted(found, key=attrgetter(*kind.KEY))

    def _before(self, row: F, as_of: Moment, equal: Wanted) -> list[F]:
        """The row itself; of one that was taken back what stood before it, where something did."""
        if not row.withdrawn:
            return [row]
        same = {name: getattr(row, name) for name in row.KEY}
        rows = self._history(type(row), as_of, {"until": as_of}, row.mode, same)
        return [one for one in newest_of_each(rows) if _fits(one, equal)]

    def as_written(self, kind: type[F], *, since: ValidAt, until: ValidAt) -> list[F]:
        """Every row of the span, with those that were taken back and the rows that say so."""
        horizon, span = clock.horizon(), frozenset(("since", "until"))
        statement = _history(kind, (), horizon is not None, span, self._dialect)
        values = {"since": since, "until": until, "mode": "live"}
        values |= {"known": horizon} if horizon else {}
        return self._prepared_facts(kind, statement, values)

    def history(
        self,
        kind: type[F],
        *,
        as_of: KnownAt | None = None,
        since: ValidAt | None = None,
        until: ValidAt | None = None,
        before: ValidAt | None = None,
        mode: str = "live",
        **equal: object,
    ) -> list[F]:
        """All rows with valid_at from `since` up to and including `until`, or up to but not
        including `before`, known at `as_of`, oldest first, the replaced ones included. Without
        `as_of` all that is known, which a ledger with a clock of its own has not reached yet."""
        given = {"since": since, "until": until, "before": before}
        span = {name: moment for name, moment in given.items() if moment is not None}
        return self._history(kind, as_of, span, mode, equal)

    def _history(
        self,
        kind: type[F],
        as_of: KnownAt | None,
        span: Mapping[str, ValidAt],
        mode: str,
        equal: Wanted,
    ) -> list[F]:
        known = clock.horizon() if as_of is None else self.known or as_of
        asked = known is not None
        statement = _history(kind, _shape(equal), asked, frozenset(span), self._dialect)
        values = _values(equal) | dict(span) | {"mode": mode}
        values |= {"known": known} if asked else {}
        return _said(self._prepared_facts(kind, statement, values))

    def replaced(self, kind: type[Fact], *, as_of: KnownAt) -> frozenset[int]:
        """The rows that a row known at `as_of` corrects: they stay in the history and hold no
        more."""
        known = self.known or as_of
        return frozenset(self.connection.execute(_replaced(kind), {"known": known}).scalars())

    def holding(self, kind: type[F], rows: list[F], *, as_of: KnownAt) -> list[F]:
        """Those that no row known at `as_of` corrects."""
        replaced = self.replaced(kind, as_of=as_of)
        return [row for row in rows if row.seq not in replaced] if replaced else rows

    def row(self, kind: type[F], seq: int) -> F | None:
        facts = tables(kind).facts
        return next(iter(self._facts(kind, select(facts.c.seq).where(facts.c.seq == seq))), None)

    def select_where(self, kind: type[F], *conditions: ColumnElement[bool]) -> list[F]:
        """Facts by conditions of the store's own subject files, oldest first."""
        facts = tables(kind).facts
        chosen = select(facts.c.seq).where(*conditions, dated(facts))
        return _said(self._facts(kind, chosen.order_by(facts.c.valid_at, facts.c.seq)))

    def select_newest(
        self,
        kind: type[F],
        *conditions: ColumnElement[bool],
        order: tuple[ColumnElement[Any], ...],
        limit: int,
    ) -> list[F]:
        facts = tables(kind).facts
        chosen = select(facts.c.seq).where(*conditions, dated(facts))
        return self._facts(kind, chosen.order_by(*order).limit(limit))

    @property
    def _dialect(self) -> str:
        return self.connection.dialect.name

    def _prepared_facts(
        self, kind: type[F], numbers: PreparedStatement, values: dict[str, Any]
    ) -> list[F]:
        seqs = [seq for (seq,) in numbers.rows(self.connection, values)]
        return self._cache.facts(self.connection, kind, seqs)

    def _facts(self, kind: type[F], numbers: Select[Any]) -> list[F]:
        return self._cache.facts(
            self.connection, kind, self.connection.execute(numbers).scalars().all()
        )

    def month_counts(self, year: int, mode: str = "live") -> list[MonthCount]:
        """The counts kept with the ledger: what is known now."""
        chosen = month_counts.c.year == year, month_counts.c.mode == mode
        columns = (month_counts.c[name] for name in MonthCount._fields)
        return [
            MonthCount(*row) for row in self.connection.execute(select(*columns).where(*chosen))
        ]

    def month_counts_as_of(self, year: int, as_of: Moment, mode: str = "live") -> list[MonthCount]:
        """The same, counted from the rows that were known at `as_of`."""
        return [
            MonthCount(month, kind.KIND, part, int(amount))
            for kind in COUNTED
            for month in range(1, 13)
            for part, amount in self.connection.execute(counts(kind, mode, year, month, as_of))
        ]

    def warnings_by_incident(
        self, incidents: list[str], as_of: Moment, mode: str = "live"
    ) -> dict[str, int]:
        """How many warnings each incident saw, cancellations aside."""
        return dict(self.connection.execute(issued_by_incident(mode, incidents, as_of)).all())

    def note(self, name: str) -> str | None:
        return self.connection.execute(select(notes.c.value).where(notes.c.name == name)).scalar()


def _said(rows: list[F]) -> list[F]:
    """Without what was taken back. A row and the one that takes it back have all their fields in
    common, so that whatever is asked for brings both."""
    taken_back = {row.replaces for row in rows if row.withdrawn}
    if not taken_back:
        return rows
    return [row for row in rows if not row.withdrawn and row.seq not in taken_back]


def _fits(row: Fact, equal: Wanted) -> bool:
    return all(
        getattr(row, name) in value if _several(value) else getattr(row, name) == value
        for name, value in equal.items()
    )


def _values(equal: Wanted) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in equal.items():
        values |= (
            {f"{name}_{n}": one for n, one in enumerate(value)}
            if _several(value)
            else {f"{name}_": value}
        )
    return values


def _shape(equal: Wanted) -> Shape:
    return tuple(
        (name, len(value) if _several(value) else None) for name, value in sorted(equal.items())
    )


def _several(value: object) -> TypeGuard[Collection[object]]:
    return isinstance(value, list | tuple | set)


def _narrowed(table: Table, shape: Shape) -> list[ColumnElement[bool]]:
    return [
        table.c.mode == bindparam("mode"),
        *(_among(table.c[name], amount) for name, amount in shape),
    ]


def _among(column: Column[Any], amount: int | None) -> ColumnElement[bool]:
    if amount is None:
        return column == bindparam(f"{column.name}_")
    wanted = [bindparam(f"{column.name}_{n}", type_=column.type) for n in range(amount)]
    return column.in_(wanted) if wanted else false()


@made_once
def _newest() -> CompoundSelect[Any]:
    return union_all(*(select(func.max(tables(kind).facts.c.seq)) for kind in KINDS.values()))


@made_once
def _earliest_known() -> CompoundSelect[Any]:
    every = (tables(kind).facts for kind in KINDS.values())
    return union_all(
        *(
            select(func.min(table.c.known_at)).where(table.c.seq > bindparam("after"))
            for table in every
        )
    )


@made_once
def _replaced(kind: type[Fact]) -> Select[Any]:
    facts = tables(kind).facts
    taken = facts.alias("taken")
    known = bindparam("known", type_=facts.c.known_at.type)
    # what was put right by a row that was taken back since holds again
    taken_back = select(taken.c.replaces).where(
        taken.c.source.startswith(WITHDRAWN),
        taken.c.replaces.is_not(None),
        taken.c.known_at <= known,
    )
    return select(facts.c.replaces).where(
        facts.c.replaces.is_not(None), facts.c.known_at <= known, facts.c.seq.not_in(taken_back)
    )


@partial(made_once, most=500)
def _current(kind: type[Fact], shape: Shape, dialect: str) -> PreparedStatement:
    """The latest rows that were visible already, and a seek for each key whose latest was not."""
    facts, latest = tables(kind).facts, tables(kind).latest
    assert latest is not None
    moment, known = (bindparam(name, type_=facts.c.known_at.type) for name in ("moment", "known"))
    known_at, valid_at = _moments(latest, kind, shape)
    visible = and_(known_at <= known, valid_at <= moment)
    older = facts.alias("older")
    seek = (
        select(older.c.seq)
        .where(*(older.c[name] == latest.c[name] for name in ("mode", *kind.KEY)))
        .where(older.c.valid_at <= moment, older.c.known_at <= known, dated(older))
        .order_by(older.c.valid_at.desc(), older.c.seq.desc())
        .limit(1)
        .correlate(latest)
        .scalar_subquery()
    )
    hidden = select(facts.c.seq).select_from(latest.join(facts, facts.c.seq == seek))
    # what may change between two rows of a key is asked of the row that was visible, not of the
    # latest
    lasting = tuple(item for item in shape if item[0] in (*kind.KEY, *kind.LASTING))
    changing = tuple(item for item in shape if item not in lasting)
    both = union_all(
        select(latest.c.seq).where(*_narrowed(latest, shape), visible),
        hidden.where(*_narrowed(latest, lasting), *_narrowed(facts, changing), not_(visible)),
    )
    return PreparedStatement(both, dialect)


@partial(made_once, most=500)
def _history(
    kind: type[Fact], shape: Shape, known: bool, bounds: frozenset[str], dialect: str
) -> PreparedStatement:
    facts = tables(kind).facts
    moment_type = facts.c.known_at.type
    conditions = [*_narrowed(facts, shape), dated(facts)]
    known_at, valid_at = _moments(facts, kind, shape, since="since" in bounds)
    if known:
        conditions.append(known_at <= bindparam("known", type_=moment_type))
    if "since" in bounds:
        conditions.append(valid_at >= bindparam("since", type_=moment_type))
    if "until" in bounds:
        conditions.append(valid_at <= bindparam("until", type_=moment_type))
    if "before" in bounds:
        conditions.append(valid_at < bindparam("before", type_=moment_type))
    return PreparedStatement(
        select(facts.c.seq).where(*conditions).order_by(valid_at, facts.c.seq), dialect
    )


def _moments(
    table: Table, kind: type[Fact], shape: Shape, *, since: bool = False
) -> tuple[ColumnElement[datetime], ColumnElement[datetime]]:
    """known_at and valid_at for conditions. Where the rows of one thing are asked for and no
    span of time, as expressions that no index has: SQLite takes "all that is older than now" for
    a small part of the table and would read the whole ledger in the order of time instead of
    seeking the few rows of that thing."""
    columns = (table.c.known_at, table.c.valid_at)
    if since or not {kind.KEY[0], "incident"} & {name for name, _ in shape}:
        return columns
    known_at, valid_at = columns
    return func.coalesce(known_at, known_at), func.coalesce(valid_at, valid_at)
