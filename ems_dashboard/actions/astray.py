"""Figures that count in no total yet: given to an incident, or, as a correction of a closed one, approved or refused by
another person. Each by a new row that replaces the old one."""

from collections.abc import Sequence
from dataclasses import replace

from ems_dashboard.actions.acting import Desk, require, two_persons
from ems_dashboard.actions.auditing import note_act
from ems_dashboard.actions.ingest import registered
from ems_dashboard.actions.rows import unit_of
from ems_dashboard.errors import Refused
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import PROPOSED, TURNED_DOWN
from ems_dashboard.store import Connection
from ems_dashboard.store.appending import append
from ems_dashboard.store.astray import astray_figures, case_of


def assign(desk: Desk, rows: Sequence[Evacuation], incident: str) -> int:
    """How many were given to the incident. Raises Refused."""
    for row in rows:
        require(desk, "report:evacuation", unit_of(row, desk.city))
    register = registered(desk.store, desk.city)()
    found = register.called(incident)
    if found is None or not rows:
        raise Refused(desk.words("astray.choose"))
    if register.margin.closed(found, desk.moment):
        raise Refused(desk.words("astray.closed", name=found.name))
    _replace(desk, rows, found.incident, "assign:evacuation")
    return len(rows)


def approve(desk: Desk, row: Evacuation) -> None:
    """A correction becomes a figure of the closed incident. Raises Refused."""
    _decide(desk, row)
    _replace(desk, [row], case_of(row), "approve:evacuation")


def refuse(desk: Desk, row: Evacuation, note: str) -> None:
    """The reporter sees it with the note. Raises Refused."""
    _decide(desk, row)
    if not note.strip():
        raise Refused(desk.words("astray.note_missing"))
    told = replace(row, source=desk.words("astray.refused_because", by=desk.actor.name, note=note.strip()))
    _replace(desk, [told], TURNED_DOWN + case_of(row), "refuse:evacuation")


def _decide(desk: Desk, row: Evacuation) -> None:
    require(desk, "approve:corrections")
    two_persons(desk, [row.written_by])
    if not row.incident.startswith(PROPOSED):
        raise Refused(desk.words("astray.decided_already"))


def _replace(desk: Desk, rows: Sequence[Evacuation], incident: str, act: str) -> None:
    def work(connection: Connection) -> None:
        append(connection, made, written_by=desk.actor.account, moment=desk.moment)
        note_act(connection, desk.actor, act, f"{incident} ({len(rows)})", moment=desk.moment, address=desk.address)

    there = astray_figures(desk.store, desk.moment)
    waiting = {row.seq for row in (*there.unassigned, *there.proposed)}
    if any(row.seq not in waiting for row in rows):
        raise Refused(desk.words("astray.decided_already"))
    fresh = {"seq": None, "written_at": None, "written_by": "", "known_at": desk.moment, "incident": incident}
    made = [replace(row, replaces=row.seq, **fresh) for row in rows]
    desk.store.write(work)
