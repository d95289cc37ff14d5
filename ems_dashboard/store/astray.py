"""Figures that count in no total yet: those of no incident, and corrections of a closed one that
wait for approval."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ems_dashboard.moments import Moment
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import PROPOSED, TURNED_DOWN, UNASSIGNED
from ems_dashboard.store.incidents import incidents_known
from ems_dashboard.store.ledger import Store
from ems_dashboard.store.reader import Reader

Hour = tuple[str, str, datetime]
TOLD = timedelta(days=3)
"""So long a reporter sees that a correction was refused."""


@dataclass(frozen=True, slots=True)
class AstrayFigures:
    """`unassigned`: to be given to an incident; `proposed`: corrections that wait; `refused`:
    those of the last days. Oldest first; the incident that a correction is for is `case_of` its
    row."""

    unassigned: tuple[Evacuation, ...] = ()
    proposed: tuple[Evacuation, ...] = ()
    refused: tuple[Evacuation, ...] = ()

    def of_units(self, places: Iterable[str]) -> "AstrayFigures":
        mine = set(places)
        parts = (tuple(row for row in rows if row.unit in mine) for rows in
                 (self.unassigned, self.proposed, self.refused))  # fmt: skip
        return AstrayFigures(*parts)


def case_of(row: Evacuation) -> str:
    """The id of the incident that a correction is for."""
    return row.incident.partition(":")[2]


def astray_figures(store: Store, as_of: Moment) -> AstrayFigures:
    with store.reading() as reader:
        return astray_in(reader, as_of)


def astray_in(reader: Reader, as_of: Moment) -> AstrayFigures:
    """The same as a writer's transaction sees it, in which nobody else decides."""
    ids = [incident.incident for incident in incidents_known(reader)]
    proposed = _waiting(reader, as_of, [PROPOSED + name for name in ids])
    refused = _rows(reader, as_of, [TURNED_DOWN + name for name in ids])
    unassigned = _waiting(reader, as_of, [UNASSIGNED])
    recent = tuple(row for row in refused if (row.known_at or row.valid_at) > as_of - TOLD)
    return AstrayFigures(_not_reported_since(unassigned, reader, as_of), tuple(proposed), recent)


def _rows(reader: Reader, as_of: Moment, incidents: list[str]) -> list[Evacuation]:
    return reader.history(Evacuation, as_of=as_of, incident=incidents) if incidents else []


def _waiting(reader: Reader, as_of: Moment, incidents: list[str]) -> list[Evacuation]:
    """What no later row replaces."""
    rows = _rows(reader, as_of, incidents)
    if not rows:
        return []
    later = reader.history(Evacuation, as_of=as_of, since=rows[0].valid_at, until=rows[-1].valid_at)
    replaced = {row.replaces for row in later}
    return [row for row in rows if row.seq not in replaced]


def _not_reported_since(
    rows: list[Evacuation], reader: Reader, as_of: Moment
) -> tuple[Evacuation, ...]:
    """Without what was reported again later, for an incident: that is the newer word."""
    if not rows:
        return ()
    later = reader.history(Evacuation, as_of=as_of, since=rows[0].valid_at, until=rows[-1].valid_at)
    newest: dict[Hour, int] = {}
    for row in later:
        if row.incident != UNASSIGNED:
            newest[_hour(row)] = max(newest.get(_hour(row), 0), row.seq or 0)
    return tuple(row for row in rows if newest.get(_hour(row), 0) < (row.seq or 0))


def _hour(row: Evacuation) -> Hour:
    return row.unit, row.category, row.valid_at
