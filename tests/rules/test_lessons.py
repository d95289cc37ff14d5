"""Lessons: what is still to be done comes first, and is overdue after its deadline."""

from datetime import timedelta

from ems_dashboard.rules.lessons import Lesson, in_order, overdue
from ems_dashboard.rules.terms import LessonState
from tests.builders import CASE, at


def lesson(name, deadline, state=LessonState.OPEN):
    return Lesson(
        lesson=name,
        incident=CASE,
        matter="加固渔排",
        owner="350626",
        deadline=deadline,
        state=state,
        valid_at=at(0),
    )


def test_open_ones_come_first_by_their_deadline_and_done_ones_after():
    rows = [
        lesson("done", at(1), LessonState.DONE),
        lesson("later", at(9)),
        lesson("soon", at(2)),
    ]
    assert [row.lesson for row in in_order(rows)] == ["soon", "later", "done"]


def test_one_is_overdue_after_its_minute_and_never_when_done():
    minute = timedelta(minutes=1)
    assert not overdue(lesson("a", at(1)), at(1))
    assert overdue(lesson("a", at(1)), at(1) + minute)
    assert not overdue(lesson("a", at(1), LessonState.DONE), at(9))
