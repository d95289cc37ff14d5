"""Figures that count in no total yet: given to an incident, or, as a correction of a closed one,
approved or refused by another person. Each by a new row that replaces the old one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ems_dashboard.actions.acting import Desk, require, two_persons
from ems_dashboard.actions.auditing import note_act
from ems_dashboard.actions.doubtful import questions_of
from ems_dashboard.actions.evacuation import log_answers
from ems_dashboard.actions.rows import unit_of
from ems_dashboard.clock import short_time
from ems_dashboard.errors import Refused
from ems_dashboard.moments import as_moment
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.figure_questions import Question
from ems_dashboard.rules.incidents import PROPOSED, TURNED_DOWN, UNASSIGNED, Incident, Register
from ems_dashboard.rules.log import LogEntry
from ems_dashboard.rules.terms import QuestionCode
from ems_dashboard.store import Connection, Reader
from ems_dashboard.store.appending import append
from ems_dashboard.store.astray import astray_in, case_of
from ems_dashboard.store.incidents import incidents_known


def questions_about(
    reader: Reader, rows: Sequence[Evacuation], incident: str
) -> tuple[Question, ...]:
    """What the reporter would be asked, were the rows typed for the incident; that a figure
    stays as it was is none of it."""
    found = questions_of(reader, [replace(row, incident=incident) for row in rows])
    return tuple(each for each in found if each.code is not QuestionCode.UNCHANGED)


def assign(desk: Desk, rows: Sequence[Evacuation], incident: str, reason: str = "") -> int:
    """How many were given to the incident. `reason`: what was found about the questions, which
    the log keeps. Raises Refused."""
    for row in rows:
        require(desk, "report:evacuation", unit_of(row, desk.city))
    if not rows:
        raise Refused(desk.words("astray.choose"))
    if any(row.incident != UNASSIGNED for row in rows):  # a correction is decided by another person
        raise Refused(desk.words("astray.decided_already"))

    def work(connection: Connection) -> int:
        found = _open_for(desk, Reader(connection), rows, incident)
        answers = _answers(desk, Reader(connection), rows, found.incident, reason)
        _replace(desk, connection, rows, found.incident, "assign:evacuation", answers)
        return len(rows)

    return desk.store.write(work)


def _open_for(desk: Desk, reader: Reader, rows: Sequence[Evacuation], incident: str) -> Incident:
    """The incident, as far as it takes figures and covers the hours of these."""
    register = Register(incidents_known(reader), desk.city.plan.thresholds.margin)
    found = register.called(incident)
    if found is None:
        raise Refused(desk.words("astray.choose"))
    if register.margin.closed(found, desk.moment):
        raise Refused(desk.words("astray.closed", name=found.name))
    if outside := [row for row in rows if not register.margin.covers(found, row.valid_at)]:
        at = short_time(outside[0].valid_at)
        raise Refused(desk.words("astray.not_covering", name=found.name, at=at, n=len(outside)))
    return found


def approve(desk: Desk, row: Evacuation, reason: str = "") -> None:
    """A correction becomes a figure of the closed incident. `reason` as for `assign`. Raises
    Refused."""
    _decide(desk, row)

    def work(connection: Connection) -> None:
        answers = _answers(desk, Reader(connection), [row], case_of(row), reason)
        _replace(desk, connection, [row], case_of(row), "approve:evacuation", answers)

    desk.store.write(work)


def _answers(
    desk: Desk, reader: Reader, rows: Sequence[Evacuation], incident: str, reason: str
) -> list[LogEntry]:
    found = questions_about(reader, rows, incident)
    if found and not reason.strip():
        raise Refused(desk.words("astray.reason_needed", n=len(found)))
    return log_answers(desk, incident, found, reason)


def refuse(desk: Desk, row: Evacuation, note: str) -> None:
    """The reporter sees it with the note. Raises Refused."""
    _decide(desk, row)
    if not note.strip():
        raise Refused(desk.words("astray.note_missing"))
    told = replace(
        row, source=desk.words("astray.refused_because", by=desk.actor.name, note=note.strip())
    )
    incident = TURNED_DOWN + case_of(row)
    desk.store.write(
        lambda connection: _replace(desk, connection, [told], incident, "refuse:evacuation")
    )


def _decide(desk: Desk, row: Evacuation) -> None:
    require(desk, "approve:corrections")
    two_persons(desk, [row.written_by])
    if not row.incident.startswith(PROPOSED):
        raise Refused(desk.words("astray.decided_already"))


def _replace(
    desk: Desk,
    connection: Connection,
    rows: Sequence[Evacuation],
    incident: str,
    act: str,
    beside: Sequence[Fact] = (),
) -> None:
    """Whether they still wait is looked at where nobody else writes: of two who decide at once
    the second is refused, whatever their clocks say."""
    reader = Reader(connection)
    now = as_moment(max(desk.moment, reader.written_at() or desk.moment))
    there = astray_in(reader, now)
    waiting = {row.seq for row in (*there.unassigned, *there.proposed)}
    if any(row.seq not in waiting for row in rows):
        raise Refused(desk.words("astray.decided_already"))
    fresh: dict[str, Any] = {
        "seq": None,
        "written_at": None,
        "written_by": "",
        "known_at": desk.moment,
        "incident": incident,
    }
    made = [replace(row, replaces=row.seq, **fresh) for row in rows]
    append(connection, [*made, *beside], written_by=desk.actor.account, moment=desk.moment)
    note_act(
        connection,
        desk.actor,
        act,
        f"{incident} ({len(rows)})",
        moment=desk.moment,
        address=desk.address,
    )
