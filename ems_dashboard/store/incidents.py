"""Incidents near a moment or of a year."""

from datetime import datetime, timedelta

from ems_dashboard.moments import Moment, as_valid
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.store.reader import Reader

LONGEST = timedelta(days=366)
"""An incident is closed within a year; the bound keeps the read short in any size of ledger."""


def incidents_open(reader: Reader, moment: Moment, mode: str = "live") -> list[Incident]:
    """The incidents open at `moment` as known then."""
    return [
        incident
        for incident in _known(reader, moment - LONGEST, moment, moment, mode)
        if incident.open_at(moment)
    ]


def incidents_known(reader: Reader) -> list[Incident]:
    """Every incident by the newest row that is known now, in order of its beginning."""
    newest = {row.incident: row for row in reader.history(Incident)}
    return sorted(newest.values(), key=lambda row: row.began_at)


def incidents_begun(
    reader: Reader, since: datetime, until: datetime, as_of: Moment, mode: str = "live"
) -> list[Incident]:
    """The incidents that began from `since` to `until` as known at `as_of`, in order of their
    beginning."""
    return _known(reader, since, until, as_of, mode)


def _known(
    reader: Reader, since: datetime, until: datetime, as_of: Moment, mode: str
) -> list[Incident]:
    # a row of the incident, its opening or its closing, lies between its beginning and a year after
    # it
    rows = reader.history(
        Incident, as_of=as_of, since=as_valid(since), until=as_valid(until + LONGEST), mode=mode
    )
    newest = {row.incident: row for row in rows if row.valid_at <= as_of}
    begun = [row for row in newest.values() if since <= row.began_at <= until]
    return sorted(begun, key=lambda row: row.began_at)
