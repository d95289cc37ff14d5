"""The rows behind each number of the year, picked as the season counts them: each number leads to
its rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from operator import attrgetter
from typing import Any, TypeVar

from ems_dashboard.clock import BEIJING
from ems_dashboard.moments import KnownAt, ValidAt, as_valid
from ems_dashboard.rules import evacuation
from ems_dashboard.rules.city import City
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.facts import Fact, joined_sources, newest_of_each
from ems_dashboard.rules.groups import Cadres, Deployment
from ems_dashboard.rules.messages import MessageBatch
from ems_dashboard.rules.orders import Order
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.terms import (
    Category,
    Hazard,
    LevelChange,
    MessageType,
    OrderState,
    WarningKind,
)
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.situation.evacuation import figure_of
from ems_dashboard.situation.picture import Figure
from ems_dashboard.situation.season_figures import IncidentTotals, Season
from ems_dashboard.store import Reader, Store

ISSUED = [MessageType.ALERT, MessageType.UPDATE]
F = TypeVar("F", bound=Fact)
EVENTS = ("heavy_rain_events", "typhoons")
Row = WarningMessage | Order | Response | Cadres | MessageBatch | Figure | IncidentTotals
HAZARDS = {
    "heavy_rain_events": Hazard.RAINSTORM,
    "typhoons": Hazard.TYPHOON,
    "rainstorm_responses": Hazard.RAINSTORM,
    "typhoon_responses": Hazard.TYPHOON,
    "rainstorm_highest": Hazard.RAINSTORM,
    "typhoon_highest": Hazard.TYPHOON,
}
SENT: dict[str, Callable[..., int]] = {
    "cadres": lambda row: row.sent,
    "messages": lambda row: row.sent,
}


def amounts(season: Season, key: str) -> Callable[..., int] | None:
    """What a number adds up of each of its rows; None where it counts them."""
    if key in season.evacuation:
        return attrgetter("moved")
    return SENT.get(key)


def behind(store: Store, city: City, season: Season, key: str) -> Sequence[Row]:
    """The rows of one number, the newest first; of the highest level: those that brought it."""
    if key in WHOLE_YEAR:
        return WHOLE_YEAR[key](store, season)
    if key.startswith("warnings_"):
        return warnings(store, season, WarningKind(key.removeprefix("warnings_")))
    if key not in HAZARDS:
        return figures(store, city, season, Category(key))
    if key in EVENTS:
        return [total for total in season.incidents if total.incident.hazard is HAZARDS[key]][::-1]
    return responses(
        store,
        city,
        season,
        HAZARDS[key],
        getattr(season, key) if key.endswith("_highest") else None,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """What a number stands on: its oldest or its newest row; `source`: of all its rows."""

    valid_at: ValidAt
    known_at: KnownAt | None
    source: str


def standing(store: Store, city: City, season: Season) -> dict[str, tuple[Standing, ...]]:
    """Number → the oldest and the newest of its rows, nothing where it has none."""
    issued = warnings(store, season)  # by far the most rows: read once for its three kinds
    found: dict[str, Sequence[Row]] = {
        f"warnings_{kind}": [row for row in issued if row.kind is kind] for kind in WarningKind
    }
    for key in (*HAZARDS, "orders", "messages", "cadres", *city.plan.reported):
        found[key] = behind(store, city, season, key)
    return {key: _ends(rows) for key, rows in found.items()}


def _ends(rows: Sequence[Row]) -> tuple[Standing, ...]:
    if not rows:
        return ()
    sources = joined_sources(row.source for row in rows)
    by_time = attrgetter("valid_at")
    ends = min(rows, key=by_time), max(rows, key=by_time)
    return tuple(Standing(row.valid_at, row.known_at, sources) for row in ends)


def _of_year(reader: Reader, season: Season, kind: type[F], **equal: Any) -> list[F]:
    begins, ends = (datetime(year, 1, 1, tzinfo=BEIJING) for year in (season.year, season.year + 1))
    return reader.history(
        kind, as_of=season.as_of, since=as_valid(begins), before=as_valid(ends), **equal
    )


def _holding(store: Store, season: Season, kind: type[F], **equal: object) -> list[F]:
    """The rows of the year that no other corrects."""
    with store.reading() as reader:
        rows = _of_year(reader, season, kind, **equal)
        return reader.holding(kind, rows, as_of=season.as_of)


def _incidents(season: Season) -> list[str]:
    return [total.incident.incident for total in season.incidents]


def warnings(store: Store, season: Season, kind: WarningKind | None = None) -> list[WarningMessage]:
    """Issued in the year for the city or its units; one sent twice under one id once."""
    rows = _holding(store, season, WarningMessage, message_type=ISSUED)
    own = [row for row in newest_of_each(rows) if not row.provincial]
    return [row for row in reversed(own) if kind in (None, row.kind)]


def orders(store: Store, season: Season) -> list[Order]:
    with store.reading() as reader:
        rows = _of_year(reader, season, Order, state=OrderState.ISSUED)
    return newest_of_each(rows)[::-1]


def responses(
    store: Store, city: City, season: Season, hazard: Hazard, level: str | None = None
) -> list[Response]:
    """Starts and raises of the city."""
    rising = [LevelChange.START, LevelChange.RAISE]
    with store.reading() as reader:
        rows = _of_year(reader, season, Response, unit=city.code, hazard=hazard, change=rising)
    found = {row.valid_at: row for row in rows}.values()
    return [row for row in found if level is None or row.level == level][::-1]


def cadres(store: Store, season: Season) -> list[Cadres]:
    """The last figure of each unit in each incident."""
    return store.current(Cadres, as_of=season.as_of, incident=_incidents(season))[::-1]


def deployments(store: Store, season: Season) -> list[Deployment]:
    """Every state that a group reported."""
    return store.history(Deployment, as_of=season.as_of, incident=_incidents(season))[::-1]


def messages(store: Store, season: Season) -> list[MessageBatch]:
    rows = _holding(store, season, MessageBatch)
    return newest_of_each(rows)[::-1]


def figures(
    store: Store, city: City, season: Season, category: Category | None = None
) -> list[Figure]:
    """The last figure of each county-level unit in each incident."""
    equal = {"category": category} if category else {}
    rows = store.current(Evacuation, as_of=season.as_of, incident=_incidents(season), **equal)
    found = []
    for incident, wanted in product(_incidents(season)[::-1], Category):
        mine = [row for row in rows if (row.incident, row.category) == (incident, wanted)]
        units = evacuation.unit_progress(mine, city.county_of)
        reporting = [unit for unit in city.by_code if unit in units]
        found += [figure_of(incident, unit, wanted, units[unit]) for unit in reporting]
    return found


WHOLE_YEAR: dict[str, Callable[[Store, Season], Sequence[Row]]] = {
    "orders": orders,
    "messages": messages,
    "cadres": cadres,
}
"""Numbers of the whole year, whatever the incident."""
