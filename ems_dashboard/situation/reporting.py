"""Who owes a figure of the leading incident, and what became of it, by the day's timetable."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ems_dashboard.rules.city import City
from ems_dashboard.rules.figure_states import FINE, FigureState, figure_state, newest_round
from ems_dashboard.rules.scope import Scope, ScopeKind
from ems_dashboard.rules.terms import Category, Hazard
from ems_dashboard.situation.evacuation import owing
from ems_dashboard.situation.picture import Figure, Situation


@dataclass(frozen=True, slots=True)
class Owed:
    unit: str
    category: Category
    state: FigureState
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Reporting:
    """`cut_off`: the round that is asked for, None before the first; `rows`: every unit and
    category of the reports, in the city's order."""

    cut_off: datetime | None
    rows: tuple[Owed, ...]

    @property
    def complete(self) -> bool:
        """Whether everybody who owes a figure has reported within the round."""
        return all(row.state in FINE for row in self.rows)

    def state(self, unit: str, category: Category) -> FigureState:
        """Of the units of the city; of the city itself none is asked for."""
        mine = (row.state for row in self.rows if (row.unit, row.category) == (unit, category))
        return next(mine, FigureState.NOT_APPLICABLE)

    def units(self, state: FigureState, category: Category | None = None) -> tuple[str, ...]:
        """Those with at least one figure in this state."""
        return tuple(dict.fromkeys(row.unit for row in self.of(state, category)))

    def of(self, state: FigureState, category: Category | None = None) -> tuple[Owed, ...]:
        return tuple(
            row for row in self.rows if row.state is state and category in (None, row.category)
        )

    def silent(self) -> tuple[str, ...]:
        """The units that owe figures and have reported none at all."""
        spoke = {row.unit for row in self.rows if row.figure is not None}
        return tuple(unit for unit in self.units(FigureState.NOT_REPORTED) if unit not in spoke)


@dataclass(frozen=True, slots=True)
class OpenBeside:
    """An open incident beside the one that leads: its own picture, and whose figures are asked for
    in it."""

    picture: Situation
    asked: Reporting


def beside(pictures: Iterable[Situation], city: City, scope: Scope) -> tuple[OpenBeside, ...]:
    """`pictures`: of each of the incidents, as the level sees it."""
    return tuple(OpenBeside(each, reporting_of(each, city, scope)) for each in pictures)


def reporting_of(situation: Situation, city: City, scope: Scope) -> Reporting:
    """What is asked of one level. `situation`: its own part of the picture. Of a township its
    county's categories are asked, and nothing counts as told that it did not say itself; of a
    department no figure is asked."""
    return part_of(reporting(situation, city), situation, scope)


def part_of(found: Reporting, situation: Situation, scope: Scope) -> Reporting:
    """The same of what the city's units owe, for whoever asks about several levels."""
    if scope.is_city:
        return found
    rows = [row for row in found.rows if row.unit == scope.unit]
    if scope.kind is ScopeKind.TOWNSHIP:
        rows = [_of_township(situation, scope.code, row) for row in rows]
    return Reporting(found.cut_off, tuple(rows))


def _of_township(situation: Situation, township: str, county: Owed) -> Owed:
    figure = situation.figure(township, county.category)
    owes = county.state is not FigureState.NOT_APPLICABLE
    told = figure.valid_at if figure else None
    return Owed(township, county.category, figure_state(owes=owes, valid_at=told), figure)


def reporting(situation: Situation, city: City) -> Reporting:
    """Without an incident nobody owes a figure. In a report the round is its own, of which no grace
    is over yet."""
    lead = situation.lead
    if lead is None:
        return Reporting(None, ())
    grace = timedelta(minutes=city.plan.thresholds.grace_minutes)
    asked = (
        due.cut_off for due in situation.rhythm if due.cut_off and due.cut_off >= lead.began_at
    )
    cut_off = situation.cut_off or newest_round(asked, situation.as_of, grace)
    needed = cut_off - grace if cut_off else None
    mine = [figure for figure in situation.evacuation if figure.incident == lead.incident]
    figures = {(figure.unit, figure.category): figure for figure in mine}
    hazards = situation.hazards_of(lead.incident)
    return Reporting(cut_off, tuple(_rows(city, hazards, figures, needed)))


def _rows(
    city: City,
    hazards: Collection[Hazard],
    figures: dict[tuple[str, Category], Figure],
    needed: datetime | None,
) -> Iterable[Owed]:
    owed = {category: owing(city, category, hazards) for category in city.plan.reported}
    for unit in city.by_code:
        for category in city.plan.reported:
            figure = figures.get((unit, category))
            yield Owed(unit, category, _state(figure, unit in owed[category], needed), figure)


def _state(figure: Figure | None, owes: bool, needed: datetime | None) -> FigureState:
    if figure is None:
        return figure_state(owes=owes, valid_at=None)
    # who has brought everybody home owes no further round
    over = figure.returned >= figure.moved > 0
    return figure_state(
        owes=owes,
        valid_at=figure.valid_at,
        confirmed=figure.confirmed,
        needed=None if over else needed,
    )
