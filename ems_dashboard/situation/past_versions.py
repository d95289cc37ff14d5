"""Which version of the ledger a past moment shows: most commits add what is known now and leave the
past as it was."""

import threading
from datetime import datetime

from ems_dashboard.store import Store

KEPT = 1000


class PastVersions:
    """`version_of(moment)`: the version of the ledger since which nothing was added that was known
    by then."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._seen = self._floor = store.version()
        # (version, the earliest moment at which anything that came with it was known), both rising
        self._steps: list[tuple[int, datetime]] = []

    def version_of(self, moment: datetime) -> int:
        with self._lock:
            self._look()
            return next(
                (version for version, earliest in reversed(self._steps) if earliest <= moment),
                self._floor,
            )

    def _look(self) -> None:
        version, earliest = self._store.added_since(self._seen)
        if earliest is None:
            return
        self._seen = version
        while self._steps and self._steps[-1][1] >= earliest:
            self._steps.pop()
        self._steps.append((version, earliest))
        if len(self._steps) > KEPT:
            self._floor = self._steps.pop(0)[0]
