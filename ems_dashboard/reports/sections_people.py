"""The sections on people: at sea, and on land."""

from ems_dashboard.reports.sections_measures import in_force, where
from ems_dashboard.reports.telling import Telling, moment, number
from ems_dashboard.rules.figure_states import FigureState
from ems_dashboard.rules.plan import CategoryRule
from ems_dashboard.rules.terms import Category, ShelterStateName
from ems_dashboard.situation.picture import Figure, Situation
from ems_dashboard.situation.reporting import first_cut_off, reporting
from ems_dashboard.text import Words

BEHIND = 3


def sea(telling: Telling) -> str | None:
    """Left out where nothing is to be moved at sea; what is owed and nobody has reported is
    said."""
    ferries = [m for m in in_force(telling) if m.measure == "ferries_stopped"]
    rules = [rule for rule in telling.city.plan.categories if rule.at_sea and rule.reported]
    parts = [part for rule in rules for part in _at_sea(telling, rule)]
    if ferries:
        parts.append(telling.word("report.sea.ferries", where=where(telling, ferries)))
    return telling.say(parts) if parts else None


def _at_sea(telling: Telling, rule: CategoryRule) -> list[str]:
    figure = _city(telling, telling.now, rule.category)
    incident = telling.incident
    owed = incident is not None and rule.owed_in(telling.now.hazards_of(incident.incident))
    if figure is None and owed:
        category = telling.word(f"terms.category.{rule.category}")
        return [telling.word("report.sea.none", category=category)]
    if figure is None or not figure.target:
        return []
    return [_progress(telling, figure), *_by_how_many(telling, figure)]


def _by_how_many(telling: Telling, figure: Figure) -> list[str]:
    """A sum in which units are missing says so, and which."""
    missing = _missing(telling, figure)
    if not missing:
        return []
    return [
        telling.word("report.people.reported", reported=figure.reported, owed=figure.owed),
        *missing,
    ]


def _city(telling: Telling, situation: Situation | None, category: Category) -> Figure | None:
    if situation is None:
        return None
    for figure in situation.evacuation:
        own = telling.incident is None or figure.incident == telling.incident.incident
        if own and figure.unit == telling.city.code and figure.category is category:
            return figure
    return None


def _progress(telling: Telling, figure: Figure) -> str:
    """One category's figures of the city: what should move, has moved and is back, to the digit of
    the screen."""
    word, before = telling.word, _city(telling, telling.before, figure.category)
    unit = word(f"terms.measure_unit.{telling.city.plan.measure(figure.category)}")
    said = word(
        f"report.progress.{_how_far(figure)}",
        moment=moment(figure.valid_at, word),
        category=word(f"terms.category.{figure.category}"),
        target=number(figure.target),
        moved=number(figure.moved),
        unit=unit,
        share=f"{(figure.share or 0) * 100:.1f}",
        change=telling.change(figure.moved, before.moved if before else None, unit),
    )
    return said + _back(figure, word, unit) + word("report.stop")


def _how_far(figure: Figure) -> str:
    """A share of the units that have reported is named as theirs."""
    if not figure.target:
        return "nothing"
    return "some" if figure.reported == figure.owed else "partly"


def _back(figure: Figure, word: Words, unit: str) -> str:
    if not figure.returned:
        return ""
    returned, now = number(figure.returned), number(figure.now)
    return word("report.progress.back", returned=returned, now=now, unit=unit)


def people(telling: Telling) -> str:
    figure = _city(telling, telling.now, Category.PEOPLE)
    first = _first_round(telling)
    if figure is None:
        return telling.say([telling.word("report.people.none"), first])
    reported = telling.word("report.people.reported", reported=figure.reported, owed=figure.owed)
    return telling.say(
        [
            _progress(telling, figure),
            reported,
            *_missing(telling, figure),
            first,
            _behind(telling),
            *_others_on_land(telling),
            _shelters(telling),
        ]
    )


def _first_round(telling: Telling) -> str:
    """When the units are asked for the first time, where that is still to come."""
    asked = reporting(telling.now, telling.city)
    first = first_cut_off(telling.now)
    if not asked.rows or asked.cut_off is not None or first is None:
        return ""
    return telling.word("report.people.first_round", moment=moment(first, telling.word))


def _others_on_land(telling: Telling) -> list[str]:
    """What else the plan has reported on land, where anybody has a figure of it."""
    rules = (rule for rule in telling.city.plan.categories if rule.reported and not rule.at_sea)
    others = (rule.category for rule in rules if rule.category is not Category.PEOPLE)
    figures = (_city(telling, telling.now, category) for category in others)
    parts: list[str] = []
    for figure in figures:
        if figure is not None:
            parts += [_progress(telling, figure), *_by_how_many(telling, figure)]
    return parts


def _missing(telling: Telling, city: Figure) -> list[str]:
    """Who has not reported what the city's figure is of, not for the moment that it is told for, or
    only by its townships; all by name. That nobody renewed for the cut-off, that moment says."""
    found = reporting(telling.now, telling.city)
    outdated = found.of(FigureState.OUTDATED, city.category)
    named = {
        "silent": found.units(FigureState.NOT_REPORTED, city.category),
        "late": [
            row.unit for row in outdated if row.figure and row.figure.valid_at < city.valid_at
        ],
        "unconfirmed": found.units(FigureState.UNKNOWN, city.category),
    }
    return [
        telling.word(f"report.people.{key}", units=telling.units(units))
        for key, units in named.items()
        if units
    ]


def _behind(telling: Telling) -> str:
    left = sorted(_left(telling), reverse=True)
    if not left:
        return ""
    names = telling.listed(
        telling.word("report.people.left", unit=telling.units([unit]), n=number(n))
        for n, unit in left[:BEHIND]
    )
    return telling.word("report.people.behind", n=number(sum(n for n, _ in left)), units=names)


def _left(telling: Telling) -> list[tuple[int, str]]:
    """How many people a unit has still to move, and which unit."""
    figures = telling.of_incident(telling.now.evacuation)
    people_of = [figure for figure in figures if figure.category is Category.PEOPLE]
    units = [figure for figure in people_of if figure.unit != telling.city.code]
    return [(f.target - f.moved, f.unit) for f in units if f.moved < f.target]


def _shelters(telling: Telling) -> str:
    rows = telling.of_incident(telling.now.shelters)
    opened = [row for row in rows if row.state is ShelterStateName.OPEN]
    if not opened:
        return ""
    inside = sum(row.occupancy for row in opened)
    return telling.word("report.people.shelters", n=number(len(opened)), people=number(inside))
