"""The questions of the number police, each with the place for its answer."""

from dataclasses import replace
from html import escape

import streamlit as st

from ems_dashboard.actions import reports as acts
from ems_dashboard.clock import short_time
from ems_dashboard.rules.reports import Report, ReportQuestion, unanswered
from ems_dashboard.rules.terms import QuestionState
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.meetings import questions
from ems_dashboard.views.consultations.meetings import heading
from ems_dashboard.views.frame.acting import attempt
from ems_dashboard.views.streamlit_internals import drafts
from ems_dashboard.views.streamlit_internals.pressing import pressed

OPEN = 3
"""So many stand open with their fields; the others are folded, and answered together or one by one."""


def ask(here: Here, report: Report, asked: list[ReportQuestion], writing: bool) -> None:
    word, left = here.words, unanswered(asked)
    if not asked:
        st.html(f'<p class="mt-ask settled"><b>✓</b> {word("meetings.report.no_questions")}</p>')
        return
    note = word(
        f"meetings.report.questions_{'note' if left else 'settled'}", n=len(asked), left=len(left)
    )
    st.html(heading(word("meetings.report.questions"), note))
    settled = "".join(_said(here, q) for q in asked if q not in left)
    if settled:
        st.html(settled)
    if not writing:
        if left:
            st.html("".join(_said(here, q) for q in left))
        return
    with st.container(key="form-questions"):
        form = drafts.open(
            here, "questions", f"{report.report}-{report.version}", _told_before(here, report, left)
        )
        if len(left) > 1:
            _all(here, form, left)
        for asking in left[:OPEN]:
            _one(here, form, asking)
        if rest := left[OPEN:]:
            with st.expander(
                word("meetings.report.questions_more", n=len(rest)), key="questions-more"
            ):
                for asking in rest:
                    _one(here, form, asking)


def _told_before(here: Here, report: Report, left: list[ReportQuestion]) -> dict[str, str]:
    """What was answered to the same question about the version before: offered, not taken over."""
    if report.version == 1:
        return {}
    earlier = questions(here.store, replace(report, version=report.version - 1), here.as_of)
    answers = {_about(asked): asked.answer for asked in earlier}
    return {_field(asked): answers[_about(asked)] for asked in left if _about(asked) in answers}


def _about(asked: ReportQuestion) -> tuple:
    return (*asked.key[2:], asked.before, asked.after)


def _field(asked: ReportQuestion) -> str:
    return "_".join(str(part) for part in asked.key[2:])


def sentence(here: Here, asked: ReportQuestion) -> str:
    word = here.words
    category = word(f"terms.category.{asked.category}") if asked.category else ""
    before, after = (
        "—" if value is None else f"{value:,}" for value in (asked.before, asked.after)
    )
    key = (
        "silent_ever" if asked.question == "silent" and asked.since is None else str(asked.question)
    )
    unit = here.city.name_of(asked.unit, here.lang)
    return word(f"meetings.question.{key}", unit=unit, category=category, since=short_time(asked.since),
                before=before, after=after)  # fmt: skip


def _said(here: Here, asked: ReportQuestion) -> str:
    state = here.words(f"terms.question_state.{asked.state}")
    sign = "?" if asked.state is QuestionState.OPEN else "✓"
    answer = (
        f"<small>{state}({escape(asked.answered_by)}):{escape(asked.answer)}</small>"
        if asked.answer
        else ""
    )
    settled = "" if asked.state is QuestionState.OPEN else " settled"
    return f'<p class="mt-ask{settled}"><b>{sign}</b> {escape(sentence(here, asked))}{answer}</p>'


def _one(here: Here, form: drafts.Form, asked: ReportQuestion) -> None:
    word, name = here.words, _field(asked)
    st.html(f'<p class="mt-ask"><b>?</b> {escape(sentence(here, asked))}</p>')
    text = form.text(name, word("meetings.report.answer"), label_visibility="collapsed",
                     placeholder=word("meetings.report.answer"))  # fmt: skip
    row = st.container(horizontal=True)
    for state in (QuestionState.ANSWERED, QuestionState.ACCEPTED):
        if pressed(row, word(f"meetings.report.{state}"), key=f"{state}-{name}"):
            attempt(lambda state=state: acts.answer(here.desk(), asked, state, text))


def _all(here: Here, form: drafts.Form, left: list[ReportQuestion]) -> None:
    word = here.words
    text = form.text("all", word("meetings.report.all_reason", n=len(left)))
    if pressed(st, word("meetings.report.all_accepted", n=len(left)), key="accept-all"):
        attempt(
            lambda: [
                acts.answer(here.desk(), asked, QuestionState.ACCEPTED, text) for asked in left
            ]
        )
