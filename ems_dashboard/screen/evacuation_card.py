"""The card of the evacuation: a figure for each category, how far it is and how many units stand in it."""

from dataclasses import dataclass
from datetime import timedelta

from markupsafe import Markup

from ems_dashboard.reports.missing_figures import grouped
from ems_dashboard.rules.figure_states import FigureState
from ems_dashboard.rules.scope import ScopeKind
from ems_dashboard.rules.terms import Category
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.links import link
from ems_dashboard.screen.origin import age, source, when
from ems_dashboard.situation.evacuation import asked_of_lead
from ems_dashboard.situation.picture import Figure, whole_percent
from ems_dashboard.templating import rendered

UNTOLD = "—"


@dataclass(frozen=True, slots=True)
class MissingFigure:
    name: str
    missing: str


@dataclass(frozen=True, slots=True)
class FigureLine:
    """Ready to show. `short`: not every unit that owes it has reported it."""

    category: Category
    name: str
    href: str
    demand: str
    asof: str
    moved: str
    unit: str
    target: str
    share: str
    width: str
    change: str
    reported: str
    reported_short: str
    now: str
    stale: bool
    behind: bool
    short: bool
    missing: str = ""


def evacuation(here: Here) -> Markup:
    word = here.words
    nothing = not here.answered.evacuation and here.situation.lead is None
    return rendered(
        "cards/evacuation.html",
        title=word("screens.overview.people_out"),
        more={"href": link(here, "evacuation"), "title": word("screens.overview.rows")},
        calm=word("charts.no_evacuation") if nothing else "",
        figures=[] if nothing else [_figure(here, category) for category in categories(here)],
    )


def categories(here: Here) -> list[Category]:
    """Of a department those that the plan gives to it."""
    asked = asked_of_lead(here.situation, here.city)
    if here.scope.kind is not ScopeKind.DEPARTMENT:
        return list(asked)
    own = {r.category for r in here.city.plan.categories if r.owner_code == here.scope.code}
    return [category for category in asked if category in own]


def _figure(here: Here, category: Category) -> FigureLine | MissingFigure:
    figure = here.picture.figure(here.scope.totalled, category)
    if figure is None:
        name = here.words(f"terms.category_done.{category}")
        return MissingFigure(name, _no_figure(here, category))
    return _line(here, figure)


def _line(here: Here, figure: Figure) -> FigureLine:
    word, category = here.words, figure.category
    counted = {"n": figure.reported, "of": figure.owed}
    limits = here.city.plan.thresholds
    return FigureLine(
        category=category,
        name=word(f"terms.category_done.{category}"),
        href=link(here, "evacuation", category=category),
        demand=_demand(here, figure),
        asof=f"{when(figure.valid_at, here)} · {age(figure.valid_at, here)}",
        moved=f"{figure.moved:,}",
        unit=word(f"terms.measure_unit.{here.city.plan.measure(category)}"),
        target=word("screens.overview.target", n=f"{figure.target:,}"),
        share=_share(here, figure),
        width=f"{100 * min(1.0, figure.share or 0):.1f}",
        change=_change(here, figure),
        reported=_reported(here, figure),
        reported_short=word("screens.overview.reported_short", **counted),
        now=word("screens.overview.now", n=f"{figure.now:,}"),
        stale=here.as_of - figure.valid_at > timedelta(hours=limits.stale_hours),
        behind=figure.share is not None and figure.share < limits.behind_share,
        short=figure.reported < figure.owed,
    )


def _reported(here: Here, figure: Figure) -> str:
    """By how many of the units that owe it; below the city, on how many reports it stands."""
    counted = {"n": figure.reported, "of": figure.owed}
    if figure.unit == here.city.code:
        return here.words("screens.overview.reported", **counted)
    return here.words("scope.reports", n=figure.reported)


def _no_figure(here: Here, category: Category) -> str:
    """Why there is none: not reported, or nothing to report."""
    word, states = here.words, here.reporting
    told = [row for row in states.rows if row.unit == here.scope.code]
    if told:
        return word(f"screens.figure_state.{states.state(here.scope.code, category)}")
    silent = states.units(FigureState.NOT_REPORTED, category)
    if not silent:
        return word("screens.overview.no_figure")
    exempt = len(states.units(FigureState.NOT_APPLICABLE, category))
    units = grouped(silent, len(here.city.units) - exempt, here.city, word)
    return word("screens.headline.silent", units=units)


def _share(here: Here, figure: Figure) -> str:
    """0 to move is a report too: nobody has to, once everybody who owes the figure has told it.
    Until then a share is that of the units that have."""
    short = figure.reported < figure.owed
    if figure.share is None:
        return UNTOLD if short else here.words("screens.figure_state.zero")
    share = whole_percent(figure.share)
    return here.words("screens.overview.share_of_reported", share=share) if short else share


def _change(here: Here, figure: Figure) -> str:
    if figure.change is None:
        return here.words("screens.overview.no_change")
    return here.words("screens.overview.change", n=f"{figure.change:+,}")


def _demand(here: Here, figure: Figure) -> str:
    """As origin.note says it, with the oldest moment that stands in the sum."""
    return here.words(
        "origin.said",
        source=source(here, figure.source, "county"),
        at=when(figure.valid_at, here),
        oldest=when(figure.oldest_at, here),
    )
