"""Which incident what a person enters belongs to: the one chosen, else the only one that covers its moment."""

from collections.abc import Iterable
from datetime import datetime

from ems_dashboard.actions.acting import Desk
from ems_dashboard.actions.ingest import registered
from ems_dashboard.clock import short_time
from ems_dashboard.errors import Refused
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import UNASSIGNED, Incident


def possible(desk: Desk, valid_at: datetime) -> list[Incident]:
    """The incidents that something of `valid_at` may belong to, the leading one first."""
    return registered(desk.store, desk.city)().covering(valid_at)


def incident_of(desk: Desk, valid_at: datetime, chosen: str = "") -> str:
    """Raises Refused, with the question in it, where none fits or several do and nobody chose."""
    fitting = possible(desk, valid_at)
    wanted = [incident for incident in fitting if incident.incident == chosen] if chosen else fitting
    if len(wanted) == 1:
        return wanted[0].incident
    key = "none" if not fitting else "several" if not chosen else "not_covering"
    raise Refused(desk.words(f"entry.incident.{key}", at=short_time(valid_at), names=_names(desk, fitting)))


def incident_around(desk: Desk, chosen: str = "") -> str:
    """The incident of what is done now; what is done while there is none belongs to none. Raises Refused where several
    fit and nobody chose."""
    return incident_of(desk, desk.moment, chosen) if possible(desk, desk.moment) else UNASSIGNED


def check(desk: Desk, rows: Iterable[Evacuation]) -> None:
    """Raises Refused where a figure is for an incident that does not cover its hour."""
    for incident, valid_at in sorted({(row.incident, row.valid_at) for row in rows}):
        incident_of(desk, valid_at, incident)


def _names(desk: Desk, incidents: Iterable[Incident]) -> str:
    return ("、" if desk.words.lang == "zh" else ", ").join(incident.name for incident in incidents)
