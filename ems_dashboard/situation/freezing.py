"""The figures of a report: the situation of its cut-off as it was known in the minute in which the
report was taken.

"Known" has two bounds here: what is true for the cut-off (valid_at ≤ cut-off) and had arrived when
the report was taken (known_at ≤ that minute). A unit's 17:00 figure that comes in at 17:06 stands
in the report taken at 17:08; a correction that comes in at 17:30 does not, whatever hour it is
for."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from ems_dashboard.clock import parse
from ems_dashboard.moments import KnownAt, as_known, as_moment
from ems_dashboard.rules.city import City
from ems_dashboard.rules.evacuation import Evacuation, latest_reports
from ems_dashboard.rules.evidence import Channel
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.figure_questions import ReportedFigure
from ems_dashboard.rules.reports import Report
from ems_dashboard.rules.terms import Category, Hazard
from ems_dashboard.situation.building import situation
from ems_dashboard.situation.contract import fact_json, plain, situation_json
from ems_dashboard.situation.evacuation import owing
from ems_dashboard.situation.meetings import figures_of
from ems_dashboard.situation.observed import Observed, observed
from ems_dashboard.situation.picture import Figure, Situation
from ems_dashboard.store import Store


@dataclass(frozen=True, slots=True)
class Frozen:
    """`figures`: those of the incident, for the questions asked before it is signed."""

    situation: Situation
    observed: Observed
    figures: tuple[ReportedFigure, ...]


def freeze(store: Store, city: City, incident: str, cut_off: datetime, known: KnownAt) -> Frozen:
    picture = situation(store, city, as_moment(cut_off), known=known, reported_on=incident)
    seen = observed(store, city, picture, known)
    return Frozen(picture, seen, _figures(store, city, picture, incident, known))


def again(store: Store, city: City, report: Report) -> Frozen:
    """What a report that was taken earlier was written from: nothing that came later is in it."""
    return freeze(store, city, report.incident, report.cut_off, as_known(report.known_until))


def as_json(frozen: Frozen, city: City) -> str:
    said = situation_json(frozen.situation, city) | {"observed": _seen(frozen.observed)}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _seen(found: Observed) -> dict[str, object]:
    return {each.name: _kept(getattr(found, each.name)) for each in fields(found)}


def _kept(value: Channel | Sequence[Fact]) -> object:
    if isinstance(value, Channel):
        return plain(asdict(value))
    return [fact_json(fact) for fact in value]


def reported_in(store: Store, city: City, report: Report) -> tuple[ReportedFigure, ...]:
    """The figures as the report told them; of one that came without them, as they were known when
    it was issued."""
    kept = figures_of(store, report)
    if kept is None:
        return again(store, city, report).figures
    return reported_rows(json.loads(kept), report.incident)


def reported_rows(figures: Mapping[str, Any], incident: str) -> tuple[ReportedFigure, ...]:
    return tuple(
        ReportedFigure(
            unit=row["unit"],
            category=Category(row["category"]),
            target=row["target"],
            moved=row["moved"],
            returned=row.get("returned", 0),
            valid_at=parse(row.get("valid_at") or figures["as_of"]),
            change=row.get("change"),
        )
        for row in figures.get("evacuation", ())
        if row.get("incident", incident) == incident
    )


def owed(city: City, hazards: Collection[Hazard]) -> dict[str, tuple[Category, ...]]:
    """Unit → the categories that it has to report against the hazards, whether anybody did or
    not."""
    reported = city.plan.reported
    owing_units = {category: owing(city, category, hazards) for category in reported}
    return {
        unit.code: tuple(c for c in reported if unit.code in owing_units[c]) for unit in city.units
    }


def _figures(
    store: Store, city: City, picture: Situation, incident: str, known: KnownAt
) -> tuple[ReportedFigure, ...]:
    with store.reading(known) as reader:
        rows = reader.history(
            Evacuation, as_of=picture.as_of, until=picture.as_of, incident=incident
        )
    found = []
    for figure in picture.evacuation:
        if figure.incident == incident:
            own = [row for row in rows if row.category is figure.category]
            found.append(_reported(figure, _otherwise(figure, own, city)))
    return tuple(found)


def _reported(figure: Figure, otherwise: int | None) -> ReportedFigure:
    return ReportedFigure(
        unit=figure.unit,
        category=figure.category,
        target=figure.target,
        moved=figure.moved,
        returned=figure.returned,
        valid_at=figure.valid_at,
        change=figure.change,
        otherwise=otherwise,
    )


def _otherwise(figure: Figure, rows: Sequence[Evacuation], city: City) -> int | None:
    """The total that somebody sent for the city; of a unit that reports itself, the sum of its
    townships of the same hour, where all of them reported or they are already more."""
    newest = {place: row for place, (row, _) in latest_reports(rows).items()}
    same_hour = {place: row for place, row in newest.items() if row.valid_at == figure.valid_at}
    if figure.unit == city.code:
        sent = same_hour.get(city.code)
        return sent.moved if sent is not None else None
    townships = [code for code, unit in city.county_of.items() if unit == figure.unit]
    parts = [same_hour[code].moved for code in townships if code in same_hour]
    if not parts or figure.unit not in newest:
        return None
    total = sum(parts)
    whole = len(parts) == len(townships) or total > figure.moved
    return total if whole else None
