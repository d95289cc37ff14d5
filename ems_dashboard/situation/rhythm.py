"""The timetable of a day, from the levels, consultations and reports of the ledger."""

from collections.abc import Iterable

from ems_dashboard.rules.consultations import Consultation
from ems_dashboard.rules.reports import Report
from ems_dashboard.rules.rhythm import Done
from ems_dashboard.rules.terms import DueKind


def done_of(consultations: Iterable[Consultation], reports: Iterable[Report]) -> list[Done]:
    """A consultation counts from the minute it was held, a report from its first signature; one that waits for it is
    in hand."""
    held = [Done(DueKind.CONSULTATION, c.due_at, c.began_at, c.serial, c.consultation) for c in consultations]
    return held + [
        Done(DueKind.REPORT, r.due_at, r.issued_at if r.issued else None, r.serial, r.report) for r in reports
    ]
