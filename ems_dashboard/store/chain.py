"""The proof that nothing was changed: each fact has a link, the digest of its own content and of
the link before it, written in the same transaction. Whoever holds the last link of a day on paper
can tell any change of what was there by then."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Double, Select, Text, bindparam, delete, func, select

from ems_dashboard.caching import made_once
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.store.prepared import PreparedStatement, Values
from ems_dashboard.store.schema import chain, tables

BLOCK = 2_000


class Link(NamedTuple):
    seq: int
    kind: str
    link: str


def head(connection: Connection) -> Link | None:
    """The last link: it closes everything before it."""
    ((*found,),) = _head(connection.dialect.name).rows(connection, {}) or ((),)
    return Link(*found) if found else None


def extend(connection: Connection, kind: type[Fact], rows: Iterable[Values], before: str) -> str:
    """Links the rows of a kind (as SQLite keeps them: `plain`), in the order of their numbers;
    returns the last link."""
    links, name = [], kind.KIND
    for row in rows:
        before = _digest(before, kind, row)
        links.append({"seq": row["seq"], "kind": name, "link": before})
    _insert(connection.dialect.name).each(connection, links)
    return before


def following(before: str, kind: type[Fact], row: Mapping[str, Any]) -> str:
    """The link of a row (as it is read) whose predecessor has the link `before`."""
    return _digest(before, kind, plain(kind, row))


def plain(kind: type[Fact], row: Mapping[str, Any]) -> Values:
    """A moment, a code or a list of names as its text: the same on either database."""
    return as_sqlite(kind).ready(dict(row))


@made_once
def as_sqlite(kind: type[Fact]) -> PreparedStatement:
    return PreparedStatement(tables(kind).facts.insert(), "sqlite")


def _digest(before: str, kind: type[Fact], row: Mapping[str, Any]) -> str:
    said = f"{before} {kind.KIND} {_values(kind)(row)}"
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


@made_once
def _values(kind: type[Fact]) -> Callable[[Mapping[str, Any]], list[Any]]:
    """The values in the order of the columns, as they are when they are read: a number that may
    have a fraction always has one, and a text is a text though it was written as a code."""
    columns = tables(kind).facts.columns
    fractions = [n for n, column in enumerate(columns) if isinstance(column.type, Double)]
    texts = [n for n, column in enumerate(columns) if isinstance(column.type, Text)]
    chosen = itemgetter(*(column.name for column in columns))

    def values(row: Mapping[str, Any]) -> list[Any]:
        found = list(chosen(row))
        for n in fractions:
            if found[n] is not None:
                found[n] = float(found[n])
        for n in texts:
            if found[n] is not None:
                found[n] = str(found[n])
        return found

    return values


def link_all(connection: Connection) -> None:
    """The whole chain anew: of a ledger from before there was one, or whose tables have changed."""
    connection.execute(delete(chain))
    before = ""
    for kind, row in every_row(connection):
        before = extend(connection, kind, [plain(kind, row)], before)


def every_row(connection: Connection) -> Iterator[tuple[type[Fact], Values]]:
    """All facts in the order of their numbers."""
    last = max(_last_of_each(connection), default=0)
    for start in range(1, last + 1, BLOCK):
        for _, (kind, row) in sorted(rows_between(connection, start, start + BLOCK).items()):
            yield kind, row


def rows_between(
    connection: Connection, start: int, end: int
) -> dict[int, tuple[type[Fact], Values]]:
    """By number, from `start` to before `end`."""
    found: dict[int, tuple[type[Fact], Values]] = {}
    for kind in KINDS.values():
        rows = connection.execute(_between(kind), {"start": start, "end": end}).mappings()
        found |= {row["seq"]: (kind, dict(row)) for row in rows}
    return found


def links_between(connection: Connection, start: int, end: int) -> list[Link]:
    chosen = chain.c.seq >= start, chain.c.seq < end
    rows = connection.execute(select(chain).where(*chosen).order_by(chain.c.seq))
    return [Link(*row) for row in rows]


def link_before(connection: Connection, seq: int) -> str:
    """Empty before the first."""
    chosen = select(chain.c.link).where(chain.c.seq < seq).order_by(chain.c.seq.desc())
    return connection.execute(chosen.limit(1)).scalar() or ""


def _last_of_each(connection: Connection) -> list[int]:
    newest = (select(func.max(tables(kind).facts.c.seq)) for kind in KINDS.values())
    return [seq for one in newest if (seq := connection.execute(one).scalar())]


@made_once
def _between(kind: type[Fact]) -> Select[Any]:
    facts = tables(kind).facts
    start, end = (bindparam(name, type_=facts.c.seq.type) for name in ("start", "end"))
    return select(facts).where(facts.c.seq >= start, facts.c.seq < end)


@made_once
def _head(dialect: str) -> PreparedStatement:
    return PreparedStatement(select(chain).order_by(chain.c.seq.desc()).limit(1), dialect)


@made_once
def _insert(dialect: str) -> PreparedStatement:
    return PreparedStatement(chain.insert(), dialect)
