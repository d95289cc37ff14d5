"""Figures that were typed for one incident stay with it: in the form of another they are told and offered."""

import streamlit as st

from ems_dashboard.clock import short_time
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.store.drafts import Draft, drafts_of
from ems_dashboard.templating import rendered
from ems_dashboard.views import pressing
from ems_dashboard.views.drafts import Form
from ems_dashboard.views.guard import Here
from ems_dashboard.views.pressing import pressed

OF = "@"


def item(scope: str, incident: str) -> str:
    """What the draft of a scope's figures for an incident is called."""
    return f"{scope}{OF}{incident}"


def offer(here: Here, form: Form, scope: str, incident: str) -> None:
    """What was typed for other incidents, newest first; one of them at a time."""
    with here.store.reading() as reader:
        found = drafts_of(reader.connection, here.actor.account, "entry")
    left = [
        (draft, n) for draft in found if _elsewhere(draft, scope, incident) and (n := _typed(draft))
    ]
    if not left:
        return
    draft, cells = left[0]
    name = _name(here, draft.key.item.partition(OF)[2])
    said = here.words("entry.left", name=name, n=cells, at=short_time(draft.updated_at))
    st.html(rendered("hint.html", said=said))
    row = st.container(horizontal=True)
    if pressed(row, here.words("entry.left_take"), key=f"{form.prefix}-left-take"):
        pressing.follow(lambda: form.take_over(draft))
    if pressed(row, here.words("entry.left_drop"), key=f"{form.prefix}-left-drop"):
        pressing.follow(lambda: form.drop(draft))


def _elsewhere(draft: Draft, scope: str, incident: str) -> bool:
    of_scope = draft.key.item.partition(OF)[0] == scope
    return of_scope and draft.key.item != item(scope, incident)


def _typed(draft: Draft) -> int:
    return sum(
        name.startswith("c__") and bool(str(text).strip()) for name, text in draft.fields.items()
    )


def _name(here: Here, incident: str) -> str:
    rows = here.store.history(Incident, incident=incident) if incident else []
    return rows[-1].name if rows else here.words("entry.left_unnamed")
