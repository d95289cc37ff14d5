"""The choice of the moment: what the control in the bar offers."""

from dataclasses import dataclass
from datetime import datetime

from ems_dashboard import clock
from ems_dashboard.rules.city import City
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.responses import Response
from ems_dashboard.store import Store
from ems_dashboard.views.guard import Here

CHIEF = 5
"""So many key moments, the gravest, are offered where nothing is open."""


@dataclass(frozen=True, slots=True)
class KeyMoment:
    """When an incident stood at its highest level: `row` is the row that started it."""

    at: datetime
    incident: Incident
    row: Response


def key_moments(here: Here) -> tuple[KeyMoment, ...]:
    """Of the incidents that the ledger holds, those that led to a city response; newest year only, in order of time."""
    key = ("key moments", here.situation.version)
    return here.cache.once(key, lambda: _key_moments(here.store, here.city))


def _key_moments(store: Store, city: City) -> tuple[KeyMoment, ...]:
    rows = [row for row in store.history(Response, unit=city.code) if row.level]
    if not rows:
        return ()
    year = clock.beijing(rows[-1].valid_at).year
    incidents = {incident.incident: incident for incident in store.history(Incident)}
    highest: dict[str, Response] = {}
    for row in rows:
        held = highest.get(row.incident)
        if clock.beijing(row.valid_at).year == year and (
            held is None or row.level.severity > held.level.severity
        ):
            highest[row.incident] = row
    found = [
        KeyMoment(row.valid_at, incidents[name], row)
        for name, row in highest.items()
        if name in incidents
    ]
    return tuple(sorted(found, key=lambda moment: moment.at))


def address(moment: datetime) -> str:
    """The moment as the address carries it: Beijing time to the minute, 2023-09-04T20:24."""
    return clock.beijing(moment).strftime("%Y-%m-%dT%H:%M")


def control(here: Here) -> dict[str, object]:
    """What the control shows, as the bar's component takes it."""
    lead = here.situation.lead
    ended = lead.ended_at if lead and lead.ended_at else None
    found = key_moments(here)
    chief = sorted(found, key=_gravity, reverse=True)[:CHIEF]
    return {
        "as_of": address(here.as_of),
        "now": address(clock.now()),
        "past": here.past,
        "span": [address(lead.began_at), address(ended or _end(here))] if lead else None,
        "keys": [_key(here, moment, moment in chief) for moment in found],
    }


def _end(here: Here) -> datetime:
    """When the lead incident closed, as the ledger knows today; now while it is open."""
    lead = here.situation.lead
    assert lead is not None
    key = ("ends", here.situation.version, lead.incident)
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
