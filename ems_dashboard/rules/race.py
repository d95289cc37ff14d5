"""The race: will everybody be out before the gale comes? Per unit and category, the deadline
against the finish that the recent reports project.

The pace is Theil and Sen's: the median of the slopes between any two of the last reports, so that
one odd report does not move it; the range is the middle half of those slopes. At the slow end the
pace is taken to fall with those who are left, because the last are the slowest; the back-test
(bench/backtest.py) shows that without this the truth is seldom in the range. Fewer than `LEAST`
reports: it cannot be told."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import combinations
from math import ceil, exp, log
from statistics import median

from ems_dashboard.rules.arrival import Spread
from ems_dashboard.rules.evacuation import Course, CoursePoint
from ems_dashboard.rules.plan import CategoryRule, Thresholds
from ems_dashboard.rules.terms import Category

LEAST, RECENT = 3, 6
"""moment, target, moved, returned; oldest first."""


class RaceState(StrEnum):
    """In the order of danger; the first three are alike in it."""

    OVERDUE = "overdue"  # the deadline has passed and they are not out
    LATE = "late"  # will be out after the deadline
    STALLED = "stalled"  # not out, and the reports do not rise
    TIGHT = "tight"  # in time by less than two hours, or not at the slow end of the range
    NOT_BEGUN = "not_begun"
    UNKNOWN = "unknown"  # too few reports to tell, or nobody knows when the gale comes
    AHEAD = "ahead"
    FREE = "free"  # no gale within the forecast
    DONE = "done"
    OVER = "over"  # the gale has gone, or people are going home


class GaleState(StrEnum):
    """Of the whole city."""

    TO_COME = "to_come"  # somewhere it has not come yet
    HERE = "here"  # it has come wherever it is expected, and is still there
    OVER = "over"
    NONE = "none"  # not within the forecast
    UNKNOWN = "unknown"  # no storm, no wind circles, or no fresh fix to tell by


def gale_state(spreads: Iterable[Spread], moment: datetime) -> GaleState:
    """`spreads`: the gale's arrivals in the units, by fixes that are fresh and give wind
    circles."""
    expected = [spread for spread in spreads if spread.planned is not None]
    if not expected:
        return GaleState.NONE
    if any(spread.planned > moment for spread in expected if spread.planned):
        return GaleState.TO_COME
    return GaleState.OVER if all(s.over_at(moment) for s in expected) else GaleState.HERE


DANGEROUS = (RaceState.OVERDUE, RaceState.LATE, RaceState.STALLED)


@dataclass(frozen=True, slots=True)
class Pace:
    """What is moved in an hour: the slow end of the range, the middle, the fast end."""

    slow: float
    middle: float
    fast: float


@dataclass(frozen=True, slots=True)
class Runner:
    """One unit and category in the race. `arrival`: of the gale; `deadline`: None without one;
    `ordered`: an order's hour set it. `finish_low` … `finish_high`: the range of the projected
    finish, None where the pace gives none. `left_low` … `left_high`: of how many will not be out
    when the gale arrives. `latest_start`: for those that have not begun, at the pace of the
    others."""

    unit: str
    category: Category
    target: int
    moved: int
    reported_at: datetime
    arrival: datetime | None
    deadline: datetime | None
    ordered: bool
    finish_low: datetime | None
    finish: datetime | None
    finish_high: datetime | None
    margin_hours: float | None
    left_low: int
    left_high: int
    latest_start: datetime | None
    state: RaceState

    @property
    def left(self) -> int:
        return max(0, self.target - self.moved)

    @property
    def danger(self) -> tuple[int, int, float, str, str]:
        """The key to sort by, the greatest danger first: those who will be late by how many the
        gale finds there, the others by their margin."""
        late = self.state in DANGEROUS
        rank = -1 if late else list(RaceState).index(self.state)
        return (
            rank,
            -self.left_high if late else 0,
            self.margin_hours or 0.0,
            self.unit,
            self.category,
        )


@dataclass(frozen=True, slots=True)
class InDanger:
    """People who will not be out when the gale arrives at their place: the lowest and the highest
    estimate; `known`: somebody has reported people at all."""

    low: int
    high: int
    known: bool = False


def pace(course: Course) -> Pace | None:
    points = course[-RECENT:]
    slopes = sorted(_per_hour(*pair) for pair in combinations(points, 2))
    if len(points) < LEAST:
        return None
    last = len(slopes) - 1
    return Pace(slopes[last // 4], median(slopes), slopes[ceil(last * 3 / 4)])


def _per_hour(earlier: CoursePoint, later: CoursePoint) -> float:
    return (later.moved - earlier.moved) / ((later.at - earlier.at) / timedelta(hours=1))


def race(
    courses: Mapping[tuple[str, Category], Course],
    gales: Mapping[str, Spread],
    rules: Iterable[CategoryRule],
    ordered: Mapping[tuple[str, Category], datetime],
    moment: datetime,
    limits: Thresholds,
    *,
    gale_told: bool = True,
) -> tuple[Runner, ...]:
    """Everybody in the race, the greatest danger first. `gales`: unit → when the gale comes;
    `ordered`: the hours that orders set. `gale_told`: whether that a unit has no gale is known;
    else it is not free."""
    leads = {rule.category: timedelta(hours=rule.lead_hours) for rule in rules}
    paces = {key: pace(course) for key, course in courses.items()}
    needed = {category: _needed(category, courses, paces) for category in leads}
    runners = []
    for key, course in courses.items():
        unit, category = key
        if category in leads and course[-1].target > 0:
            terms = _Terms(
                gales.get(unit),
                leads[category],
                ordered.get(key),
                needed[category],
                limits,
                gale_told,
            )
            runners.append(_runner(key, course, paces[key], terms, moment))
    return tuple(sorted(runners, key=lambda runner: runner.danger))


def in_danger(runners: Iterable[Runner], persons: Collection[Category]) -> InDanger:
    people = [runner for runner in runners if runner.category in persons]
    counted = [runner for runner in people if runner.state is not RaceState.OVER]
    return InDanger(
        low=sum(runner.left_low for runner in counted),
        high=sum(runner.left_high for runner in counted),
        known=bool(people),
    )


def _needed(
    category: Category,
    courses: Mapping[tuple[str, Category], Course],
    paces: Mapping[tuple[str, Category], Pace | None],
) -> timedelta | None:
    """How long a whole category takes at the median pace of the units that move it."""
    shares: list[float] = []
    for key, found in paces.items():
        target = courses[key][-1].target
        if key[1] is category and found and target and found.middle > 0:
            shares.append(found.middle / target)
    return timedelta(hours=1 / median(shares)) if shares else None


@dataclass(frozen=True, slots=True)
class _Terms:
    """On what terms one of them runs: `needed`: how long a whole category takes."""

    gale: Spread | None
    lead: timedelta
    ordered: datetime | None
    needed: timedelta | None
    limits: Thresholds
    gale_told: bool

    @property
    def arrival(self) -> datetime | None:
        return self.gale.planned if self.gale else None

    @property
    def deadline(self) -> datetime | None:
        """The lead before the gale, or the hour that an order sets, whichever is sooner."""
        planned = self.arrival - self.lead if self.arrival else None
        return min(filter(None, (planned, self.ordered)), default=None)

    def over(self, newest: CoursePoint, moment: datetime) -> bool:
        """Somebody is back, or the gale has come and gone."""
        return newest.returned > 0 or (self.gale is not None and self.gale.over_at(moment))


def _runner(
    key: tuple[str, Category], course: Course, found: Pace | None, terms: _Terms, moment: datetime
) -> Runner:
    newest, (unit, category) = course[-1], key
    arrival, deadline = terms.arrival, terms.deadline
    low, middle, high = finishes(course, found, moment, terms.limits.done_share)
    latest_start = None
    if newest.moved == 0 and terms.needed is not None:
        low = middle = high = moment + terms.needed
        latest_start = deadline - terms.needed if deadline else None
    margin = (deadline - middle) / timedelta(hours=1) if deadline and middle else None
    sure = deadline is not None and high is not None and high <= deadline
    state = _state(newest, found, deadline, margin, sure, moment, terms.limits)
    if terms.over(newest, moment):
        state = RaceState.OVER
    left_low, left_high = _left(newest, found, arrival, moment)
    if arrival is None and not terms.gale_told:
        left_high = max(0, newest.target - newest.moved)
        state = RaceState.UNKNOWN if state is RaceState.FREE else state
    return Runner(
        unit=unit,
        category=category,
        target=newest.target,
        moved=newest.moved,
        reported_at=newest.at,
        arrival=arrival,
        deadline=deadline,
        ordered=deadline is not None and deadline == terms.ordered,
        finish_low=low,
        finish=middle,
        finish_high=high,
        margin_hours=None if margin is None else round(margin, 1),
        left_low=left_low,
        left_high=left_high,
        latest_start=latest_start,
        state=state,
    )


def finishes(
    course: Course, found: Pace | None, moment: datetime, enough: float
) -> tuple[datetime | None, datetime | None, datetime | None]:
    """The soonest, likely and latest moment at which everybody is out; for who is, when that was
    reported. `enough`: the share of the target with which it is no race any more."""
    newest = course[-1]
    target, least = newest.target, enough * newest.target
    if newest.moved >= least:
        done = next(point.at for point in course if point.moved >= least)
        return done, done, done
    if found is None:
        return None, None, None
    left = target - newest.moved
    tail = max(1.0, log(left / ((1 - enough) * target)))

    def finish(speed: float, longer: float = 1.0) -> datetime | None:
        if speed <= left / 1e5:
            return None
        return max(moment, newest.at + timedelta(hours=left / speed * longer))

    return finish(found.fast), finish(found.middle), finish(found.slow, tail)


def _state(
    newest: CoursePoint,
    found: Pace | None,
    deadline: datetime | None,
    margin: float | None,
    sure: bool,
    moment: datetime,
    limits: Thresholds,
) -> RaceState:
    """`sure`: in time at the slow end too."""
    if newest.moved >= limits.done_share * newest.target:
        return RaceState.DONE
    if deadline is None:
        return RaceState.FREE
    if moment >= deadline:
        return RaceState.OVERDUE
    if newest.moved == 0:
        return RaceState.NOT_BEGUN if margin is None or margin >= 0 else RaceState.LATE
    if found is None:
        return RaceState.UNKNOWN
    if margin is None:
        return RaceState.STALLED
    if margin < 0:
        return RaceState.LATE
    return RaceState.AHEAD if sure and margin >= limits.tight_hours else RaceState.TIGHT


def _left(
    newest: CoursePoint,
    found: Pace | None,
    arrival: datetime | None,
    moment: datetime,
) -> tuple[int, int]:
    """The fewest and the most that are not out when the gale arrives; when it has, those that are
    not out now."""
    left = max(0, newest.target - newest.moved)
    if arrival is None:
        return 0, 0
    if arrival <= moment:
        return left, left
    if found is None:
        return 0, left
    hours = (arrival - newest.at) / timedelta(hours=1)
    fewest = max(0, round(left - max(0.0, found.fast) * hours))
    most = round(left * exp(-max(0.0, found.slow) * hours / left)) if left else 0
    return min(fewest, most), most
