"""The timetable of a day, from the levels, consultations and reports of the ledger."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from ems_dashboard.clock import BEIJING
from ems_dashboard.moments import Moment
from ems_dashboard.rules.city import City
from ems_dashboard.rules.consultations import Consultation
from ems_dashboard.rules.reports import Report
from ems_dashboard.rules.responses import Response, spans
from ems_dashboard.rules.rhythm import Done, Due, timetable
from ems_dashboard.rules.terms import DueKind
from ems_dashboard.store import Store
from ems_dashboard.store.incidents import LONGEST, incidents_begun


def done_of(consultations: Iterable[Consultation], reports: Iterable[Report]) -> list[Done]:
    """A consultation counts from the minute it was held, a report from its first signature; one
    that waits for it is in hand."""
    held = [
        Done(DueKind.CONSULTATION, c.due_at, c.began_at, c.serial, c.consultation, about=c.began_at)
        for c in consultations
    ]
    return held + [
        Done(
            DueKind.REPORT,
            r.due_at,
            r.issued_at if r.issued else None,
            r.serial,
            r.report,
            about=r.cut_off,
        )
        for r in reports
    ]


def rhythm_of(store: Store, city: City, day: date, moment: Moment) -> tuple[Due, ...]:
    """What the Beijing `day` asked for and what became of it, as known at `moment`."""
    begins = datetime.combine(day, time(), BEIJING)
    with store.reading() as reader:
        begun = incidents_begun(
            reader, begins - LONGEST, min(begins + timedelta(days=1), moment), moment
        )
        ids = [
            incident.incident
            for incident in begun
            if incident.ended_at is None or incident.ended_at > begins
        ]
        if not ids:
            return ()
        changes = reader.history(Response, as_of=moment, until=moment, incident=ids)
        held = reader.current(Consultation, as_of=moment, incident=ids)
        reports = reader.current(Report, as_of=moment, incident=ids)
    return timetable(city.plan, spans(changes, city.code), day, done_of(held, reports), moment)
