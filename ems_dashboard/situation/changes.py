"""What changed between the picture of a moment and an earlier one."""

from collections.abc import Sequence
from datetime import datetime

from ems_dashboard.moments import Moment, as_valid
from ems_dashboard.rules import changes
from ems_dashboard.rules.changes import Change, ChangeKind
from ems_dashboard.rules.city import City
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.terms import Category
from ems_dashboard.situation.picture import Figure, Situation
from ems_dashboard.situation.race import Race
from ems_dashboard.store import Store


def levels_since(store: Store, city: City, as_of: Moment, since: datetime) -> tuple[Response, ...]:
    """The changes of the city's levels that took effect after `since`, of every incident."""
    rows = store.history(Response, as_of=as_of, since=as_valid(since), until=as_of, unit=city.code)
    return tuple(row for row in rows if row.valid_at > since)


def first_figures(before: Situation, now: Situation, city: City) -> tuple[Change, ...]:
    """Per category the units whose first report of the leading incident came in between, in the
    city's order, with their sums: whatever the incident is about."""
    if now.lead is None:
        return ()
    incident = now.lead.incident
    held = {(f.unit, f.category) for f in before.evacuation if f.incident == incident}
    fresh: dict[Category, list[Figure]] = {rule.category: [] for rule in city.plan.categories}
    for figure in now.evacuation:
        of_a_unit = figure.incident == incident and figure.unit in city.by_code
        if of_a_unit and (figure.unit, figure.category) not in held:
            fresh.setdefault(figure.category, []).append(figure)
    of_the_plan = (rule.category for rule in city.plan.categories)
    return tuple(_first(category, fresh[category]) for category in of_the_plan if fresh[category])


def _first(category: Category, own: Sequence[Figure]) -> Change:
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
