"""The lessons of an incident on the screen: what they are, who sees to them; writing one down,
finishing one."""

import streamlit as st
from markupsafe import Markup

from ems_dashboard.actions.lessons import finish_lesson, write_lesson
from ems_dashboard.clock import full_time
from ems_dashboard.rules.lessons import Lesson, overdue
from ems_dashboard.rules.roles import may
from ems_dashboard.rules.terms import LessonState
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.review import Review
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame import acting
from ems_dashboard.views.streamlit_internals import drafts
from ems_dashboard.views.streamlit_internals.pressing import pressed


def show(here: Here, found: Review) -> None:
    word, rows = here.words, found.lessons
    late = sum(overdue(row, here.as_of) for row in rows)
    left = sum(row.state is LessonState.OPEN for row in rows)
    acting.heading(
        word("review.lessons_title"),
        word("review.lessons_note", open=left, late=late) if rows else "",
    )
    if not rows:
        acting.calm(word("review.no_lessons"))
    writes = not here.past and may(here.role, "write:lessons")
    for row in rows:
        _show_lesson(here, row, writes)
    if writes:
        _writing(here, found)


def _show_lesson(here: Here, row: Lesson, writes: bool) -> None:
    word = here.words
    with st.container(key=f"lesson-{row.lesson}", horizontal=True, vertical_alignment="center"):
        st.html(_lesson(here, row))
        offered = writes and row.state is LessonState.OPEN
        if offered and pressed(st, word("review.finish"), key=f"done-{row.lesson}"):
            done = word("review.finished")
            acting.attempt(lambda: finish_lesson(here.desk(), row.lesson), done)


def _lesson(here: Here, row: Lesson) -> Markup:
    mood = _mood(here, row)
    deadline = f" · {here.words('review.deadline')} {full_time(row.deadline)}"
    return rendered(
        "review/lesson.html",
        mood=mood,
        state=_state(here, row, mood),
        matter=row.matter,
        owner=here.city.name_of(row.owner, here.lang),
        until="" if mood == "late" else deadline,
    )


def _mood(here: Here, row: Lesson) -> str:
    if row.state is not LessonState.OPEN:
        return "done"
    return "late" if overdue(row, here.as_of) else "open"


def _state(here: Here, row: Lesson, mood: str) -> str:
    if mood == "done":
        return here.words("review.done_at", at=full_time(row.valid_at))
    if mood == "late":
        return here.words("review.overdue", at=full_time(row.deadline))
    return here.words("review.open")


def _writing(here: Here, found: Review) -> None:
    word, city = here.words, here.city
    owners = {
        code: city.name_of(code, here.lang) for code in (*city.by_code, *city.departments_by_code)
    }
    form = drafts.open(here, "lesson", found.incident.incident)
    with st.container(key="form-lesson"):
        matter = form.area(
            "matter", word("review.matter"), height=84, placeholder=word("review.matter_hint")
        )
        owner = form.choose("owner", word("review.owner"), list(owners), owners) or ""
        deadline = form.moment("deadline", word("review.deadline"))
    with st.container(key="acts-lesson"):
        if not pressed(st, word("review.write"), type="primary", key="lesson-write"):
            return
    acting.attempt(
        lambda: write_lesson(here.desk(), found.incident.incident, matter, owner, deadline),
        word("review.written", owner=owners.get(owner, "")),
        form.clear,
        lambda sentence: form.error(_wanting(matter, owner), sentence),
    )


def _wanting(matter: str, owner: str) -> str:
    """The field that a refusal is about."""
    if not matter:
        return "matter"
    return "deadline" if owner else "owner"
