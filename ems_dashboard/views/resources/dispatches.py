"""Dispatches on screen: what is open with the next step beside it and the form to ask."""

from datetime import timedelta
from html import escape

import streamlit as st

from ems_dashboard.actions.dispatches import request, send, step
from ems_dashboard.clock import short_time
from ems_dashboard.reports.changes import duration
from ems_dashboard.rules.dispatches import BY_HEADQUARTERS, OUT, Dispatch, Run, next_steps
from ems_dashboard.rules.roles import OWN_UNIT_ONLY, may_for
from ems_dashboard.rules.terms import DispatchState
from ems_dashboard.screen.here import Here
from ems_dashboard.views.frame import acting, blocks, incident_choice, working
from ems_dashboard.views.resources import dispatch_tables
from ems_dashboard.views.streamlit_internals import drafts
from ems_dashboard.views.streamlit_internals.pressing import pressed

S = DispatchState
CHIPS = {S.REQUESTED: "open", S.DISPATCHED: "soon", S.ARRIVED: "soon", S.IN_USE: "done"}


def show_open(here: Here) -> None:
    """Every open dispatch as a row: what it is, how long it waits, and the button of its next step."""
    found = [run for run in dispatch_tables.runs_of(here) if run.open]
    blocks.put(f'<section class="card slim"><h3>{escape(_counts(here, found))}</h3></section>')
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
    late = sum(run.late(here.city.plan.dispatches, here.as_of) for run in found)
    counts = {
        state: sum(run.newest.state is state for run in found) for state in (S.REQUESTED, *OUT)
    }
    said = [
        f"{here.words(f'terms.dispatch_state.{state}')} {n}" for state, n in counts.items() if n
    ]
    return " · ".join([*said, *([here.words("dispatches.late", n=late)] if late else [])])


def _row(here: Here, run: Run) -> str:
    row, word = run.newest, here.words
    chip = "late" if run.late(here.city.plan.dispatches, here.as_of) else CHIPS[row.state]
    steps = " → ".join(
        f"{word(f'working.step_{s.state}')} {short_time(s.valid_at)} {s.person}".strip()
        for s in run.steps
    )
    origin = f" · {dispatch_tables.origin_name(here, row.origin)}" if row.origin else ""
    unit, state = working.unit_name(here, row.unit), word(f"terms.dispatch_state.{row.state}")
    return (
        f'<div class="ems-run"><span class="ems-chip {chip}">{state} {_waiting(here, row)}</span>'
        f"<b>{escape(unit)}</b> {escape(dispatch_tables.what(here, row))}{escape(origin)}"
        f"<p>{escape(row.purpose)}</p><small>{escape(steps)}</small></div>"
    )


def _waiting(here: Here, row: Dispatch) -> str:
    waited = max(timedelta(0), here.as_of - row.valid_at)
    return duration(waited, here.words)


def _offer_steps(here: Here, row: Dispatch) -> None:
    if here.past:
        return
    steps = next_steps(row)
    for state in steps:
        if not may_for(
            here.actor,
            "dispatch:resources" if state in BY_HEADQUARTERS else "request:resources",
            row.unit,
        ):
            continue
        label, key = here.words(f"dispatches.do.{state}"), f"{state}-{row.dispatch}"
        if state is S.DISPATCHED:
            with st.container(key=f"lead-{row.dispatch}", width="content"), st.popover(label):
                _send_form(here, row)
        elif state is S.RETURNED and not row.of_team:
            with st.popover(label):
                _back_form(here, row)
        elif pressed(st, label, key=key, type="primary" if state is steps[0] else "secondary"):
            acting.attempt(
                lambda state=state: step(here.desk(), row.dispatch, state), _done(here, row, state)
            )


def _done(here: Here, row: Dispatch, state: DispatchState) -> str:
    unit, said = working.unit_name(here, row.unit), here.words(f"terms.dispatch_state.{state}")
    return here.words(
        "dispatches.done", unit=unit, what=dispatch_tables.what(here, row), state=said
    )


def _send_form(here: Here, row: Dispatch) -> None:
    found = dispatch_tables.near(
        here, row.item, row.unit, dispatch_tables.seat(here, row.unit), row.quantity
    )
    if not found:
        st.caption(here.words("dispatches.nothing_free"))
        return
    names = {
        origin.code: dispatch_tables.offered_name(here, origin, km, row.measure)
        for origin, km in found
    }
    chosen = st.selectbox(
        here.words("working.origin"), list(names), format_func=names.get, key=f"from-{row.dispatch}"
    )
    quantity = row.quantity
    if not row.of_team:
        quantity = st.number_input(
            here.words("dispatches.quantity", measure=row.measure), 0.0, None, row.quantity, 1.0, format="%g",
            key=f"much-{row.dispatch}",
        )  # fmt: skip
    if pressed(st, here.words("dispatches.send"), type="primary", key=f"send-{row.dispatch}"):
        acting.attempt(
            lambda: send(here.desk(), row.dispatch, chosen, quantity),
            _done(here, row, S.DISPATCHED),
        )


def _back_form(here: Here, row: Dispatch) -> None:
    back = st.number_input(
        here.words("dispatches.back", measure=row.measure),
        0.0,
        None,
        row.quantity,
        1.0,
        format="%g",
        key=f"back-{row.dispatch}",
    )
    if pressed(
        st, here.words("dispatches.do.returned"), type="primary", key=f"returned-{row.dispatch}"
    ):
        acting.attempt(
            lambda: step(here.desk(), row.dispatch, S.RETURNED, back), _done(here, row, S.RETURNED)
        )


def offer_request(here: Here) -> None:
    """A county asks for itself, an officer in the name of any."""
    if here.past or not may_for(here.actor, "request:resources", here.actor.unit):
        return
    word, city = here.words, here.city
    with st.expander(word("dispatches.ask")):
        form = drafts.open(
            here, "dispatch", defaults={"item": "", "unit": here.actor.unit or here.unit}
        )
        if here.role in OWN_UNIT_ONLY:
            unit = here.actor.unit
        else:
            unit = form.choose(
                "unit",
                word("working.unit"),
                list(city.by_code),
                lambda code: city.name_of(code, here.lang),
            )
        items = dispatch_tables.sorts(here)
        item = form.choose("item", word("dispatches.what"), list(items), items)
        measure = city.plan.measure_of(item or "")
        quantity = (
            form.number("quantity", word("dispatches.quantity", measure=measure)) if item else 1.0
        )
        st.html(f'<p class="ems-hint">{escape(_shortage(here, unit, item))}</p>')
        purpose = form.text("purpose", word("dispatches.purpose"))
        incident = incident_choice.choose(here, form, here.as_of)
        with st.container(key="acts-dispatch"):
            if pressed(
                st,
                word("dispatches.ask_now"),
                type="primary",
                key="ask-dispatch",
                disabled=not unit or item is None,
            ):
                said = word("dispatches.asked", unit=city.name_of(unit or "", here.lang))
                acting.attempt(
                    lambda: request(here.desk(), unit, item, quantity, purpose, incident),
                    said,
                    form.clear,
                )


def _shortage(here: Here, unit: str | None, item: str | None) -> str:
    """What the unit would need of the item under the plan's norms, and what it has."""
    needs = working.resources_of(here).needs.get(unit or "", ())
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
        unit=working.short_name(here, unit or ""),
        measure=need.norm.measure,
        **figures,
    )
