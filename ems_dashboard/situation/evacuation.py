"""The evacuation's figures, who still owes one, and where people are back who may not be
(防回流)."""

from ems_dashboard.rules.city import City
from ems_dashboard.rules.evacuation import STAGES, Progress
from ems_dashboard.rules.terms import Category
from ems_dashboard.situation.picture import Figure, Situation


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
    single = rows[0] if len(rows) == 1 else None
    return Figure(
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
        source="、".join(sorted({row.source for row in rows if row.source})),
        reporter=single.reporter if single else "",
        reported=progress.reported,
        owed=progress.reported if owed is None else owed,
        seq=single.seq if single else None,
        too_early=too_early,
        confirmed=progress.confirmed,
        **{name: getattr(progress, name) for name in STAGES},
    )


def owing(city: City, category: Category) -> set[str]:
    """The county-level units that have a category of the reports to report."""
    rule = city.plan.category(category)
    if rule is None or not rule.reported:
        return set()
    return {unit.code for unit in city.units if unit.boats or not rule.at_sea}


def early(situation: Situation, city: City) -> tuple[Figure, ...]:
    """The units' figures with people back too early, most first."""
    found = [f for f in situation.evacuation if f.unit != city.code and f.too_early]
    return tuple(sorted(found, key=lambda figure: -figure.too_early))
