"""Who owes a figure of the leading incident, and what became of it, by the day's timetable."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from ems_dashboard.rules.city import City
from ems_dashboard.rules.figure_states import FINE, FigureState, figure_state
from ems_dashboard.rules.rounds import (
    Round,
    begun_since,
    late_round,
    next_round,
    open_round,
    reached_round,
)
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

    def missing(self, unit: str) -> tuple[Owed, ...]:
        return tuple(row for row in self.rows if row.unit == unit and row.state not in FINE)

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
    """Against the newest round whose grace is over, in a report the newest by its cut-off; without
    an incident nobody owes a figure."""
    if situation.cut_off is not None:
        return _against(situation, city, round_of_report(situation))
    return _against(situation, city, late_round(_rounds(situation), situation.as_of))


def round_of_report(situation: Situation) -> Round | None:
    """What a report's figures are asked for: the newest round of its cut-off. None where there has
    been none."""
    return reached_round(_rounds(situation), situation.cut_off or situation.as_of)


def reporting_now(situation: Situation, city: City) -> Reporting:
    """Against the round that figures can be told for already."""
    return _against(situation, city, open_round(_rounds(situation), situation.as_of))


def coming_cut_off(situation: Situation) -> datetime | None:
    """The next one that figures of the leading incident will be asked for."""
    found = next_round(_rounds(situation), situation.as_of)
    return found.cut_off if found else None


def first_cut_off(situation: Situation) -> datetime | None:
    """While nobody is late yet: the one that figures are asked for, or will be."""
    moment = situation.cut_off or situation.as_of
    found = open_round(_rounds(situation), moment) or next_round(_rounds(situation), moment)
    return found.cut_off if found else None


@dataclass(frozen=True, slots=True)
class OwedFigures:
    """`cut_off`: what the figures are for, None while no round is known; `rows`: what is
    missing."""

    cut_off: datetime | None
    late: bool
    rows: tuple[Owed, ...]


def owed_figures(situation: Situation, city: City, unit: str) -> OwedFigures | None:
    """What a unit has to tell now: for a round that it is late for, else for the one that is open,
    else, where it never told all, for the first. None where it has nothing to tell."""
    late, now = reporting(situation, city), reporting_now(situation, city)
    if late.cut_off is not None and (rows := late.missing(unit)):
        return OwedFigures(late.cut_off, True, rows)
    if rows := now.missing(unit):
        return OwedFigures(first_cut_off(situation), False, rows)
    return None


def _rounds(situation: Situation) -> tuple[Round, ...]:
    lead = situation.lead
    return begun_since(situation.rounds, lead.began_at) if lead else ()


def _against(situation: Situation, city: City, asked: Round | None) -> Reporting:
    lead = situation.lead
    if lead is None:
        return Reporting(None, ())
    mine = [figure for figure in situation.evacuation if figure.incident == lead.incident]
    figures = {(figure.unit, figure.category): figure for figure in mine}
    hazards = situation.hazards_of(lead.incident)
    needed = asked.opens_at if asked else None
    return Reporting(asked.cut_off if asked else None, tuple(_rows(city, hazards, figures, needed)))


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
