"""The whole situation, now and as of a past moment, in a ledger of a year and in one of a hundred."""

from collections.abc import Iterator
from functools import partial

from bench.measuring import Finding, at_most, in_turn
from bench.seasons import BUSY, CITY, Ground
from ems_dashboard import clock
from ems_dashboard.situation import situation

SUMMER = clock.parse("2023-07-27T12:30")
"""Another storm of the same season, with the highest level in force."""


def measure(ground: Ground) -> Iterator[Finding]:
    past = ground.now - (BUSY - SUMMER)
    moments = (("now", ground.now, 1.2), ("as of a past moment", past, 2.0))
    for name, moment, goal in moments:
        works = [partial(situation, store, CITY, moment) for store in (ground.one, ground.many)]
        small, large = in_turn(works, ground.sizes.reads)
        what = f"the whole situation {name}, {ground.sizes.years}× the rows against 1×"
        yield at_most(what, large / small, goal, "×", f"{large:.1f} ms against {small:.1f} ms")
