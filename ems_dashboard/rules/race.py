"""The race: will everybody be out before the wind comes to where they are? Per unit and category,
the gate against the finish that the recent reports project (rules/pace.py).

The gate is the hour that the commander ordered, else the plan's: the lead before the early end of
the wind at the place. An order later than the plan stands, and the plan's hour beside it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property

from ems_dashboard.rules.arrival import Spread
from ems_dashboard.rules.evacuation import Course
from ems_dashboard.rules.expected_wind import ExpectedWind
from ems_dashboard.rules.pace import (
    HOUR,
    Finish,
    FinishTold,
    Left,
    Pace,
    finish,
    left_at,
    needed,
    pace,
)
from ems_dashboard.rules.plan import CategoryRule, Thresholds
from ems_dashboard.rules.terms import Category

LONGEST_STAY, SHORTEST = timedelta(hours=12), timedelta(hours=1)
"""Who stays in the wind is counted for so long where nobody knows when it ends; and for an hour at
least."""


class RaceState(StrEnum):
    """In the order of danger."""

    IN_WIND = "in_wind"  # the wind is there and they are not out
    CAUGHT = "caught"  # some will not be out when it comes
    LATE = "late"  # past the gate, and out before the wind
    STALLED = "stalled"  # the reports do not rise
    TIGHT = "tight"  # in time by less than two hours, or not at the slow end of the range
    NOT_BEGUN = "not_begun"
    UNKNOWN = "unknown"  # too few reports to tell, or nobody knows when the wind comes
    AHEAD = "ahead"
    FREE = "free"  # no such wind within the forecast, and no order
    DONE = "done"
    OVER = "over"  # the wind has gone, or people are going home


DANGEROUS = (RaceState.IN_WIND, RaceState.CAUGHT, RaceState.LATE, RaceState.STALLED)
FOUND = (RaceState.IN_WIND, RaceState.CAUGHT)
RUNNING = (*DANGEROUS, RaceState.TIGHT, RaceState.NOT_BEGUN, RaceState.UNKNOWN, RaceState.AHEAD)


class GaleState(StrEnum):
    """Of the whole city."""

    TO_COME = "to_come"  # somewhere it has not come yet
    HERE = "here"  # it has come wherever it is expected, and is still there
    OVER = "over"
    NONE = "none"  # not within the forecast
    UNKNOWN = "unknown"  # no storm, no wind circles, or no fresh fix to tell by


def gale_state(spreads: Iterable[Spread], moment: datetime) -> GaleState:
    """`spreads`: the winds that count, in the units and at their places, by fixes that are fresh
    and give wind circles."""
    expected = [spread for spread in spreads if spread.planned is not None]
    if not expected:
        return GaleState.NONE
    if any(spread.planned > moment for spread in expected if spread.planned):
        return GaleState.TO_COME
    return GaleState.OVER if all(s.over_at(moment) for s in expected) else GaleState.HERE


@dataclass(frozen=True, slots=True)
class Terms:
    """What one unit and category run against. `wind`: at their place, None where none is expected;
    `wind_told`: whether that is known, which it is no longer once the storm's fixes are old;
    `wind_over`: it has come and gone."""

    wind: ExpectedWind | None
    wind_told: bool
    wind_over: bool
    ordered: datetime | None


@dataclass(frozen=True)
class Runner:
    """One unit and category in the race. `planned`: the plan's gate, `ordered`: an order's, None
    without one. `in_wind`: how many of them the wind finds there. `whole`: how long those need who
    have not begun, at the pace of the others."""

    unit: str
    category: Category
    target: int
    moved: int
    reported_at: datetime
    as_of: datetime
    force: int
    wind: ExpectedWind | None
    ordered: datetime | None
    planned: datetime | None
    pace: Pace | None
    finish: Finish
    in_wind: Left
    whole: timedelta | None
    state: RaceState

    @property
    def left(self) -> int:
        return max(0, self.target - self.moved)

    @property
    def gate(self) -> datetime | None:
        return self.ordered or self.planned

    @property
    def margin(self) -> timedelta | None:
        """From the likely finish to the gate; below zero: late."""
        return _between(self.finish.likely, self.gate)

    @property
    def slow_margin(self) -> timedelta | None:
        return _between(self.finish.high, self.gate)

    @property
    def latest_start(self) -> datetime | None:
        """For those who have not begun; None once it has passed: then it is at once."""
        if self.whole is None or self.gate is None or self.moved:
            return None
        start = self.gate - self.whole
        return start if start > self.as_of else None

    @cached_property
    def weight(self) -> float:
        """People × hours to come: in the wind, by the chance that it comes; of who is late, after
        the gate; else those left."""
        if self.state in FOUND and self.wind is not None:
            begins = max(self.as_of, self.wind.likely)
            hours = self._hours_from(begins, self.wind.leaves)
            chance = 1.0 if self.wind.chance is None else self.wind.chance
            return self.in_wind.likely * hours * chance
        if self.state in DANGEROUS and self.gate is not None:
            return self.left * self._hours_from(max(self.as_of, self.gate), None)
        return float(self.left)

    def _hours_from(self, begins: datetime, ends: datetime | None) -> float:
        """Until they are out, or it ends: an hour at least."""
        last = ends or begins + LONGEST_STAY
        until = min(last, self.finish.likely or last)
        return max(SHORTEST, until - begins) / HOUR

    @property
    def danger(self) -> tuple[int, float, str, str]:
        """The key to sort by: those whom the wind finds, then who is late or stalled, by people ×
        hours; then the others."""
        return _group(self.state), -self.weight, self.unit, self.category


def _group(state: RaceState) -> int:
    if state in FOUND:
        return -2
    return -1 if state in DANGEROUS else list(RaceState).index(state)


def _between(finished: datetime | None, gate: datetime | None) -> timedelta | None:
    return gate - finished if finished and gate else None


@dataclass(frozen=True, slots=True)
class InDanger:
    """People who will not be out when the wind comes to their place: the lowest and the highest
    estimate; `known`: somebody has reported people at all. `units`: whose they are, with the
    highest of each, the most first."""

    low: int
    high: int
    known: bool = False
    units: tuple[tuple[str, int], ...] = ()


def in_danger(runners: Iterable[Runner], persons: Collection[Category]) -> InDanger:
    people = [runner for runner in runners if runner.category in persons]
    counted = [runner for runner in people if runner.state is not RaceState.OVER]
    by_unit: Counter[str] = Counter()
    for runner in counted:
        by_unit[runner.unit] += runner.in_wind.high
    return InDanger(
        low=sum(runner.in_wind.low for runner in counted),
        high=sum(runner.in_wind.high for runner in counted),
        known=bool(people),
        units=tuple((+by_unit).most_common()),
    )


def race(
    courses: Mapping[tuple[str, Category], Course],
    terms: Mapping[tuple[str, Category], Terms],
    rules: Iterable[CategoryRule],
    moment: datetime,
    limits: Thresholds,
) -> tuple[Runner, ...]:
    """Everybody in the race, the greatest danger first."""
    by_category = {rule.category: rule for rule in rules}
    paces = {key: pace(course) for key, course in courses.items()}
    whole = {category: _whole(category, courses, paces) for category in by_category}
    runners = [
        _runner(key, course, paces[key], terms[key], by_category[key[1]], whole[key[1]],
                moment, limits)
        for key, course in courses.items()
        if key[1] in by_category and course[-1].target > 0
    ]  # fmt: skip
    return tuple(sorted(runners, key=lambda runner: runner.danger))


def _whole(
    category: Category,
    courses: Mapping[tuple[str, Category], Course],
    paces: Mapping[tuple[str, Category], Pace | None],
) -> timedelta | None:
    """How long a whole category takes at the median pace of the units that move it."""
    targets = {key: course[-1].target for key, course in courses.items() if key[1] is category}
    return needed((target, paces[key]) for key, target in targets.items() if target)


def planned_gate(rule: CategoryRule, wind: ExpectedWind | None) -> datetime | None:
    """The lead before the early end of the wind, where the plan wants it at a full hour."""
    if wind is None:
        return None
    gate = wind.earliest - timedelta(hours=rule.lead_hours)
    return gate.replace(minute=0, second=0, microsecond=0) if rule.whole_hour else gate


def _runner(
    key: tuple[str, Category],
    course: Course,
    found: Pace | None,
    terms: Terms,
    rule: CategoryRule,
    whole: timedelta | None,
    moment: datetime,
    limits: Thresholds,
) -> Runner:
    newest, planned = course[-1], planned_gate(rule, terms.wind)
    finished = finish(course, found, moment, limits.done_share, whole)
    in_wind = _in_wind(course, found, terms, whole, moment)
    return Runner(
        unit=key[0],
        category=key[1],
        target=newest.target,
        moved=newest.moved,
        reported_at=newest.at,
        as_of=moment,
        force=rule.force,
        wind=terms.wind,
        ordered=terms.ordered,
        planned=planned,
        pace=found,
        finish=finished,
        in_wind=in_wind,
        whole=whole if newest.moved == 0 else None,
        state=_state(finished, terms, planned, in_wind, newest.returned, moment, limits),
    )


def _in_wind(
    course: Course,
    found: Pace | None,
    terms: Terms,
    whole: timedelta | None,
    moment: datetime,
) -> Left:
    """Nobody where no wind is expected; all may be where nobody knows."""
    left = max(0, course[-1].target - course[-1].moved)
    if terms.wind is None:
        return Left(0, 0, 0 if terms.wind_told else left)
    told = left_at(course, found, moment, terms.wind.between, whole)
    return told if terms.wind_told else replace(told, high=left)


def _state(
    finished: Finish,
    terms: Terms,
    planned: datetime | None,
    in_wind: Left,
    returned: int,
    moment: datetime,
    limits: Thresholds,
) -> RaceState:
    """An old forecast warns and calms nobody: by it no wind is over and nobody is in time."""
    if returned > 0 or (terms.wind_over and terms.wind_told):
        return RaceState.OVER
    if finished.told is FinishTold.DONE:
        return RaceState.DONE
    if terms.wind is not None and terms.wind.come_at(moment):
        return RaceState.IN_WIND
    gate = terms.ordered or planned
    if gate is None:
        return RaceState.FREE if terms.wind_told else RaceState.UNKNOWN
    found = _against(gate, finished, in_wind, moment, limits)
    if found is RaceState.AHEAD and terms.ordered is None and not terms.wind_told:
        return RaceState.UNKNOWN
    return found


def _against(
    gate: datetime, finished: Finish, in_wind: Left, moment: datetime, limits: Thresholds
) -> RaceState:
    """The gate is known and the wind has not come."""
    if in_wind.likely > 0:
        return RaceState.CAUGHT
    if moment >= gate:
        return RaceState.LATE
    by_told = {
        FinishTold.TOO_FEW: RaceState.UNKNOWN,
        FinishTold.STALLED: RaceState.STALLED,
        FinishTold.BEYOND: RaceState.LATE,
    }
    if finished.told in by_told:
        return by_told[finished.told]
    return _by_margin(gate, finished, limits)


def _by_margin(gate: datetime, finished: Finish, limits: Thresholds) -> RaceState:
    late = finished.likely is not None and finished.likely > gate
    if finished.told is FinishTold.NOT_BEGUN:
        return RaceState.LATE if late else RaceState.NOT_BEGUN
    if finished.likely is None or late:
        return RaceState.LATE
    sure = finished.high is not None and finished.high <= gate
    roomy = gate - finished.likely >= timedelta(hours=limits.tight_hours)
    return RaceState.AHEAD if sure and roomy else RaceState.TIGHT
