"""Building the situation: what was known at a moment, from one consistent view of the ledger."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import chain
from typing import Any, TypeVar

from ems_dashboard.clock import minute
from ems_dashboard.moments import KnownAt, Moment
from ems_dashboard.rules import evacuation, orders, warnings
from ems_dashboard.rules.city import City
from ems_dashboard.rules.consultations import Consultation
from ems_dashboard.rules.evacuation import Evacuation, Progress
from ems_dashboard.rules.evidence import channel, warnings_channel
from ems_dashboard.rules.facts import F, Fact
from ems_dashboard.rules.feed_runs import FeedRun
from ems_dashboard.rules.geometry import distance_km
from ems_dashboard.rules.groups import Cadres, Deployment
from ems_dashboard.rules.incidents import UNASSIGNED, Incident
from ems_dashboard.rules.measures import Measure
from ems_dashboard.rules.orders import Order, Receipt
from ems_dashboard.rules.reports import Report
from ems_dashboard.rules.responses import Response, hazards_of, in_force, spans
from ems_dashboard.rules.rhythm import Due, timetable_around
from ems_dashboard.rules.rounds import rounds
from ems_dashboard.rules.shelters import ShelterState
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.rules.terms import Category, Hazard, Level, OrderState
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.situation.evacuation import figure_of, owing
from ems_dashboard.situation.picture import Figure, OrderStatus, Series, Situation, Storm
from ems_dashboard.situation.rhythm import done_of
from ems_dashboard.situation.storms import BULLETINS, storm_at, watched
from ems_dashboard.situation.warned import located
from ems_dashboard.store import Reader, Store
from ems_dashboard.store.incidents import incidents_open
from ems_dashboard.store.warnings import messages_before

T = TypeVar("T")
Levels = dict[str, dict[Hazard, Level | None]]


Keep = Callable[[Hashable, Callable[[], Any]], Any]


def situation(
    store: Store,
    city: City,
    as_of: Moment,
    mode: str = "live",
    known: KnownAt | None = None,
    keep: Keep | None = None,
    reported_on: str = "",
) -> Situation:
    """What was true at `as_of` as it was known then or, where `known` is given, at that later
    moment: then `as_of` is the cut-off of a report. `keep(key, make)` gives what was read for
    another picture of the minute: only kinds that something was added to are read again.
    `reported_on`: the incident of a report, which leads, and which is in the picture wherever its
    figures may be for the moment: somewhat before it began and after it ended too."""
    with store.reading(known) as reader:
        picture = (
            _Building(reader, city, as_of, mode, keep, reported_on).picture().showing(reported_on)
        )
    return picture if known is None else replace(picture, cut_off=as_of)


class _Building:
    def __init__(
        self,
        reader: Reader,
        city: City,
        as_of: Moment,
        mode: str,
        keep: Keep | None,
        reported_on: str = "",
    ) -> None:
        self.reader, self.city, self.as_of, self.mode, self.keep = reader, city, as_of, mode, keep
        self.newest = reader.newest() if keep else {}
        self.incidents = self._read(
            (Incident,), "open", lambda: incidents_open(reader, as_of, mode)
        )
        self.incidents = [*self.incidents, *self._not_open(reported_on)]
        self.ids = [incident.incident for incident in self.incidents]
        self.figured = self.ids or self._read(
            (Incident,), "figured", lambda: _before_any_incident(reader, as_of, mode)
        )

    def _not_open(self, name: str) -> list[Incident]:
        """The incident of this name where it is not open at the moment, which its figures may be
        for all the same."""
        if not name or any(incident.incident == name for incident in self.incidents):
            return []
        rows = self.reader.history(Incident, as_of=self.as_of, mode=self.mode, incident=name)
        margin = self.city.plan.thresholds.margin
        return [row for row in rows[-1:] if margin.covers(row, self.as_of)]

    def picture(self) -> Situation:
        as_of, city = self.as_of, self.city
        response_rows = self._current(Response, level=list(Level))
        hazards = {each.incident: hazards_of(each, response_rows) for each in self.incidents}
        changes = self._history(Response)
        consultations, reports = self._of_incidents(Consultation), self._of_incidents(Report)
        messages = self._read(
            (WarningMessage,), "before", lambda: messages_before(self.reader, as_of, self.mode)
        )
        rows = self._told(Evacuation, self.figured) if self.figured else []
        levels = in_force(response_rows, (city.code, *city.by_code))
        announced, shelters = self._of_incidents(Measure), self._current(ShelterState)
        storms = tuple(self._storms())
        fixes = [fix for storm in storms for fix in storm.fixes]
        runs, limits = self._current(FeedRun), city.plan.thresholds
        found = Situation(
            as_of=as_of,
            version=self.reader.version(),
            city=city.code,
            incidents=tuple(self.incidents),
            responses=levels,
            response_rows=tuple(response_rows),
            levels=tuple(changes),
            warnings=tuple(located(warnings.valid_at(messages, as_of), city)),
            warnings_issued=tuple(located(self._issued(messages), city)),
            warnings_from=warnings_channel(runs, messages, as_of, limits),
            evacuation=tuple(self._figures(rows, levels, hazards)),
            evacuation_rows=tuple(rows),
            evacuation_series=tuple(self._series(rows)),
            orders=tuple(self._orders()),
            consultations=tuple(consultations),
            reports=tuple(reports),
            rhythm=self._rhythm(changes, consultations, reports),
            rounds=rounds(city.plan, spans(changes, city.code), as_of),
            deployments=tuple(self._of_incidents(Deployment)),
            cadres=tuple(self._of_incidents(Cadres)),
            measures=tuple(each for each in announced if _standing(each, as_of)),
            shelters=tuple(row for row in shelters if row.incident in self.ids),
            storms=storms,
            storms_from=channel(StormFix, runs, fixes, as_of, limits),
            simulated=False,
        )
        return replace(found, simulated=any(map(_simulated, _shown(found))))

    def _read(self, kinds: tuple[type[Fact], ...], of: Hashable, read: Callable[[], T]) -> T:
        if self.keep is None:
            return read()
        newest = tuple((kind, self.newest[kind]) for kind in kinds)
        kept: T = self.keep(("read", newest, of, minute(self.as_of), self.mode), read)
        return kept

    def _current(self, kind: type[F], **equal: Any) -> list[F]:
        of = tuple(
            (name, tuple(value) if isinstance(value, list) else value)
            for name, value in equal.items()
        )
        return self._read(
            (kind,),
            of,
            lambda: self.reader.current(kind, as_of=self.as_of, mode=self.mode, **equal),
        )

    def _of_incidents(self, kind: type[F]) -> list[F]:
        rows = self._current(kind, incident=self.ids) if self.ids else []
        return sorted(rows, key=lambda row: (row.valid_at, row.seq or 0))

    def _history(self, kind: type[F]) -> list[F]:
        return self._told(kind, self.ids) if self.ids else []

    def _told(self, kind: type[F], ids: list[str]) -> list[F]:
        return self._read(
            (kind,),
            ("told", *ids),
            lambda: self.reader.history(
                kind, as_of=self.as_of, until=self.as_of, mode=self.mode, incident=ids
            ),
        )

    def _figures(
        self, rows: Sequence[Evacuation], levels: Levels, hazards: Mapping[str, Collection[Hazard]]
    ) -> Iterable[Figure]:
        for incident in self.figured:
            for category in Category:
                chosen = [
                    row for row in rows if row.incident == incident and row.category is category
                ]
                units = evacuation.unit_progress(chosen, self.city.county_of)
                owed = self._owed(category, units, hazards.get(incident, frozenset(Hazard)))
                total = evacuation.city_progress(
                    progress for unit, progress in units.items() if unit in owed
                )
                early = {
                    unit: self._too_early(unit, progress, levels)
                    for unit, progress in units.items()
                }
                if total is not None:
                    yield figure_of(
                        incident, self.city.code, category, total, len(owed), sum(early.values())
                    )
                for unit in self.city.by_code:
                    if unit in units:
                        yield figure_of(
                            incident, unit, category, units[unit], too_early=early[unit]
                        )

    @staticmethod
    def _too_early(unit: str, progress: Progress, levels: Levels) -> int:
        in_force = any(levels.get(unit, {}).values())
        return evacuation.back_too_early(
            progress.returned, progress.cleared, response_in_force=in_force
        )

    def _owed(
        self, category: Category, units: Iterable[str], hazards: Collection[Hazard]
    ) -> set[str]:
        """The county-level units that have this category to report, and those that reported it
        unasked."""
        return owing(self.city, category, hazards) | (set(units) & self.city.by_code.keys())

    def _series(self, rows: Sequence[Evacuation]) -> Iterable[Series]:
        for incident in self.figured:
            for category in Category:
                chosen = [
                    row for row in rows if row.incident == incident and row.category is category
                ]
                if chosen:
                    yield Series(
                        incident, category, evacuation.city_over_time(chosen, self.city.county_of)
                    )

    def _issued(self, messages: Sequence[WarningMessage]) -> list[WarningMessage]:
        """Those in force at the beginning too: an incident begins because of a warning that stands
        already."""
        began = min(
            (incident.began_at for incident in self.incidents), default=self.as_of - BULLETINS
        )
        stood = {message.id for message in warnings.valid_at(messages, began)}
        return [message for message in messages if message.valid_at >= began or message.id in stood]

    def _orders(self) -> Iterable[OrderStatus]:
        issued = [order for order in self._of_incidents(Order) if order.state is OrderState.ISSUED]
        receipts: dict[str, list[Receipt]] = {}
        for receipt in (
            self._current(Receipt, order=[order.order for order in issued]) if issued else []
        ):
            receipts.setdefault(receipt.order, []).append(receipt)
        for order in issued:
            answers = receipts.get(order.order, [])
            yield OrderStatus(
                order,
                tuple(answers),
                orders.unreceived(order, answers),
                orders.overdue(order, answers, self.as_of),
            )

    def _rhythm(
        self,
        changes: Sequence[Response],
        consultations: Sequence[Consultation],
        reports: Sequence[Report],
    ) -> tuple[Due, ...]:
        done = done_of(consultations, reports)
        return timetable_around(self.city.plan, spans(changes, self.city.code), done, self.as_of)

    def _storms(self) -> Iterable[Storm]:
        """Those of the open incidents, then those that come near without one, the nearest first."""
        own = list(dict.fromkeys(incident.storm for incident in self.incidents if incident.storm))
        seen = self._read(
            (StormFix,), "watched", partial(watched, self.reader, self.as_of, self.mode)
        )
        yield from filter(None, map(self._storm, own))
        others = filter(None, (self._storm(name) for name in seen if name not in own))
        yield from sorted(others, key=lambda storm: _away_km(storm, self.city))

    def _storm(self, name: str) -> Storm | None:
        kinds = (StormFix, StormForecast)
        return self._read(kinds, name, partial(storm_at, self.reader, name, self.as_of, self.mode))


def _away_km(storm: Storm, city: City) -> float:
    """How far its centre is from the nearest unit."""
    here = storm.position.lon, storm.position.lat
    return min((distance_km(here, (unit.lon, unit.lat)) for unit in city.units), default=0.0)


def _before_any_incident(reader: Reader, as_of: Moment, mode: str) -> list[str]:
    """Figures that belong to no incident stand on the screens as long as there has never been one;
    afterwards they are counted as unassigned and nothing else."""
    return [] if reader.history(Incident, as_of=as_of, mode=mode) else [UNASSIGNED]


def _standing(measure: Measure, moment: datetime) -> bool:
    """In force or announced."""
    return measure.ends_at is None or moment < measure.ends_at


def _shown(found: Situation) -> Iterable[Fact | OrderStatus | Storm]:
    """Everything that the picture shows and that may be an example."""
    return chain(
        found.incidents,
        found.evacuation_rows,
        found.response_rows,
        found.levels,
        found.warnings,
        found.warnings_issued,
        found.orders,
        found.consultations,
        found.reports,
        found.deployments,
        found.cadres,
        found.measures,
        found.shelters,
        found.storms,
    )


def _simulated(item: Fact | OrderStatus | Storm) -> bool:
    if isinstance(item, OrderStatus):
        return item.order.simulated
    if isinstance(item, Storm):
        return any(fix.simulated for fix in item.fixes)
    return item.simulated
