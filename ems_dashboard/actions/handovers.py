"""Handing the shift over: the sheet is prepared with what is open, signed by the officer who
leaves, then by the one who comes."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from ems_dashboard.actions.acting import Desk, new_id, require
from ems_dashboard.clock import iso
from ems_dashboard.errors import Refused
from ems_dashboard.moments import Moment
from ems_dashboard.rules.city import City
from ems_dashboard.rules.handovers import Handover, OpenItem, may_move, shift_of
from ems_dashboard.rules.roles import Actor, may
from ems_dashboard.rules.terms import HandoverState
from ems_dashboard.store import Connection, Reader
from ems_dashboard.store.appending import append

REMEMBERED = timedelta(days=2)
LATE_BY = timedelta(hours=2)
"""So long into a shift it is still the one before that is handed over."""


def shifts_at(city: City, moment: Moment) -> tuple[datetime, datetime, datetime]:
    """The shift to hand over: its beginning, its end, and the end of the one after it."""
    changes = city.plan.shifts
    begins, ends = shift_of(moment - LATE_BY, changes)
    return begins, ends, shift_of(ends, changes)[1]


def hand_over(desk: Desk, items: Iterable[OpenItem], remarks: str) -> Handover:
    """The leaving officer freezes what is open and signs: one act, two rows, so that the log
    tells both."""
    require(desk, "sign:handovers")
    begins, ends, _ = shifts_at(desk.city, desk.moment)
    sheet = Handover(
        handover=new_id(desk.moment),
        outgoing=desk.actor.account,
        outgoing_name=desk.actor.name,
        shift_from=begins,
        shift_to=ends,
        remarks=remarks.strip(),
        open_list=frozen(items),
        valid_at=desk.moment,
        known_at=desk.moment,
    )
    signed = replace(sheet, state=HandoverState.SIGNED_OUT)

    def work(connection: Connection) -> Handover:
        recent = Reader(connection).history(Handover, since=desk.moment - REMEMBERED)
        newest = {row.handover: row for row in recent}
        if any(row.state is not HandoverState.SIGNED for row in newest.values()):
            raise Refused(desk.words("handover.one_open"))
        append(connection, [sheet, signed], written_by=desk.actor.account, moment=desk.moment)
        return signed

    return desk.store.write(work)


def take_over(desk: Desk, handover: str, incoming: Actor | None = None) -> Handover:
    """The coming officer signs: from his own session, or as `incoming`, who gave his password at
    this desk."""
    officer = incoming or desk.actor
    if not may(officer.role, "sign:handovers"):
        raise Refused(desk.words("acts.refused", role=desk.words(f"acts.role.{officer.role}")))

    def work(connection: Connection) -> Handover:
        found = Reader(connection).current(Handover, as_of=desk.moment, handover=handover)
        if not found or not may_move(found[0], HandoverState.SIGNED, officer.account):
            raise Refused(desk.words("handover.not_yours"))
        row = replace(
            found[0],
            state=HandoverState.SIGNED,
            incoming=officer.account,
            incoming_name=officer.name,
            valid_at=desk.moment,
            known_at=desk.moment,
        )
        append(connection, [row], written_by=officer.account, moment=desk.moment)
        return row

    return desk.store.write(work)


def frozen(items: Iterable[OpenItem]) -> str:
    """As the sheet keeps it, for ever: nothing has to be looked up to read it again."""
    rows = [
        {
            "kind": str(item.kind),
            "subject": item.subject,
            "units": list(item.units),
            "due_at": iso(item.due_at) if item.due_at else None,
            "reference": item.reference,
            "page": item.page,
        }
        for item in items
    ]
    return json.dumps(rows, ensure_ascii=False)
