"""What a process has one of: the settings, the city, the ledger and the cache of situations."""

import threading
from dataclasses import dataclass
from datetime import timedelta

from ems_dashboard.config import Settings, settings
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.accounts import Limits
from ems_dashboard.rules.city import City
from ems_dashboard.situation.situation_cache import SituationCache
from ems_dashboard.store import Store, open_store


@dataclass(frozen=True)
class Runtime:
    settings: Settings
    city: City
    store: Store
    cache: SituationCache

    @property
    def limits(self) -> Limits:
        """How long a session lasts, and a password that was given."""
        chosen = self.settings
        hours = (timedelta(hours=hours) for hours in (chosen.session_hours, chosen.one_time_hours))
        return Limits(timedelta(minutes=chosen.idle_minutes), *hours)


_lock = threading.Lock()
_open_runtimes: dict[Settings, Runtime] = {}


def runtime() -> Runtime:
    """The one of the settings as they are now; made by the first who asks, the others wait for it."""
    wanted = settings()
    with _lock:
        if wanted not in _open_runtimes:
            _open_runtimes[wanted] = _open(wanted)
        return _open_runtimes[wanted]


def _open(wanted: Settings) -> Runtime:
    city = load_city(wanted.city_dir)
    store = open_store(wanted.database_url)
    return Runtime(wanted, city, store, SituationCache(store, city))
