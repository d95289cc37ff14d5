"""The day's timetable (一日两会商, 一日三报): what the plan asks for at the level in force, and
what became of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ems_dashboard.clock import BEIJING
from ems_dashboard.rules.plan import Plan, Rhythm
from ems_dashboard.rules.terms import DueKind, DueState, Level


@dataclass(frozen=True, slots=True)
class Due:
    """`item`: the consultation or report that meets it or, while `done_at` is None, is in hand for
    it."""

    kind: DueKind
    due_at: datetime
    state: DueState
    done_at: datetime | None = None
    cut_off: datetime | None = None
    serial: int | None = None
    item: str | None = None

    @property
    def in_hand(self) -> bool:
        """Taken or held, and waiting for its signature."""
        return self.item is not None and self.done_at is None


@dataclass(frozen=True, slots=True)
class Done:
    """A consultation held or a report signed, against the moment it was due; `done_at` None: still
    in hand. `about`: the minute a consultation was held, the cut-off of a report."""

    kind: DueKind
    due_at: datetime | None
    done_at: datetime | None
    serial: int
    item: str
    about: datetime


@dataclass(frozen=True, slots=True)
class LevelSpan:
    """The city's highest level from `begins` until `ends` (None: still)."""

    level: Level
    begins: datetime
    ends: datetime | None


def timetable(
    plan: Plan, spans: Sequence[LevelSpan], day: date, done: Sequence[Done], moment: datetime
) -> tuple[Due, ...]:
    """The due items of a Beijing `day` as they stand at `moment`, in order of time."""
    owed = sorted(_owed(plan, spans, day), key=lambda item: (item[1], item[0]))
    # of several for one moment the first that was done
    ranked = sorted(done, key=lambda d: (d.done_at is None, d.done_at or moment))
    items = []
    for kind, due_at, cut_off in owed:
        later = (at for other, at, _ in owed if other == kind and at > due_at)
        meant = (d for d in ranked if (d.kind, d.due_at) == (kind, due_at))
        fulfilling = (d for d in meant if fulfils(plan, d.about, cut_off or due_at))
        entry = next(fulfilling, None)
        done_at = entry.done_at if entry else None
        state = _state(plan, due_at, done_at, next(later, None), moment)
        given = (entry.serial, entry.item) if entry else (None, None)
        items.append(Due(kind, due_at, state, done_at, cut_off, *given))
    return tuple(items)


def fulfils(plan: Plan, about: datetime, wanted: datetime) -> bool:
    """Whether what was held at, or is about, one moment can stand for the time that the timetable
    names: what is held at one in the morning is not the consultation of half past eight."""
    return abs(about - wanted) <= timedelta(minutes=plan.thresholds.due_window_minutes)


def _owed(
    plan: Plan, spans: Sequence[LevelSpan], day: date
) -> list[tuple[DueKind, datetime, datetime | None]]:
    owed: list[tuple[DueKind, datetime, datetime | None]] = []
    for span in spans:
        asked = _asked(plan.rhythm(span.level), day)
        owed += [item for item in asked if _within(span, item[1])]
    return owed


def _asked(rhythm: Rhythm, day: date) -> Iterable[tuple[DueKind, datetime, datetime | None]]:
    """Of a whole day. A cut-off that comes after its report on the clock is of the day before."""
    for at in rhythm.consultations:
        yield DueKind.CONSULTATION, datetime.combine(day, at, BEIJING), None
    for times in rhythm.reports:
        due_at = datetime.combine(day, times.due, BEIJING)
        cut_off = datetime.combine(day, times.cut_off, BEIJING)
        before_midnight = cut_off > due_at
        yield DueKind.REPORT, due_at, cut_off - timedelta(days=before_midnight)


def _within(span: LevelSpan, moment: datetime) -> bool:
    return span.begins <= moment and (span.ends is None or moment < span.ends)


def _state(
    plan: Plan,
    due_at: datetime,
    done_at: datetime | None,
    following: datetime | None,
    moment: datetime,
) -> DueState:
    if done_at is not None:
        grace = timedelta(minutes=plan.thresholds.grace_minutes)
        return DueState.DONE if done_at <= due_at + grace else DueState.DONE_LATE
    if moment < due_at:
        soon = timedelta(minutes=plan.thresholds.soon_minutes)
        return DueState.SOON if due_at - moment <= soon else DueState.DUE
    return DueState.MISSED if following is not None and moment >= following else DueState.LATE


AHEAD = timedelta(hours=14)


def timetable_around(
    plan: Plan, spans: Sequence[LevelSpan], done: Sequence[Done], moment: datetime
) -> tuple[Due, ...]:
    """Today's due items (Beijing), what of yesterday is still owed, and what the next hours
    bring."""
    today = moment.astimezone(BEIJING).date()
    days = [
        timetable(plan, spans, today + timedelta(days=shift), done, moment) for shift in (-1, 0, 1)
    ]
    owed = [item for item in days[0] if item.state is DueState.LATE]
    coming = [item for item in days[2] if item.due_at <= moment + AHEAD]
    return (*owed, *days[1], *coming)
