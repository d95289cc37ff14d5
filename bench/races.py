"""The arrivals of a full forecast: every unit, agency and force, at the first touch and where people are."""

import time
from collections.abc import Iterator
from math import sqrt

from bench.measuring import Finding, at_most, in_turn
from bench.seasons import CITY, Ground
from ems_dashboard import clock
from ems_dashboard.rules.arrival import arrivals
from ems_dashboard.situation import situation
from ems_dashboard.situation.race import lead_storm
from ems_dashboard.situation.territories import territories
from ems_dashboard.situation.wind_places import place_coverages, wind_places

FULL = clock.parse("2023-09-03T08:00")
"""Five agencies had forecast 海葵 by then."""


def measure(ground: Ground) -> Iterator[Finding]:
    storm, units = lead_storm(situation(ground.season, CITY, FULL)), territories(CITY)
    places = wind_places(CITY)
    assert storm is not None

    def work() -> int:
        first = arrivals(storm.fixes, storm.forecasts, units, FULL)
        there = place_coverages(storm.fixes, storm.forecasts, places)
        return len(first) + sum(map(len, there.values()))

    taken, core = in_turn([work, roots], ground.sizes.forecasts, time.process_time)
    points = sum(map(len, places.values()))
    sizes = f"{len(CITY.units)} units × {len(storm.forecasts)} agencies × 3 forces, {points} points"
    what = f"CPU of the race's arrivals, {sizes}"
    yield at_most(what, taken / 1000, 0.3, " s", f"{work()} arrivals")
    yield at_most("the same, in millions of square roots of the core at hand", taken / core, 10, "")


def roots() -> float:
    """What a core is measured by: a slow or loaded machine is slower in both. 0.3 s are 10 of them."""
    return sum(map(sqrt, range(1_000_000)))
