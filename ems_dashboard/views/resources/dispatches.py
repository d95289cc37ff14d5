"""Dispatches on screen: what is open with the next step beside it and the form to ask."""

from collections import Counter
from datetime import timedelta
from functools import partial

import streamlit as st
from markupsafe import Markup

from ems_dashboard.actions.dispatches import request, send, step
from ems_dashboard.clock import short_time
from ems_dashboard.reports.changes import duration
from ems_dashboard.rules.dispatches import BY_HEADQUARTERS, OUT, Dispatch, Run, next_steps
from ems_dashboard.rules.roles import OWN_UNIT_ONLY, may_for
from ems_dashboard.rules.terms import DispatchState
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.means_card import resources_of
from ems_dashboard.templating import rendered
from ems_dashboard.views.frame import acting, blocks, incident_choice, incident_drafts, working
from ems_dashboard.views.frame.incident_drafts import DraftPlace
from ems_dashboard.views.resources import dispatch_tables
from ems_dashboard.views.streamlit_internals import drafts
from ems_dashboard.views.streamlit_internals.pressing import pressed

S = DispatchState
CHIPS = {S.REQUESTED: "open", S.DISPATCHED: "soon", S.ARRIVED: "soon", S.IN_USE: "done"}


def show_open(here: Here) -> None:
    """Every open dispatch as a row: what it is, how long it waits, and the button of its next
    step."""
    found = [run for run in dispatch_tables.runs_of(here) if run.open]
    blocks.card_heading(_counts(here, found))
    for run in found:
        with st.container(key=f"run-{run.newest.dispatch}"):
            left, right = st.columns([66, 34], vertical_alignment="center")
            with left:
                st.html(_row(here, run))
            with right, st.container(horizontal=True, key=f"acts-run-{run.newest.dispatch}"):
                _offer_steps(here, run.newest)


def _counts(here: Here, found: list[Run]) -> str:
    if not found:
        return here.words("dispatches.none_open")
    counts = Counter(run.newest.state for run in found)
    parts = [
        f"{here.words(f'terms.dispatch_state.{state}')} {counts[state]}"
        for state in (S.REQUESTED, *OUT)
        if counts[state]
    ]
    late = sum(run.late(here.city.plan.dispatches, here.as_of) for run in found)
    if late:
        parts.append(here.words("dispatches.late", n=late))
    return " · ".join(parts)


def _row(here: Here, run: Run) -> Markup:
    row, late = run.newest, run.late(here.city.plan.dispatches, here.as_of)
    state = here.words(f"terms.dispatch_state.{row.state}")
    what = dispatch_tables.what(here, row)
    if row.origin:
        what = f"{what} · {dispatch_tables.origin_name(here, row.origin)}"
    return rendered(
        "resources/run.html",
        mood="late" if late else CHIPS[row.state],
        state=f"{state} {_waiting(here, row)}",
        unit=working.unit_name(here, row.unit),
        what=what,
        purpose=row.purpose,
        steps=" → ".join(_step(here, each) for each in run.steps),
    )


def _step(here: Here, row: Dispatch) -> str:
    name = here.words(f"working.step_{row.state}")
    return f"{name} {short_time(row.valid_at)} {row.person}".strip()


def _waiting(here: Here, row: Dispatch) -> str:
    waited = max(timedelta(0), here.as_of - row.valid_at)
    return duration(waited, here.words)


def _offer_steps(here: Here, row: Dispatch) -> None:
    if here.past:
        return
    steps = next_steps(row)
    for state in steps:
        if may_for(here.actor, _right(state), row.unit):
            _offer_step(here, row, state, first=state is steps[0])


def _right(state: DispatchState) -> str:
    return "dispatch:resources" if state in BY_HEADQUARTERS else "request:resources"


def _offer_step(here: Here, row: Dispatch, state: DispatchState, *, first: bool) -> None:
    label, key = here.words(f"dispatches.do.{state}"), f"{state}-{row.dispatch}"
    if state is S.DISPATCHED:
        with st.container(key=f"lead-{row.dispatch}", width="content"), st.popover(label):
            _send_form(here, row)
    elif state is S.RETURNED and not row.of_team:
        with st.popover(label):
            _back_form(here, row)
    elif pressed(st, label, key=key, type="primary" if first else "secondary"):
        done = _done(here, row, state)
        acting.attempt(lambda: step(here.desk(), row.dispatch, state), done)


def _done(here: Here, row: Dispatch, state: DispatchState) -> str:
    unit, said = working.unit_name(here, row.unit), here.words(f"terms.dispatch_state.{state}")
    return here.words(
        "dispatches.done", unit=unit, what=dispatch_tables.what(here, row), state=said
    )


def _send_form(here: Here, row: Dispatch) -> None:
    word, seat = here.words, dispatch_tables.seat(here, row.unit)
    near = dispatch_tables.near(here, row.item, row.unit, seat, row.quantity)
    if not near:
        st.caption(word("dispatches.nothing_free"))
        return
    names = {
        origin.code: dispatch_tables.offered_name(here, origin, km, row.measure)
        for origin, km in near
    }
    key = f"from-{row.dispatch}"
    chosen = st.selectbox(
        word("working.origin"), list(names), format_func=names.__getitem__, key=key
    )
    quantity = row.quantity if row.of_team else _quantity(here, row, "quantity", "much")
    if pressed(st, word("dispatches.send"), type="primary", key=f"send-{row.dispatch}"):
        done = _done(here, row, S.DISPATCHED)
        acting.attempt(lambda: send(here.desk(), row.dispatch, chosen, quantity), done)


def _back_form(here: Here, row: Dispatch) -> None:
    back = _quantity(here, row, "back", "back")
    label, key = here.words("dispatches.do.returned"), f"returned-{row.dispatch}"
    if pressed(st, label, type="primary", key=key):
        done = _done(here, row, S.RETURNED)
        acting.attempt(lambda: step(here.desk(), row.dispatch, S.RETURNED, back), done)


def _quantity(here: Here, row: Dispatch, name: str, key: str) -> float:
    label = here.words(f"dispatches.{name}", measure=row.measure)
    key = f"{key}-{row.dispatch}"
    return st.number_input(label, 0.0, None, row.quantity, 1.0, format="%g", key=key)


def offer_request(here: Here) -> None:
    """A county asks for itself, an officer in the name of any."""
    if here.past or not may_for(here.actor, "request:resources", here.actor.unit):
        return
    with st.expander(here.words("dispatches.ask")):
        _request_form(here)


def _request_form(here: Here) -> None:
    word, city = here.words, here.city
    defaults = {"item": "", "unit": here.actor.unit or here.unit}
    incident = incident_choice.choose(here, "dispatch", here.as_of)
    if incident is None:
        return
    place = DraftPlace("dispatch", "", incident)
    form = drafts.open(here, place.form, place.item, defaults)
    incident_drafts.offer(here, form, place)
    unit = _unit(here, form)
    items = dispatch_tables.sorts(here)
    item = form.choose("item", word("dispatches.what"), list(items), items)
    label = word("dispatches.quantity", measure=city.plan.measure_of(item or ""))
    quantity = form.number("quantity", label) if item else 1.0
    st.html(rendered("hint.html", said=_shortage(here, unit, item)))
    purpose = form.text("purpose", word("dispatches.purpose"))
    lacking = not unit or item is None
    with st.container(key="acts-dispatch"):
        ask = word("dispatches.ask_now")
        if pressed(st, ask, type="primary", key="ask-dispatch", disabled=lacking):
            acting.attempt(
                lambda: request(here.desk(), unit, item or "", quantity, purpose, incident),
                word("dispatches.asked", unit=city.name_of(unit, here.lang)),
                form.clear,
            )


def _unit(here: Here, form: drafts.Form) -> str:
    """Whom it is for; empty while none is chosen."""
    if here.role in OWN_UNIT_ONLY:
        return here.actor.unit
    codes, named = list(here.city.by_code), partial(here.city.name_of, lang=here.lang)
    return form.choose("unit", here.words("working.unit"), codes, named) or ""


def _shortage(here: Here, unit: str, item: str | None) -> str:
    """What the unit would need of the item under the plan's norms, and what it has."""
    needs = resources_of(here).needs.get(unit, ())
    need = next((need for need in needs if need.norm.item == item), None)
    if need is None:
        return ""
    figures = {
        "needed": f"{need.needed:,}",
        "there": f"{need.there:,g}",
        "short": f"{need.short:,g}",
    }
    return here.words(
        "dispatches.shortage",
        unit=working.short_name(here, unit),
        measure=need.norm.measure,
        **figures,
    )
