"""Lessons of an incident (复盘): what is to be done better, by whom and until when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import LessonState


@dataclass(frozen=True, kw_only=True, slots=True)
class Lesson(Fact):
    """`valid_at`: the minute it was written down; of a row that closes, the minute it was done.
    `owner`: a unit or department."""

    KIND: ClassVar[str] = "lessons"
    KEY: ClassVar[tuple[str, ...]] = ("lesson",)
    LASTING: ClassVar[tuple[str, ...]] = ("incident",)

    lesson: str
    incident: str
    matter: str
    owner: str
    deadline: datetime
    state: LessonState = LessonState.OPEN
    author: str = ""


def overdue(lesson: Lesson, moment: datetime) -> bool:
    return lesson.state is LessonState.OPEN and lesson.deadline < moment


def in_order(lessons: Iterable[Lesson]) -> tuple[Lesson, ...]:
    """What is still to be done first, the nearest deadline at the top."""
    return tuple(
        sorted(
            lessons, key=lambda row: (row.state is not LessonState.OPEN, row.deadline, row.lesson)
        )
    )
