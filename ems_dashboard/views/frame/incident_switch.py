"""Which of several open incidents the pages show: cards, charts, map and forms follow it. Nothing
where one is open."""

import streamlit as st

from ems_dashboard.rules.incidents import Incident, leading
from ems_dashboard.screen.here import INCIDENT, Here
from ems_dashboard.screen.links import link
from ems_dashboard.screen.other_incidents import late_said
from ems_dashboard.templating import rendered


def show(here: Here) -> None:
    incidents = leading(here.situation.incidents)
    if len(incidents) < 2:
        return
    shown = here.situation.lead
    choices = [_choice(here, incident, incident is shown) for incident in incidents]
    label = here.words("screens.overview.show_incident")
    st.html(rendered("incident_switch.html", label=label, choices=choices))


def _choice(here: Here, incident: Incident, shown: bool) -> dict[str, object]:
    return {
        "name": incident.name,
        "level": here.situation.level_of(incident.incident) or "—",
        "href": link(here, here.page, **{INCIDENT: incident.incident}),
        "shown": shown,
        "late": "" if shown else late_said(here, incident),
    }
