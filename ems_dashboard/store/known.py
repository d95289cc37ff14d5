"""What became known in a span of time, of any kind: a seek by `known_at`, never a look through
the history."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, Text, or_, type_coerce

from ems_dashboard.rules.facts import Fact, own_fields
from ems_dashboard.store.reader import Reader
from ems_dashboard.store.schema import tables


def known_between(
    reader: Reader,
    kind: type[Fact],
    since: datetime,
    before: datetime,
    *,
    units: Collection[str] = (),
    limit: int,
    mode: str = "live",
) -> list[Fact]:
    """The newest `limit` facts known from `since` to before `before`, newest first; `units`:
    only what names one."""
    facts = tables(kind).facts
    conditions = [facts.c.mode == mode, facts.c.known_at >= since, facts.c.known_at < before]
    if units:
        conditions.append(_names(kind, units))
    order = facts.c.known_at.desc(), facts.c.seq.desc()
    return reader.select_newest(kind, *conditions, order=order, limit=limit)


def _names(kind: type[Fact], units: Collection[str]) -> ColumnElement[bool]:
    """Kinds name one unit, or several as a list of codes; what names none concerns no unit."""
    facts, own = tables(kind).facts, own_fields(kind)
    named: list[ColumnElement[bool]] = []
    if "unit" in own:
        named.append(facts.c.unit.in_(units))
    if "units" in own:
        listed = type_coerce(facts.c.units, Text)
        named += [listed.contains(f'"{unit}"', autoescape=True) for unit in units]
    return or_(*named) if named else facts.c.seq < 0
