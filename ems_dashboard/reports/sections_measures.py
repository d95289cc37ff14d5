"""The section on measures: what is in force where, and what is announced."""

from ems_dashboard.reports.telling import Telling, called, moment
from ems_dashboard.rules.measures import Measure


def in_force(telling: Telling) -> list[Measure]:
    return [
        m for m in telling.of_incident(telling.now.measures) if m.in_force_at(telling.now.as_of)
    ]


def measures(telling: Telling) -> str:
    word, standing = telling.word, in_force(telling)
    coming = [m for m in telling.of_incident(telling.now.measures) if m not in standing]
    if not standing and not coming:
        return word("report.measures.none")
    return telling.say([*_told(telling, "standing", standing), *_told(telling, "coming", coming)])


def _told(telling: Telling, key: str, rows: list[Measure]) -> list[str]:
    return [
        telling.word(
            f"report.measures.{key}",
            measure=_measure(telling, code),
            where=where(telling, same),
            moment=moment(min(row.starts_at for row in same), telling.word),
        )
        for code, same in _by_code(rows).items()
    ]


def _by_code(rows: list[Measure]) -> dict[str, list[Measure]]:
    by_code: dict[str, list[Measure]] = {}
    for row in rows:
        by_code.setdefault(row.measure, []).append(row)
    return by_code


def _measure(telling: Telling, code: str) -> str:
    rules = {rule.code: rule for rule in telling.city.plan.measures}
    return called(rules[code], telling.word) if code in rules else code


def where(telling: Telling, rows: list[Measure]) -> str:
    """The whole city with the scope, or the units."""
    units = [row.unit for row in rows]
    scopes = telling.listed(dict.fromkeys(row.scope for row in rows if row.scope))
    whole = telling.city.code in units
    place = telling.word("report.whole_city") if whole else telling.units(units)
    if not scopes or scopes == place:
        return place
    return telling.word("report.with_scope", place=place, scope=scopes)
