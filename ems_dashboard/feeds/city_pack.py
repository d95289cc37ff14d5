"""The city pack in data/<city>/: plan.toml and the registers of units, townships, groups and
places."""

import csv
import tomllib
from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from ems_dashboard.errors import ConfigError
from ems_dashboard.feeds.values import given
from ems_dashboard.rules.arrival_errors import ArrivalChance, ArrivalError
from ems_dashboard.rules.city import (
    City,
    Department,
    Group,
    MapName,
    Place,
    PublicReport,
    Township,
    Unit,
)
from ems_dashboard.rules.plan_file import category_words, parse_plan
from ems_dashboard.rules.similar_tracks import PastFix
from ems_dashboard.rules.track_errors import TrackError
from ems_dashboard.text import add

T = TypeVar("T")


@cache
def load_city(folder: Path) -> City:
    """The city pack in `folder`. Raises ConfigError with the file and line of what cannot be
    used."""
    try:
        table = tomllib.loads((folder / "plan.toml").read_text(encoding="utf-8"))
        plan, city = parse_plan(table), table["city"]
        for rule in plan.categories:
            add(category_words(rule))
    except (KeyError, ValueError, TypeError, OSError) as error:
        raise ConfigError(f"{folder / 'plan.toml'}: {error}") from error
    return City(
        code=city["code"],
        name=city["name"],
        name_en=city["name_en"],
        province=city.get("province", ""),
        province_en=city.get("province_en", ""),
        headquarters=city["headquarters"],
        headquarters_en=city["headquarters_en"],
        units=_rows(folder / "units.csv", _unit),
        townships=_rows(folder / "townships.csv", _township),
        groups=_rows(folder / "groups.csv", lambda row: Group(**_only(row, Group))),
        shelters=_rows(folder / "shelters.csv", _place),
        teams=_rows(folder / "teams.csv", _place),
        depots=_rows(folder / "depots.csv", _place),
        stations=_rows(folder / "stations.csv", _place),
        harbours=_rows(folder / "harbours.csv", _place),
        sites=_rows(folder / "sites.csv", _place),
        plan=plan,
        public_reports=_rows(folder / "public_reports.csv", _public_report),
        departments=_rows(folder / "departments.csv", _department),
        arrival_errors=_rows(folder / "arrival_errors.csv", _arrival_error),
        arrival_chances=_rows(folder / "arrival_chances.csv", _arrival_chance),
        track_errors=_rows(folder / "track_errors.csv", _track_error),
        past_tracks=_rows(folder / "past_tracks.csv", _past_fix),
        map_names=_rows(folder / "map_names.csv", _map_name),
    )


def _rows(path: Path, build: Callable[[dict[str, str]], T]) -> tuple[T, ...]:
    rows = []
    if not path.exists():  # a register that a city does not keep
        return ()
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            try:
                rows.append(build(row))
            except (KeyError, ValueError, TypeError) as error:
                raise ConfigError(f"{path}:{line}: {error}") from error
    return tuple(rows)


def _only(row: dict[str, str], kind: type[Department | Group | Unit | Place]) -> dict[str, Any]:
    """The cells that are fields of the kind."""
    return {field.name: row[field.name] for field in fields(kind) if field.name in row}


def _department(row: dict[str, str]) -> Department:
    reports = tuple(part for part in (row.get("reports") or "").split("|") if part)
    return Department(**_only(row, Department) | {"reports": reports})


def _unit(row: dict[str, str]) -> Unit:
    return Unit(
        **_only(row, Unit)
        | {
            "lon": float(row["lon"]),
            "lat": float(row["lat"]),
            "coastal": row["coastal"] == "1",
            "boats": row["boats"] == "1",
            "population": int(row["population"]) if row["population"] else None,
            "aliases": tuple(row["aliases"].split("|")) if row["aliases"] else (),
        }
    )


def _public_report(row: dict[str, str]) -> PublicReport:
    return PublicReport(int(row["year"]), row["key"], row["value"], row["source"])


def _township(row: dict[str, str]) -> Township:
    return Township(row["code"], row["name"], row["unit"], given(row["lon"]), given(row["lat"]))


def _place(row: dict[str, str]) -> Place:
    return Place(
        **_only(row, Place)
        | {
            "lon": float(row["lon"]),
            "lat": float(row["lat"]),
            "capacity": int(row["capacity"]) if row.get("capacity") else None,
            "warning_m": given(row.get("warning_m")),
            "guarantee_m": given(row.get("guarantee_m")),
        }
    )


def _arrival_error(row: dict[str, str]) -> ArrivalError:
    return ArrivalError(
        force=int(row["force"]),
        most=row["most"] == "1",
        from_hours=float(row["from_hours"]),
        to_hours=float(row["to_hours"]),
        early_hours=float(row["early_hours"]),
        late_hours=float(row["late_hours"]),
        arrivals=int(row["arrivals"]),
        storms=int(row["storms"]),
        source=row["source"],
    )


def _arrival_chance(row: dict[str, str]) -> ArrivalChance:
    return ArrivalChance(
        force=int(row["force"]),
        from_hours=float(row["from_hours"]),
        to_hours=float(row["to_hours"]),
        from_share=float(row["from_share"]),
        to_share=float(row["to_share"]),
        chance=float(row["chance"]),
        cases=int(row["cases"]),
        storms=int(row["storms"]),
        source=row["source"],
    )


def _track_error(row: dict[str, str]) -> TrackError:
    return TrackError(
        agency=row["agency"],
        lead_hours=float(row["lead_hours"]),
        median_km=float(row["median_km"]),
        held_km=float(row["held_km"]),
        ahead_km=float(row["ahead_km"]),
        right_km=float(row["right_km"]),
        points=int(row["points"]),
        storms=int(row["storms"]),
        source=row["source"],
    )


def _past_fix(row: dict[str, str]) -> PastFix:
    return PastFix(
        storm=row["storm"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        at=datetime.fromisoformat(row["at"]),
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        wind_ms=given(row["wind_ms"]),
    )


def _map_name(row: dict[str, str]) -> MapName:
    return MapName(
        kind=row["kind"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        lon=float(row["lon"]),
        lat=float(row["lat"]),
        from_zoom=float(row["from_zoom"]),
        to_zoom=float(row["to_zoom"]),
    )
