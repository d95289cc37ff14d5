"""What a measurement says, and how two things are measured side by side."""

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured. `years`: how many times the season's rows the large ledger holds."""

    years: int = 100
    reads: int = 60
    appends: int = 600
    files: int = 7
    reruns: int = 80
    commits: int = 60
    forecasts: int = 9
    starts: int = 3
    walls: int = 300
    wall_commits: int = 5
    idle_seconds: float = 20


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the results. `told`: what was measured, with its parts."""

    what: str
    told: str
    goal: str
    met: bool


def at_most(what: str, value: float, goal: float, unit: str, parts: str = "") -> Finding:
    return Finding(what, _told(value, unit, parts), f"≤ {goal:,g}{unit}", value <= goal)


def at_least(what: str, value: float, goal: float, unit: str, parts: str = "") -> Finding:
    return Finding(what, _told(value, unit, parts), f"≥ {goal:,g}{unit}", value >= goal)


def _told(value: float, unit: str, parts: str) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f}{unit}" + (f" ({parts})" if parts else "")


def in_turn(
    works: Sequence[Work], times: int, clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """The median of each in ms, one after the other (A B A B …), so that noise of the machine meets all of them. Once
    before, uncounted."""
    taken: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    gc.collect()
    for _ in range(times):
        for kept, work in zip(taken, works, strict=True):
            begin = clock()
            work()
            kept.append((clock() - begin) * 1000)
    return [statistics.median(kept) for kept in taken]
