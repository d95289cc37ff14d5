"""What changed between the picture of a moment and an earlier one."""

from collections.abc import Iterable

from ems_dashboard.rules import changes
from ems_dashboard.rules.changes import Change, ChangeKind
from ems_dashboard.rules.city import City
from ems_dashboard.rules.terms import Category
from ems_dashboard.situation.picture import Figure, Situation
from ems_dashboard.situation.race import Race


def first_figures(before: Situation, now: Situation, city: City) -> tuple[Change, ...]:
    """Per category the units whose first report of the leading incident came in between, in the
    city's order, with their sums: whatever the incident is about."""
    if now.lead is None:
        return ()
    incident = now.lead.incident
    held = {(f.unit, f.category) for f in before.evacuation if f.incident == incident}
    fresh = [
        figure
        for figure in now.evacuation
        if figure.incident == incident
        and figure.unit in city.by_code
        and (figure.unit, figure.category) not in held
    ]
    categories = (rule.category for rule in city.plan.categories)
    return tuple(
        _first(category, own)
        for category in categories
        if (own := [figure for figure in fresh if figure.category is category])
    )


def _first(category: Category, figures: Iterable[Figure]) -> Change:
    own = list(figures)
    return Change(
        ChangeKind.FIRST_FIGURES,
        tuple(figure.unit for figure in own),
        category,
        target=sum(figure.target for figure in own),
        moved=sum(figure.moved for figure in own),
    )


def changed(before: Race, now: Race, city: City) -> tuple[Change, ...]:
    """Of the race, in the order of weight; nothing where they are of different storms."""
    if now.storm is None or before.storm is None or before.storm.storm != now.storm.storm:
        return ()
    force = city.plan.thresholds.gale_force
    return (
        *changes.margins(before.runners, now.runners),
        *changes.circles(before.spreads, now.spreads, now.as_of),
        *changes.gale(before.spreads, now.spreads, force, now.as_of),
        *changes.centre(before.approaches, now.approaches),
    )
