"""The incident that something is entered for: told where one fits, chosen where several do."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from ems_dashboard.actions.belonging import possible
from ems_dashboard.clock import short_time
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.screen.here import Here
from ems_dashboard.templating import rendered


def choose(here: Here, key: str, valid_at: datetime) -> str | None:
    """Empty where none fits, which the act refuses in words. Where several do it is the viewer's
    choice: None until it is made, and only an address that names an incident has made it. No draft
    keeps it: the choice of another day would be nobody's."""
    fitting = possible(here.desk(), valid_at)
    if len(fitting) < 2:
        return _sole(here, fitting)
    names, state = _names(here, fitting), f"incident-of-{key}"
    if st.session_state.get(state) not in names:
        st.session_state.pop(state, None)
    wished = here.situation.chosen
    first = list(names).index(wished) if wished in names else None
    label = here.words("entry.incident.label")
    chosen = st.radio(
        label, list(names), first, format_func=names.__getitem__, key=state, horizontal=True
    )
    if chosen is None:
        st.html(rendered("hint.html", said=here.words("entry.incident.choose", n=len(names))))
    return chosen


def several(here: Here, valid_at: datetime) -> bool:
    """Whether the incident had to be chosen, and is worth naming beside what is sent."""
    return len(possible(here.desk(), valid_at)) > 1


def _sole(here: Here, fitting: Sequence[Incident]) -> str:
    if not fitting:
        return ""
    sole = here.words("entry.incident.told", name=_names(here, fitting)[fitting[0].incident])
    st.html(rendered("frame/sole_incident.html", said=sole))
    return fitting[0].incident


def _names(here: Here, fitting: Sequence[Incident]) -> dict[str, str]:
    return {incident.incident: _name(here, incident) for incident in fitting}


def _name(here: Here, incident: Incident) -> str:
    if incident.ended_at is None or incident.ended_at > here.as_of:
        return incident.name
    return here.words("entry.incident.ended", name=incident.name, at=short_time(incident.ended_at))
