"""The step chart of the response levels as a small SVG, for the wall."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup

from ems_dashboard.clock import short_time
from ems_dashboard.rules.responses import level_steps
from ems_dashboard.rules.terms import Hazard, Level
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.level_marks import NONE
from ems_dashboard.screen.origin import note
from ems_dashboard.screen.theme import TOKENS
from ems_dashboard.screen.time_span import shown_since
from ems_dashboard.templating import rendered

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 520, 96, 34, 104, 8, 22
APART = 16
"""By how much the second label stands lower where two lines end on the same level."""
Step = tuple[datetime, Level | None]
Steps = Sequence[Step]
COLOURS = {Hazard.TYPHOON: TOKENS["text"], Hazard.RAINSTORM: TOKENS["second"]}
GRID = (NONE, "Ⅳ", "Ⅲ", "Ⅱ", "Ⅰ")


@dataclass(frozen=True, slots=True)
class GridLine:
    x1: int
    x2: int
    y: float
    text_x: int
    text_y: float
    name: str


@dataclass(frozen=True, slots=True)
class LevelLine:
    path: str
    end_y: float
    colour: str
    text_x: int
    text_y: str
    name: str


@dataclass(frozen=True, slots=True)
class TimeLabel:
    x: int
    y: int
    anchor: str
    text: str


def steps(here: Here) -> Markup:
    lines = _lines(here)
    return rendered(
        "wall/levels.html",
        title=here.words("screens.overview.levels"),
        asof=note(here, here.situation.levels) if lines else "",
        nothing=here.words("charts.no_levels"),
        width=WIDTH,
        height=HEIGHT,
        colours=TOKENS,
        grid=[_grid(severity, name) for severity, name in enumerate(GRID)],
        lines=lines,
        end_x=WIDTH - RIGHT,
        times=_times(here),
    )


def _lines(here: Here) -> list[LevelLine]:
    unit = here.scope.levelled
    changes = {hazard: level_steps(here.situation.levels, unit, hazard) for hazard in Hazard}
    drawn = {hazard: rows for hazard, rows in changes.items() if rows}
    ends = [level for _, level in (rows[-1] for rows in drawn.values())]
    lowered = APART if len(ends) == len(Hazard) and len(set(ends)) == 1 else 0
    below = {Hazard.RAINSTORM: lowered}
    return [_line(here, hazard, rows, below.get(hazard, 0)) for hazard, rows in drawn.items()]


def _begins(here: Here) -> datetime:
    began = [incident.began_at for incident in here.situation.incidents]
    return shown_since(min(began, default=here.as_of - timedelta(days=1)), here.as_of)


def _grid(severity: int, name: str) -> GridLine:
    y = _y(severity)
    return GridLine(x1=LEFT, x2=WIDTH - RIGHT, y=y, text_x=LEFT - 8, text_y=y + 5, name=name)


def _times(here: Here) -> tuple[TimeLabel, TimeLabel]:
    y = HEIGHT - 4
    return (
        TimeLabel(LEFT, y, "start", short_time(_begins(here))),
        TimeLabel(WIDTH - RIGHT, y, "end", short_time(here.as_of)),
    )


def _line(here: Here, hazard: Hazard, changes: Steps, lowered: int) -> LevelLine:
    """`lowered`: by how much its label stands lower."""
    _, last = changes[-1]
    return LevelLine(
        path=_path(here, changes),
        end_y=_height(last),
        colour=COLOURS[hazard],
        text_x=WIDTH - RIGHT + 8,
        text_y=f"{_height(last) + 5 + lowered:.1f}",
        name=f"{here.words(f'terms.hazard.{hazard}')} {last or NONE}",
    )


def _path(here: Here, changes: Steps) -> str:
    begins = _begins(here)
    span = (here.as_of - begins).total_seconds()

    def x(moment: datetime) -> float:
        share = (moment - begins).total_seconds() / span
        return LEFT + (WIDTH - RIGHT - LEFT) * max(0.0, min(1.0, share))

    (first_at, first), *later = changes
    parts = [f"M{x(first_at):.1f} {_height(first):.1f}"]
    parts += [f"H{x(at):.1f}V{_height(level):.1f}" for at, level in later]
    return "".join([*parts, f"H{x(here.as_of):.1f}"])


def _y(severity: int) -> float:
    return HEIGHT - BOTTOM - severity * (HEIGHT - BOTTOM - TOP) / 4


def _height(level: Level | None) -> float:
    return _y(level.severity if level else 0)
