"""The course of an incident as one figure: levels, storm, warnings, orders, people, shelters on one
time axis."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

import plotly.graph_objects as go

from ems_dashboard.clock import short_time
from ems_dashboard.rules.city import City
from ems_dashboard.rules.responses import spans
from ems_dashboard.rules.rhythm import LevelSpan
from ems_dashboard.rules.terms import Category, Colour, Hazard, OrderKind
from ems_dashboard.situation.review import Review
from ems_dashboard.text import Words
from ems_dashboard.views.charts.plot import local
from ems_dashboard.views.charts.review_sheet import TOKENS, Row, Sheet, hover

SLOT = timedelta(hours=6)
ON_LEVEL = {4: "#ffffff", 3: "#ffffff", 2: "#14222c", 1: "#ffffff"}
"""The numeral on the colour of a level, by severity."""


class Drawing(Sheet):
    """The rows that hold anything, and in words those that do not: an axis without a figure says
    nothing."""

    def __init__(self, review: Review, city: City, word: Words) -> None:
        super().__init__(review, city, word)
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

    def _row(self, subject: str, height: int, draw: Callable[[int], None], there: object) -> Row:
        said = (
            self.word.either(f"review.row.{subject}_note", "")
            if there
            else self.word(f"review.row.{subject}_none")
        )
        return Row(self.word(f"review.row.{subject}"), said, height, draw if there else None)

    def _levels(self) -> Row:
        mine = [change for change in self.review.changes if change.unit == self.city.code]
        return self._row("levels", 56, self._draw_levels, mine)

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
            "units", height, lambda row: self._draw_units(row, found), any(found.values())
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
                hovertemplate=hover(
                    f"{name} {span.level}", f"{short_time(begins)} – {short_time(ends)}"
                ),
            )
        if not stretches:
            self.figure.add_scatter(y=[name], x=[None], row=row, col=1)

    def _storm(self) -> Row:
        """How strong it was. A fix without a wind leaves a gap."""
        return self._row("storm", 84, self._draw_wind, self.review.storm)

    def _draw_wind(self, row: int) -> None:
        fixes = [fix for fix, _ in self.review.storm]
        at = [local(fix.valid_at) for fix in fixes]
        wind_ms = [fix.wind_ms for fix in fixes]
        self.line(row, at, wind_ms, TOKENS["text"], "solid", "%{y:.0f} m/s", shape="linear")
        known = [(fix.wind_ms, fix.valid_at) for fix in fixes if fix.wind_ms is not None]
        if known:
            peak_ms, peak_at = max(known, key=lambda point: point[0])
            said = self.word("review.strongest", ms=f"{peak_ms:.0f}")
            self.note(row, peak_at, peak_ms, said, TOKENS["text"])
            top = 1.3 * peak_ms
            self.figure.update_yaxes(ticksuffix=" m/s", nticks=4, range=[0, top], row=row, col=1)

    def _distance(self) -> Iterable[Row]:
        """How far its centre was, on a row and an axis of its own: no two scales stand on one
        field."""
        if self.review.storm:
            yield self._row("distance", 84, self._draw_distance, self.review.storm)

    def _draw_distance(self, row: int) -> None:
        at = [local(fix.valid_at) for fix, _ in self.review.storm]
        away_km = [round(km) for _, km in self.review.storm]
        self.line(row, at, away_km, TOKENS["second"], "solid", "%{y:,} km", shape="linear")
        fix, km = min(self.review.storm, key=lambda pair: pair[1])
        said = self.word("review.nearest", km=f"{round(km):,}")
        self.note(row, fix.valid_at, round(km), said, TOKENS["second"])
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
            lambda row: self._draw_warnings(row, counted),
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
                hovertemplate=hover(f"{name} %{{y}}"),
            )

    def _orders(self) -> Row:
        kinds = [
            kind for kind in OrderKind if any(order.kind is kind for order in self.review.orders)
        ]
        return self._row("orders", 24 * len(kinds) + 4, self._draw_orders, kinds)

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
                    hovertemplate=hover("%{customdata}"),
                )
        self.figure.update_yaxes(row=row, col=1, showgrid=False)

    def _moving(self, subject: str, categories: Sequence[Category]) -> Row:
        there = [category for category in categories if self.review.people.get(category)]
        return self._row(subject, 120, lambda row: self._draw_moving(row, there), there)

    def _draw_moving(self, row: int, categories: Sequence[Category]) -> None:
        ends, shades = [], (TOKENS["done"], TOKENS["in-hand"], TOKENS["third"])
        for colour, category in zip(shades, categories, strict=False):
            course = self.review.people[category]
            x = [*(local(point[0]) for point in course), local(self.review.until)]
            target = [*(point[1] for point in course), course[-1][1]]
            moved = [*(point[2] for point in course), course[-1][2]]
            name = self.word(f"race.category.{category}")
            self.line(row, x, target, colour, "dot", f"{name} %{{y:,}}", width=1)
            self.line(row, x, moved, colour, "solid", f"{name} %{{y:,}}")
            ends.append((moved[-1], name, colour))
        most = max(point[1] for category in categories for point in self.review.people[category])
        self.ends(row, ends, max(most, *(end[0] for end in ends), 1) * 1.08)
        self.figure.update_yaxes(tickformat=",d", row=row, col=1)

    def _shelters(self) -> Row:
        return self._row("shelters", 92, self._draw_shelters, self.review.shelters)

    def _draw_shelters(self, row: int) -> None:
        points = [point for point in self.review.shelters if point[0] <= self.review.until]
        x, people = [local(point[0]) for point in points], [point[1] for point in points]
        x, people = [*x, local(self.review.until)], [*people, people[-1]]
        self.line(row, x, people, TOKENS["done"], "solid", "%{y:,}", fill="tozeroy")
        at, most, shelters = max(points, key=lambda point: point[1:])
        said = self.word("review.fullest", people=f"{most:,}", n=shelters)
        self.note(row, at, most, said, TOKENS["done"])
        self.figure.update_yaxes(
            tickformat=",d", showticklabels=most > 0, range=[0, 1.25 * max(most, 1)], row=row, col=1
        )


def course(
    review: Review, city: City, word: Words
) -> tuple[go.Figure | None, tuple[tuple[str, str], ...]]:
    """The figure, None where nothing was recorded, and what has no row in it: its name, and that
    there is nothing."""
    drawing = Drawing(review, city, word)
    return drawing.draw(), tuple((row.name, row.note) for row in drawing.empty)
