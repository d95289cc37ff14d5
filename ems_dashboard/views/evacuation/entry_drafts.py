"""Figures that were typed for one incident stay with it, and with their hour: in the form of another incident they are
told and offered."""

from datetime import datetime, timedelta

import streamlit as st

from ems_dashboard import clock
from ems_dashboard.actions.belonging import possible
from ems_dashboard.clock import short_time
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.screen.here import Here
from ems_dashboard.store.drafts import Draft, drafts_of
from ems_dashboard.templating import rendered
from ems_dashboard.views.streamlit_internals import pressing
from ems_dashboard.views.streamlit_internals.drafts import Form
from ems_dashboard.views.streamlit_internals.pressing import pressed

OF = "@"
HOUR = "hour"
FRESH = timedelta(hours=3)
"""So long the hour that figures were typed for stands in their form; what is sent later is for a later hour."""


def item(scope: str, incident: str) -> str:
    """What the draft of a scope's figures for an incident is called."""
    return f"{scope}{OF}{incident}"


def hour(here: Here, scope: str, default: datetime) -> datetime:
    """The hour that the figures lying in the form were typed for, else the default: it does not move on under them."""
    fitting = {item(scope, each.incident) for each in possible(here.desk(), default)}
    mine = fitting or {item(scope, "")}
    for draft in _typed_drafts(here):
        at = _hour_of(draft)
        if draft.key.item in mine and at and default - FRESH <= at:
            return at
    return default


def offer(here: Here, form: Form, scope: str, incident: str) -> None:
    """What was typed for other incidents, newest first; one of them at a time."""
    left = [draft for draft in _typed_drafts(here) if _elsewhere(draft, scope, incident)]
    if not left:
        return
    draft = left[0]
    st.html(rendered("hint.html", said=_said(here, draft)))
    row = st.container(horizontal=True)
    if pressed(row, here.words("entry.left_take"), key=f"{form.prefix}-left-take"):
        pressing.follow(lambda: _take(here, form, draft, incident))
    if pressed(row, here.words("entry.left_drop"), key=f"{form.prefix}-left-drop"):
        pressing.follow(lambda: form.drop(draft))


def _take(here: Here, form: Form, draft: Draft, incident: str) -> None:
    """The hour comes along where the incident covers it."""
    form.take_over(draft)
    at = _hour_of(draft)
    if form.head and at and any(i.incident == incident for i in possible(here.desk(), at)):
        form.head.put("valid_at", at)


def _said(here: Here, draft: Draft) -> str:
    incident = draft.key.item.partition(OF)[2]
    at = _hour_of(draft)
    when = (
        here.words("entry.left_hour", at=short_time(at))
        if at
        else short_time(draft.updated_at or draft.seen_at)
    )
    if not incident:
        return here.words("entry.left_before", n=_typed(draft), at=when)
    rows = here.store.history(Incident, incident=incident)
    name = rows[-1].name if rows else incident
    return here.words("entry.left", name=name, n=_typed(draft), at=when)


def _typed_drafts(here: Here) -> list[Draft]:
    with here.store.reading() as reader:
        found = drafts_of(reader.connection, here.actor.account, "entry")
    return [draft for draft in found if _typed(draft)]


def _elsewhere(draft: Draft, scope: str, incident: str) -> bool:
    of_scope = draft.key.item.partition(OF)[0] == scope
    return of_scope and draft.key.item != item(scope, incident)


def _typed(draft: Draft) -> int:
    return sum(
        name.startswith("c__") and bool(str(text).strip()) for name, text in draft.fields.items()
    )


def _hour_of(draft: Draft) -> datetime | None:
    try:
        return clock.parse(str(draft.fields[HOUR]))
    except (KeyError, ValueError):  # typed by an older page, or by nobody's grid
        return None
