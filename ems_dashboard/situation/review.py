"""The whole course of one incident, and the measures of the work in it, as known at a moment (复盘)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ems_dashboard.clock import beijing
from ems_dashboard.rules import review as measures
from ems_dashboard.rules import shelters
from ems_dashboard.rules.circles import CALM, Local, nearest_km
from ems_dashboard.rules.city import City
from ems_dashboard.rules.evacuation import Evacuation, city_over_time
from ems_dashboard.rules.groups import Deployment
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.lessons import Lesson, in_order
from ems_dashboard.rules.orders import EVER_ISSUED, Order, Receipt
from ems_dashboard.rules.paths import Track, analysed
from ems_dashboard.rules.race import Course
from ems_dashboard.rules.reports import Report
from ems_dashboard.rules.responses import Response, spans
from ems_dashboard.rules.review import Answered, Delays, Share
from ems_dashboard.rules.rhythm import Due, timetable
from ems_dashboard.rules.shelters import ShelterState
from ems_dashboard.rules.storms import StormFix
from ems_dashboard.rules.terms import Category, DueKind, GroupKind
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.situation.rhythm import done_of
from ems_dashboard.situation.storms import one_agency
from ems_dashboard.situation.territories import territories
from ems_dashboard.store import Reader, Store

BEFORE = timedelta(hours=12)
"""The axis begins so long before the incident: the first warnings came before it was opened."""


@dataclass(frozen=True, slots=True)
class Work:
    """The measures. `groups` None: the city never stood at the level that sends them out; `sent_at`: when it did.
    `first`, `own`, `last`: category → share in safety when the gale reached its first unit, each unit its own, and the
    last unit; empty where it reached none."""

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
    """`until`: the end of the incident or, before it, `as_of`. `storm`: each fix with the distance of the centre from
    the city in km. `people`: category → the city's course; `shelters`: (moment, people, shelters open). `reports`: what
    was due, and when it was done. `gale`: unit → when the gale first reached it, by the analysed track."""

    as_of: datetime
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
    def since(self) -> datetime:
        return self.incident.began_at - BEFORE


def incidents_known(store: Store, as_of: datetime, mode: str = "live") -> tuple[Incident, ...]:
    """Every incident known at the moment, the newest first."""
    known = {row.incident: row for row in store.history(Incident, as_of=as_of, mode=mode)}
    return tuple(sorted(known.values(), key=lambda row: row.began_at, reverse=True))


def review(store: Store, city: City, incident: Incident, as_of: datetime, mode: str = "live") -> Review:
    """`incident` as it was known at `as_of`."""
    with store.reading() as reader:
        return _Reading(reader, city, incident, as_of, mode).review()


class _Reading:
    """One read per kind, whatever the incident holds."""

    def __init__(self, reader: Reader, city: City, incident: Incident, as_of: datetime, mode: str) -> None:
        self.reader, self.city, self.incident, self.as_of = reader, city, incident, as_of
        self.until = min(as_of, incident.ended_at or as_of)
        self.known = {"as_of": as_of, "mode": mode}
        self.course = self.known | {"until": as_of + timedelta(microseconds=1)}

    def review(self) -> Review:
        changes = self._history(Response)
        warnings = [w for w in self._history(WarningMessage) if w.valid_at <= self.until]
        orders = sorted(
            (o for o in self._current(Order) if o.state in EVER_ISSUED), key=lambda order: (order.valid_at, order.order)
        )
        rows, states, deployments = (self._history(kind) for kind in (Evacuation, ShelterState, Deployment))
        fixes = self._fixes()
        lessons = in_order(self._current(Lesson))
        owed = self._owed(changes, self._current(Report))
        gale = gale_reached(fixes, self.city)
        receipts = self.reader.history(Receipt, order=[o.order for o in orders], **self.course) if orders else []
        work = work_of(self.city, changes, warnings, deployments, orders, receipts, rows, gale, owed)
        facts = (changes, warnings, orders, rows, states, deployments, fixes, lessons, (self.incident,))
        return Review(
            self.as_of, self.incident, self.until, tuple(changes),
            tuple(zip(fixes, distances(fixes, self.city), strict=True)),
            tuple(warnings), tuple(orders),
            self._people(rows),
            shelters.over_time(states), tuple(deployments), owed, gale, lessons, work,
            any(fact.simulated for part in facts for fact in part),
        )  # fmt: skip

    def _history(self, kind: type) -> list:
        return self.reader.history(kind, incident=self.incident.incident, **self.course)

    def _current(self, kind: type) -> list:
        return self.reader.current(kind, incident=self.incident.incident, **self.known)

    def _people(self, rows: Sequence[Evacuation]) -> dict[Category, Course]:
        chosen = {category: [row for row in rows if row.category is category] for category in Category}
        return {category: city_over_time(of, self.city.county_of) for category, of in chosen.items() if of}

    def _fixes(self) -> list[StormFix]:
        """The analysed track while the incident lasted."""
        if self.incident.storm is None:
            return []
        fixes = one_agency(self.reader.history(StormFix, storm=self.incident.storm, **self.course))
        return [fix for fix in fixes if self.incident.began_at - BEFORE <= fix.valid_at <= self.until]

    def _owed(self, changes: Sequence[Response], reports: Sequence[Report]) -> tuple[Due, ...]:
        stretch, done = spans(changes, self.city.code), done_of((), reports)
        first = beijing(self.incident.began_at).date()
        days = [first + timedelta(days=n) for n in range((beijing(self.until).date() - first).days + 1)]
        due = (item for day in days for item in timetable(self.city.plan, stretch, day, done, self.as_of))
        return tuple(item for item in due if item.kind is DueKind.REPORT and item.due_at <= self.until)


def gale_reached(fixes: Sequence[StormFix], city: City) -> dict[str, datetime]:
    """Unit → when the circle that the plan's deadlines count from first touched it, by the analysed track."""
    if not fixes:
        return {}
    track = Track(analysed(fixes), city.plan.thresholds.gale_force)
    touched = {unit: track.covered(territory) for unit, territory in territories(city).items()}
    return {unit: stretches[0][0] for unit, stretches in touched.items() if stretches}


def distances(fixes: Iterable[StormFix], city: City) -> list[float]:
    """Of the centre from the nearest of the units' territories, km."""
    places = [territory.points for territory in territories(city).values()]
    return [min(nearest_km(Local(f.lon, f.lat), points, CALM, 0.0, 0.0) for points in places) for f in fixes]


def work_of(
    city: City,
    changes: Sequence[Response],
    warnings: Sequence[WarningMessage],
    deployments: Sequence[Deployment],
    orders: Sequence[Order],
    receipts: Sequence[Receipt],
    rows: Sequence[Evacuation],
    gale: Mapping[str, datetime],
    owed: Iterable[Due],
) -> Work:
    sent_at = measures.first_at(changes, city.code, city.plan.leader_groups_from)
    leaders = [group.code for group in city.groups if group.kind == GroupKind.LEADER]
    courses = _by_unit(rows, city)
    moments = [dict.fromkeys(gale, at) for at in (min(gale.values()), max(gale.values()))] if gale else [{}, {}]
    first, own, last = (
        {c: share for c, of in courses.items() if (share := measures.moved_before(of, when)).target}
        for when in (moments[0], gale, moments[1])
    )
    return Work(
        measures.answered(city, warnings, changes),
        sent_at,
        measures.level_to_groups(sent_at, deployments, leaders) if sent_at else None,
        {order.order: measures.receipt_times(order, receipts) for order in orders},
        first, own, last,
        measures.lateness(owed),
    )  # fmt: skip


def _by_unit(rows: Iterable[Evacuation], city: City) -> dict[Category, dict[str, Course]]:
    """Category → county-level unit → its course; townships stand for a county that does not report itself."""
    grouped: dict[Category, dict[str, list[Evacuation]]] = {}
    for row in rows:
        unit = city.county_of.get(row.unit, row.unit)
        if unit in city.by_code:
            grouped.setdefault(row.category, {}).setdefault(unit, []).append(row)
    return {
        category: {unit: city_over_time(of, city.county_of) for unit, of in grouped[category].items()}
        for category in Category
        if category in grouped
    }
