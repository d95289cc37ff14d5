"""What pages read beside the situation, and what a batch of messages costs to take in: in a ledger of a year and in
one of a hundred."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count

from bench.measuring import Finding, at_most, in_turn
from bench.seasons import BUSY, CITY, Ground
from bench.snapshots import SUMMER
from ems_dashboard import clock
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.situation.review import incidents_known
from ems_dashboard.situation.season import season
from ems_dashboard.store import Store

GOAL = 1.5
Reading = Callable[[Store], object]


def measure(ground: Ground) -> Iterator[Finding]:
    now, times = ground.now, max(1, ground.sizes.reads // 5)
    past = now - (BUSY - SUMMER)
    readings: dict[str, Reading] = {
        "the year's figures now": lambda store: season(store, CITY, now.year, now),
        "the year's figures as of a past moment": lambda store: season(
            store, CITY, past.year, past, now=False
        ),
        "the list of incidents": lambda store: incidents_known(store, now),
        "a batch of messages taken in": Batches(ground.one, now).append,
    }
    for name, read in readings.items():
        works = [partial(read, store) for store in (ground.one, ground.many)]
        small, large = in_turn(works, times)
        what = f"{name}, {ground.sizes.years}× the rows against 1×"
        yield at_most(what, large / small, GOAL, "×", f"{large:.1f} ms against {small:.1f} ms")


class Batches:
    """One more batch each time, as a feed brings it."""

    def __init__(self, store: Store, now: datetime) -> None:
        self._row = store.history(MessageBatch, as_of=now)[-1]
        self._now, self._numbers = now, count()

    def append(self, store: Store) -> None:
        number = next(self._numbers)
        fact = replace(
            self._row,
            batch=f"bench-{number}",
            valid_at=self._now + timedelta(seconds=number),
            known_at=None,
            seq=None,
            written_at=None,
            replaces=None,
        )
        store.append([fact], moment=clock.now())
