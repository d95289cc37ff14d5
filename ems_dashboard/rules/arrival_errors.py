"""How far arrivals of a wind circle were off in the storms of past years, and how often a circle
came at all: what turns the agencies' arrivals into earliest, likely and latest, and into a chance.

Learnt by `learn-arrivals` (situation/arrival_learning.py) from an archive of fixes and bulletins,
kept as data/<city>/arrival_errors.csv and arrival_chances.csv."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from ems_dashboard.rules.arrival import Spread

SHARE = 0.8
"""Of the arrivals of the archive lie between the earliest and the latest."""


@dataclass(frozen=True, slots=True)
class ArrivalError:
    """Of the arrivals that were told `from_hours` to `to_hours` ahead, `SHARE` came between
    `early_hours` and `late_hours` after the hour told (below 0: before it). `most`: whether most
    agencies expected the circle; the hour told is then the middle of theirs, else the earliest.
    `arrivals`, `storms`: on how many that rests; `source`: archive and years."""

    force: int
    most: bool
    from_hours: float
    to_hours: float
    early_hours: float
    late_hours: float
    arrivals: int
    storms: int
    source: str


@dataclass(frozen=True, slots=True)
class ArrivalChance:
    """How often the circle came where `from_share` (not included) to `to_share` of the agencies
    expected it, the earliest of them `from_hours` to `to_hours` ahead."""

    force: int
    from_hours: float
    to_hours: float
    from_share: float
    to_share: float
    chance: float
    cases: int
    storms: int
    source: str


Learnt = TypeVar("Learnt", ArrivalError, ArrivalChance)


@dataclass(frozen=True, slots=True)
class Window:
    """When a circle comes: `earliest` and `latest` hold `SHARE` of the arrivals told so far ahead
    in the archive; `likely` is the hour that the agencies tell."""

    earliest: datetime
    likely: datetime
    latest: datetime
    rests_on: ArrivalError


def window(spread: Spread, moment: datetime, errors: Sequence[ArrivalError]) -> Window | None:
    """None where nobody expects the circle, where it has come, and where the archive tells nothing
    so far ahead."""
    likely = spread.planned
    if likely is None or likely <= moment:
        return None
    most, ahead = spread.middle is not None, _hours(likely - moment)
    error = error_of(errors, spread.force, most=most, ahead_hours=ahead)
    if error is None:
        return None
    earliest = max(moment, likely + timedelta(hours=error.early_hours))
    return Window(earliest, likely, likely + timedelta(hours=error.late_hours), error)


def error_of(
    errors: Sequence[ArrivalError], force: int, *, most: bool, ahead_hours: float
) -> ArrivalError | None:
    """The row of what was told so far ahead."""
    rows = _ahead(errors, force, ahead_hours)
    return next((row for row in rows if row.most == most), None)


def _ahead(rows: Sequence[Learnt], force: int, ahead_hours: float) -> Iterator[Learnt]:
    """Those of a force and of so many hours ahead."""
    for row in rows:
        if row.force == force and row.from_hours <= ahead_hours < row.to_hours:
            yield row


def chance(
    spread: Spread, moment: datetime, chances: Sequence[ArrivalChance]
) -> ArrivalChance | None:
    """None where the circle has come, where nobody expects it, and where the archive tells
    nothing."""
    if spread.earliest is None or spread.earliest <= moment:
        return None
    share = len(spread.expecting) / len(spread.by_agency)
    ahead = _hours(spread.earliest - moment)
    return chance_of(chances, spread.force, ahead_hours=ahead, share=share)


def chance_of(
    chances: Sequence[ArrivalChance], force: int, *, ahead_hours: float, share: float
) -> ArrivalChance | None:
    """`share`: of the agencies, that expect it; `ahead_hours`: of the earliest of them."""
    rows = _ahead(chances, force, ahead_hours)
    return next((row for row in rows if row.from_share < share <= row.to_share), None)


def _hours(span: timedelta) -> float:
    return span.total_seconds() / 3600
