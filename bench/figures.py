"""One figure of the open incident, changed again and again."""

from dataclasses import replace
from datetime import datetime

from bench.seasons import CITY
from ems_dashboard import clock
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.terms import Category
from ems_dashboard.situation import situation
from ems_dashboard.store import Store

STEPS = 10


class Figures:
    """Of the unit with the most people still to move; each change is another number, and another share on the map."""

    def __init__(self, store: Store, now: datetime) -> None:
        self._store = store
        found = situation(store, CITY, now)
        people = {f.unit: f for f in found.evacuation if f.category is Category.PEOPLE}
        total = people.pop(CITY.code)
        most = max(people.values(), key=lambda f: f.target - f.moved)
        wanted = {"incident": most.incident, "category": most.category, "unit": most.unit}
        self._row = store.history(Evacuation, as_of=now, **wanted)[-1]
        self._others = total.moved - most.moved
        self._changes = 0

    def change(self) -> int:
        """Commits the next figure; the number of people moved that the city's sum then says."""
        self._changes += 1
        moved = (
            self._row.moved
            + self._changes
            + self._changes % STEPS * max(1, self._row.target // 100)
        )
        fact = replace(
            self._row, moved=moved, valid_at=clock.now(), known_at=None, seq=None, written_at=None
        )
        self._store.append([fact], moment=clock.now())
        return self._others + moved
