"""Calling until somebody answers (叫应): who has to be called now, the next number as one press, and
what came of it as one more."""

from collections.abc import Sequence

import streamlit as st

from ems_dashboard.actions.calls import Result, record
from ems_dashboard.clock import short_time
from ems_dashboard.reports.changes import duration
from ems_dashboard.rules.contacts import Contact, masked, sees_number
from ems_dashboard.rules.reach import Reach
from ems_dashboard.rules.roles import may
from ems_dashboard.rules.terms import CallOutcome
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.reach import reach_here, tries_said
from ems_dashboard.situation.reach import about_said, to_call
from ems_dashboard.templating import rendered
from ems_dashboard.views import sources
from ems_dashboard.views.frame.acting import attempt, calm, heading
from ems_dashboard.views.streamlit_internals import drafts
from ems_dashboard.views.streamlit_internals.pressing import pressed

SHOWN = 20
ONE_PRESS = (CallOutcome.REACHED, CallOutcome.MISSED)


def show(here: Here) -> None:
    """`?unit=` narrows to a unit, `?about=` to one order, warning or report."""
    mine = [each for each in reach_here(here) if _wanted(here, each)]
    waiting = to_call(mine, here.situation)
    _show_title(here, waiting)
    for each in waiting[:SHOWN]:
        _show_one(here, each)
    if len(waiting) > SHOWN:
        calm(here.words("calls.more", n=len(waiting) - SHOWN))
    _show_reached(here, [each for each in mine if each.reached])


def _wanted(here: Here, each: Reach) -> bool:
    about = st.query_params.get("about", "")
    in_scope = here.scope.is_city or each.asked.unit in here.scope.own
    return in_scope and about in ("", each.asked.reference)


def _show_title(here: Here, waiting: Sequence[Reach]) -> None:
    word, rule = here.words, here.city.plan.calling
    if not waiting:
        calm(word("calls.nothing"))
        sources.show(sources.unheard(here, (here.situation.warnings_from, WarningMessage)))
        return
    late = sum(each.late_at(here.as_of) for each in waiting)
    title = word("calls.title_late" if late else "calls.title", n=len(waiting), late=late)
    heading(title, word("calls.clause", minutes=rule.red_minutes, clause=rule.clause))


def _show_one(here: Here, each: Reach) -> None:
    key = f"{each.asked.unit}-{each.asked.reference}"
    with st.container(key=f"run-call-{key}"):
        left, right = st.columns([62, 38], vertical_alignment="center")
        with left:
            st.html(_row(here, each))
        if here.past or each.next is None or not may(here.role, "call:contacts"):
            return
        with right, st.container(horizontal=True, key=f"acts-run-call-{key}"):
            _offer_results(here, each, each.next, key)


def _row(here: Here, each: Reach) -> str:
    asked, person = each.asked, each.next
    number = person.telephones[0] if person else ""
    sees = sees_number(here.actor, here.city, asked.unit)
    word = here.words
    return rendered(
        "contacts/call.html",
        mood="late" if each.late_at(here.as_of) else "soon",
        clock=_clock(here, each),
        unit=here.city.name_of(asked.unit, here.lang),
        what=about_said(asked, word),
        state=word(f"calls.state.{each.state}"),
        next=word("calls.next", post=person.post, name=person.name) if person else "",
        number=number if sees else "",
        shown="" if sees else masked(number),
        tries=tries_said(each, word),
    )


def _clock(here: Here, each: Reach) -> str:
    by = each.asked.call_by or each.asked.since
    span = duration(abs(by - here.as_of), here.words)
    return here.words("calls.over" if here.as_of > by else "calls.left", n=span)


def _offer_results(here: Here, each: Reach, person: Contact, key: str) -> None:
    word = here.words
    for outcome in ONE_PRESS:
        label, first = word(f"terms.call_outcome.{outcome}"), outcome is CallOutcome.REACHED
        kind = "primary" if first else "secondary"
        if pressed(st, label, key=f"call-{outcome}-{key}", type=kind):
            _save(here, each, Result(person.contact, outcome), person)
    passed_on = CallOutcome.PASSED_ON
    with st.popover(word(f"terms.call_outcome.{passed_on}")):
        form = drafts.open(here, "call", item=key)
        whom = form.text("whom", word("calls.whom"))
        if pressed(st, word("calls.passed_save"), key=f"call-passed-{key}", type="primary"):
            result = Result(person.contact, passed_on, passed_to=whom)
            _save(here, each, result, person, form)


def _save(
    here: Here, each: Reach, result: Result, person: Contact, form: drafts.Form | None = None
) -> None:
    unit = here.city.short_of(each.asked.unit, here.lang)
    outcome = here.words(f"terms.call_outcome.{result.outcome}")
    said = here.words("calls.saved", unit=unit, name=person.name, outcome=outcome)
    if form is None:
        attempt(lambda: record(here.desk(), each.asked, result), said)
    else:
        attempt(
            lambda: record(here.desk(), each.asked, result),
            said,
            form.clear,
            lambda sentence: form.error("whom", sentence),
        )


def _show_reached(here: Here, found: Sequence[Reach]) -> None:
    if not found:
        return
    word = here.words
    lines = [
        {
            "unit": here.city.short_of(each.asked.unit, here.lang),
            "what": about_said(each.asked, word),
            "state": word(f"calls.state.{each.state}"),
            "at": tries_said(each, word) or short_time(each.reached_at),
        }
        for each in found
    ]
    with st.expander(word("calls.done_title", n=len(found)), key="calls-reached"):
        heads = [word(f"calls.column.{name}") for name in ("unit", "about", "state", "at")]
        st.html(rendered("contacts/reached.html", heads=heads, lines=lines))
