"""The evacuation's figures, who still owes one, and where people are back who may not be
(防回流)."""

from collections.abc import Collection
from dataclasses import replace

from ems_dashboard.rules.city import City
from ems_dashboard.rules.evacuation import Progress
from ems_dashboard.rules.facts import joined_sources
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.responses import Response, hazards_of
from ems_dashboard.rules.terms import Category, Hazard
from ems_dashboard.situation.picture import Figure, Situation
from ems_dashboard.store import Store


def figure_of(
    incident: str,
    unit: str,
    category: Category,
    progress: Progress,
    owed: int | None = None,
    too_early: int = 0,
) -> Figure:
    """`owed`: how many figures it should stand on; None: as many as it does."""
    rows = progress.rows
    figure = Figure(
        incident=incident,
        unit=unit,
        category=category,
        target=progress.target,
        moved=progress.moved,
        returned=progress.returned,
        now=progress.moved - progress.returned,
        change=progress.change,
        valid_at=progress.valid_at,
        oldest_at=progress.oldest_at,
        known_at=progress.known_at,
        source=joined_sources(row.source for row in rows),
        reporter="",
        reported=progress.reported,
        owed=progress.reported if owed is None else owed,
        seq=None,
        too_early=too_early,
        confirmed=progress.confirmed,
        sheltered=progress.sheltered,
        dispersed=progress.dispersed,
        checked=progress.checked,
        cleared=progress.cleared,
    )
    if len(rows) != 1:
        return figure
    return replace(figure, reporter=rows[0].reporter, seq=rows[0].seq)


def owing(city: City, category: Category, hazards: Collection[Hazard]) -> set[str]:
    """The county-level units that have a category of the reports to report against one of the
    hazards."""
    rule = city.plan.category(category)
    if rule is None or not rule.owed_in(hazards):
        return set()
    return {unit.code for unit in city.units if unit.boats or not rule.at_sea}


def hazards_then(store: Store, incident: str) -> frozenset[Hazard]:
    """What an incident, open or not, was ever about; of an unknown one nothing is left out."""
    rows = store.history(Incident, incident=incident)
    if not rows:
        return frozenset(Hazard)
    return hazards_of(rows[-1], store.history(Response, incident=incident))


def asked_of_lead(situation: Situation, city: City) -> tuple[Category, ...]:
    """The categories that stand on the screens of the leading incident: those owed, and those that
    somebody reported unasked."""
    lead = situation.lead
    hazards = situation.hazards_of(lead.incident if lead else "")
    told = {f.category for f in situation.evacuation if lead and f.incident == lead.incident}
    rules = (city.plan.category(category) for category in city.plan.reported)
    return tuple(r.category for r in rules if r and (r.owed_in(hazards) or r.category in told))


def early(situation: Situation, city: City) -> tuple[Figure, ...]:
    """The units' figures with people back too early, most first."""
    found = [f for f in situation.evacuation if f.unit != city.code and f.too_early]
    return tuple(sorted(found, key=lambda figure: -figure.too_early))
