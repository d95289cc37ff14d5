"""An incident opens with the first response and closes with the last."""

from dataclasses import replace
from typing import Protocol

from ems_dashboard.actions.acting import Desk, require
from ems_dashboard.clock import beijing
from ems_dashboard.errors import Refused
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.responses import LevelProposal, Response
from ems_dashboard.rules.terms import Hazard
from ems_dashboard.store import Connection, Reader
from ems_dashboard.store.appending import append


class Named(Protocol):
    unit: str
    hazard: Hazard
    incident: str
    incident_name: str
    storm: str


def opening(desk: Desk, reader: Reader, wanted: Named) -> str:
    """The incident that a change belongs to: the one named, that of the response in force, or the id of a new one."""
    last = reader.history(Response, unit=wanted.unit, hazard=wanted.hazard)
    if last and last[-1].level is not None:
        return last[-1].incident
    if wanted.incident:
        return wanted.incident
    if not wanted.incident_name.strip():
        raise Refused(desk.words("responses.incident_missing"))
    return _new_id(desk, reader, wanted)


def _new_id(desk: Desk, reader: Reader, wanted: Named) -> str:
    year = beijing(desk.moment).year
    if wanted.hazard is Hazard.TYPHOON and wanted.storm.strip():
        return f"{year}-TY{wanted.storm.strip()}"
    letter = "TY" if wanted.hazard is Hazard.TYPHOON else "R"
    known = {row.incident for row in reader.history(Incident)} | {row.incident for row in reader.history(LevelProposal)}
    return next(name for n in range(1, 1000) if (name := f"{year}-{letter}{n:02d}") not in known)


def closing(desk: Desk, reader: Reader, change: LevelProposal) -> list[Fact]:
    """The row that opens the incident of a change, or closes it where the change ends its last response."""
    rows = reader.history(Incident, incident=change.incident)
    said = {"valid_at": change.effective_at, "known_at": desk.moment}
    if change.level is not None:
        return [] if rows and rows[-1].ended_at is None else [_opened(change, rows[-1] if rows else None, said)]
    others = reader.current(Response, as_of=change.effective_at, incident=change.incident)
    standing = [row for row in others if row.level is not None and row.key != (change.unit, change.hazard)]
    if standing or not rows:
        return []
    return [_fresh(rows[-1], ended_at=change.effective_at, **said)]


def _opened(change: LevelProposal, before: Incident | None, said: dict) -> Incident:
    if before is not None:
        return _fresh(before, ended_at=None, **said)
    return Incident(
        incident=change.incident, hazard=change.hazard, name=change.incident_name.strip(), number=change.storm.strip(),
        storm=change.storm.strip() or None, began_at=change.effective_at, **said,
    )  # fmt: skip


def close(desk: Desk, name: str) -> Incident:
    """Closes an incident whose city response has ended while a unit has not reported the end of its own."""
    require(desk, "propose:responses")

    def work(connection: Connection) -> Incident:
        reader = Reader(connection)
        rows = reader.history(Incident, incident=name)
        city = reader.current(Response, as_of=desk.moment, incident=name, unit=desk.city.code)
        if any(row.level is not None for row in city):
            raise Refused(desk.words("responses.city_in_force"))
        if not rows or rows[-1].ended_at is not None:
            raise Refused(desk.words("responses.closed_already"))
        closed = _fresh(rows[-1], ended_at=desk.moment, valid_at=desk.moment, known_at=desk.moment)
        append(connection, [closed], written_by=desk.actor.account, moment=desk.moment)
        return closed

    return desk.store.write(work)


def _fresh(row: Incident, **changed: object) -> Incident:
    return replace(row, seq=None, written_at=None, written_by="", **changed)
