"""What is typed into a form for one incident stays with it: the draft bears the incident in its
name. In the form of another incident it is told and offered, where the one that it was typed for is
open no more."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from ems_dashboard.clock import short_time
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.screen.here import Here
from ems_dashboard.store.drafts import Draft, drafts_of
from ems_dashboard.templating import rendered
from ems_dashboard.views.streamlit_internals import pressing
from ems_dashboard.views.streamlit_internals.drafts import Form
from ems_dashboard.views.streamlit_internals.pressing import pressed

OF = "@"


@dataclass(frozen=True, slots=True)
class DraftPlace:
    """One form of a person: its name, what it is about beside the incident, and the incident."""

    form: str
    scope: str
    incident: str

    @property
    def item(self) -> str:
        return item(self.scope, self.incident)


def item(scope: str, incident: str) -> str:
    """What the draft of a scope for an incident is called."""
    return f"{scope}{OF}{incident}"


def incident_of(draft: Draft) -> str:
    return draft.key.item.partition(OF)[2]


def kept(here: Here, form: str) -> list[Draft]:
    """What the viewer typed into forms of this name, newest first."""
    with here.store.reading() as reader:
        return drafts_of(reader.connection, here.actor.account, form)


def of_others(here: Here, place: DraftPlace) -> list[Draft]:
    """What was typed into the same form for other incidents."""
    return [
        draft
        for draft in kept(here, place.form)
        if draft.key.item.partition(OF)[:2] == (place.scope, OF) and draft.key.item != place.item
    ]


def offer(here: Here, form: Form, place: DraftPlace) -> None:
    """What was typed for an incident that nobody can choose any more, the newest."""
    open_now = {incident.incident for incident in here.situation.incidents}
    left = [
        draft
        for draft in of_others(here, place)
        if incident_of(draft) not in open_now and _typed(draft)
    ]
    if left:
        offer_one(here, form, left[0], _said(here, left[0]), lambda: form.take_over(left[0]))


def offer_one(here: Here, form: Form, draft: Draft, said: str, take: Callable[[], object]) -> None:
    st.html(rendered("hint.html", said=said))
    row = st.container(horizontal=True)
    if pressed(row, here.words("drafts.left_take"), key=f"{form.prefix}-left-take"):
        pressing.follow(take)
    if pressed(row, here.words("drafts.left_drop"), key=f"{form.prefix}-left-drop"):
        pressing.follow(lambda: form.drop(draft))


def name_of(here: Here, incident: str) -> str:
    rows = here.store.history(Incident, incident=incident)
    return rows[-1].name if rows else incident


def _typed(draft: Draft) -> bool:
    return any(str(value or "").strip() for value in draft.fields.values())


def _said(here: Here, draft: Draft) -> str:
    at, incident = short_time(draft.updated_at or draft.seen_at), incident_of(draft)
    if not incident:
        return here.words("drafts.left_before", at=at)
    return here.words("drafts.left", name=name_of(here, incident), at=at)
