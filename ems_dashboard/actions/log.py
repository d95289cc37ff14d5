"""Writing the duty log: an entry, and the end of a follow-up."""

from dataclasses import dataclass
from datetime import datetime

from ems_dashboard.actions.acting import Desk, new_id, require
from ems_dashboard.actions.belonging import incident_around
from ems_dashboard.clock import short_time
from ems_dashboard.errors import Refused
from ems_dashboard.rules.log import LogEntry, closed
from ems_dashboard.rules.terms import FollowUpState, LogCategory
from ems_dashboard.store import Connection, Reader
from ems_dashboard.store.appending import append


@dataclass(frozen=True, slots=True)
class Note:
    """What an officer writes down; a deadline alone means that the text itself is to be followed
    up. `incident`: the one that was chosen where several are possible."""

    text: str
    category: LogCategory = LogCategory.NOTE
    unit: str = ""
    counterpart: str = ""
    follow_up: str = ""
    follow_up_due: datetime | None = None
    incident: str = ""


def write_entry(desk: Desk, note: Note) -> LogEntry:
    require(desk, "write:log")
    if not note.text.strip():
        raise Refused(desk.words("log.text_missing"))
    due = note.follow_up_due
    if due is not None and due < desk.moment:
        raise Refused(desk.words("log.due_past", at=short_time(due)))
    follows = bool(note.follow_up.strip()) or due is not None
    entry = LogEntry(
        entry=new_id(desk.moment),
        incident=incident_around(desk, note.incident),
        category=note.category,
        unit=note.unit,
        counterpart=note.counterpart.strip(),
        text=note.text.strip(),
        follow_up=note.follow_up.strip(),
        follow_up_due=due,
        state=FollowUpState.OPEN if follows else FollowUpState.NONE,
        valid_at=desk.moment,
    )
    desk.store.append([entry], moment=desk.moment, written_by=desk.actor.account)
    return entry


def close_follow_up(desk: Desk, entry: str, outcome: str) -> None:
    """Raises Refused where somebody closed it before."""
    require(desk, "write:log")
    if not outcome.strip():
        raise Refused(desk.words("log.outcome_missing"))

    def work(connection: Connection) -> None:
        found = Reader(connection).current(LogEntry, as_of=desk.moment, entry=entry)
        if not found or found[0].state is not FollowUpState.OPEN:
            raise Refused(desk.words("log.not_open"))
        row = closed(found[0], outcome.strip(), desk.moment)
        append(connection, [row], written_by=desk.actor.account, moment=desk.moment)

    desk.store.write(work)
