"""Writing down the lessons of an incident, and that one is done."""

from dataclasses import replace
from datetime import datetime

from ems_dashboard.actions.acting import Desk, new_id, require
from ems_dashboard.clock import short_time
from ems_dashboard.errors import Refused
from ems_dashboard.rules.lessons import Lesson
from ems_dashboard.rules.terms import LessonState
from ems_dashboard.store import Connection, Reader
from ems_dashboard.store.appending import append


def write_lesson(
    desk: Desk, incident: str, matter: str, owner: str, deadline: datetime | None
) -> Lesson:
    """`incident` may be closed: lessons are drawn after it."""
    require(desk, "write:lessons")
    if not matter.strip():
        raise Refused(desk.words("review.matter_missing"))
    if owner not in desk.city.by_code and owner not in desk.city.departments_by_code:
        raise Refused(desk.words("review.owner_unknown"))
    if deadline is None:
        raise Refused(desk.words("review.deadline_missing"))
    if deadline <= desk.moment:
        raise Refused(desk.words("review.deadline_past", at=short_time(deadline)))
    lesson = Lesson(
        lesson=new_id(desk.moment),
        incident=incident,
        matter=matter.strip(),
        owner=owner,
        deadline=deadline,
        author=desk.actor.name,
        valid_at=desk.moment,
    )
    desk.store.append([lesson], moment=desk.moment, written_by=desk.actor.account)
    return lesson


def finish_lesson(desk: Desk, lesson: str) -> None:
    """Raises Refused where somebody finished it before."""
    require(desk, "write:lessons")

    def work(connection: Connection) -> None:
        found = Reader(connection).current(Lesson, as_of=desk.moment, lesson=lesson)
        if not found or found[0].state is not LessonState.OPEN:
            raise Refused(desk.words("review.not_open"))
        row = replace(
            found[0],
            state=LessonState.DONE,
            valid_at=desk.moment,
            known_at=desk.moment,
            replaces=found[0].seq,
        )
        append(connection, [row], written_by=desk.actor.account, moment=desk.moment)

    desk.store.write(work)
