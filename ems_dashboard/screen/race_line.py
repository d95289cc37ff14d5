"""The race as lines on one axis: what is drawn of each runner, and what it says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ems_dashboard.reports.race_words import help_said, unit_word, verb
from ems_dashboard.rules.expected_wind import ExpectedWind
from ems_dashboard.rules.pace import FinishTold
from ems_dashboard.rules.race import RaceState, Runner
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import link
from ems_dashboard.screen.means_card import resources_of
from ems_dashboard.screen.race_axis import Axis, Band, Tick, axis_of, bands, first_winds, ticks
from ems_dashboard.situation.resources import nearest_free
from ems_dashboard.situation.wind_words import hour

RIGHT_OF = 62.0
"""Beyond so much of the axis a label stands to the left of what it names."""

LETTER_PERCENT = 2.0
"""A letter takes about so much of the axis on a telephone, a Chinese one twice as much."""


@dataclass(frozen=True, slots=True)
class Gate:
    """An upright. `label` empty: named in words only, else it begins at `label_left`, with `flip`
    ends there; `cut`: it lies before the axis."""

    left: float
    kind: str
    label: str
    label_left: float
    cut: bool
    flip: bool


@dataclass(frozen=True, slots=True)
class Work:
    """From now to the likely finish, and on to the slow end; `cut`: that lies beyond the axis."""

    left: float
    width: float
    slow: float
    cut: bool


@dataclass(frozen=True, slots=True)
class End:
    """What is written where the bar ends; `moving`: there is a bar."""

    left: float
    label: str
    moving: bool
    flip: bool


@dataclass(frozen=True, slots=True)
class RaceLine:
    name: str
    category: str
    state: RaceState
    href: str
    left: str
    of_target: str
    verb: str
    below: str
    gates: tuple[Gate, ...]
    work: Work | None
    end: End | None
    wind: float | None


@dataclass(frozen=True, slots=True)
class Chart:
    """`tick_percent`: between two grid lines, the first of them at `tick_first`."""

    lines: list[RaceLine]
    ticks: list[Tick]
    tick_first: float
    tick_percent: float
    bands: list[Band]
    now: float
    now_label: str


def chart(
    here: Here,
    runners: Sequence[Runner],
    winds: Sequence[ExpectedWind],
    *,
    teams: bool = False,
) -> Chart:
    """`teams`: who is nearest and free stands beside what would help."""
    shown = first_winds(winds, runners)
    axis = axis_of(here.as_of, runners, shown)
    marked = ticks(axis)
    hours = (axis.ends - axis.begins).total_seconds() / 3600
    return Chart(
        lines=[_line(here, runner, axis, teams) for runner in runners],
        ticks=marked,
        tick_first=marked[0].left % (100 * axis.step / hours) if marked else 0.0,
        tick_percent=round(100 * axis.step / hours, 3),
        bands=bands(here, axis, shown),
        now=axis.percent(here.as_of),
        now_label=f"{here.words('race.now')} {hour(here.as_of, here.as_of)}",
    )


def _line(here: Here, runner: Runner, axis: Axis, teams: bool) -> RaceLine:
    word = here.words
    return RaceLine(
        name=here.city.short_of(runner.unit, here.lang),
        category=word(f"race.category.{runner.category}"),
        state=runner.state,
        href=link(here, "race", unit=runner.unit),
        left=f"{runner.left:,}",
        of_target=word(
            "race.of_target",
            unit_word=unit_word(runner.category, here.city, word),
            target=f"{runner.target:,}",
        ),
        verb=verb(runner, here.city, word),
        below=_below(here, runner, teams),
        gates=_gates(here, runner, axis),
        work=_work(runner, axis),
        end=_end(here, runner, axis),
        wind=axis.percent(runner.wind.likely) if runner.wind else None,
    )


def _below(here: Here, runner: Runner, teams: bool) -> str:
    """What would help, who could, and the plan's hour where an order moved it."""
    said = [help_said(runner, here.city, here.words)]
    if teams and (names := nearest_said(here, runner)):
        said.append(here.words("race.help.nearest", names=names))
    if runner.ordered and runner.planned and runner.planned > runner.as_of:
        said.append(here.words("race.planned_at", at=hour(runner.planned, here.as_of)))
    return " · ".join(filter(None, said))


def nearest_said(here: Here, runner: Runner) -> str:
    """Where help is asked for, who is nearest and free."""
    if not help_said(runner, here.city, here.words):
        return ""
    posts = nearest_free(resources_of(here), here.city, runner.unit)
    names = (post.team.name if here.lang == "zh" else post.team.name_en for post in posts)
    return here.words.listed(names)


def _gates(here: Here, runner: Runner, axis: Axis) -> tuple[Gate, ...]:
    """The one that counts with its hour; the plan's beside an order's without."""
    found: list[Gate] = []
    if runner.planned and (runner.ordered is None or runner.planned > axis.begins):
        found.append(_gate(here, runner.planned, "planned", axis, named=runner.ordered is None))
    if runner.ordered:
        found.append(_gate(here, runner.ordered, "ordered", axis, named=True))
    return tuple(found)


def _gate(here: Here, at: datetime, kind: str, axis: Axis, *, named: bool) -> Gate:
    left = axis.percent(at)
    label = here.words(f"race.{kind}_at", at=hour(at, here.as_of)) if named else ""
    label_left, flip = beside_now(left, axis.percent(axis.now), label)
    return Gate(left, kind, label, label_left, cut=at < axis.begins, flip=flip)


def beside_now(left: float, now: float, label: str) -> tuple[float, bool]:
    """Where the label of an upright stands, and whether it ends there: not across the line of
    now."""
    wide = LETTER_PERCENT * sum(1 if character.isascii() else 2 for character in label)
    across = left <= now < left + wide
    flip = left > RIGHT_OF or (across and left >= wide)
    return (now if across and not flip else left), flip


def _work(runner: Runner, axis: Axis) -> Work | None:
    likely, high = runner.finish.likely, runner.finish.high
    if runner.finish.told is FinishTold.BEYOND:
        now = axis.percent(axis.now)
        return Work(now, 0.0, round(100.0 - now, 1), cut=True)
    if likely is None or runner.finish.told not in (FinishTold.RANGE, FinishTold.NOT_BEGUN):
        return None
    now, end = axis.percent(axis.now), axis.percent(likely)
    slow = axis.percent(high) if high else 100.0
    cut = likely > axis.ends or high is None or high > axis.ends
    return Work(now, round(end - now, 1), round(max(0.0, slow - end), 1), cut)


def _end(here: Here, runner: Runner, axis: Axis) -> End | None:
    finish, now = runner.finish, axis.percent(axis.now)
    if finish.told in (FinishTold.RANGE, FinishTold.NOT_BEGUN) and finish.likely:
        left = axis.percent(finish.likely)
        label = here.words("race.finished_at", at=hour(finish.likely, here.as_of))
        return End(left, label, True, left > RIGHT_OF)
    if finish.told in (FinishTold.NOT_BEGUN, FinishTold.STALLED):
        return End(now, here.words("race.not_moving"), False, False)
    return None
