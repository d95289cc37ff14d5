"""Which incident what a person enters belongs to: the one chosen, else the only one that covers
its moment."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from ems_dashboard.actions.acting import Desk
from ems_dashboard.actions.ingest import registered
from ems_dashboard.clock import short_time
from ems_dashboard.errors import Refused
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.incidents import PROPOSED, UNASSIGNED, Incident
from ems_dashboard.rules.roles import may


def possible(desk: Desk, valid_at: datetime) -> list[Incident]:
    """The incidents that something of `valid_at` may belong to, the leading one first."""
    return registered(desk.store, desk.city)().covering(valid_at)


def incident_of(desk: Desk, valid_at: datetime, chosen: str = "") -> str:
    """Raises Refused, with the question in it, where none fits or several do and nobody chose."""
    fitting = possible(desk, valid_at)
    wanted = (
        [incident for incident in fitting if incident.incident == chosen] if chosen else fitting
    )
    if len(wanted) == 1:
        return wanted[0].incident
    key = _none(desk) if not fitting else "several" if not chosen else "not_covering"
    raise Refused(
        desk.words(f"entry.incident.{key}", at=short_time(valid_at), names=_names(desk, fitting))
    )


def _none(desk: Desk) -> str:
    """A response is started by the headquarters; the others are told how to get one."""
    return "none" if may(desk.actor.role, "propose:responses") else "none_elsewhere"


def incident_around(desk: Desk, chosen: str = "") -> str:
    """The incident of what is done now; what is done while there is none belongs to none. Raises
    Refused where several fit and nobody chose."""
    return incident_of(desk, desk.moment, chosen) if possible(desk, desk.moment) else UNASSIGNED


def as_reported(desk: Desk, rows: Sequence[Evacuation], reason: str) -> list[Evacuation]:
    """The rows as they are saved: of a closed incident as corrections, for which `reason` is the
    source. Raises Refused where a figure is for an incident that does not cover its hour, and
    for a correction without a reason."""
    closed = closed_of(desk, rows)
    if closed and not reason.strip():
        raise Refused(desk.words("astray.reason_missing", name=_names(desk, closed)))
    ids = {incident.incident for incident in closed}
    for incident, valid_at in sorted(
        {(row.incident, row.valid_at) for row in rows if row.incident not in ids}
    ):
        incident_of(desk, valid_at, incident)
    source = desk.words("astray.source", reason=reason.strip())
    return [
        replace(row, incident=PROPOSED + row.incident, source=source)
        if row.incident in ids
        else row
        for row in rows
    ]


def closed_of(desk: Desk, rows: Iterable[Evacuation]) -> list[Incident]:
    """The incidents among those of the rows whose figures are no longer taken without another
    person."""
    register = registered(desk.store, desk.city)()
    named = (register.called(name) for name in dict.fromkeys(row.incident for row in rows))
    return [
        each for each in named if each is not None and register.margin.closed(each, desk.moment)
    ]


def _names(desk: Desk, incidents: Iterable[Incident]) -> str:
    return desk.words.listed(incident.name for incident in incidents)
