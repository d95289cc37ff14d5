"""The way of a team or of supplies to a county (申请 → 调度 → 到达 → 使用 → 归还或耗用): one table
of moves, and whatever is not in it is refused; each step is a row with its minute and its
person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.geometry import Point, geodesic_km
from ems_dashboard.rules.plan import DispatchRule
from ems_dashboard.rules.terms import DispatchState, SupplyMove, TeamStateName


@dataclass(frozen=True, kw_only=True, slots=True)
class Dispatch(Fact):
    """`unit` asks; `item` in its `measure`, empty where a team is asked for; `quantity`: asked for,
    and as sent from the dispatch on; `origin`: code of the team or depot that headquarters sends;
    `back`: how much of it came back; `person` did this step."""

    KIND: ClassVar[str] = "dispatches"
    KEY: ClassVar[tuple[str, ...]] = ("dispatch",)

    dispatch: str
    incident: str
    unit: str
    state: DispatchState
    item: str = ""
    quantity: float = 1.0
    measure: str = ""
    origin: str = ""
    back: float | None = None
    purpose: str = ""
    person: str = ""

    @property
    def of_team(self) -> bool:
        return not self.item


S = DispatchState
MOVES: dict[DispatchState | None, tuple[DispatchState, ...]] = {
    None: (S.REQUESTED,),
    S.REQUESTED: (S.DISPATCHED, S.DECLINED, S.WITHDRAWN),
    S.DISPATCHED: (S.ARRIVED, S.RETURNED),
    S.ARRIVED: (S.IN_USE, S.RETURNED),
    S.IN_USE: (S.RETURNED, S.CONSUMED),
    S.RETURNED: (),
    S.CONSUMED: (),
    S.DECLINED: (),
    S.WITHDRAWN: (),
}
"""In the order in which they are offered: the usual next step first."""
BY_HEADQUARTERS = frozenset({S.DISPATCHED, S.DECLINED})
OUT = (S.DISPATCHED, S.ARRIVED, S.IN_USE)
TEAM_STATES = {
    S.DISPATCHED: TeamStateName.DISPATCHED,
    S.ARRIVED: TeamStateName.ON_SITE,
    S.IN_USE: TeamStateName.ON_SITE,
    S.RETURNED: TeamStateName.RETURNED,
}
SUPPLY_MOVES = {
    S.DISPATCHED: SupplyMove.DISPATCHED,
    S.ARRIVED: SupplyMove.ARRIVED,
    S.IN_USE: SupplyMove.USED,
    S.RETURNED: SupplyMove.RETURNED,
}
"""What a step says of the team or of the depot's stock; what is used up was in use before."""


def next_steps(newest: Dispatch) -> tuple[DispatchState, ...]:
    """A team is not used up."""
    return tuple(s for s in MOVES[newest.state] if not (newest.of_team and s is S.CONSUMED))


@dataclass(frozen=True, slots=True)
class Run:
    """One dispatch: its steps from the request on."""

    steps: tuple[Dispatch, ...]

    @property
    def newest(self) -> Dispatch:
        return self.steps[-1]

    @property
    def open(self) -> bool:
        return bool(MOVES[self.newest.state])

    def step(self, state: DispatchState) -> Dispatch | None:
        return next((row for row in self.steps if row.state is state), None)

    def due(self, rule: DispatchRule) -> datetime | None:
        """By when the next step is expected; None where nobody waits for it."""
        if self.newest.state is S.REQUESTED:
            return self.newest.valid_at + timedelta(minutes=rule.answer_minutes)
        if self.newest.state is S.DISPATCHED:
            return self.newest.valid_at + timedelta(hours=rule.arrival_hours)
        return None

    def late(self, rule: DispatchRule, moment: datetime) -> bool:
        due = self.due(rule)
        return due is not None and moment > due


def runs(rows: Iterable[Dispatch]) -> tuple[Run, ...]:
    """`rows` in the order (valid_at, seq). The open ones first, those that wait longest before the
    others."""
    grouped: dict[str, list[Dispatch]] = {}
    for row in rows:
        grouped.setdefault(row.dispatch, []).append(row)
    found = [Run(tuple(steps)) for steps in grouped.values()]
    order = list(DispatchState)
    return tuple(
        sorted(
            found,
            key=lambda run: (not run.open, order.index(run.newest.state), run.newest.valid_at),
        )
    )


@dataclass(frozen=True, slots=True)
class Origin:
    """A free team or a depot: `there`: its people, or how much of the item lies in it; None where
    nobody counted."""

    code: str
    unit: str
    at: Point
    there: float | None


def nearest(
    origins: Sequence[Origin], at: Point, wanted: float = 0.0
) -> list[tuple[Origin, float]]:
    """(origin, km on the ellipsoid): those that hold as much as is wanted first, then by
    distance."""
    ranked = [
        (origin, geodesic_km(origin.at, at))
        for origin in origins
        if origin.there is None or origin.there > 0
    ]
    return sorted(
        ranked, key=lambda pair: (pair[0].there is not None and pair[0].there < wanted, pair[1])
    )
