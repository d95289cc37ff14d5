"""One figure of the open incident, changed again and again."""

from dataclasses import replace
from datetime import datetime

from bench.seasons import CITY
from ems_dashboard import clock
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.terms import Category
from ems_dashboard.situation import situation
from ems_dashboard.store import Store


class Figures:
    """Of the unit with the most people still to move; each change moves one more of them."""

    def __init__(self, store: Store, now: datetime) -> None:
        self._store = store
        found = situation(store, CITY, now)
        left = {
            f.unit: f.target - f.moved
            for f in found.evacuation
            if f.category is Category.PEOPLE and f.unit != CITY.code
        }
        assert found.lead is not None
        rows = store.history(
            Evacuation,
            as_of=now,
            incident=found.lead.incident,
            category=Category.PEOPLE,
            unit=max(left, key=left.__getitem__),
        )
        self._row = rows[-1]
        self.city_moved = next(
            f.moved for f in found.evacuation if f.category is Category.PEOPLE and f.unit == CITY.code
        )

    def change(self) -> int:
        """Commits the next figure; the number of people moved that the city's sum then says."""
        self._row = replace(
            self._row, moved=self._row.moved + 1, valid_at=clock.now(), known_at=None, seq=None, written_at=None
        )
        self._store.append([self._row], moment=clock.now())
        self.city_moved += 1
        return self.city_moved
