"""The year of the ledger: counted from the rows, by the kept counts for now and from the rows for a
past moment."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from ems_dashboard.clock import BEIJING
from ems_dashboard.moments import Moment, as_valid
from ems_dashboard.rules import evacuation
from ems_dashboard.rules.city import City
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.facts import Fact, joined_sources
from ems_dashboard.rules.groups import Cadres
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.orders import EVER_ISSUED, Order
from ems_dashboard.rules.responses import Response, highest
from ems_dashboard.rules.terms import Category, Hazard, Level, WarningKind
from ems_dashboard.situation.evacuation import owing
from ems_dashboard.situation.season_figures import Counted, IncidentTotals, MonthCounts, Season
from ems_dashboard.store import MonthCount, Reader, Store
from ems_dashboard.store.incidents import incidents_begun

Row = TypeVar("Row", Evacuation, Cadres, Order, Response)


def season(
    store: Store, city: City, year: int, as_of: Moment, *, now: bool = True, mode: str = "live"
) -> Season:
    """`now`: the kept counts are good; else the months are counted again from what was known at
    `as_of`."""
    with store.reading() as reader:
        counts = Counts(_month_counts(reader, year, as_of, now, mode))
        incidents = _incidents(reader, city, year, as_of, mode)
        return _season(reader.version(), city, year, as_of, counts, incidents)


def _month_counts(
    reader: Reader, year: int, as_of: Moment, now: bool, mode: str
) -> Sequence[MonthCount]:
    if now:
        return reader.month_counts(year, mode)
    return reader.month_counts_as_of(year, as_of, mode)


class Counts:
    """The kept counts of a year, or of a month of it."""

    def __init__(self, rows: Iterable[MonthCount]) -> None:
        self.rows = tuple(rows)

    def of_month(self, month: int) -> "Counts":
        return Counts(row for row in self.rows if row.month == month)

    def all(self, measure: str) -> int:
        return sum(row.amount for row in self.rows if row.measure == measure)

    def part(self, measure: str, part: str) -> int:
        mine = (row for row in self.rows if row.measure == measure)
        return sum(row.amount for row in mine if row.part == part)

    def came(self, measure: str) -> bool:
        return any(row.measure == measure for row in self.rows)

    def warnings(self, kind: WarningKind) -> int | None:
        """None where not one warning of any kind came in all year."""
        return self.part("warnings", kind) if self.came("warnings") else None

    def messages(self) -> int | None:
        return self.all("messages") if self.came("messages") else None

    def responses(self, city: City, hazard: Hazard) -> int:
        return self.part(Response.KIND, f"{city.code}/{hazard}")


def _season(
    version: int,
    city: City,
    year: int,
    as_of: Moment,
    counts: Counts,
    incidents: Sequence[tuple[IncidentTotals, bool]],
) -> Season:
    totals = tuple(total for total, _ in incidents)
    hazards = [total.incident.hazard for total in totals]
    return Season(
        year=year,
        as_of=as_of,
        version=version,
        heavy_rain_events=hazards.count(Hazard.RAINSTORM),
        typhoons=hazards.count(Hazard.TYPHOON),
        rainstorm_responses=counts.responses(city, Hazard.RAINSTORM),
        rainstorm_highest=_highest(totals, Hazard.RAINSTORM),
        typhoon_responses=counts.responses(city, Hazard.TYPHOON),
        typhoon_highest=_highest(totals, Hazard.TYPHOON),
        orders=counts.all(Order.KIND),
        warnings_weather=counts.warnings(WarningKind.WEATHER),
        warnings_flash_flood=counts.warnings(WarningKind.FLASH_FLOOD),
        warnings_geological=counts.warnings(WarningKind.GEOLOGICAL),
        cadres=total_of(total.cadres for total in totals),
        evacuation={category: _moved_by(totals, category) for category in city.plan.reported},
        messages=counts.messages(),
        incidents=totals,
        months=tuple(_month(month, city, counts, totals) for month in range(1, 13)),
        simulated=any(simulated for _, simulated in incidents),
    )


def _highest(totals: Iterable[IncidentTotals], hazard: Hazard) -> Level | None:
    return highest(total.levels.get(hazard) for total in totals)


def _moved_by(totals: Iterable[IncidentTotals], category: Category) -> int | None:
    return total_of(total.evacuation.get(category) for total in totals)


def total_of(figures: Iterable[int | None]) -> int | None:
    """The sum of what was reported; None where nobody reported anything."""
    told = [figure for figure in figures if figure is not None]
    return sum(told) if told else None


def _month(month: int, city: City, counts: Counts, totals: Iterable[IncidentTotals]) -> MonthCounts:
    mine = counts.of_month(month)
    begun = [total for total in totals if _month_of(total.incident) == month]
    return MonthCounts(
        month=month,
        warnings={str(kind): mine.part("warnings", kind) for kind in WarningKind},
        responses={str(hazard): mine.responses(city, hazard) for hazard in Hazard},
        orders=mine.all(Order.KIND),
        evacuation={str(category): _moved_by(begun, category) or 0 for category in Category},
    )


def _month_of(incident: Incident) -> int:
    return incident.began_at.astimezone(BEIJING).month


def _incidents(
    reader: Reader, city: City, year: int, as_of: Moment, mode: str
) -> list[tuple[IncidentTotals, bool]]:
    """Each incident of the year with its totals, and whether example rows are in them."""
    begin, end = datetime(year, 1, 1, tzinfo=BEIJING), datetime(year + 1, 1, 1, tzinfo=BEIJING)
    incidents = [i for i in incidents_begun(reader, begin, end, as_of, mode) if i.began_at < end]
    ids = [incident.incident for incident in incidents]
    if not ids:
        return []
    rows = _by_incident(reader.current(Evacuation, as_of=as_of, mode=mode, incident=ids))
    cadres = _by_incident(reader.current(Cadres, as_of=as_of, mode=mode, incident=ids))
    issued = _by_incident(reader.current(Order, as_of=as_of, mode=mode, incident=ids))
    warnings = reader.warnings_by_incident(ids, as_of, mode)
    changes = _by_incident(
        reader.history(
            Response, as_of=as_of, since=as_valid(begin), mode=mode, incident=ids, unit=city.code
        )
    )
    found = []
    for incident in incidents:
        name = incident.incident
        figures = rows.get(name, [])
        total = _totals(
            incident,
            city,
            changes.get(name, []),
            figures,
            cadres.get(name, []),
            issued.get(name, []),
            warnings.get(name, 0),
        )
        simulated = incident.simulated or any(row.simulated for row in figures)
        found.append((total, simulated))
    return found


def _by_incident(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.incident, []).append(row)
    return found


def _totals(
    incident: Incident,
    city: City,
    changes: Sequence[Response],
    rows: Sequence[Evacuation],
    cadres: Sequence[Cadres],
    orders: Sequence[Order],
    warnings: int,
) -> IncidentTotals:
    told: list[Fact] = [incident, *changes, *rows, *cadres, *orders]
    levels = _highest_by_hazard(changes)
    moved: dict[Category, int] = {}
    counted: dict[Category, Counted] = {}
    for category, total, units in _moved(rows, city, {incident.hazard, *levels}):
        counted[category] = units
        if total is not None:
            moved[category] = total
    issued = [order for order in orders if order.state in EVER_ISSUED]
    return IncidentTotals(
        incident=incident,
        highest=highest(levels.values()),
        levels=levels,
        evacuation=moved,
        counted=counted,
        cadres=total_of(row.sent for row in cadres),
        orders=len(issued),
        warnings=warnings,
        valid_at=max(row.valid_at for row in told),
        known_at=max(row.heard_at for row in told),
        source=joined_sources(row.source for row in told),
    )


def _highest_by_hazard(changes: Iterable[Response]) -> dict[Hazard, Level]:
    levels: dict[Hazard, Level] = {}
    for change in changes:
        if level := highest((levels.get(change.hazard), change.level)):
            levels[change.hazard] = level
    return levels


def _moved(
    rows: Sequence[Evacuation], city: City, hazards: Collection[Hazard]
) -> Iterable[tuple[Category, int | None, Counted]]:
    """Of each category the city's final sum, None where nobody reported any, and how many units
    stand in it."""
    for category in Category:
        own = [row for row in rows if row.category is category]
        progress = evacuation.unit_progress(own, city.county_of)
        known = {unit: each for unit, each in progress.items() if unit in city.by_code}
        total = evacuation.city_progress(known.values())
        owed = owing(city, category, hazards) | known.keys()
        yield category, total.moved if total else None, Counted(len(known), len(owed))
