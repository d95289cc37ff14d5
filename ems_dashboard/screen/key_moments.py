"""When the incidents of the newest year stood at their highest level."""

from dataclasses import dataclass
from datetime import datetime

from ems_dashboard import clock
from ems_dashboard.rules.city import City
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.responses import Response
from ems_dashboard.screen.here import Here
from ems_dashboard.store import Store


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
