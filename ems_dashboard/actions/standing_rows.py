"""What stands already for the thing and the moment of a row that comes in: a file that says less
of it takes nothing away, and one that says the same adds nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from ems_dashboard.rules.facts import Fact, own_fields
from ems_dashboard.store import Reader

Place = tuple[type[Fact], str, tuple[object, ...], datetime]
"""Kind, mode, key, valid_at."""
Standing = Mapping[Place, Fact]
ATTRIBUTES = ("incident", "reporter")
"""Who said it and what for: a file that gives the same figures without them says nothing new."""


def standing_for(reader: Reader, facts: Sequence[Fact]) -> Standing:
    """(kind, mode, key, valid_at) → the last row that is stored of it."""
    found: dict[Place, Fact] = {}
    for kind in {type(fact) for fact in facts}:
        for mode in {fact.mode for fact in facts if type(fact) is kind}:
            moments = [fact.valid_at for fact in facts if type(fact) is kind and fact.mode == mode]
            rows = reader.history(kind, since=min(moments), until=max(moments), mode=mode)
            found |= {_place(row): row for row in sorted(rows, key=lambda row: row.seq or 0)}
    return found


def completed(fact: Fact, standing: Standing) -> Fact:
    """With what stands where the file says nothing: a column that it lacks, or a cell that is
    empty."""
    before = standing.get(_place(fact))
    if before is None:
        return fact
    kept = {
        name: getattr(before, name)
        for name in own_fields(type(fact))
        if getattr(fact, name) in (None, "", ())
    }
    same = replace(fact, **kept)
    attributed = replace(
        same,
        **{name: getattr(before, name) for name in ATTRIBUTES if name in own_fields(type(fact))},
    )
    return attributed if unchanged(attributed, standing) else same


def unchanged(fact: Fact, standing: Standing) -> bool:
    before = standing.get(_place(fact))
    return before is not None and all(
        getattr(before, n) == getattr(fact, n) for n in own_fields(type(fact))
    )


def _place(fact: Fact) -> Place:
    return type(fact), fact.mode, fact.key, fact.valid_at
