"""What is to be expected of the wind at a place: when it comes, how sure that is, by how many
agencies and by the storms of past years."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ems_dashboard.rules.arrival import Ground, Spread
from ems_dashboard.rules.arrival_errors import ArrivalChance, ArrivalError, chance, window


@dataclass(frozen=True, slots=True)
class ExpectedWind:
    """`earliest` and `latest` hold 80 % of the arrivals that the archive saw told so far ahead;
    where it tells nothing, what the agencies span. `first_touch`: of any point of the unit, the
    cautious edge. `chance`: how often such a wind came, None where the archive tells nothing or it
    has come. `leaves`: by the last agency that says so."""

    unit: str
    ground: Ground
    force: int
    earliest: datetime
    likely: datetime
    latest: datetime
    leaves: datetime | None
    first_touch: datetime | None
    expecting: int
    agencies: int
    chance: float | None

    def come_at(self, moment: datetime) -> bool:
        return self.likely <= moment

    @property
    def by_most(self) -> bool:
        return 2 * self.expecting > self.agencies

    @property
    def between(self) -> tuple[datetime, datetime, datetime]:
        return self.earliest, self.likely, self.latest


@dataclass(frozen=True, slots=True)
class Experience:
    """What past storms teach of arrivals."""

    errors: Sequence[ArrivalError] = ()
    chances: Sequence[ArrivalChance] = ()


def expected_wind(
    spread: Spread | None,
    ground: Ground,
    first: Spread | None,
    moment: datetime,
    experience: Experience,
) -> ExpectedWind | None:
    """None where no agency expects it. `first`: of the unit's first touch."""
    if spread is None or spread.planned is None:
        return None
    earliest, latest = _ends(spread, spread.planned, moment, experience)
    told = chance(spread, moment, experience.chances)
    return ExpectedWind(
        unit=spread.unit,
        ground=ground,
        force=spread.force,
        earliest=earliest,
        likely=spread.planned,
        latest=latest,
        leaves=_leaves(spread),
        first_touch=first.planned if first else None,
        expecting=len(spread.expecting),
        agencies=len(spread.by_agency),
        chance=told.chance if told else None,
    )


def _ends(
    spread: Spread, likely: datetime, moment: datetime, experience: Experience
) -> tuple[datetime, datetime]:
    """By the archive, else as far as the agencies span; of a wind that has come, its hour."""
    if likely <= moment:
        return likely, likely
    found = window(spread, moment, experience.errors)
    if found is not None:
        return found.earliest, found.latest
    told = [arrival.arrives_at for arrival in spread.expecting]
    known = [at for at in told if at is not None]
    return min(known), max(known)


def _leaves(spread: Spread) -> datetime | None:
    """None while any that expects it says that it stays."""
    ends = [arrival.leaves_at for arrival in spread.expecting]
    if None in ends:
        return None
    return max(end for end in ends if end is not None)


def first_of_each_force(winds: Iterable[ExpectedWind]) -> list[ExpectedWind]:
    """The one that comes first, weak before strong; what most agencies expect before what the fewer
    do."""
    found: dict[int, ExpectedWind] = {}
    for wind in sorted(winds, key=lambda wind: (not wind.by_most, wind.likely)):
        found.setdefault(wind.force, wind)
    return [found[force] for force in sorted(found)]
