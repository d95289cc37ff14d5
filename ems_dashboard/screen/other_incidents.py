"""The open incidents beside the one shown: each with its level, and what of it is late."""

from ems_dashboard.rules.incidents import Incident
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.narrowing import late
from ems_dashboard.templating import rendered


def named(here: Here) -> str:
    """One line on the wall, where nobody can switch."""
    found = [
        " ".join(filter(None, (name_of(here, each), late_said(here, each))))
        for each in here.situation.others
    ]
    if not found:
        return ""
    return rendered(
        "other_incidents.html", said=here.words("screens.overview.others", named=" · ".join(found))
    )


def own_level(here: Here) -> str:
    """Behind the leading incident's name: with several, the badge shows the highest, which may be another's."""
    lead = here.situation.lead
    if lead is None or not here.situation.others:
        return ""
    return f" {_level(here, lead)}"


def name_of(here: Here, incident: Incident) -> str:
    return f"{incident.name} {_level(here, incident)}"


def late_said(here: Here, incident: Incident) -> str:
    """What is late in an incident that the cards do not show."""
    count = late(here.cache.own(here.situation.showing(incident.incident)))
    return here.words("screens.overview.others_late", n=count) if count else ""


def _level(here: Here, incident: Incident) -> str:
    level = here.situation.level_of(incident.incident)
    return level.value if level else "—"
