"""The choice of the moment: what the control in the bar offers."""

from datetime import datetime

from ems_dashboard import clock
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.key_moments import KeyMoment, address, key_moments

CHIEF = 5
"""So many key moments, the gravest, are offered where nothing is open."""


def control(here: Here) -> dict[str, object]:
    """What the control shows, as the bar's component takes it."""
    lead = here.situation.lead
    ended = lead.ended_at if lead and lead.ended_at else None
    found = key_moments(here)
    chief = sorted(found, key=_gravity, reverse=True)[:CHIEF]
    span = [address(lead.began_at), address(ended or _end(here))] if lead else None
    return {
        "as_of": address(here.as_of),
        "now": address(clock.now()),
        "past": here.past,
        "span": span,
        "keys": [_key(here, moment, moment in chief) for moment in found],
    }


def _end(here: Here) -> datetime:
    """When the lead incident closed, as the ledger knows today; now while it is open."""
    lead = here.situation.lead
    assert lead is not None
    key = ("ends", here.situation.version, clock.horizon_minute(), lead.incident)
    rows = here.cache.once(key, lambda: here.store.history(Incident, incident=lead.incident))
    return next((row.ended_at for row in reversed(rows) if row.ended_at), clock.now())


def _gravity(moment: KeyMoment) -> tuple[int, datetime]:
    return (moment.row.level.severity if moment.row.level else 0, moment.at)


def _key(here: Here, moment: KeyMoment, chief: bool) -> dict[str, object]:
    hazard = here.words(f"terms.hazard.{moment.row.hazard.value}")
    level = moment.row.level.value if moment.row.level else ""
    return {
        "at": address(moment.at),
        "name": moment.incident.name,
        "chief": chief,
        "level": here.words("frame.key_level", hazard=hazard, level=level),
    }
