from datetime import timedelta

import pytest

from ems_dashboard.actions.lessons import finish_lesson, write_lesson
from ems_dashboard.errors import Refused
from ems_dashboard.rules.lessons import Lesson
from ems_dashboard.rules.roles import Role
from ems_dashboard.rules.terms import LessonState
from tests.actions.conftest import NOW

DAY = timedelta(days=1)


def test_a_lesson_is_finished_once_and_stands_open_in_the_past(desk, store, city):
    owner = next(iter(city.by_code))
    lesson = write_lesson(desk(), "2026-TY2601", " 渔排返回须核准 ", owner, NOW + DAY)
    finish_lesson(desk(NOW + DAY), lesson.lesson)
    (then,) = store.current(Lesson, as_of=NOW)
    (now,) = store.current(Lesson, as_of=NOW + DAY)
    assert (then.matter, then.state, now.state) == (
        "渔排返回须核准",
        LessonState.OPEN,
        LessonState.DONE,
    )
    with pytest.raises(Refused):
        finish_lesson(desk(NOW + DAY), lesson.lesson)


@pytest.mark.parametrize(
    ("matter", "owner", "days", "role"),
    [
        (" ", None, 1, Role.DUTY_OFFICER),
        ("x", "nowhere", 1, Role.DUTY_OFFICER),
        ("x", None, 0, Role.DUTY_OFFICER),
        ("x", None, 1, Role.LEADER),
    ],
)
def test_what_is_incomplete_or_not_allowed_is_refused(desk, store, city, matter, owner, days, role):
    with pytest.raises(Refused):
        write_lesson(
            desk(role=role),
            "2026-TY2601",
            matter,
            owner or next(iter(city.by_code)),
            NOW + days * DAY,
        )
    assert not store.current(Lesson, as_of=NOW)


def test_a_member_department_may_own_a_lesson(desk, store, city):
    owner = next(iter(city.departments_by_code))
    assert write_lesson(desk(), "2026-TY2601", "x", owner, NOW + DAY).owner == owner
