"""The incident that something is entered for: told where one fits, chosen where several do."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from ems_dashboard.actions.belonging import possible
from ems_dashboard.clock import short_time
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.screen.here import Here
from ems_dashboard.templating import rendered
from ems_dashboard.views.streamlit_internals.drafts import Form


def choose(here: Here, form: Form, valid_at: datetime) -> str:
    """In a form with a draft; empty where none fits, which the act refuses in words."""
    fitting = possible(here.desk(), valid_at)
    if len(fitting) < 2:
        return _sole(here, fitting)
    names = _names(here, fitting)
    first = list(names)[_first(here, fitting)]
    form.preset("incident", first)
    return form.choose("incident", here.words("entry.incident.label"), list(names), names) or first


def choose_plain(here: Here, valid_at: datetime, key: str) -> str:
    """Beside a file, where there is no draft."""
    fitting = possible(here.desk(), valid_at)
    if len(fitting) < 2:
        return _sole(here, fitting)
    names = _names(here, fitting)
    label = here.words("entry.incident.label")
    first = _first(here, fitting)
    chosen = st.selectbox(label, list(names), first, format_func=names.__getitem__, key=key)
    return chosen or ""


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


def _first(here: Here, fitting: Sequence[Incident]) -> int:
    """The incident that the screens show, else the leading one."""
    lead = here.situation.lead.incident if here.situation.lead else ""
    return next((i for i, incident in enumerate(fitting) if incident.incident == lead), 0)
