"""The same hour in an earlier storm: where things stood as long before its centre was nearest to
the city."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ems_dashboard.moments import Moment, as_moment
from ems_dashboard.rules.arrival import Approach
from ems_dashboard.rules.city import City
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.terms import Category, Hazard, Level
from ems_dashboard.situation.building import situation
from ems_dashboard.situation.picture import Figure, Situation
from ems_dashboard.situation.race import Race, storm_approaches
from ems_dashboard.situation.storms import storm_at
from ems_dashboard.store import Store


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the city was at a moment of a storm."""

    name: str
    at: datetime
    level: Level | None
    figures: Mapping[Category, Figure]
    orders: int
    warnings: int


@dataclass(frozen=True, slots=True)
class SameHour:
    """`hours_before` the centre is nearest; negative: after it was."""

    hours_before: float
    now: Standing
    then: Standing


def earlier_storms(store: Store, as_of: Moment, lead: Incident | None) -> list[Incident]:
    """The typhoons that had ended by then, the newest first."""
    known = {row.incident: row for row in store.history(Incident, as_of=as_of)}
    storms = [row for row in known.values() if row.storm and row != lead]
    ended = (row for row in storms if row.ended_at is not None and row.ended_at <= as_of)
    return sorted(ended, key=lambda row: row.began_at, reverse=True)


def same_hour(
    store: Store, city: City, now: Situation, race: Race, earlier: Incident
) -> SameHour | None:
    """None where the one or the other has no track to count from."""
    lead = now.lead
    if lead is None or not race.approaches or earlier.storm is None or earlier.ended_at is None:
        return None
    with store.reading() as reader:
        storm = storm_at(reader, earlier.storm, as_moment(earlier.ended_at))
    if storm is None:
        return None
    nearest = _middle(race.approaches)
    before = nearest.at - now.as_of
    passed = min(storm_approaches(storm, city), key=lambda approach: approach.km).at
    then = situation(store, city, as_moment(passed - before))
    hours = round(before / timedelta(hours=1), 1)
    return SameHour(hours, _standing(now, lead, city), _standing(then, earlier, city))


def _middle(approaches: tuple[Approach, ...]) -> Approach:
    ordered = sorted(approaches, key=lambda approach: approach.at)
    return ordered[(len(ordered) - 1) // 2]


def _standing(picture: Situation, incident: Incident, city: City) -> Standing:
    figures = {
        f.category: f
        for f in picture.evacuation
        if f.unit == picture.city and f.incident == incident.incident
    }
    return Standing(
        incident.name,
        picture.as_of,
        picture.responses[picture.city][Hazard.TYPHOON],
        {category: figures[category] for category in city.plan.reported if category in figures},
        sum(status.order.incident == incident.incident for status in picture.orders),
        len(picture.warnings),
    )
