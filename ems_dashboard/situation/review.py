"""The whole course of one incident, and the measures of the work in it, as known at a moment
(复盘)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from ems_dashboard.clock import beijing
from ems_dashboard.moments import Moment
from ems_dashboard.rules import review as measures
from ems_dashboard.rules import shelters
from ems_dashboard.rules.city import City
from ems_dashboard.rules.evacuation import Course, Evacuation, city_over_time
from ems_dashboard.rules.facts import F
from ems_dashboard.rules.groups import Deployment
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.lessons import Lesson, in_order
from ems_dashboard.rules.orders import EVER_ISSUED, Order, Receipt
from ems_dashboard.rules.paths import Track, analysed
from ems_dashboard.rules.reports import Report
from ems_dashboard.rules.responses import Response, spans
from ems_dashboard.rules.review import Answered, Delays, Share
from ems_dashboard.rules.rhythm import Due, timetable
from ems_dashboard.rules.shelters import ShelterState
from ems_dashboard.rules.storms import StormFix, gives_circles
from ems_dashboard.rules.terms import Category, DueKind, GroupKind
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.situation.rhythm import done_of
from ems_dashboard.situation.storms import one_agency
from ems_dashboard.situation.territories import nearest_unit, territories
from ems_dashboard.store import Reader, Store

BEFORE = timedelta(hours=12)
"""The axis begins so long before the incident: the first warnings came before it was opened."""


@dataclass(frozen=True, slots=True)
class Work:
    """The measures. `groups` None: the city never stood at the level that sends them out;
    `sent_at`: when it did. `first`, `own`, `last`: category → share in safety when the gale reached
    its first unit, each unit its own, and the last unit; empty where it reached none."""

    levels: tuple[Answered, ...]
    sent_at: datetime | None
    groups: Delays | None
    receipts: Mapping[str, Delays]
    first: Mapping[Category, Share]
    own: Mapping[Category, Share]
    last: Mapping[Category, Share]
    late: Delays


@dataclass(frozen=True, slots=True)
class Review:
    """`until`: the end of the incident or, before it, `as_of`. `storm`: each fix with the distance
    of the centre from the city in km. `people`: category → the city's course; `shelters`: (moment,
    people, shelters open). `reports`: what was due, and when it was done. `gale`: unit → when the
    gale first reached it, by the analysed track."""

    as_of: Moment
    incident: Incident
    until: datetime
    changes: tuple[Response, ...]
    storm: tuple[tuple[StormFix, float], ...]
    warnings: tuple[WarningMessage, ...]
    orders: tuple[Order, ...]
    people: Mapping[Category, Course]
    shelters: tuple[tuple[datetime, int, int], ...]
    deployments: tuple[Deployment, ...]
    reports: tuple[Due, ...]
    gale: Mapping[str, datetime]
    lessons: tuple[Lesson, ...]
    work: Work
    simulated: bool

    @property
    def circles_known(self) -> bool:
        """Whether any fix gave the radius of the gale: without one nobody can tell whom it
        reached."""
        return any(gives_circles(fix) for fix, _ in self.storm)

    @property
    def since(self) -> datetime:
        return self.incident.began_at - BEFORE


def incidents_known(store: Store, as_of: Moment, mode: str = "live") -> tuple[Incident, ...]:
    """Every incident known at the moment, the newest first."""
    known = {row.incident: row for row in store.history(Incident, as_of=as_of, mode=mode)}
    return tuple(sorted(known.values(), key=lambda row: row.began_at, reverse=True))


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the ledger holds of one incident; each kind oldest first."""

    changes: list[Response]
    warnings: list[WarningMessage]
    orders: list[Order]
    receipts: list[Receipt]
    evacuation: list[Evacuation]
    states: list[ShelterState]
    deployments: list[Deployment]
    reports: list[Report]
    fixes: list[StormFix]
    lessons: list[Lesson]

    @property
    def simulated(self) -> bool:
        return any(fact.simulated for field in fields(self) for fact in getattr(self, field.name))


def review(
    store: Store, city: City, incident: Incident, as_of: Moment, mode: str = "live"
) -> Review:
    """`incident` as it was known at `as_of`."""
    with store.reading() as reader:
        rows = _read(reader, incident, as_of, mode)
    until = _until(incident, as_of)
    owed = _owed(city, rows, incident.began_at, until, as_of)
    gale = gale_reached(rows.fixes, city)
    return Review(
        as_of=as_of,
        incident=incident,
        until=until,
        changes=tuple(rows.changes),
        storm=tuple(zip(rows.fixes, distances(rows.fixes, city), strict=True)),
        warnings=tuple(rows.warnings),
        orders=tuple(rows.orders),
        people=_of_the_city(rows.evacuation, city),
        shelters=shelters.over_time(rows.states),
        deployments=tuple(rows.deployments),
        reports=owed,
        gale=gale,
        lessons=in_order(rows.lessons),
        work=_work(city, rows, gale, owed),
        simulated=incident.simulated or rows.simulated,
    )


def _until(incident: Incident, as_of: Moment) -> datetime:
    return min(as_of, incident.ended_at or as_of)


def _read(reader: Reader, incident: Incident, as_of: Moment, mode: str) -> _Rows:
    """One read per kind, whatever the incident holds."""
    began, until = incident.began_at - BEFORE, _until(incident, as_of)

    def written(kind: type[F], **equal: Any) -> list[F]:
        return reader.history(kind, as_of=as_of, until=as_of, mode=mode, **equal)

    def history(kind: type[F]) -> list[F]:
        return written(kind, incident=incident.incident)

    def current(kind: type[F]) -> list[F]:
        return reader.current(kind, as_of=as_of, mode=mode, incident=incident.incident)

    issued = [order for order in current(Order) if order.state in EVER_ISSUED]
    issued.sort(key=lambda order: (order.valid_at, order.order))
    ids = [order.order for order in issued]
    fixes = one_agency(written(StormFix, storm=incident.storm)) if incident.storm else []
    return _Rows(
        changes=history(Response),
        warnings=[warning for warning in history(WarningMessage) if warning.valid_at <= until],
        orders=issued,
        receipts=written(Receipt, order=ids) if ids else [],
        evacuation=history(Evacuation),
        states=history(ShelterState),
        deployments=history(Deployment),
        reports=current(Report),
        fixes=[fix for fix in fixes if began <= fix.valid_at <= until],
        lessons=current(Lesson),
    )


def _owed(
    city: City, rows: _Rows, began: datetime, until: datetime, as_of: Moment
) -> tuple[Due, ...]:
    """The reports that the rhythm asked for while the incident lasted."""
    stretches, done = spans(rows.changes, city.code), done_of((), rows.reports)
    first, last = beijing(began).date(), beijing(until).date()
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    due = (item for day in days for item in timetable(city.plan, stretches, day, done, as_of))
    return tuple(item for item in due if item.kind is DueKind.REPORT and item.due_at <= until)


def _of_the_city(rows: Sequence[Evacuation], city: City) -> dict[Category, Course]:
    chosen = {category: [row for row in rows if row.category is category] for category in Category}
    return {category: city_over_time(of, city.county_of) for category, of in chosen.items() if of}


def gale_reached(fixes: Sequence[StormFix], city: City) -> dict[str, datetime]:
    """Unit → when the circle that the plan's deadlines count from first touched it, by the analysed
    track."""
    if not fixes:
        return {}
    track = Track(analysed(fixes), city.plan.thresholds.gale_force)
    touched = {unit: track.covered(territory) for unit, territory in territories(city).items()}
    return {unit: stretches[0].begin for unit, stretches in touched.items() if stretches}


def distances(fixes: Iterable[StormFix], city: City) -> list[float]:
    """Of the centre from the nearest of the units' territories, km."""
    return [nearest_unit(fix.lon, fix.lat, city)[1] for fix in fixes]


def _work(city: City, rows: _Rows, gale: Mapping[str, datetime], owed: Iterable[Due]) -> Work:
    sent_at = measures.first_at(rows.changes, city.code, city.plan.leader_groups_from)
    leaders = [group.code for group in city.groups if group.kind == GroupKind.LEADER]
    courses = _by_unit(rows.evacuation, city)

    def moved(moments: Mapping[str, datetime]) -> dict[Category, Share]:
        found = {category: measures.moved_before(of, moments) for category, of in courses.items()}
        return {category: share for category, share in found.items() if share.target}

    return Work(
        levels=measures.answered(city, rows.warnings, rows.changes),
        sent_at=sent_at,
        groups=measures.level_to_groups(sent_at, rows.deployments, leaders) if sent_at else None,
        receipts={
            order.order: measures.receipt_times(order, rows.receipts) for order in rows.orders
        },
        first=moved(_all_at(gale, min)),
        own=moved(gale),
        last=moved(_all_at(gale, max)),
        late=measures.lateness(owed),
    )


def _all_at(
    gale: Mapping[str, datetime], which: Callable[[Iterable[datetime]], datetime]
) -> dict[str, datetime]:
    """Every unit that the gale reached with the first of their moments, or the last."""
    return dict.fromkeys(gale, which(gale.values())) if gale else {}


def _by_unit(rows: Iterable[Evacuation], city: City) -> dict[Category, dict[str, Course]]:
    """Category → county-level unit → its course; townships stand for a county that does not report
    itself."""
    grouped: dict[Category, dict[str, list[Evacuation]]] = {}
    for row in rows:
        unit = city.county_of.get(row.unit, row.unit)
        if unit in city.by_code:
            grouped.setdefault(row.category, {}).setdefault(unit, []).append(row)

    def courses(category: Category) -> dict[str, Course]:
        units = grouped[category]
        return {unit: city_over_time(of, city.county_of) for unit, of in units.items()}

    return {category: courses(category) for category in Category if category in grouped}
