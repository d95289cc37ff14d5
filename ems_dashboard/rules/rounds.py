"""The rounds in which figures are asked for (一日三报): one rule for the sentence, what is owed, what
waits, the report and its questions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ems_dashboard.clock import BEIJING
from ems_dashboard.rules.plan import Plan
from ems_dashboard.rules.rhythm import LevelSpan, reports_owed

REMEMBERED_DAYS, AHEAD_DAYS = 2, 1


@dataclass(frozen=True, slots=True)
class Round:
    """A cut-off of the timetable. A figure that is true from `opens_at` on counts for it; who has
    told none by `late_at` is late."""

    cut_off: datetime
    opens_at: datetime
    late_at: datetime


def rounds(plan: Plan, spans: Iterable[LevelSpan], moment: datetime) -> tuple[Round, ...]:
    """Those of the last days and of the next, in order of time. A cut-off that came before the
    response, or that the level of that hour did not ask for, is none: nobody could know of it."""
    today, levels = moment.astimezone(BEIJING).date(), tuple(spans)
    days = (today + timedelta(days=n) for n in range(-REMEMBERED_DAYS, AHEAD_DAYS + 1))
    owed = (item for day in days for item in reports_owed(plan, levels, day))
    asked = {item.cut_off for item in owed if item.figures_owed}
    return tuple(round_of(plan, cut_off) for cut_off in sorted(asked))


def round_of(plan: Plan, cut_off: datetime) -> Round:
    limits = plan.thresholds
    opens_at = cut_off - timedelta(minutes=limits.soon_minutes)
    return Round(cut_off, opens_at, cut_off + timedelta(minutes=limits.grace_minutes))


def begun_since(found: Iterable[Round], since: datetime) -> tuple[Round, ...]:
    """Those of an incident that began then."""
    return tuple(each for each in found if each.cut_off >= since)


def late_round(found: Iterable[Round], moment: datetime) -> Round | None:
    """The newest whose grace is over."""
    return _newest(each for each in found if each.late_at <= moment)


def reached_round(found: Iterable[Round], moment: datetime) -> Round | None:
    """The newest whose cut-off has come: that of a report taken for then."""
    return _newest(each for each in found if each.cut_off <= moment)


def open_round(found: Iterable[Round], moment: datetime) -> Round | None:
    """The newest that figures can be told for."""
    return _newest(each for each in found if each.opens_at <= moment)


def next_round(found: Iterable[Round], moment: datetime) -> Round | None:
    """The first that figures cannot be told for yet."""
    coming = (each for each in found if each.opens_at > moment)
    return min(coming, key=_cut_off, default=None)


def _newest(found: Iterable[Round]) -> Round | None:
    return max(found, key=_cut_off, default=None)


def _cut_off(each: Round) -> datetime:
    return each.cut_off
