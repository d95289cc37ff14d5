"""Calling until somebody answers (叫应): what came of a call, written down in one press."""

from dataclasses import dataclass

from ems_dashboard.actions.acting import Desk, new_id, require
from ems_dashboard.errors import Refused
from ems_dashboard.rules.calls import Call
from ems_dashboard.rules.contacts import Contact
from ems_dashboard.rules.reach import Asked
from ems_dashboard.rules.terms import CallOutcome
from ems_dashboard.store import Connection, Reader
from ems_dashboard.store.appending import append


@dataclass(frozen=True, slots=True)
class Result:
    """`contact`: who was called; `passed_to`: who answered instead and passes it on; `key`: of the
    press, where the same may come twice."""

    contact: str
    outcome: CallOutcome
    passed_to: str = ""
    note: str = ""
    key: str = ""


def record(desk: Desk, asked: Asked, result: Result) -> Call:
    """Raises Refused where nobody says to whom it was passed on, or the contact is none of the
    unit."""
    require(desk, "call:contacts")
    if result.outcome is CallOutcome.PASSED_ON and not result.passed_to.strip():
        raise Refused(desk.words("calls.no_name"))

    def work(connection: Connection) -> Call:
        reader = Reader(connection)
        if result.key and (same := reader.history(Call, call=result.key)):
            return same[0]
        row = Call(
            call=result.key or new_id(desk.moment),
            incident=asked.incident,
            about=asked.about,
            reference=asked.reference,
            unit=asked.unit,
            contact=result.contact,
            name=_called(desk, reader, asked, result),
            outcome=result.outcome,
            passed_to=result.passed_to.strip(),
            person=desk.actor.name,
            note=result.note.strip(),
            valid_at=desk.moment,
            known_at=desk.moment,
        )
        append(connection, [row], written_by=desk.actor.account, moment=desk.moment)
        return row

    return desk.store.write(work)


def _called(desk: Desk, reader: Reader, asked: Asked, result: Result) -> str:
    rows = reader.current(Contact, as_of=desk.moment, contact=result.contact)
    mine = [row for row in rows if row.unit == asked.unit and row.holds_at(desk.moment)]
    if not mine:
        raise Refused(desk.words("calls.no_contact"))
    return mine[0].name
