"""The step chart of the response levels as a small SVG, for the wall."""

from datetime import datetime, timedelta
from functools import partial

from ems_dashboard.clock import short_time
from ems_dashboard.rules.responses import level_steps
from ems_dashboard.rules.terms import Hazard, Level
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.origin import note
from ems_dashboard.screen.theme import TOKENS

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 520, 116, 34, 104, 10, 24
Step = tuple[datetime, Level | None]
COLOURS = {Hazard.TYPHOON: TOKENS["text"], Hazard.RAINSTORM: TOKENS["second"]}


def steps(here: Here) -> str:
    title = here.words("screens.overview.levels")
    begins = min(
        (incident.began_at for incident in here.own.incidents),
        default=here.as_of - timedelta(days=1),
    )
    ends = [row for row in map(partial(_last, here), Hazard) if row is not None]
    lowered = 16 if len(ends) == 2 and ends[0][1] is ends[1][1] else 0
    lines = _line(here, Hazard.TYPHOON, begins) + _line(here, Hazard.RAINSTORM, begins, lowered)
    if not lines:
        calm = here.words("charts.no_levels")
        return f'<section class="card"><h3>{title}</h3><p class="calm">{calm}</p></section>'
    grid = "".join(
        f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{_y(n)}" y2="{_y(n)}" stroke="{TOKENS["line"]}"/>'
        f'<text x="{LEFT - 8}" y="{_y(n) + 5}" text-anchor="end" fill="{TOKENS["second"]}">{name}</text>'
        for n, name in enumerate(("—", "Ⅳ", "Ⅲ", "Ⅱ", "Ⅰ"))
    )
    ends = short_time(begins), short_time(here.as_of)
    times = "".join(
        f'<text x="{x}" y="{HEIGHT - 4}" text-anchor="{anchor}" fill="{TOKENS["second"]}">{text}</text>'
        for x, anchor, text in ((LEFT, "start", ends[0]), (WIDTH - RIGHT, "end", ends[1]))
    )
    asof = note(here, here.own.levels)
    return (
        f'<section class="card"><h3>{title}{asof}</h3><svg viewBox="0 0 {WIDTH} {HEIGHT}" font-size="14">'
        f"{grid}{lines}{times}</svg></section>"
    )


def _y(severity: int) -> float:
    return HEIGHT - BOTTOM - severity * (HEIGHT - BOTTOM - TOP) / 4


def _changes(here: Here, hazard: Hazard) -> list[Step]:
    return level_steps(here.own.levels, here.unit or here.city.code, hazard)


def _last(here: Here, hazard: Hazard) -> Step | None:
    changes = _changes(here, hazard)
    return changes[-1] if changes else None


def _line(here: Here, hazard: Hazard, begins: datetime, lowered: int = 0) -> str:
    """`lowered`: by how much its label stands lower, where two lines end on the same level."""
    changes = _changes(here, hazard)
    if not changes:
        return ""
    span = max((here.as_of - begins).total_seconds(), 60)

    def x(moment: datetime) -> float:
        return LEFT + (WIDTH - RIGHT - LEFT) * max(
            0.0, min(1.0, (moment - begins).total_seconds() / span)
        )

    path = f"M{x(changes[0][0]):.1f} {_height(changes[0][1]):.1f}"
    for at, level in changes[1:]:
        path += f"H{x(at):.1f}V{_height(level):.1f}"
    path += f"H{x(here.as_of):.1f}"
    last = changes[-1][1]
    name = f"{here.words(f'terms.hazard.{hazard}')} {last or '—'}"
    return (
        f'<path d="{path}" fill="none" stroke="{COLOURS[hazard]}" stroke-width="3"/>'
        f'<text x="{WIDTH - RIGHT + 8}" y="{_height(last) + 5 + lowered:.1f}" fill="{COLOURS[hazard]}">{name}</text>'
    )


def _height(level: Level | None) -> float:
    return _y(level.severity if level else 0)
