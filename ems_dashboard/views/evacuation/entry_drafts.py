"""Figures that were typed for one incident stay with it, and with their hour: in the form of another incident they are
told and offered."""

from datetime import datetime, timedelta

from ems_dashboard import clock
from ems_dashboard.actions.belonging import possible
from ems_dashboard.clock import short_time
from ems_dashboard.screen.here import Here
from ems_dashboard.store.drafts import Draft
from ems_dashboard.views.frame.incident_drafts import (
    DraftPlace,
    incident_of,
    item,
    kept,
    name_of,
    of_others,
    offer_one,
)
from ems_dashboard.views.streamlit_internals.drafts import Form

FORM = "entry"
HOUR = "hour"
FRESH = timedelta(hours=3)
"""So long the hour that figures were typed for stands in their form; what is sent later is for a later hour."""


def hour(here: Here, scope: str, default: datetime) -> datetime:
    """The hour that the figures lying in the form were typed for, else the default: it does not move on under them."""
    fitting = {item(scope, each.incident) for each in possible(here.desk(), default)}
    mine = fitting or {item(scope, "")}
    for draft in kept(here, FORM):
        at = _hour_of(draft)
        if draft.key.item in mine and _typed(draft) and at and default - FRESH <= at:
            return at
    return default


def offer(here: Here, form: Form, place: DraftPlace) -> None:
    """What was typed for other incidents, newest first; one of them at a time."""
    left = [draft for draft in of_others(here, place) if _typed(draft)]
    if left:
        draft, incident = left[0], place.incident
        offer_one(here, form, draft, _said(here, draft), lambda: _take(here, form, draft, incident))


def _take(here: Here, form: Form, draft: Draft, incident: str) -> None:
    """The hour comes along where the incident covers it."""
    form.take_over(draft)
    at = _hour_of(draft)
    if form.head and at and any(i.incident == incident for i in possible(here.desk(), at)):
        form.head.put("valid_at", at)


def _said(here: Here, draft: Draft) -> str:
    incident, at = incident_of(draft), _hour_of(draft)
    when = (
        here.words("entry.left_hour", at=short_time(at))
        if at
        else short_time(draft.updated_at or draft.seen_at)
    )
    if not incident:
        return here.words("entry.left_before", n=_typed(draft), at=when)
    return here.words("entry.left", name=name_of(here, incident), n=_typed(draft), at=when)


def _typed(draft: Draft) -> int:
    return sum(
        name.startswith("c__") and bool(str(text).strip()) for name, text in draft.fields.items()
    )


def _hour_of(draft: Draft) -> datetime | None:
    try:
        return clock.parse(str(draft.fields[HOUR]))
    except (KeyError, ValueError):  # typed by an older page, or by nobody's grid
        return None
