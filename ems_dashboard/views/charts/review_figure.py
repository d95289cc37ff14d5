"""The course of an incident as one figure: levels, storm, warnings, orders, people, shelters on one
time axis."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import plotly.graph_objects as go
from plotly.subplots import make_subplots

from ems_dashboard.clock import short_time
from ems_dashboard.rules.city import City
from ems_dashboard.rules.responses import spans
from ems_dashboard.rules.rhythm import LevelSpan
from ems_dashboard.rules.terms import Category, Colour, Hazard, OrderKind
from ems_dashboard.screen.theme import DESK
from ems_dashboard.situation.review import Review
from ems_dashboard.templating import rendered
from ems_dashboard.text import Words
from ems_dashboard.views.charts.plot import blank, local

TOP, GAP, RIGHT, BOTTOM = 44, 34, 12, 44
"""Pixels: above the first row, between rows, right of them, for the axis."""
LINE = 16
"""Labels at the lines' ends stand at least so far apart."""
SLOT = timedelta(hours=6)
STEPS, TICKS = (
    (
        timedelta(hours=3),
        timedelta(hours=6),
        timedelta(hours=12),
        timedelta(days=1),
        timedelta(days=2),
    ),
    8,
)
"""Between two moments named on the axis, of which there are at most so many."""
TOKENS = DESK.tokens
ON_LEVEL = {4: "#ffffff", 3: "#ffffff", 2: "#14222c", 1: "#ffffff"}
"""The numeral on the colour of a level, by severity."""


@dataclass(frozen=True, slots=True)
class Row:
    """`draw` None: nothing was recorded, and `note` says so."""

    name: str
    note: str
    height: int
    draw: Callable[["Drawing", int], None] | None = None


class Drawing:
    """The rows that hold anything, and in words those that do not: an axis without a figure says
    nothing."""

    def __init__(self, review: Review, city: City, word: Words) -> None:
        self.review, self.city, self.word = review, city, word
        persons, all_rules = city.plan.persons, city.plan.categories
        vessels = [rule.category for rule in all_rules if rule.category not in persons]
        rows = (
            self._levels(),
            self._units(),
            self._storm(),
            *self._distance(),
            self._warnings(),
            self._orders(),
            self._moving("people", persons),
            self._moving("vessels", vessels),
            self._shelters(),
        )
        self.rows = [row for row in rows if row.draw]
        self.empty = [row for row in rows if not row.draw]

    def draw(self) -> go.Figure | None:
        if not self.rows:
            return None
        inner = sum(row.height for row in self.rows) + GAP * (len(self.rows) - 1)
        figure = self.figure = make_subplots(
            rows=len(self.rows),
            cols=1,
            shared_xaxes=True,
            vertical_spacing=GAP / inner,
            row_heights=[row.height for row in self.rows],
        )
        style = blank(inner + TOP + BOTTOM, right=RIGHT, theme=DESK).layout
        axes = style.to_plotly_json()
        figure.update_layout(style).update_layout(margin={"t": TOP, "b": BOTTOM})
        along = {
            "domain": [0, 1],
            "range": [local(self.review.since), local(self.review.until)],
            "showgrid": True,
        }
        along |= self._ticks()
        figure.update_xaxes(axes["xaxis"] | along | {"type": "date"})
        figure.update_yaxes(axes["yaxis"] | {"nticks": 4, "rangemode": "tozero"})
        self._gale()
        for number, row in enumerate(self.rows, 1):
            self._title(number, row)
            if row.draw:
                row.draw(self, number)
        return figure

    def _ticks(self) -> dict[str, object]:
        """The same moments on every row, counted from midnight."""
        since, length = local(self.review.since), self.review.until - self.review.since
        step = next((step for step in STEPS if length / step <= TICKS), length / TICKS)
        return {"tick0": since.replace(hour=0, minute=0), "dtick": step / timedelta(milliseconds=1)}

    def _title(self, number: int, row: Row) -> None:
        top = self.figure.get_subplot(number, 1).yaxis.domain[1]
        self.figure.add_annotation(
            text=rendered("charts/row_title.html", name=row.name, note=row.note),
            x=0,
            xref="paper",
            y=top,
            yref="paper",
            yshift=2,
            xanchor="left",
            yanchor="bottom",
            showarrow=False,
            font={"size": 13, "color": TOKENS["text"]},
        )

    def _row(
        self, subject: str, height: int, draw: Callable[["Drawing", int], None], there: object
    ) -> Row:
        said = (
            self.word.either(f"review.row.{subject}_note", "")
            if there
            else self.word(f"review.row.{subject}_none")
        )
        return Row(self.word(f"review.row.{subject}"), said, height, draw if there else None)

    # -- the rows

    def _levels(self) -> Row:
        mine = [change for change in self.review.changes if change.unit == self.city.code]
        return self._row("levels", 56, Drawing._draw_levels, mine)

    def _draw_levels(self, row: int) -> None:
        for hazard in reversed(Hazard):
            changes = [c for c in self.review.changes if c.hazard is hazard]
            self._ribbon(
                row,
                self.word(f"terms.hazard.{hazard}"),
                spans(changes, self.city.code),
                numerals=True,
            )
        self.figure.update_yaxes(showgrid=False, row=row, col=1)

    def _units(self) -> Row:
        found = {unit.code: spans(self.review.changes, unit.code) for unit in self.city.units}
        height = 14 * len(self.city.units)
        return self._row(
            "units", height, lambda self, row: self._draw_units(row, found), any(found.values())
        )

    def _draw_units(self, row: int, found: dict[str, tuple[LevelSpan, ...]]) -> None:
        names = [self.city.short_of(unit.code, self.word.lang) for unit in self.city.units]
        for unit, name in zip(reversed(self.city.units), reversed(names), strict=True):
            self._ribbon(row, name, found[unit.code])
        self.figure.update_yaxes(
            row=row,
            col=1,
            showgrid=False,
            tickfont={"size": 11},
            categoryorder="array",
            categoryarray=names[::-1],
            tickmode="array",
            tickvals=names,
            range=[-0.5, len(names) - 0.5],
        )

    def _ribbon(
        self, row: int, name: str, stretches: Iterable[LevelSpan], *, numerals: bool = False
    ) -> None:
        for span in stretches:
            begins, ends = span.begins, min(span.ends or self.review.until, self.review.until)
            grave, length = span.level.severity, (ends - begins) / timedelta(milliseconds=1)
            self.figure.add_bar(
                y=[name],
                x=[length],
                base=[local(begins)],
                orientation="h",
                width=0.8,
                row=row,
                col=1,
                marker={"color": TOKENS[f"level-{5 - grave}"], "line": {"width": 0}},
                constraintext="none",
                text=span.level if numerals else "",
                textposition="inside",
                insidetextanchor="middle",
                textangle=0,
                insidetextfont={"color": ON_LEVEL[grave], "size": 14},
                hovertemplate=_hover(
                    f"{name} {span.level}", f"{short_time(begins)} – {short_time(ends)}"
                ),
            )
        if not stretches:
            self.figure.add_scatter(y=[name], x=[None], row=row, col=1)

    def _storm(self) -> Row:
        """How strong it was. A fix without a wind leaves a gap."""
        return self._row("storm", 84, Drawing._draw_wind, self.review.storm)

    def _draw_wind(self, row: int) -> None:
        fixes = [fix for fix, _ in self.review.storm]
        at = [local(fix.valid_at) for fix in fixes]
        wind_ms = [fix.wind_ms for fix in fixes]
        self._line(row, at, wind_ms, TOKENS["text"], "solid", "%{y:.0f} m/s", shape="linear")
        known = [(fix.wind_ms, fix.valid_at) for fix in fixes if fix.wind_ms is not None]
        if known:
            peak_ms, peak_at = max(known, key=lambda point: point[0])
            said = self.word("review.strongest", ms=f"{peak_ms:.0f}")
            self._note(row, peak_at, peak_ms, said, TOKENS["text"])
            top = 1.3 * peak_ms
            self.figure.update_yaxes(ticksuffix=" m/s", nticks=4, range=[0, top], row=row, col=1)

    def _distance(self) -> Iterable[Row]:
        """How far its centre was, on a row and an axis of its own: no two scales stand on one
        field."""
        if self.review.storm:
            yield self._row("distance", 84, Drawing._draw_distance, self.review.storm)

    def _draw_distance(self, row: int) -> None:
        at = [local(fix.valid_at) for fix, _ in self.review.storm]
        away_km = [round(km) for _, km in self.review.storm]
        self._line(row, at, away_km, TOKENS["second"], "solid", "%{y:,} km", shape="linear")
        fix, km = min(self.review.storm, key=lambda pair: pair[1])
        said = self.word("review.nearest", km=f"{round(km):,}")
        self._note(row, fix.valid_at, round(km), said, TOKENS["second"])
        self.figure.update_yaxes(tickformat=",d", ticksuffix=" km", nticks=4, row=row, col=1)

    def _warnings(self) -> Row:
        counted: dict[Colour, Counter[datetime]] = {colour: Counter() for colour in Colour}
        for warning in self.review.warnings:
            if warning.colour:
                at = local(warning.valid_at)
                counted[warning.colour][
                    at.replace(hour=at.hour - at.hour % 6, minute=0, second=0)
                ] += 1
        return self._row(
            "warnings",
            96,
            lambda self, row: self._draw_warnings(row, counted),
            any(counted.values()),
        )

    def _draw_warnings(self, row: int, counted: dict[Colour, Counter[datetime]]) -> None:
        for colour in reversed(Colour):
            slots, name = sorted(counted[colour]), self.word(f"terms.colour.{colour}")
            self.figure.add_bar(
                x=[slot + SLOT / 2 for slot in slots],
                y=[counted[colour][slot] for slot in slots],
                row=row,
                col=1,
                width=0.8 * SLOT / timedelta(milliseconds=1),
                marker_color=TOKENS[f"level-{5 - colour.severity}"],
                hovertemplate=_hover(f"{name} %{{y}}"),
            )

    def _orders(self) -> Row:
        kinds = [
            kind for kind in OrderKind if any(order.kind is kind for order in self.review.orders)
        ]
        return self._row("orders", 24 * len(kinds) + 4, Drawing._draw_orders, kinds)

    def _draw_orders(self, row: int) -> None:
        for kind in reversed(OrderKind):
            chosen = [order for order in self.review.orders if order.kind is kind]
            if chosen:
                name = self.word(f"terms.order_kind.{kind}")
                x = [local(order.valid_at) for order in chosen]
                self.figure.add_scatter(
                    x=x,
                    y=[name] * len(chosen),
                    mode="markers",
                    row=row,
                    col=1,
                    marker={
                        "size": 9,
                        "color": TOKENS["in-hand"],
                        "line": {"width": 1, "color": TOKENS["panel"]},
                    },
                    customdata=[f"{short_time(o.valid_at)}  {o.title}" for o in chosen],
                    hovertemplate=_hover("%{customdata}"),
                )
        self.figure.update_yaxes(row=row, col=1, showgrid=False)

    def _moving(self, subject: str, categories: Sequence[Category]) -> Row:
        there = [category for category in categories if self.review.people.get(category)]
        return self._row(subject, 120, lambda self, row: self._draw_moving(row, there), there)

    def _draw_moving(self, row: int, categories: Sequence[Category]) -> None:
        ends, shades = [], (TOKENS["done"], TOKENS["in-hand"], TOKENS["third"])
        for colour, category in zip(shades, categories, strict=False):
            course = self.review.people[category]
            x = [*(local(point[0]) for point in course), local(self.review.until)]
            target = [*(point[1] for point in course), course[-1][1]]
            moved = [*(point[2] for point in course), course[-1][2]]
            name = self.word(f"race.category.{category}")
            self._line(row, x, target, colour, "dot", f"{name} %{{y:,}}", width=1)
            self._line(row, x, moved, colour, "solid", f"{name} %{{y:,}}")
            ends.append((moved[-1], name, colour))
        most = max(point[1] for category in categories for point in self.review.people[category])
        self._ends(row, ends, max(most, *(end[0] for end in ends), 1) * 1.08)
        self.figure.update_yaxes(tickformat=",d", row=row, col=1)

    def _ends(self, row: int, ends: Sequence[tuple[int, str, str]], top: float) -> None:
        """Labels under the lines' ends, above a line that is too low, pushed apart where they would
        collide."""
        height, last = self.rows[row - 1].height, 0.0
        self.figure.update_yaxes(range=[0, top], row=row, col=1)
        for value, name, colour in sorted(ends):
            line = value / top * height
            last = max(line - LINE * 0.7 if line > 1.5 * LINE else line + LINE * 0.7, last + LINE)
            self.figure.add_annotation(
                x=local(self.review.until),
                y=value,
                text=f"{name} {value:,}",
                xanchor="right",
                yshift=last - line,
                showarrow=False,
                font={"size": 12, "color": colour},
                bgcolor=TOKENS["panel"],
                opacity=0.9,
                row=row,
                col=1,
            )

    def _shelters(self) -> Row:
        return self._row("shelters", 92, Drawing._draw_shelters, self.review.shelters)

    def _draw_shelters(self, row: int) -> None:
        points = [point for point in self.review.shelters if point[0] <= self.review.until]
        x, people = [local(point[0]) for point in points], [point[1] for point in points]
        x, people = [*x, local(self.review.until)], [*people, people[-1]]
        self._line(row, x, people, TOKENS["done"], "solid", "%{y:,}", fill="tozeroy")
        at, most, shelters = max(points, key=lambda point: point[1:])
        said = self.word("review.fullest", people=f"{most:,}", n=shelters)
        self._note(row, at, most, said, TOKENS["done"])
        self.figure.update_yaxes(
            tickformat=",d", showticklabels=most > 0, range=[0, 1.25 * max(most, 1)], row=row, col=1
        )

    # -- what they share

    def _line(
        self,
        row: int,
        x: list[datetime],
        y: Sequence[float | None],
        colour: str,
        dash: str,
        hover: str,
        *,
        width: int = 2,
        shape: str = "hv",
        fill: str | None = None,
    ) -> None:
        self.figure.add_scatter(
            x=x,
            y=y,
            mode="lines",
            line={"color": colour, "dash": dash, "width": width, "shape": shape},
            fill=fill,
            fillcolor=TOKENS["done-pale"],
            hovertemplate=_hover(f"%{{x|%m-%d %H:%M}} {hover}"),
            row=row,
            col=1,
        )

    def _note(self, row: int, at: datetime, y: float, text: str, colour: str) -> None:
        """At a point of a line, on the side on which there is room."""
        self.figure.add_annotation(
            x=local(at),
            y=y,
            text=text,
            xanchor=self._side(at),
            yanchor="bottom",
            showarrow=False,
            row=row,
            col=1,
            font={"size": 12, "color": colour},
            bgcolor=TOKENS["panel"],
            opacity=0.9,
        )

    def _gale(self) -> None:
        """From the first unit that the gale reached to the last, behind every row."""
        if not self.review.gale:
            return
        first, last = min(self.review.gale.values()), max(self.review.gale.values())
        self.figure.add_shape(
            type="rect",
            xref="x",
            yref="paper",
            x0=local(first),
            x1=local(last),
            y0=0,
            y1=1,
            layer="below",
            fillcolor=TOKENS["raised"],
            line={"width": 1, "color": TOKENS["line"]},
        )
        text = self.word(
            "review.gale_band",
            force=self.city.plan.thresholds.gale_force,
            first=short_time(first),
            last=short_time(last),
        )
        middle = first + (last - first) / 2
        self.figure.add_annotation(
            x=local(middle),
            xref="x",
            y=1,
            yref="paper",
            yshift=20,
            text=text,
            showarrow=False,
            yanchor="bottom",
            xanchor=self._side(middle),
            font={"size": 12, "color": TOKENS["second"]},
        )

    def _side(self, moment: datetime) -> str:
        """On which side of a point of the axis there is room for words."""
        along = (moment - self.review.since) / (self.review.until - self.review.since)
        return ("left", "center", "right")[round(2 * along)]


def _hover(*lines: str) -> str:
    """What plotly says where the pointer is, without the box for the trace's name."""
    return rendered("charts/hover.html", lines=lines)


def course(
    review: Review, city: City, word: Words
) -> tuple[go.Figure | None, tuple[tuple[str, str], ...]]:
    """The figure, None where nothing was recorded, and what has no row in it: its name, and that
    there is nothing."""
    drawing = Drawing(review, city, word)
    return drawing.draw(), tuple((row.name, row.note) for row in drawing.empty)
