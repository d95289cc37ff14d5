"""Consultations and reports with what belongs to them, as known at a moment."""

from collections.abc import Iterable
from datetime import datetime

from ems_dashboard.moments import Moment
from ems_dashboard.rules.consultations import Consultation, Decision
from ems_dashboard.rules.reports import Report, ReportFigures, ReportQuestion
from ems_dashboard.store import Store


def consultation(store: Store, name: str, as_of: Moment) -> Consultation | None:
    return next(iter(store.current(Consultation, as_of=as_of, consultation=name)), None)


def decisions(store: Store, consultation: str, as_of: Moment) -> list[Decision]:
    """What it decided; a row whose matter was taken out again is none."""
    rows = store.current(Decision, as_of=as_of, consultation=consultation)
    return sorted((row for row in rows if row.matter), key=lambda row: row.number)


def versions(store: Store, report: str, as_of: Moment) -> list[Report]:
    """Every version of a report, the newest first."""
    return sorted(store.current(Report, as_of=as_of, report=report), key=lambda row: -row.version)


def reports_of(store: Store, incident: str, as_of: Moment) -> list[Report]:
    """Every version of every report of an incident, the newest cut-off and version first."""
    rows = store.current(Report, as_of=as_of, incident=incident)
    return sorted(rows, key=lambda row: (row.cut_off, row.version), reverse=True)


def questions(store: Store, report: Report, as_of: Moment) -> list[ReportQuestion]:
    """What was asked of a version, in the order in which it was asked."""
    rows = store.history(ReportQuestion, as_of=as_of, report=report.report, version=report.version)
    return list({row.key: row for row in rows}.values())


def figures_of(store: Store, report: Report) -> str | None:
    """The frozen figures of a version as JSON; None of a report that came from a file without
    them."""
    rows = store.history(ReportFigures, report=report.report, version=report.version)
    return rows[0].figures if rows else None


def reports_before(reports: Iterable[Report], incident: str, cut_off: datetime) -> list[Report]:
    """The reports that were sent for earlier cut-offs, in the version that stands, the last one
    first."""
    own = [r for r in reports if r.incident == incident and r.cut_off < cut_off]
    sent = [r for r in own if r.issued]
    standing = {r.cut_off: r for r in sorted(sent, key=lambda r: r.version)}
    return [standing[at] for at in sorted(standing, reverse=True)]
