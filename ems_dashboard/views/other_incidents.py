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
