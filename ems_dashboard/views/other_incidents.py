"""The open incidents beside the leading one, on the wall, where nobody can switch."""

from ems_dashboard.templating import rendered
from ems_dashboard.views.guard import Here


def named(here: Here) -> str:
    """One line: each with the city's level in it."""
    found = [(incident.name, here.situation.level_of(incident.incident)) for incident in here.situation.others]
    if not found:
        return ""
    said = " · ".join(f"{name} {level.value if level else '—'}" for name, level in found)
    return rendered("other_incidents.html", said=here.words("screens.overview.others", named=said))


def own_level(here: Here) -> str:
    """Behind the leading incident's name: with several, the badge shows the highest, which may be another's."""
    lead = here.situation.lead
    if lead is None or not here.situation.others:
        return ""
    level = here.situation.level_of(lead.incident)
    return f" {level.value if level else '—'}"
