"""An incident opens with the first response and closes with the last."""

from dataclasses import replace
from typing import Any, Protocol

from ems_dashboard.actions.acting import Desk, require
from ems_dashboard.clock import beijing
from ems_dashboard.errors import Refused
from ems_dashboard.moments import as_valid
from ems_dashboard.rules.incidents import Incident, as_of, following
from ems_dashboard.rules.responses import LevelProposal, Response, standing, stretches
from ems_dashboard.rules.terms import Hazard
from ems_dashboard.store import Connection, Reader
from ems_dashboard.store.appending import append


class Named(Protocol):
    """What names an incident, or says how one is to be opened."""

    @property
    def unit(self) -> str: ...
    @property
    def hazard(self) -> Hazard: ...
    @property
    def incident(self) -> str: ...
    @property
    def incident_name(self) -> str: ...
    @property
    def storm(self) -> str: ...


def opening(desk: Desk, reader: Reader, wanted: Named) -> str:
    """The incident that a change belongs to: the one named, the id of a new one, else that of
    the only response of its kind that stands."""
    if wanted.incident:
        return wanted.incident
    if wanted.incident_name.strip():
        return _new_id(desk, reader, wanted)
    found = {
        row.incident
        for row in standing(reader.history(Response, unit=wanted.unit, hazard=wanted.hazard))
    }
    if len(found) > 1:
        raise Refused(desk.words("responses.incident_unclear"))
    if not found:
        raise Refused(desk.words("responses.incident_missing"))
    return found.pop()


def _new_id(desk: Desk, reader: Reader, wanted: Named) -> str:
    year = beijing(desk.moment).year
    if wanted.hazard is Hazard.TYPHOON and wanted.storm.strip():
        return f"{year}-TY{wanted.storm.strip()}"
    letter = "TY" if wanted.hazard is Hazard.TYPHOON else "R"
    known = {row.incident for row in reader.history(Incident)} | {
        row.incident for row in reader.history(LevelProposal)
    }
    return next(name for n in range(1, 1000) if (name := f"{year}-{letter}{n:02d}") not in known)


def closing(
    desk: Desk, reader: Reader, proposal: LevelProposal, change: Response
) -> list[Incident]:
    """The rows that open or close the incident of a change, by all its responses as they are
    known now: whichever is approved first, it stays open while one of them stands."""
    rows = reader.history(Incident, incident=change.incident)
    opened = [] if rows else [_opened(proposal)]
    before = as_of(rows, change.valid_at)
    if change.level is None and (
        not rows or (before is not None and not before.open_at(change.valid_at))
    ):
        return []  # closed by hand while this unit's response stood
    stood = stretches([*reader.history(Response, incident=change.incident), change])
    found = [*opened, *following(rows or opened, stood, change.valid_at)]
    return [_fresh(row, known_at=desk.moment) for row in found]


def _opened(change: LevelProposal) -> Incident:
    return Incident(
        incident=change.incident,
        hazard=change.hazard,
        name=change.incident_name.strip(),
        number=change.storm.strip(),
        storm=change.storm.strip() or None,
        began_at=change.effective_at,
        valid_at=as_valid(change.effective_at),
    )


def close(desk: Desk, name: str) -> Incident:
    """Closes an incident whose city response has ended while a unit has not reported the end of
    its own."""
    require(desk, "propose:responses")

    def work(connection: Connection) -> Incident:
        reader = Reader(connection)
        rows = reader.history(Incident, incident=name)
        if standing(reader.history(Response, incident=name, unit=desk.city.code)):
            raise Refused(desk.words("responses.city_in_force"))
        now = as_of(rows, desk.moment)
        if now is None or not now.open_at(desk.moment):
            raise Refused(desk.words("responses.closed_already"))
        closed = _fresh(now, ended_at=desk.moment, valid_at=desk.moment, known_at=desk.moment)
        append(connection, [closed], written_by=desk.actor.account, moment=desk.moment)
        return closed

    return desk.store.write(work)


def _fresh(row: Incident, **changed: Any) -> Incident:
    return replace(row, seq=None, written_at=None, written_by="", **changed)
