"""How fast an evacuation goes, and when it will be done.

The pace is Theil and Sen's: the median of the slopes between any two of the last reports, so that
one odd report does not move it; the range is the middle half of those slopes. At the slow end the
pace is taken to fall with those who are left, because the last are the slowest; the back-test
(bench/backtest.py) shows that without this the truth is seldom in the range. It is not calibrated
on a real season: situation/projections.py keeps what was projected beside what came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import combinations
from math import ceil, exp, log
from statistics import median

from ems_dashboard.rules.evacuation import Course, CoursePoint

LEAST, RECENT = 3, 6
"""Fewer reports tell no pace; more than the last few are no pace of now."""
STALLED_ROUNDS, STALLED_FOR = 2, timedelta(hours=1)
HORIZON = timedelta(hours=72)
"""What would end later is not said with an hour."""
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Pace:
    """What is moved in an hour: the slow end of the range, the middle, the fast end."""

    slow: float
    middle: float
    fast: float


class FinishTold(StrEnum):
    RANGE = "range"
    DONE = "done"
    NOT_BEGUN = "not_begun"
    STALLED = "stalled"
    TOO_FEW = "too_few"
    BEYOND = "beyond"  # not within the horizon


@dataclass(frozen=True, slots=True)
class Finish:
    """When everybody is out: the soonest, the likely and the latest moment, each None where it lies
    beyond the horizon or cannot be told. `flat_rounds`: so many reports brought nobody more."""

    told: FinishTold
    low: datetime | None = None
    likely: datetime | None = None
    high: datetime | None = None
    flat_rounds: int = 0


@dataclass(frozen=True, slots=True)
class Left:
    """How many are not out at a moment: the fewest, the likely, the most."""

    low: int
    likely: int
    high: int


def pace(course: Course) -> Pace | None:
    points = course[-RECENT:]
    slopes = sorted(_per_hour(*pair) for pair in combinations(points, 2))
    if len(points) < LEAST:
        return None
    last = len(slopes) - 1
    return Pace(slopes[last // 4], median(slopes), slopes[ceil(last * 3 / 4)])


def _per_hour(earlier: CoursePoint, later: CoursePoint) -> float:
    return (later.moved - earlier.moved) / ((later.at - earlier.at) / HOUR)


def needed(paces: Iterable[tuple[int, Pace | None]]) -> timedelta | None:
    """How long a whole category takes at the median pace of the units that move it, of (target,
    pace) each."""
    shares = [found.middle / target for target, found in paces if found and found.middle > 0]
    return timedelta(hours=1 / median(shares)) if shares else None


def finish(
    course: Course,
    found: Pace | None,
    moment: datetime,
    enough: float,
    whole: timedelta | None = None,
) -> Finish:
    """`enough`: the share of the target with which everybody is out. `whole`: how long those take
    who have not begun, None where nobody knows."""
    newest = course[-1]
    least = enough * newest.target
    if newest.moved >= least:
        done = next(point.at for point in course if point.moved >= least)
        return Finish(FinishTold.DONE, done, done, done)
    if newest.moved == 0:
        begun_now = _within(moment + whole, moment) if whole is not None else None
        return Finish(FinishTold.NOT_BEGUN, begun_now, begun_now, begun_now)
    if found is None:
        return Finish(FinishTold.TOO_FEW)
    flat = flat_rounds(course)
    if flat:
        return Finish(FinishTold.STALLED, flat_rounds=flat)
    return _range(newest, found, moment, enough)


def _range(newest: CoursePoint, found: Pace, moment: datetime, enough: float) -> Finish:
    left = newest.target - newest.moved
    tail = max(1.0, log(left / ((1 - enough) * newest.target)))

    def at(speed: float, longer: float = 1.0) -> datetime | None:
        if speed <= left / 1e5:
            return None
        return _within(max(moment, newest.at + longer * left / speed * HOUR), moment)

    low, likely, high = at(found.fast), at(found.middle), at(found.slow, tail)
    if likely is None:
        return Finish(FinishTold.BEYOND)
    return Finish(FinishTold.RANGE, low, likely, high)


def _within(finished: datetime, moment: datetime) -> datetime | None:
    return finished if finished <= moment + HORIZON else None


def flat_rounds(course: Course) -> int:
    """How many of the newest reports brought nobody more; 0 while that is too short to tell."""
    newest = course[-1]
    rises = [index for index, point in enumerate(course) if point.moved < newest.moved]
    flat = course[rises[-1] + 1 :] if rises else course
    rounds = len(flat) - 1
    long_enough = rounds >= STALLED_ROUNDS and newest.at - flat[0].at >= STALLED_FOR
    return rounds if long_enough else 0


def left_at(
    course: Course,
    found: Pace | None,
    moment: datetime,
    window: tuple[datetime, datetime, datetime],
    whole: timedelta | None = None,
) -> Left:
    """When something comes that may come between the earliest and the latest of `window`, most
    likely at its middle; what has come already finds those who are left now."""
    newest, (earliest, likely, latest) = course[-1], window
    left = max(0, newest.target - newest.moved)
    if likely <= moment or left == 0:
        return Left(left, left, left)
    if newest.moved == 0:
        begun_now = _left_of_whole(left, whole, likely - moment)
        return Left(begun_now, begun_now, left)
    if found is None:
        return Left(0, 0, left)
    high = left * exp(-max(0.0, found.slow) * _hours(newest, earliest) / left)
    middle = left - max(0.0, found.middle) * _hours(newest, likely)
    low = left - max(0.0, found.fast) * _hours(newest, latest)
    # at the slow end the last of all are never out: fewer than half a person is nobody
    most = round(high)
    likeliest = min(most, max(0, round(middle)))
    return Left(min(likeliest, max(0, round(low))), likeliest, most)


def _left_of_whole(left: int, whole: timedelta | None, span: timedelta) -> int:
    return 0 if whole is None else max(0, round(left * (1 - span / whole)))


def _hours(newest: CoursePoint, at: datetime) -> float:
    return max(0.0, (at - newest.at) / HOUR)
