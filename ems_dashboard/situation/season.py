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
from ems_dashboard.rules.facts import Fact
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
        counts = (
            reader.month_counts(year, mode) if now else reader.month_counts_as_of(year, as_of, mode)
        )
        incidents = _incidents(reader, city, year, as_of, mode)
        return _season(reader.version(), city, year, as_of, counts, incidents)


def _season(
    version: int,
    city: City,
    year: int,
    as_of: Moment,
    counts: Sequence[MonthCount],
    incidents: Sequence[tuple[IncidentTotals, bool]],
) -> Season:
    totals = tuple(total for total, _ in incidents)

    def count(measure: str, part: str = "") -> int:
        return sum(
            c.amount for c in counts if c.measure == measure and (not part or c.part == part)
        )

    def moved(category: Category) -> int | None:
        return total_of(total.evacuation.get(category) for total in totals)

    def counted(measure: str, part: str = "") -> int | None:
        """None where not one row of the measure came in all year."""
        came = any(c.measure == measure for c in counts)
        return count(measure, part) if came else None

    def of(hazard: Hazard) -> list[IncidentTotals]:
        return [total for total in totals if total.incident.hazard is hazard]

    levels = {hazard: highest(total.levels.get(hazard) for total in totals) for hazard in Hazard}
    return Season(
        year=year,
        as_of=as_of,
        version=version,
        heavy_rain_events=len(of(Hazard.RAINSTORM)),
        typhoons=len(of(Hazard.TYPHOON)),
        rainstorm_responses=count(Response.KIND, f"{city.code}/{Hazard.RAINSTORM}"),
        rainstorm_highest=levels[Hazard.RAINSTORM],
        typhoon_responses=count(Response.KIND, f"{city.code}/{Hazard.TYPHOON}"),
        typhoon_highest=levels[Hazard.TYPHOON],
        orders=count(Order.KIND),
        warnings_weather=counted("warnings", WarningKind.WEATHER),
        warnings_flash_flood=counted("warnings", WarningKind.FLASH_FLOOD),
        warnings_geological=counted("warnings", WarningKind.GEOLOGICAL),
        cadres=total_of(total.cadres for total in totals),
        evacuation={category: moved(category) for category in city.plan.reported},
        messages=counted("messages"),
        incidents=totals,
        months=tuple(_month(month, city, counts, totals) for month in range(1, 13)),
        simulated=any(simulated for _, simulated in incidents),
    )


def total_of(figures: Iterable[int | None]) -> int | None:
    """The sum of what was reported; None where nobody reported anything."""
    told = [figure for figure in figures if figure is not None]
    return sum(told) if told else None


def _month(
    month: int, city: City, counts: Iterable[MonthCount], totals: Iterable[IncidentTotals]
) -> MonthCounts:
    mine = [count for count in counts if count.month == month]
    begun = [
        total for total in totals if total.incident.began_at.astimezone(BEIJING).month == month
    ]
    return MonthCounts(
        month=month,
        warnings={str(kind): _amount(mine, "warnings", kind) for kind in WarningKind},
        responses={
            str(hazard): _amount(mine, Response.KIND, f"{city.code}/{hazard}") for hazard in Hazard
        },
        orders=sum(count.amount for count in mine if count.measure == Order.KIND),
        evacuation={
            str(category): sum(t.evacuation.get(category, 0) for t in begun)
            for category in Category
        },
    )


def _amount(counts: Iterable[MonthCount], measure: str, part: str) -> int:
    return sum(count.amount for count in counts if count.measure == measure and count.part == part)


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
    return [
        (
            _totals(
                incident,
                city,
                changes.get(incident.incident, []),
                rows.get(incident.incident, []),
                cadres.get(incident.incident, []),
                issued.get(incident.incident, []),
                warnings.get(incident.incident, 0),
            ),
            incident.simulated or any(row.simulated for row in rows.get(incident.incident, [])),
        )
        for incident in incidents
    ]


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
    moved = list(_moved(rows, city, {incident.hazard, *levels}))
    return IncidentTotals(
        incident=incident,
        highest=highest(change.level for change in changes),
        levels=levels,
        evacuation={category: total for category, total, _ in moved if total is not None},
        counted={category: counted for category, _, counted in moved},
        cadres=sum(row.sent for row in cadres) if cadres else None,
        orders=sum(order.state in EVER_ISSUED for order in orders),
        warnings=warnings,
        valid_at=max(row.valid_at for row in told),
        known_at=max(row.heard_at for row in told),
        source="、".join(sorted({row.source for row in told if row.source})),
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
