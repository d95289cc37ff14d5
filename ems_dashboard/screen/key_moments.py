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
    key = ("key moments", here.situation.version, clock.horizon_minute())
    return here.cache.once(key, lambda: _key_moments(here.store, here.city))


def _key_moments(store: Store, city: City) -> tuple[KeyMoment, ...]:
    rows = [row for row in store.history(Response, unit=city.code) if row.level]
    if not rows:
        return ()
    year = _year(rows[-1])
    incidents = {incident.incident: incident for incident in store.history(Incident)}
    of_the_year = [row for row in rows if _year(row) == year and row.incident in incidents]
    highest: dict[str, Response] = {}
    for row in of_the_year:
        before = highest.setdefault(row.incident, row)
        if _severity(row) > _severity(before):
            highest[row.incident] = row
    moments = [KeyMoment(row.valid_at, incidents[name], row) for name, row in highest.items()]
    return tuple(sorted(moments, key=lambda moment: moment.at))


def _year(row: Response) -> int:
    return clock.beijing(row.valid_at).year


def _severity(row: Response) -> int:
    return row.level.severity if row.level else 0


def address(moment: datetime) -> str:
    """The moment as the address carries it: Beijing time to the minute, 2023-09-04T20:24."""
    return clock.beijing(moment).strftime("%Y-%m-%dT%H:%M")
