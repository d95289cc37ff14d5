"""Figures as they are entered: what cannot be and has to be put right, what is doubtful and has to
be confirmed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ems_dashboard.rules.city import City
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.figure_questions import Question, ReportedFigure, questions
from ems_dashboard.rules.rounds import Round
from ems_dashboard.rules.terms import Category, QuestionCode

Place = tuple[str, Category]
FIELDS = ("target", "moved", "returned", "sheltered", "dispersed", "checked", "cleared")
NEEDED = ("target", "moved")
WITHIN = {
    "returned": "moved",
    "sheltered": "moved",
    "dispersed": "moved",
    "checked": "moved",
    "cleared": "moved",
}
"""A part and the whole that it cannot exceed."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """`field` of a unit and category has `value`, more than `limit` in the field `of`."""

    unit: str
    category: Category
    field: str
    value: int
    of: str
    limit: int


def counts(city: City, unit: str, category: Category) -> bool:
    """Whether the place reports the category: a unit or one of its townships, vessels and rafts
    where it has any."""
    host = city.by_code.get(city.county_of.get(unit, unit))
    rule = city.plan.category(category)
    if host is None or rule is None:
        return False
    return host.boats or not rule.at_sea


def flaws(row: Evacuation) -> tuple[Flaw, ...]:
    found: list[Flaw] = []
    for part, whole in WITHIN.items():
        value, limit = getattr(row, part), getattr(row, whole)
        if value is not None and value > limit:
            found.append(Flaw(row.unit, row.category, part, value, whole, limit))
    apart = (row.sheltered or 0) + (row.dispersed or 0)
    if not found and apart > row.moved:
        found.append(Flaw(row.unit, row.category, "dispersed", apart, "moved", row.moved))
    return tuple(found)


def doubts(rows: Iterable[Evacuation], before: Mapping[Place, Evacuation]) -> tuple[Question, ...]:
    """What is asked of the reporter before the figures are taken: against what stood before, and
    against the target."""
    told = [_reported(row) for row in rows if not _stands(row, before)]
    was = [_reported(before[place]) for t in told if (place := (t.unit, t.category)) in before]
    asked = list(questions(told, (was, was), {}, None))
    asked += [
        Question(QuestionCode.OVER, t.unit, t.category, t.target, t.moved)
        for t in told
        if t.moved > t.target
    ]
    return tuple(asked)


def _stands(row: Evacuation, before: Mapping[Place, Evacuation]) -> bool:
    """What is stored already for its hour, as it is: a table that comes back unchanged asks
    nothing."""
    was = before.get((row.unit, row.category))
    return was is not None and all(
        getattr(row, name) == getattr(was, name) for name in ("valid_at", *FIELDS)
    )


def _reported(row: Evacuation) -> ReportedFigure:
    return ReportedFigure(row.unit, row.category, row.target, row.moved, row.returned, row.valid_at)


def cut_off_at(rounds: Iterable[Round], moment: datetime) -> datetime:
    """The hour to report for, never one to come: this hour, or this minute while a round is open
    whose cut-off is to come, so that what is sent shortly before it counts as what it is."""
    coming = any(each.opens_at <= moment < each.cut_off for each in rounds)
    return (
        moment.replace(second=0, microsecond=0)
        if coming
        else moment.replace(minute=0, second=0, microsecond=0)
    )
