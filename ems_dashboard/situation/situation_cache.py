"""One picture per version of the ledger, minute and moment, made once and shared by every
session."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from copy import copy
from typing import Any, TypeVar

from ems_dashboard import clock
from ems_dashboard.moments import Moment
from ems_dashboard.rules.city import City
from ems_dashboard.rules.scope import Scope, Sight
from ems_dashboard.rules.suggestions import Suggestion
from ems_dashboard.situation.building import situation
from ems_dashboard.situation.levels import LevelDesk, level_desk, rises
from ems_dashboard.situation.narrowing import of_lead
from ems_dashboard.situation.orders import OrderBook, order_book
from ems_dashboard.situation.past_versions import PastVersions
from ems_dashboard.situation.picture import Situation, Storm
from ems_dashboard.situation.race import Race, Ways, lead_storm, race_of, ways_of
from ems_dashboard.situation.scoped import scoped
from ems_dashboard.situation.season import season
from ems_dashboard.situation.season_figures import Season
from ems_dashboard.store import Store

T = TypeVar("T")
KEPT = 128


class SituationCache:
    def __init__(self, store: Store, city: City) -> None:
        self._store, self._city = store, city
        self._lock = threading.Lock()
        self._made: OrderedDict[Hashable, Future[Any]] = OrderedDict()
        self._past_versions = PastVersions(store)
        self._shown = ""

    def showing(self, incident: str) -> "SituationCache":
        """The same cache for a viewer who wants to see another incident than the leading one."""
        other = copy(self)
        other._shown = incident
        return other

    def at(self, as_of: Moment | None = None) -> Situation:
        """The situation at a past moment, or now (None)."""
        moment = clock.now() if as_of is None else as_of
        version = self._store.version() if as_of is None else self._past_versions.version_of(as_of)
        key = ("situation", version, as_of or clock.minute(moment))
        keep = self.once if as_of is None else None
        found = self.once(key, lambda: situation(self._store, self._city, moment, keep=keep))
        return found.showing(self._shown) if self._shown else found

    def season(self, year: int, as_of: Moment | None = None) -> Season:
        moment = clock.now() if as_of is None else as_of
        key = ("season", self._store.version(), year, as_of or clock.minute(moment))
        return self.once(
            key,
            lambda: season(
                self._store, self._city, year, moment, now=as_of is None and clock.pace() is None
            ),
        )

    def own(self, of: Situation) -> Situation:
        key = ("own", of.version, of.as_of, of.lead and of.lead.incident)
        return self.once(key, lambda: of_lead(of, self._city))

    def scoped(self, of: Situation, scope: Scope, sight: Sight) -> Situation:
        """One level's part of what belongs to the incident shown, as far as `sight` reaches."""
        lead = of.lead and of.lead.incident
        key = ("scoped", of.version, of.as_of, lead, scope.code, sight.codes)
        return self.once(key, lambda: scoped(self.own(of), self._city, scope, sight))

    def race(self, of: Situation) -> Race:
        key = ("race", of.version, of.as_of)
        return self.once(key, lambda: race_of(self._city, self.own(of), self._ways(lead_storm(of))))

    def _ways(self, storm: Storm | None) -> Ways | None:
        if storm is None:
            return None
        return self.once(("ways", storm.storm, storm.rows), lambda: ways_of(storm, self._city))

    def levels(self, of: Situation) -> LevelDesk:
        key = ("levels", of.version, of.as_of)
        return self.once(key, lambda: level_desk(self._store, self._city, of, self.race(of)))

    def rises(self, of: Situation) -> tuple[Suggestion, ...]:
        key = ("rises", of.version, of.as_of)
        return self.once(key, lambda: rises(self._store, self._city, of, self.race(of)))

    def orders(self, of: Situation) -> OrderBook:
        ids = tuple(incident.incident for incident in of.incidents)
        return self.once(("orders", of.version, of.as_of, ids), lambda: order_book(self._store, of))

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` gives, made by the first who asks for `key`; the others wait for it. A
        failure is not kept."""
        key = (self._shown, key)
        with self._lock:
            future = self._made.get(key)
            mine = future is None
            if future is None:
                future = self._made[key] = Future()
                while len(self._made) > KEPT:
                    self._made.popitem(last=False)
            else:
                self._made.move_to_end(key)
        if mine:
            self._make(key, future, make)
        found: T = future.result()
        return found

    def _make(self, key: Hashable, future: Future[T], make: Callable[[], T]) -> None:
        try:
            future.set_result(make())
        except BaseException as error:
            with self._lock:
                self._made.pop(key, None)
            future.set_exception(error)
            raise
