"""The day's timetable (一日两会商, 一日三报): what the plan asks for at the level in force, and
what became of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ems_dashboard.clock import BEIJING
from ems_dashboard.rules.plan import Plan, Rhythm
from ems_dashboard.rules.terms import DueKind, DueState, Level


@dataclass(frozen=True, slots=True)
class Due:
    """`item`: the consultation or report that meets it or, while `done_at` is None, is in hand for
    it. `figures_owed`: whether units were asked for figures of its cut-off."""

    kind: DueKind
    due_at: datetime
    state: DueState
    done_at: datetime | None = None
    cut_off: datetime | None = None
    serial: int | None = None
    item: str | None = None
    figures_owed: bool = False

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


@dataclass(frozen=True, slots=True)
class OwedReport:
    due_at: datetime
    cut_off: datetime
    figures_owed: bool


def timetable(
    plan: Plan, spans: Sequence[LevelSpan], day: date, done: Sequence[Done], moment: datetime
) -> tuple[Due, ...]:
    """The due items of a Beijing `day` as they stand at `moment`, in order of time."""
    owed = sorted(_owed(plan, spans, day), key=lambda item: (item.due_at, item.kind))
    # of several for one moment the first that was done
    ranked = sorted(done, key=lambda d: (d.done_at is None, d.done_at or moment))
    items = []
    for item in owed:
        later = (o.due_at for o in owed if o.kind == item.kind and o.due_at > item.due_at)
        meant = (d for d in ranked if (d.kind, d.due_at) == (item.kind, item.due_at))
        fulfilling = (d for d in meant if fulfils(plan, d.about, item.cut_off or item.due_at))
        entry = next(fulfilling, None)
        done_at = entry.done_at if entry else None
        state = _state(plan, item.due_at, done_at, next(later, None), moment)
        given = (entry.serial, entry.item) if entry else (None, None)
        items.append(replace(item, state=state, done_at=done_at, serial=given[0], item=given[1]))
    return tuple(items)


def fulfils(plan: Plan, about: datetime, wanted: datetime) -> bool:
    """Whether what was held at, or is about, one moment can stand for the time that the timetable
    names: what is held at one in the morning is not the consultation of half past eight."""
    return abs(about - wanted) <= timedelta(minutes=plan.thresholds.due_window_minutes)


def _owed(plan: Plan, spans: Sequence[LevelSpan], day: date) -> list[Due]:
    owed = [
        Due(DueKind.CONSULTATION, at, DueState.DUE)
        for span in spans
        for at in _consultations(plan.rhythm(span.level), day)
        if _within(span, at)
    ]
    return owed + [
        Due(
            DueKind.REPORT,
            item.due_at,
            DueState.DUE,
            cut_off=item.cut_off,
            figures_owed=item.figures_owed,
        )
        for item in reports_owed(plan, spans, day)
    ]


def reports_owed(plan: Plan, spans: Sequence[LevelSpan], day: date) -> Iterator[OwedReport]:
    """The reports that are due on the day. Figures are owed of a cut-off that the level of its own
    hour asked for; where the response or the level began after the cut-off, the report tells how
    things stood when it began."""
    for span in spans:
        for due_at, cut_off in _reports(plan.rhythm(span.level), day):
            if not _within(span, due_at):
                continue
            asked = _asked(plan, _leading_to(spans, span), day, (due_at, cut_off))
            yield OwedReport(due_at, cut_off if asked else max(cut_off, span.begins), asked)


def _asked(
    plan: Plan,
    spans: Iterable[LevelSpan],
    day: date,
    report: tuple[datetime, datetime],
) -> bool:
    """Whether the level that was in force at the cut-off has this report in its timetable."""
    standing = (span for span in spans if _within(span, report[1]))
    return any(report in _reports(plan.rhythm(span.level), day) for span in standing)


def _leading_to(spans: Sequence[LevelSpan], last: LevelSpan) -> Iterator[LevelSpan]:
    """The levels that followed one another without a gap until this one."""
    begins: datetime | None = last.begins
    yield last
    while begins is not None:
        before = next((span for span in spans if span.ends == begins), None)
        begins = before.begins if before else None
        if before:
            yield before


def _consultations(rhythm: Rhythm, day: date) -> list[datetime]:
    return [datetime.combine(day, at, BEIJING) for at in rhythm.consultations]


def _reports(rhythm: Rhythm, day: date) -> list[tuple[datetime, datetime]]:
    """When each is due, and its cut-off; one that comes after its report on the clock is of the day
    before."""
    found = []
    for times in rhythm.reports:
        due_at = datetime.combine(day, times.due, BEIJING)
        cut_off = datetime.combine(day, times.cut_off, BEIJING)
        found.append((due_at, cut_off - timedelta(days=cut_off > due_at)))
    return found


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
