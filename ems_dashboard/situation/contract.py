"""The situation and the season as JSON: the contract for scripts, documented key by key in the
README."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from ems_dashboard.clock import iso
from ems_dashboard.moments import Moment
from ems_dashboard.rules.arrival import Arrival
from ems_dashboard.rules.city import City
from ems_dashboard.rules.expected_wind import ExpectedWind
from ems_dashboard.rules.facts import COMMON, Fact, own_fields
from ems_dashboard.rules.groups import Deployment
from ems_dashboard.rules.measures import Measure
from ems_dashboard.rules.pace import HOUR
from ems_dashboard.rules.race import Runner
from ems_dashboard.rules.rhythm import Due
from ems_dashboard.rules.scope import Scope, Sight, scope_of, whole_city
from ems_dashboard.rules.terms import GroupState, Hazard, Level
from ems_dashboard.rules.warnings import WarningMessage
from ems_dashboard.situation.observed import Observed
from ems_dashboard.situation.picture import Figure, OrderStatus, Situation, Storm
from ems_dashboard.situation.projections import Projection
from ems_dashboard.situation.reporting import Owed, reporting, reporting_of
from ems_dashboard.situation.scoped import answered, scoped
from ems_dashboard.situation.season_figures import Season
from ems_dashboard.situation.timeline import Line, Timeline
from ems_dashboard.situation.wind_words import wind_said
from ems_dashboard.text import Words

Json = dict[str, Any]
OUT = (GroupState.DEPARTED, GroupState.ARRIVED)
ARRIVAL_KEYS = ("unit", "agency", "force", "arrives_at", "leaves_at", "basis")


def situation_json(
    situation: Situation, city: City, unit: str | None = None, seen: Observed | None = None
) -> Json:
    """`unit`: only what concerns this unit, township or department; what concerns the whole city
    concerns it too. `seen`: what the stations measured, whose sources are then told too."""
    scope = scope_of(city, unit or "") or whole_city(city)
    part = _narrowed(situation, city, scope)
    return {
        "as_of": iso(situation.as_of),
        "version": situation.version,
        "simulated": situation.simulated,
        "incidents": _facts(situation.incidents),
        **_of_units(part, city),
        "storms": [_storm(storm, situation.as_of) for storm in situation.storms],
        "reporting": _reporting(situation, part, city, scope),
        "sources": _sources(situation, seen),
    }


def _sources(situation: Situation, seen: Observed | None) -> Json:
    """How each kind comes in: that there is nothing of it says something only where it is
    `alive`."""
    found = {"warnings": situation.warnings_from, "storms": situation.storms_from}
    if seen is not None:
        found |= {"rain": seen.rain_from, "river_levels": seen.rivers_from}
    return {name: plain(asdict(channel)) for name, channel in found.items()}


def _narrowed(situation: Situation, city: City, scope: Scope) -> Situation:
    """What concerns one level, as its own picture shows it."""
    if scope.is_city:
        return situation
    part = scoped(situation, city, scope, Sight())
    levels = situation.responses
    own = {scope.levelled: levels[scope.levelled]} if scope.levelled in levels else {}
    return replace(answered(part, city, scope), responses=own)


def _of_units(situation: Situation, city: City) -> Json:
    return {
        "responses": {code: _levels(row) for code, row in situation.responses.items()},
        "warnings": list(map(_warning, situation.warnings)),
        "evacuation": list(map(_figure, situation.evacuation)),
        "orders": list(map(_order, situation.orders)),
        "rhythm": rhythm_json(situation.rhythm),
        "groups": [_deployment(row, city) for row in situation.deployments],
        "measures": [_measure(row, situation.as_of) for row in situation.measures],
    }


def _levels(levels: Mapping[Hazard, Level | None]) -> Json:
    return {str(hazard): level and str(level) for hazard, level in levels.items()}


def _deployment(row: Deployment, city: City) -> Json:
    return fact_json(row) | {"name": _group_name(row.group, city), "out": row.state in OUT}


def _measure(row: Measure, as_of: Moment) -> Json:
    return fact_json(row) | {"in_force": row.in_force_at(as_of)}


def _reporting(situation: Situation, part: Situation, city: City, scope: Scope) -> Json:
    """Per unit and category whether a figure is there; its numbers are under `evacuation`. `moved`
    is null where there is none, and 0 where 0 was reported. `complete` is said of the whole
    city. `part`: the level's own."""
    found = reporting_of(part, city, scope)
    every = reporting(situation, city)
    return {
        "cut_off": plain(every.cut_off),
        "complete": every.complete if situation.lead else None,
        "units": [_owed(row) for row in found.rows],
    }


def _owed(row: Owed) -> Json:
    figure = row.figure
    return {
        "unit": row.unit,
        "category": str(row.category),
        "state": str(row.state),
        "moved": figure.moved if figure else None,
        "valid_at": plain(figure.valid_at) if figure else None,
    }


def rhythm_json(items: Iterable[Due]) -> list[Json]:
    return [plain(asdict(due)) for due in items]


def season_json(season: Season) -> Json:
    keys = (
        "year",
        "heavy_rain_events",
        "typhoons",
        "rainstorm_responses",
        "rainstorm_highest",
        "typhoon_responses",
        "typhoon_highest",
        "orders",
        "warnings_weather",
        "warnings_flash_flood",
        "warnings_geological",
        "cadres",
        *season.evacuation,
        "messages",
    )
    return {str(key): plain(season.figure(str(key))) for key in keys}


def arrivals_json(arrivals: Iterable[Arrival]) -> list[Json]:
    return [{key: plain(getattr(arrival, key)) for key in ARRIVAL_KEYS} for arrival in arrivals]


def race_json(runners: Iterable[Runner]) -> list[Json]:
    return [_runner(runner) for runner in runners]


def projections_json(found: Iterable[Projection]) -> list[Json]:
    """Every finish that was projected, beside the one that came."""
    return [
        {
            "incident": one.incident,
            "unit": one.unit,
            "category": str(one.category),
            "projected_at": plain(one.projected_at),
            "told": str(one.told.told),
            "low": plain(one.told.low),
            "likely": plain(one.told.likely),
            "high": plain(one.told.high),
            "came": plain(one.came),
            "error_hours": None if one.error is None else round(one.error / HOUR, 2),
            "inside": one.inside,
        }
        for one in found
    ]


def _runner(runner: Runner) -> Json:
    finish, in_wind = runner.finish, runner.in_wind
    return {
        "unit": runner.unit,
        "category": str(runner.category),
        "target": runner.target,
        "moved": runner.moved,
        "state": str(runner.state),
        "gate": plain(runner.gate),
        "ordered": plain(runner.ordered),
        "planned": plain(runner.planned),
        "finish": {
            "told": str(finish.told),
            "low": plain(finish.low),
            "likely": plain(finish.likely),
            "high": plain(finish.high),
        },
        "latest_start": plain(runner.latest_start),
        "left_in_wind": {"low": in_wind.low, "likely": in_wind.likely, "high": in_wind.high},
        "wind": None if runner.wind is None else wind_json(runner.wind),
    }


def wind_json(wind: ExpectedWind) -> Json:
    return {name: plain(getattr(wind, name)) for name in ExpectedWind.__dataclass_fields__}


def winds_json(winds: Iterable[ExpectedWind], as_of: Moment, word: Words) -> list[Json]:
    """Each with the sentence that screens and documents say of it."""
    return [wind_json(wind) | {"said": wind_said(wind, as_of, word)} for wind in winds]


def timeline_json(found: Timeline) -> Json:
    return {
        "since": iso(found.since),
        "until": iso(found.until),
        "lines": [
            {
                name: plain(getattr(line, name))
                for name in Line.__dataclass_fields__
                if name != "count"
            }
            for line in found.lines
        ],
    }


def _figure(figure: Figure) -> Json:
    row = {name: plain(getattr(figure, name)) for name in Figure.__dataclass_fields__}
    first = (
        "unit",
        "category",
        "target",
        "moved",
        "returned",
        "now",
        "change",
        "valid_at",
        "source",
    )
    others = [name for name in row if name not in first]
    return {name: row[name] for name in (*first, *others)}


def _warning(message: WarningMessage) -> Json:
    return {
        "id": message.id,
        "kind": str(message.kind),
        "event": message.event,
        "colour": message.colour and str(message.colour),
        "level": message.level and str(message.level),
        "units": list(message.units),
        "issued_at": iso(message.valid_at),
        "expires_at": message.expires_at and iso(message.expires_at),
        "issuer": message.issuer,
        "headline": message.headline,
        "source": message.source,
    }


def _order(status: OrderStatus) -> Json:
    return fact_json(status.order) | {
        "issued_at": iso(status.order.valid_at),
        "receipts": {receipt.unit: str(receipt.state) for receipt in status.receipts},
        "unreceived": list(status.unreceived),
        "overdue": list(status.overdue),
    }


def _storm(storm: Storm, as_of: Moment) -> Json:
    return {
        "storm": storm.storm,
        "name_zh": storm.name_zh,
        "name_en": storm.name_en,
        "agency": storm.position.agency,
        "age_minutes": int((as_of - storm.position.valid_at).total_seconds() // 60),
        "position": fact_json(storm.position),
        "fixes": _facts(storm.fixes),
        "forecasts": {agency: _facts(points) for agency, points in storm.forecasts.items()},
    }


def _facts(rows: Iterable[Fact]) -> list[Json]:
    return [fact_json(row) for row in rows]


def _group_name(code: str, city: City) -> str:
    return next((group.name for group in city.groups if group.code == code), code)


def fact_json(fact: Fact) -> Json:
    """What a row says, with its moments, source and number."""
    shown = [name for name in COMMON if name in ("valid_at", "known_at", "source", "seq")]
    names = (*own_fields(type(fact)), *shown)
    return {name: plain(getattr(fact, name)) for name in names}


def plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Iterable):
        return [plain(item) for item in value]
    return value
