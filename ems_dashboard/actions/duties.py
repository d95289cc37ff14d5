"""Reporting how far a duty is, and where a leader group is."""

from ems_dashboard.actions.acting import Desk, not_before, require
from ems_dashboard.errors import Refused
from ems_dashboard.rules.duties import UNITS, DutyState, DutyStatus
from ems_dashboard.rules.groups import Deployment, GroupClock
from ems_dashboard.rules.terms import DutyStateName, GroupState
from ems_dashboard.store import Connection, Reader
from ems_dashboard.store.appending import append


def set_duty(
    desk: Desk, status: DutyStatus, state: DutyStateName, owner: str = "", note: str = ""
) -> DutyState:
    """`owner`: the unit whose share it is. A department reports the duties that are its own."""
    require(desk, "write:duties", responsible(status, owner))
    if status.duty.owner_code == UNITS and status.parts and not owner:
        raise Refused(desk.words("responses.share_missing"))
    if state is DutyStateName.NOT_APPLICABLE and not note.strip():
        raise Refused(desk.words("responses.reason_missing"))
    row = DutyState(
        incident=status.incident,
        unit=status.unit,
        duty=status.duty.code,
        owner=owner,
        state=state,
        person=desk.actor.name,
        note=note.strip(),
        valid_at=desk.moment,
        known_at=desk.moment,
    )
    desk.store.append([row], moment=desk.moment, written_by=desk.actor.account)
    return row


def responsible(status: DutyStatus, owner: str = "") -> str:
    """Whose account may report it beside the duty officers."""
    return owner or (status.unit if status.duty.owner_code == UNITS else status.duty.owner_code)


def move_group(
    desk: Desk,
    incident: str,
    clock: GroupClock,
    state: GroupState,
    *,
    place: str = "",
    people: int = 0,
    found: int = 0,
    fixed: int = 0,
    note: str = "",
) -> Deployment:
    """Where a leader group is, and the problems that it found and saw put right, counted over
    the incident."""
    require(desk, "write:duties", clock.group.unit)
    unit = desk.city.by_code[clock.group.unit]

    def work(connection: Connection) -> Deployment:
        rows = Reader(connection).history(Deployment, incident=incident, group=clock.group.code)
        before = rows[-1] if rows else None
        if fixed > found:
            raise Refused(desk.words("responses.fixed_more_than_found", found=found, fixed=fixed))
        if before is not None and found < before.problems_found:
            raise Refused(
                desk.words("responses.found_fell", found=found, before=before.problems_found)
            )
        moment = not_before(desk.moment, rows)
        row = Deployment(
            incident=incident,
            group=clock.group.code,
            unit=clock.group.unit,
            state=state,
            people=people,
            place=place.strip() or unit.short,
            lon=unit.lon,
            lat=unit.lat,
            problems_found=found,
            problems_fixed=fixed,
            note=note.strip(),
            reporter=desk.actor.name,
            valid_at=moment,
            known_at=moment,
        )
        append(connection, [row], written_by=desk.actor.account, moment=desk.moment)
        return row

    return desk.store.write(work)
