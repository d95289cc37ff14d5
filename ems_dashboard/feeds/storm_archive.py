"""An archive of past storms as two CSV files, plain or .gz: one agency's fixes with their wind
circles, and the bulletins of all agencies. Times carry their offset; an empty cell is not given.

fixes      storm_id, time, lat, lon, wind_ms, pressure_hpa, r7_ne_km … r12_nw_km; name_zh, name_en
bulletins  storm_id, agency, issued_at, valid_at (the hour forecast), lat, lon, wind_ms,
           pressure_hpa
"""

import csv
import gzip
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TypeVar

from ems_dashboard.errors import ConfigError
from ems_dashboard.feeds.values import given
from ems_dashboard.moments import as_known, as_valid
from ems_dashboard.rules.storms import StormFix, StormForecast

T = TypeVar("T", StormFix, StormForecast)
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Archive:
    """Fixes and bulletins by storm, in order of time. `source`: as what is learnt names it."""

    source: str
    fixes: Mapping[str, Sequence[StormFix]]
    bulletins: Mapping[str, Sequence[StormForecast]]


def read_archive(fixes: Path, bulletins: Path, source: str) -> Archive:
    """Raises ConfigError with the file and line of what cannot be read."""
    found = sorted(_rows(fixes, _fix), key=lambda fix: fix.valid_at)
    told = sorted(
        _rows(bulletins, _bulletin),
        key=lambda point: (point.valid_at, point.agency, point.forecast_at),
    )
    return Archive(source, _by_storm(found), _by_storm(told))


def _by_storm(rows: Sequence[T]) -> dict[str, list[T]]:
    grouped: dict[str, list[T]] = {}
    for row in rows:
        grouped.setdefault(row.storm, []).append(row)
    return grouped


def _rows(path: Path, build: Callable[[Row], T]) -> list[T]:
    found = []
    packed = path.suffix == ".gz"
    with gzip.open(path) if packed else path.open("rb") as file:
        lines = csv.DictReader(TextIOWrapper(file, encoding="utf-8-sig", newline=""))
        for number, row in enumerate(lines, start=2):
            try:
                found.append(build(row))
            except (KeyError, ValueError) as error:
                raise ConfigError(f"{path}:{number}: {error}") from error
    return found


def _fix(row: Row) -> StormFix:
    at = datetime.fromisoformat(row["time"])
    return StormFix(
        storm=row["storm_id"],
        name_zh=row.get("name_zh") or "",
        name_en=row.get("name_en") or "",
        agency="CMA",
        valid_at=as_valid(at),
        known_at=as_known(at),
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        wind_ms=given(row["wind_ms"]),
        pressure_hpa=given(row["pressure_hpa"]),
        r7_ne_km=given(row["r7_ne_km"]),
        r7_se_km=given(row["r7_se_km"]),
        r7_sw_km=given(row["r7_sw_km"]),
        r7_nw_km=given(row["r7_nw_km"]),
        r10_ne_km=given(row["r10_ne_km"]),
        r10_se_km=given(row["r10_se_km"]),
        r10_sw_km=given(row["r10_sw_km"]),
        r10_nw_km=given(row["r10_nw_km"]),
        r12_ne_km=given(row["r12_ne_km"]),
        r12_se_km=given(row["r12_se_km"]),
        r12_sw_km=given(row["r12_sw_km"]),
        r12_nw_km=given(row["r12_nw_km"]),
    )


def _bulletin(row: Row) -> StormForecast:
    issued_at = datetime.fromisoformat(row["issued_at"])
    return StormForecast(
        storm=row["storm_id"],
        agency=row["agency"],
        valid_at=as_valid(issued_at),
        known_at=as_known(issued_at),
        forecast_at=datetime.fromisoformat(row["valid_at"]),
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        wind_ms=given(row["wind_ms"]),
        pressure_hpa=given(row["pressure_hpa"]),
    )
