"""Work groups: the 16 city-leader groups and the 10 defence groups, and the cadres sent down with
them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from ems_dashboard.rules.city import City, Group
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.level_changes import held_since
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.terms import GroupKind, GroupState, Hazard


@dataclass(frozen=True, kw_only=True, slots=True)
class Deployment(Fact):
    """`unit` is where the group is sent; problems are counted cumulatively over the incident,
    `note` names them."""

    KIND: ClassVar[str] = "deployments"
    KEY: ClassVar[tuple[str, ...]] = ("incident", "group")

    incident: str
    group: str
    unit: str
    state: GroupState
    people: int = 0
    place: str = ""
    lon: float | None = None
    lat: float | None = None
    problems_found: int = 0
    problems_fixed: int = 0
    note: str = ""
    reporter: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cadres(Fact):
    """Cadres sent down (下沉干部), person-times, cumulative over the incident."""

    KIND: ClassVar[str] = "cadres"
    KEY: ClassVar[tuple[str, ...]] = ("incident", "unit")

    incident: str
    unit: str
    sent: int
    reporter: str = ""


@dataclass(frozen=True, slots=True)
class GroupClock:
    """A leader group while the level obliges it to be out. `since`: from when, `due`: in place by
    then; `row`: its newest state since, None while nothing was reported; `arrived_at`: its first
    arrival."""

    group: Group
    since: datetime
    due: datetime
    row: Deployment | None
    arrived_at: datetime | None

    def late(self, moment: datetime) -> bool:
        return (self.arrived_at or moment) > self.due


def called_for_since(city: City, changes: Iterable[Response]) -> Response | None:
    """The change of level since which the leader groups have to be out; None below the level that
    sends them. `changes` oldest first."""
    return held_since(changes, city.code, city.plan.leader_groups_from, Hazard)


def clocks(
    city: City, changes: Sequence[Response], history: Iterable[Deployment]
) -> tuple[GroupClock, ...]:
    """The clocks of the leader groups, none while the city is below the level that sends them.
    `changes` of level and `history` of the deployments oldest first."""
    began = called_for_since(city, changes)
    if began is None:
        return ()
    rows: dict[str, list[Deployment]] = {}
    for row in history:
        if row.valid_at >= began.valid_at:
            rows.setdefault(row.group, []).append(row)
    due = began.valid_at + timedelta(hours=city.plan.levels.arrival_hours)
    leaders = (group for group in city.groups if group.kind == GroupKind.LEADER)
    return tuple(_clock(group, began, due, rows.get(group.code, [])) for group in leaders)


def _clock(group: Group, began: Response, due: datetime, rows: Sequence[Deployment]) -> GroupClock:
    newest = rows[-1] if rows else None
    arrived = (row.valid_at for row in rows if row.state is GroupState.ARRIVED)
    return GroupClock(group, began.valid_at, due, newest, next(arrived, None))
