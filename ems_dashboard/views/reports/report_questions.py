"""The questions of the number police, each with the place for its answer."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st
from markupsafe import Markup

from ems_dashboard.actions import reports as acts
from ems_dashboard.clock import short_time
from ems_dashboard.rules.reports import Report, ReportQuestion, unanswered
from ems_dashboard.rules.terms import QuestionState
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.meetings import questions
from ems_dashboard.templating import rendered
from ems_dashboard.views.consultations.meetings import heading
from ems_dashboard.views.frame.acting import attempt
from ems_dashboard.views.streamlit_internals import drafts
from ems_dashboard.views.streamlit_internals.pressing import pressed

QUESTION = "reports/question.html"
OPEN, SETTLED = "?", "✓"
AT_ONCE = 3
"""So many stand open with their fields; the others are folded, and answered together or one by
one."""


def ask(here: Here, report: Report, asked: list[ReportQuestion], writing: bool) -> None:
    word, left = here.words, unanswered(asked)
    if not asked:
        none = word("meetings.report.no_questions")
        st.html(rendered(QUESTION, sign=SETTLED, sentence=none, answer="", settled=True))
        return
    key = "questions_note" if left else "questions_settled"
    note = word(f"meetings.report.{key}", n=len(asked), left=len(left))
    st.html(heading(word("meetings.report.questions"), note))
    _list(here, [each for each in asked if each not in left])
    if writing:
        _answers(here, report, left)
    else:
        _list(here, left)


def _list(here: Here, asked: Sequence[ReportQuestion]) -> None:
    if asked:
        st.html("".join(_said(here, each) for each in asked))


def _answers(here: Here, report: Report, left: list[ReportQuestion]) -> None:
    item, before = f"{report.report}-{report.version}", _answered_before(here, report, left)
    with st.container(key="form-questions"):
        form = drafts.open(here, "questions", item, before)
        if len(left) > 1:
            _all(here, form, left)
        for asking in left[:AT_ONCE]:
            _one(here, form, asking)
        _folded(here, form, left[AT_ONCE:])


def _folded(here: Here, form: drafts.Form, rest: Sequence[ReportQuestion]) -> None:
    if not rest:
        return
    title = here.words("meetings.report.questions_more", n=len(rest))
    with st.expander(title, key="questions-more"):
        for asking in rest:
            _one(here, form, asking)


def _answered_before(here: Here, report: Report, left: list[ReportQuestion]) -> dict[str, str]:
    """What was answered to the same question about the version before: offered, not taken over."""
    if report.version == 1:
        return {}
    earlier = questions(here.store, replace(report, version=report.version - 1), here.as_of)
    answers = {_about(asked): asked.answer for asked in earlier}
    return {_field(asked): answers[_about(asked)] for asked in left if _about(asked) in answers}


def _about(asked: ReportQuestion) -> tuple[object, ...]:
    return (*asked.key[2:], asked.before, asked.after)


def _field(asked: ReportQuestion) -> str:
    return "_".join(str(part) for part in asked.key[2:])


def sentence(here: Here, asked: ReportQuestion) -> str:
    word = here.words
    never = asked.question == "silent" and asked.since is None
    return word(
        f"meetings.question.{'silent_ever' if never else asked.question}",
        unit=here.city.name_of(asked.unit, here.lang),
        category=word(f"terms.category.{asked.category}") if asked.category else "",
        since=short_time(asked.since),
        before=_figure(asked.before),
        after=_figure(asked.after),
    )


def _figure(value: int | None) -> str:
    return "—" if value is None else f"{value:,}"


def _said(here: Here, asked: ReportQuestion) -> Markup:
    settled = asked.state is not QuestionState.OPEN
    state = here.words(f"terms.question_state.{asked.state}")
    answer = f"{state}({asked.answered_by}):{asked.answer}" if asked.answer else ""
    return rendered(
        QUESTION,
        sign=SETTLED if settled else OPEN,
        sentence=sentence(here, asked),
        answer=answer,
        settled=settled,
    )


def _one(here: Here, form: drafts.Form, asked: ReportQuestion) -> None:
    word, name = here.words, _field(asked)
    asking = sentence(here, asked)
    st.html(rendered(QUESTION, sign=OPEN, sentence=asking, answer="", settled=False))
    label = word("meetings.report.answer")
    text = form.text(name, label, label_visibility="collapsed", placeholder=label)
    row = st.container(horizontal=True)
    for state in (QuestionState.ANSWERED, QuestionState.ACCEPTED):
        if pressed(row, word(f"meetings.report.{state}"), key=f"{state}-{name}"):
            attempt(partial(acts.answer, here.desk(), asked, state, text))


def _all(here: Here, form: drafts.Form, left: list[ReportQuestion]) -> None:
    word = here.words
    text = form.text("all", word("meetings.report.all_reason", n=len(left)))
    if pressed(st, word("meetings.report.all_accepted", n=len(left)), key="accept-all"):
        attempt(lambda: _accept(here, left, text))


def _accept(here: Here, left: list[ReportQuestion], text: str) -> None:
    for asked in left:
        acts.answer(here.desk(), asked, QuestionState.ACCEPTED, text)
