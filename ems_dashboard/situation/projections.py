"""Every projected finish beside the one that came, made anew from the ledger: what was told at each
report, by what was known then. A headquarters' own season calibrates the pace."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from ems_dashboard.rules.city import City
from ems_dashboard.rules.evacuation import Course, Evacuation, city_over_time
from ems_dashboard.rules.pace import Finish, FinishTold, finish, pace
from ems_dashboard.rules.terms import Category
from ems_dashboard.store import Store


@dataclass(frozen=True, slots=True)
class Projection:
    """Of one unit and category of an incident: `told` at `projected_at`; `came`: when they were
    out, None where they never were, or the last report says that they are not yet."""

    incident: str
    unit: str
    category: Category
    projected_at: datetime
    told: Finish
    came: datetime | None

    @property
    def error(self) -> timedelta | None:
        """Above zero: told too late."""
        if self.came is None or self.told.likely is None:
            return None
        return self.told.likely - self.came

    @property
    def inside(self) -> bool:
        """Whether the truth lay in the range that was told; an end beyond the horizon is open."""
        low, high = self.told.low, self.told.high
        if self.came is None or low is None:
            return False
        return low <= self.came and (high is None or self.came <= high)


def projections(store: Store, city: City) -> list[Projection]:
    """At every moment at which somebody's report became known, until they were out."""
    grouped: dict[tuple[str, str, Category], list[Evacuation]] = {}
    for row in store.history(Evacuation):
        unit = city.county_of.get(row.unit, row.unit)
        grouped.setdefault((row.incident, unit, row.category), []).append(row)
    found: list[Projection] = []
    for key, rows in grouped.items():
        found += _of_one(key, rows, city)
    return found


def _of_one(
    key: tuple[str, str, Category], rows: list[Evacuation], city: City
) -> Iterable[Projection]:
    enough = city.plan.thresholds.done_share
    came = came_out(city_over_time(rows, city.county_of), enough)
    for moment in sorted({row.heard_at for row in rows}):
        if came is not None and moment >= came:
            return
        told = projected(rows, city, moment)
        if told is not None and told.told is not FinishTold.DONE:
            yield Projection(*key, moment, told, came)


def projected(rows: Iterable[Evacuation], city: City, moment: datetime) -> Finish | None:
    """What the reports known at a moment project; None before the first."""
    known = [row for row in rows if row.known_at is not None and row.known_at <= moment]
    if not known:
        return None
    course = city_over_time(known, city.county_of)
    return finish(course, pace(course), moment, city.plan.thresholds.done_share)


def came_out(course: Course, share: float) -> datetime | None:
    """When everybody was out, if some were not at first: between the last report that said not yet
    and the first that said so, at the pace between the two."""
    enough = share * course[-1].target
    for before, after in pairwise(course):
        if before.moved < enough <= after.moved:
            part = (enough - before.moved) / (after.moved - before.moved)
            return before.at + (after.at - before.at) * part
    return None
