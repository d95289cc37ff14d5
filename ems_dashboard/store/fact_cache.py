"""Facts that were read before. A row never changes, so a query asks for sequence numbers alone,
and only what has not been met yet is fetched."""

from collections.abc import Sequence
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Select, bindparam, select

from ems_dashboard.caching import made_once
from ems_dashboard.rules.facts import COMMON, Fact, own_fields
from ems_dashboard.store.schema import tables

F = TypeVar("F", bound=Fact)
KEPT = 50_000
"""Of what was asked for last; about as much again of what was asked for before that."""
CHUNK = 500


class FactCache:
    """Only for committed rows: a transaction that is taken back gives its numbers to others."""

    def __init__(self) -> None:
        self._lately: dict[int, Fact] = {}
        self._before: dict[int, Fact] = {}

    def facts(self, connection: Connection, kind: type[F], seqs: Sequence[int]) -> list[F]:
        """The facts with these numbers, in their order."""
        lately, before = self._lately, self._before
        missing = [seq for seq in seqs if seq not in lately]
        if missing:
            found = {seq: before[seq] for seq in missing if seq in before}
            found |= _fetched(connection, kind, [seq for seq in missing if seq not in found])
            if len(missing) > KEPT:  # so long a list is read for a file; nobody looks at it again
                return [cast(F, found.get(seq) or lately[seq]) for seq in seqs]
            lately |= found
            if len(lately) > KEPT:
                self._lately, self._before = {}, lately
        return [cast(F, lately[seq]) for seq in seqs]


def _fetched(connection: Connection, kind: type[F], seqs: Sequence[int]) -> dict[int, F]:
    names = (*own_fields(kind), *COMMON)
    found: dict[int, F] = {}
    for start in range(0, len(seqs), CHUNK):
        rows = connection.execute(_numbered(kind), {"seqs": seqs[start : start + CHUNK]})
        for row in rows:
            values = dict(zip(names, row, strict=True))
            found[values["seq"]] = kind(**values)
    return found


@made_once
def _numbered(kind: type[Fact]) -> Select[Any]:
    facts = tables(kind).facts
    columns = (facts.c[name] for name in (*own_fields(kind), *COMMON))
    return select(*columns).where(facts.c.seq.in_(bindparam("seqs", expanding=True)))
