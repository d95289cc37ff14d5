"""Whether the ledger still says what was written into it: every fact against its link, the newest
rows against the facts, and whether the triggers are there."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select, text, tuple_

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.store import chain, protecting
from ems_dashboard.store.ledger import Store
from ems_dashboard.store.schema import dated, ledger, tables

MOST = 1_000
"""So many findings are told; the first matters."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`what`: changed (its content is not what was linked), missing (deleted), unlinked (written
    past us), newest (the table of the newest rows contradicts the facts), order (the number of the
    ledger is not that of its last fact), trigger (taken away), page (the file itself is
    damaged)."""

    what: str
    kind: str = ""
    seq: int = 0


@dataclass
class Verification:
    """`seq`, `link`: up to where the chain was followed. `findings` in the order of the rows."""

    seq: int = 0
    link: str = ""
    findings: list[Finding] = field(default_factory=list)

    @property
    def first(self) -> Finding | None:
        return self.findings[0] if self.findings else None


def verified(store: Store) -> Verification:
    found = Verification()
    for _ in steps(store, found):
        pass
    return found


def steps(store: Store, found: Verification) -> Iterator[None]:
    """The same, a block of rows at a time, so that who verifies in the background can rest."""
    with store.reading() as reader:
        last = chain.head(reader.connection)
        version = reader.version()
    for start in range(1, max(last.seq if last else 0, version) + 1, chain.BLOCK):
        with store.reading() as reader:
            _follow(reader.connection, start, version, found)
        yield
    for kind in KINDS.values():
        with store.reading() as reader:
            _add(found, _newest_wrong(reader.connection, kind))
    yield
    with store.reading() as reader:
        _add(found, _around(reader.connection))


def _follow(connection: Connection, start: int, version: int, found: Verification) -> None:
    """What is written while we look is looked at the next time."""
    end = min(start + chain.BLOCK, version + 1)
    try:
        rows = chain.rows_between(connection, start, end)
    except (ValueError, KeyError) as error:  # a moment, a code or a text that none can be
        _add(found, [Finding("page", repr(error), start)])
        return
    before = chain.link_before(connection, start)
    for seq, name, link in chain.links_between(connection, start, end):
        kind, row = rows.pop(seq, (None, {}))
        if kind is None or name != kind.KIND:
            _add(found, [Finding("missing", name, seq)])
        elif chain.following(before, kind, row) != link:
            _add(found, [Finding("changed", name, seq)])
        before, found.seq, found.link = link, seq, link
    _add(found, [Finding("unlinked", kind.KIND, seq) for seq, (kind, _) in sorted(rows.items())])


def _newest_wrong(connection: Connection, kind: type[Fact]) -> list[Finding]:
    facts, latest = tables(kind).facts, tables(kind).latest
    if latest is None:
        return []
    differs = [
        latest.c[column.name].is_distinct_from(facts.c[column.name]) for column in latest.columns
    ]
    joined = latest.outerjoin(facts, latest.c.seq == facts.c.seq)
    strange = select(latest.c.seq).select_from(joined).where(or_(*differs))
    same = and_(*(facts.c[name] == latest.c[name] for name in ("mode", *kind.KEY)))
    older = tuple_(latest.c.valid_at, latest.c.seq) < tuple_(facts.c.valid_at, facts.c.seq)
    beaten = (
        select(func.max(facts.c.seq))
        .select_from(facts.outerjoin(latest, same))
        .where(or_(latest.c.seq.is_(None), older), dated(facts))
    )
    seqs = [*connection.execute(strange).scalars(), connection.execute(beaten).scalar()]
    return [Finding("newest", kind.KIND, seq) for seq in seqs if seq is not None]


def _around(connection: Connection) -> list[Finding]:
    last, version = chain.head(connection), connection.execute(select(ledger.c.seq)).scalar_one()
    found = [Finding("trigger", name) for name in sorted(protecting.missing(connection))]
    if (last.seq if last else 0) != version:
        found.append(Finding("order", seq=version))
    return found + [Finding("page", said) for said in _pages(connection)]


def _pages(connection: Connection) -> list[str]:
    """What SQLite itself finds wrong with its file."""
    if connection.dialect.name != "sqlite":
        return []
    said: list[Any] = list(connection.execute(text("PRAGMA quick_check(5)")).scalars())
    return [] if said == ["ok"] else [str(line) for line in said]


def _add(found: Verification, more: list[Finding]) -> None:
    found.findings += more[: MOST - len(found.findings)]
