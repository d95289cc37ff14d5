"""The measures of the work in an incident (复盘), each counted from the facts as they were
reported."""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from math import ceil
from statistics import median

from ems_dashboard.rules.city import City
from ems_dashboard.rules.evacuation import Course
from ems_dashboard.rules.groups import Deployment
from ems_dashboard.rules.orders import Order, Receipt
from ems_dashboard.rules.responses import Response, reaches
from ems_dashboard.rules.rhythm import Due
from ems_dashboard.rules.suggestions import grade
from ems_dashboard.rules.terms import (
    DueKind,
    DueState,
    GroupState,
    Hazard,
    Level,
    LevelChange,
    ReceiptState,
)
from ems_dashboard.rules.warnings import WarningMessage, valid_at

UPWARD = frozenset({LevelChange.START, LevelChange.RAISE})
NEVER_ISSUED = frozenset({DueState.LATE, DueState.MISSED})


@dataclass(frozen=True, slots=True)
class Delays:
    """How long it took in the cases where it happened; `missing`: the cases in which it never
    did."""

    taken: tuple[timedelta, ...] = ()
    missing: int = 0

    @property
    def cases(self) -> int:
        return len(self.taken) + self.missing

    @property
    def middle(self) -> timedelta | None:
        if not self.taken:
            return None
        return timedelta(seconds=median(taken.total_seconds() for taken in self.taken))

    @property
    def ninety(self) -> timedelta | None:
        """Nine of ten took no longer: the nearest rank, a time that was really taken."""
        return sorted(self.taken)[ceil(0.9 * len(self.taken)) - 1] if self.taken else None

    @property
    def longest(self) -> timedelta | None:
        return max(self.taken, default=None)


def together(parts: Iterable[Delays]) -> Delays:
    """Every case of every part counts alike."""
    parts = list(parts)
    taken = chain.from_iterable(part.taken for part in parts)
    return Delays(tuple(taken), sum(part.missing for part in parts))


@dataclass(frozen=True, slots=True)
class Share:
    """Of `target` people or vessels, `moved` were in safety."""

    moved: int
    target: int

    @property
    def share(self) -> float | None:
        return self.moved / self.target if self.target else None


@dataclass(frozen=True, slots=True)
class Answered:
    """A start or raise of the level; `warned_at`: since when the warnings called for it, None where
    none did before."""

    change: Response
    warned_at: datetime | None

    @property
    def took(self) -> timedelta | None:
        return None if self.warned_at is None else self.change.valid_at - self.warned_at


def answered(
    city: City, warnings: Sequence[WarningMessage], changes: Iterable[Response]
) -> tuple[Answered, ...]:
    """Each start or raise of the city's level with when the warnings first called for it, or for a
    graver one, by the plan since the hazard's level was last lowered. `warnings` and `changes`
    oldest first."""
    found: list[Answered] = []
    lowered: dict[str, datetime] = {}
    for change in changes:
        if change.unit != city.code:
            continue
        if change.change not in UPWARD:
            lowered[change.hazard] = change.valid_at
            continue
        since = lowered.get(change.hazard)
        heard = [w for w in warnings if w.valid_at <= change.valid_at]
        found.append(Answered(change, _called_at(city, change, heard, since)))
    return tuple(found)


def _called_at(
    city: City, change: Response, heard: Sequence[WarningMessage], since: datetime | None
) -> datetime | None:
    """The first warning with which those standing are one for the whole city, or for as many units
    as the plan says."""
    assert change.level is not None
    calling = _calling(city, change.hazard, change.level)
    for warning in _fitting(heard, calling):
        if since is not None and warning.valid_at <= since:
            continue
        standing = _fitting(valid_at(heard, warning.valid_at), calling)
        if _for_the_city(city, standing):
            return warning.valid_at
    return None


Grade = tuple[str, Level | None]
"""An event and the level of its warning."""


def _calling(city: City, hazard: Hazard, level: Level) -> set[Grade]:
    """What the plan answers with `level` or a graver one."""
    of_hazard = (trigger for trigger in city.plan.triggers if trigger.hazard is hazard)
    return {(t.event, t.warning) for t in of_hazard if reaches(t.level, level)}


def _fitting(warnings: Iterable[WarningMessage], calling: Container[Grade]) -> list[WarningMessage]:
    return [warning for warning in warnings if (warning.event, grade(warning)) in calling]


def _for_the_city(city: City, standing: Sequence[WarningMessage]) -> bool:
    if not all(warning.units for warning in standing):
        return True
    units = set(chain.from_iterable(warning.units for warning in standing))
    return city.code in units or len(units) >= city.plan.levels.units_for_city


def delays_of(answers: Iterable[Answered]) -> Delays:
    took = [answer.took for answer in answers]
    return Delays(tuple(span for span in took if span is not None), took.count(None))


def first_at(changes: Iterable[Response], unit: str, level: Level) -> datetime | None:
    """When the unit first stood at this level or a graver one, in either hazard. `changes` oldest
    first."""
    for change in changes:
        if change.unit == unit and reaches(change.level, level):
            return change.valid_at
    return None


def level_to_groups(
    began: datetime, deployments: Iterable[Deployment], groups: Collection[str]
) -> Delays:
    """From the level that sends the `groups` out to each one's first arrival since; `missing`:
    never reported there."""
    first: dict[str, datetime] = {}
    for row in deployments:
        arrived = row.state is GroupState.ARRIVED and row.valid_at >= began
        if arrived and row.group in groups:
            first[row.group] = min(first.get(row.group, row.valid_at), row.valid_at)
    taken = tuple(at - began for at in first.values())
    return Delays(taken, len(groups) - len(taken))


def receipt_times(order: Order, receipts: Iterable[Receipt]) -> Delays:
    """From an order's issue to each addressee's first receipt; `missing`: addressees that never
    received it."""
    first: dict[str, datetime] = {}
    for row in receipts:
        addressed = row.order == order.order and row.unit in order.units
        if addressed and row.state is not ReceiptState.SENT:
            first[row.unit] = min(first.get(row.unit, row.valid_at), row.valid_at)
    taken = tuple(max(at - order.valid_at, timedelta(0)) for at in first.values())
    return Delays(taken, len(set(order.units)) - len(taken))


def moved_before(courses: Mapping[str, Course], moments: Mapping[str, datetime]) -> Share:
    """Of the final targets of one category, what each unit had moved by its moment; units without
    one are left out. `courses`: unit → its reports."""
    moved = target = 0
    for unit, course in courses.items():
        if unit not in moments or not course:
            continue
        final = course[-1].target
        in_time = [point.moved for point in course if point.at <= moments[unit]]
        moved += min(in_time[-1], final) if in_time else 0
        target += final
    return Share(moved, target)


def lateness(owed: Iterable[Due]) -> Delays:
    """How late the reports were that were late; `missing`: those that were due and never issued."""
    late: list[timedelta] = []
    missing = 0
    for due in owed:
        if due.kind is not DueKind.REPORT:
            continue
        if due.state is DueState.DONE_LATE and due.done_at is not None:
            late.append(due.done_at - due.due_at)
        missing += due.state in NEVER_ISSUED
    return Delays(tuple(late), missing)
