"""The charts of the live picture."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

import plotly.graph_objects as go

from ems_dashboard.moments import as_valid
from ems_dashboard.rules.responses import level_steps
from ems_dashboard.rules.terms import Category, Colour, Hazard, Level
from ems_dashboard.rules.warnings import severity
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.theme import TOKENS, theme_of
from ems_dashboard.situation.picture import Figure, Situation, whole_percent
from ems_dashboard.situation.season_figures import Season
from ems_dashboard.templating import rendered
from ems_dashboard.text import Words
from ems_dashboard.views.charts.plot import blank, local
from ems_dashboard.views.charts.time_axis import show_time

HAZARD_TOKENS = {Hazard.TYPHOON: "text", Hazard.RAINSTORM: "second"}
WARNING_COLOURS = {
    Colour.RED: TOKENS["danger"],
    Colour.ORANGE: TOKENS["near"],
    Colour.YELLOW: TOKENS["caution"],
    Colour.BLUE: TOKENS["notice"],
}
BY_GRAVITY = {colour.severity: colour for colour in Colour}
LINES = (
    ("target", TOKENS["missing"], "dot"),
    ("moved", TOKENS["done"], "solid"),
    ("returned", TOKENS["second"], "dash"),
)
LABEL, AXIS = 16, 46
"""Pixels: of a label at a line's end, of the axis beneath."""
WHOLE = 5
END = 8
"""Pixels across the point at which a line of levels ends."""
SHADES = (TOKENS["done"], TOKENS["second"], TOKENS["in-hand"])


def levels(here: Here, height: int = 170, unit: str = "") -> go.Figure:
    """Steps of the response levels of `unit`, else of the chosen one or the city, since the first of the open
    incidents began: a second response stands beside the first."""
    unit, theme = unit or here.scope.levelled, theme_of(here.page)
    figure = blank(height, right=88, theme=theme)
    begins = min(
        (incident.began_at for incident in here.situation.incidents),
        default=here.as_of - timedelta(days=1),
    )
    ends: set[int] = set()
    for hazard in Hazard:
        changes = level_steps(here.situation.levels, unit, hazard)
        if not changes:
            continue
        x = [
            local(max(begins, changes[0][0])),
            *(local(at) for at, _ in changes[1:]),
            local(here.as_of),
        ]
        y = [_height(level) for _, level in changes]
        colour = theme.tokens[HAZARD_TOKENS[hazard]]
        # of a level that began this minute the end alone is seen
        figure.add_scatter(
            x=x,
            y=[*y, y[-1]],
            mode="lines+markers",
            line={"shape": "hv", "color": colour, "width": 3},
            marker={"color": colour, "size": [0] * len(y) + [END]},
            cliponaxis=False,
        )
        name = here.words(f"terms.hazard.{hazard}")
        last = changes[-1][1]
        figure.add_annotation(
            x=x[-1],
            y=y[-1],
            text=f"{name} {last.value if last else '—'}",
            xanchor="left",
            xshift=6,
            showarrow=False,
            font={"color": colour, "size": 13},
            yshift=-LABEL if y[-1] in ends else 0,
        )
        ends.add(y[-1])
    show_time(figure, begins, here.as_of)
    figure.update_yaxes(
        tickvals=[0, 1, 2, 3, 4], ticktext=["—", "Ⅳ", "Ⅲ", "Ⅱ", "Ⅰ"], range=[-0.3, 4.4]
    )
    return figure


def _height(level: Level | None) -> int:
    return level.severity if level else 0


def warnings_over_time(situation: Situation, height: int = 120, hours: int = 6) -> go.Figure:
    """Messages issued per `hours`, by colour; one that has a level instead by the colour as grave."""
    figure = blank(height)
    counts: dict[Colour, Counter[datetime]] = {colour: Counter() for colour in Colour}
    for message in situation.warnings_issued:
        colour = BY_GRAVITY.get(severity(message))
        if colour:
            at = local(message.valid_at)
            counts[colour][at.replace(minute=0, second=0) - timedelta(hours=at.hour % hours)] += 1
    day_before = as_valid(situation.as_of - timedelta(days=1))
    began = [incident.began_at for incident in situation.incidents]
    issued = [message.valid_at for message in situation.warnings_issued]
    first = min([day_before, *began, *issued])
    show_time(figure, first - timedelta(hours=hours), situation.as_of)
    for colour in reversed(Colour):
        slots = sorted(counts[colour])
        figure.add_bar(
            x=slots,
            y=[counts[colour][slot] for slot in slots],
            marker_color=WARNING_COLOURS[colour],
        )
    _whole(figure, max(sum(counts.values(), Counter()).values(), default=0))
    return figure


def _whole(figure: go.Figure, most: int) -> None:
    """No halves on the axis of things that are counted."""
    figure.update_yaxes(
        rangemode="tozero", **({"dtick": 1} if most < WHOLE else {"tickformat": ",d"})
    )


def by_unit(here: Here, category: Category, height: int = 330) -> go.Figure:
    """Moved of target per unit of the city, or per township of the chosen county: done in teal, what
    is missing hollow."""
    figure = blank(height, right=64)
    figures = [(code, here.picture.figure(code, category)) for code in here.scope.children]
    found = [(code, f) for code, f in figures if f is not None][::-1]
    names = [here.city.short_of(code, here.lang) for code, _ in found]
    moved, left = [f.moved for _, f in found], [max(0, f.target - f.moved) for _, f in found]
    figure.add_bar(y=names, x=moved, orientation="h", marker_color=TOKENS["done"])
    figure.add_bar(
        y=names,
        x=left,
        orientation="h",
        cliponaxis=False,
        textposition="outside",
        textfont={"color": TOKENS["second"]},
        marker={"color": "rgba(0,0,0,0)", "line": {"color": TOKENS["missing"], "width": 1}},
        text=[_share(here, f) for _, f in found],
    )
    figure.update_xaxes(tickformat=",d", showgrid=True, nticks=4)
    return figure


def _share(here: Here, figure: Figure) -> str:
    """Of a unit; one that reported that it has nobody to move is not at 0 %."""
    if figure.share is None:
        return here.words("screens.figure_state.zero")
    return whole_percent(figure.share)


def problems(here: Here, height: int = 256) -> go.Figure:
    """What the groups found per unit: put right in teal, what is open hollow."""
    figure = blank(height)
    found, fixed = Counter[str](), Counter[str]()
    for row in here.situation.deployments:
        if row.unit and here.unit in (None, row.unit):
            found[row.unit] += row.problems_found
            fixed[row.unit] += row.problems_fixed
    units = [unit for unit in here.city.units if unit.code in found]
    names = [here.city.short_of(unit.code, here.lang) for unit in units]
    left = [max(0, found[unit.code] - fixed[unit.code]) for unit in units]
    figure.add_bar(x=names, y=[fixed[unit.code] for unit in units], marker_color=TOKENS["done"])
    figure.add_bar(
        x=names,
        y=left,
        marker={"color": "rgba(0,0,0,0)", "line": {"color": TOKENS["missing"], "width": 1}},
    )
    if here.lang == "zh":  # two signs stand above each other where there is no room beside
        upright = [rendered("charts/upright.html", name=name) for name in names]
        figure.update_xaxes(tickvals=names, ticktext=upright, tickangle=0)
    _whole(figure, max(found.values(), default=0))
    return figure


def _apart(values: Sequence[int], pixels: float) -> list[float]:
    """By how many pixels the labels at the lines' ends move, so that none lies on another: the
    target's stands above."""
    shifts, above = [], None
    for value in values:
        place = value * pixels if above is None else min(value * pixels, above - LABEL)
        shifts.append(place - value * pixels)
        above = place
    return shifts


def course(here: Here, category: Category, height: int = 330) -> go.Figure:
    """The level's own figure over time, against its target."""
    figure = blank(height, right=70)
    lead = here.situation.lead.incident if here.situation.lead else None
    series = next(
        (
            s
            for s in here.picture.evacuation_series
            if s.category is category and s.incident == lead
        ),
        None,
    )
    if series is None:
        return figure
    x = [local(point[0]) for point in series.points]
    shifts = _apart(
        series.points[-1][1:], (height - AXIS) / max(1, *(point[1] for point in series.points))
    )
    mode = "lines" if len(set(x)) > 1 else "markers"  # of one report there is no line
    for index, (name, colour, dash) in enumerate(LINES, start=1):
        y = [point[index] for point in series.points]
        figure.add_scatter(
            x=x,
            y=y,
            mode=mode,
            marker={"color": colour, "size": 9},
            line={"color": colour, "dash": dash, "width": 2, "shape": "hv"},
        )
        figure.add_annotation(
            x=x[-1],
            y=y[-1],
            text=here.words(f"charts.{name}"),
            xanchor="left",
            xshift=6,
            yshift=shifts[index - 1],
            showarrow=False,
            font={"color": colour},
        )
    show_time(figure, series.points[0][0], series.points[-1][0])
    figure.update_yaxes(tickformat=",d", rangemode="tozero")
    return figure


def months(season: Season, subject: str, word: Words, height: int = 230) -> go.Figure:
    """`subject`: warnings, responses or people, stacked by kind over the months."""
    figure = blank(height)
    names = [word("charts.month", n=month.month) for month in season.months]
    if subject == "people":
        parts = {"people": [month.evacuation["people"] for month in season.months]}
    else:
        rows = [getattr(month, subject) for month in season.months]
        parts = {part: [row[part] for row in rows] for part in rows[0]}
    prefix = {"warnings": "warning_kind", "responses": "hazard", "people": "category"}[subject]
    for colour, (part, values) in zip(SHADES, parts.items(), strict=False):
        figure.add_bar(x=names, y=values, name=word(f"terms.{prefix}.{part}"), marker_color=colour)
    figure.update_layout(
        showlegend=len(parts) > 1,
        legend={"orientation": "h", "y": 1.16, "x": 0, "font": {"size": 13}},
    )
    ticks = [names[0], *(str(month.month) for month in season.months[1:])]
    figure.update_xaxes(tickformat=None, tickvals=names, ticktext=ticks, tickangle=0)
    _whole(figure, max(map(sum, zip(*parts.values(), strict=True)), default=0))
    return figure
