"""A runner's line in the race: what is drawn, on which scale, and what it says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ems_dashboard.rules.race import RaceState, Runner
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.level_marks import NONE
from ems_dashboard.screen.links import link
from ems_dashboard.screen.origin import when

LEAST_AXIS, MOST_AXIS = timedelta(hours=6), timedelta(hours=48)
NO_MARGIN = (RaceState.UNKNOWN, RaceState.STALLED)


@dataclass(frozen=True, slots=True)
class Axis:
    """One scale for all lines: from now, or the first deadline, to the last finish."""

    begins: datetime
    ends: datetime

    def percent(self, moment: datetime) -> float:
        return 100 * max(0.0, min(1.0, (moment - self.begins) / (self.ends - self.begins)))


@dataclass(frozen=True, slots=True)
class Stretch:
    """In per cent of the axis."""

    left: str
    width: str


@dataclass(frozen=True, slots=True)
class RaceLine:
    """`work`: from now to the projected finish; `finish`: between its low and its high end;
    `deadline` in per cent of the axis. `below`: what stands under the margin."""

    name: str
    category: str
    state: RaceState
    href: str
    demand: str
    work: Stretch | None
    finish: Stretch | None
    deadline: str
    margin: str
    below: str


def race_lines(here: Here, runners: Sequence[Runner]) -> list[RaceLine]:
    axis = _axis(here.as_of, runners)
    return [_line(here, runner, axis) for runner in runners]


def _axis(now: datetime, runners: Sequence[Runner]) -> Axis:
    moments = [now, *_ends(runners)]
    begins = max(min(moments), now - MOST_AXIS / 2)
    latest = min(max(moments), now + MOST_AXIS)
    return Axis(begins, max(begins + LEAST_AXIS, latest))


def _ends(runners: Sequence[Runner]) -> Iterable[datetime]:
    for runner in runners:
        finish = runner.finish_high or runner.finish
        if runner.deadline:
            yield runner.deadline
        if finish:
            yield finish


def _line(here: Here, runner: Runner, axis: Axis) -> RaceLine:
    return RaceLine(
        name=here.city.short_of(runner.unit, here.lang),
        category=here.words(f"race.category.{runner.category}"),
        state=runner.state,
        href=link(here, "race", unit=runner.unit),
        demand=_demand(here, runner),
        work=_work(runner, axis, here.as_of),
        finish=_finish(runner, axis),
        deadline=f"{axis.percent(runner.deadline):.1f}" if runner.deadline else "",
        margin=_margin(here, runner),
        below=_below(here, runner),
    )


def _demand(here: Here, runner: Runner) -> str:
    word = here.words
    return word(
        "race.bar_said",
        unit=here.city.short_of(runner.unit, here.lang),
        category=word(f"terms.category.{runner.category}"),
        state=word(f"race.state.{runner.state}"),
        deadline=_at(here, runner.deadline),
        finish=_at(here, runner.finish),
    )


def _at(here: Here, moment: datetime | None) -> str:
    return when(moment, here) if moment else NONE


def _work(runner: Runner, axis: Axis, now: datetime) -> Stretch | None:
    if runner.finish is None:
        return None
    end = axis.percent(runner.finish)
    start = min(axis.percent(now), end)
    return Stretch(f"{start:.1f}", f"{end - start:.1f}")


def _finish(runner: Runner, axis: Axis) -> Stretch | None:
    if runner.finish is None or runner.finish_low is None:
        return None
    low = axis.percent(runner.finish_low)
    high = axis.percent(runner.finish_high) if runner.finish_high else 100.0
    return Stretch(f"{low:.1f}", f"{max(1.0, high - low):.1f}")


def _margin(here: Here, runner: Runner) -> str:
    if runner.margin_hours is None or runner.state in NO_MARGIN:
        return here.words(f"race.state.{runner.state}")
    return f"{runner.margin_hours:+.1f} h".replace("-", "−")


def _below(here: Here, runner: Runner) -> str:
    if runner.latest_start:
        key = "race.start_by" if runner.latest_start > here.as_of else "race.start_missed"
        return here.words(key, at=when(runner.latest_start, here))
    return here.words("race.left", n=f"{runner.left:,}") if runner.left else ""
