"""The sources that are read while the server runs: `[[source]]` entries of a TOML file."""

import os
import re
import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from ems_dashboard.errors import ConfigError
from ems_dashboard.feeds.columns import columns, required
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.text import Words


class How(StrEnum):
    FILE = "file"
    FOLDER = "folder"
    HTTP = "http"
    DATABASE = "database"


@dataclass(frozen=True, slots=True)
class TableMap:
    """Which column of a table is which field of a kind. `clock_hours`: durations are hours and
    minutes, HH.NN, as SL 323-2011 writes them: 1.30 is an hour and a half. `day_column`: the
    total of 24 hours, where a table has it."""

    table: str
    kind: str
    columns: dict[str, str]
    clock_hours: bool = False
    day_column: str = ""


SL_323 = (
    TableMap(
        "ST_PPTN_R",
        "rain",
        {"station": "STCD", "valid_at": "TM", "rain_mm": "DRP", "hours": "INTV"},
        clock_hours=True,
        day_column="DYP",
    ),
    TableMap(
        "ST_RIVER_R",
        "river_levels",
        {"station": "STCD", "valid_at": "TM", "level_m": "Z", "flow_m3s": "Q"},
    ),
)
STATION_KINDS = ("rain", "river_levels")


@dataclass(frozen=True, slots=True)
class Source:
    """`address`: a path, an http(s) address or an SQLAlchemy URL, never shown: it may hold a
    password. `every`, `timeout` and `renewed` in seconds. `renewed`: how old its newest row may
    be before it is taken for frozen, None: as usual for what it holds. `holds`: the kind of
    fact, where the content does not say it."""

    name: str
    how: How
    address: str = field(repr=False)
    every: float = 300.0
    timeout: float = 20.0
    renewed: float | None = None
    holds: str | None = None
    tables: tuple[TableMap, ...] = SL_323


def load_sources(path: Path, say: Words) -> tuple[Source, ...]:
    """None where there is no such file. Raises ConfigError that names the file and the entry."""
    if not path.exists():
        return ()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: {error}") from error
    found = []
    for n, entry in enumerate(table.get("source", ()), 1):
        try:
            found.append(_source(entry, path.parent))
        except KeyError as error:
            raise ConfigError(
                say("feeds.source_lacks", path=path, n=n, entry=error.args[0])
            ) from None
        except (ValueError, TypeError) as error:
            raise ConfigError(say("feeds.source_wrong", path=path, n=n, reason=error)) from None
    if len({source.name for source in found}) < len(found):
        raise ConfigError(say("feeds.source_twice", path=path))
    return tuple(found)


def _source(entry: dict[str, Any], folder: Path) -> Source:
    how = How(entry["how"])
    address = filled(entry["address"])
    if how in (How.FILE, How.FOLDER):
        address = str(folder / address)
    if how is How.HTTP and not re.match(r"https?://\S+$", address):
        raise ValueError("address: http:// or https://")
    given = {name: float(entry[name]) for name in ("every", "timeout", "renewed") if name in entry}
    if min(given.values(), default=1) < 1:
        raise ValueError("every, timeout, renewed: >= 1")
    holds = entry.get("holds")
    if holds is not None and holds not in KINDS:
        raise ValueError(f"holds: {holds}")
    tables = tuple(_table(table) for table in entry.get("table", ())) or SL_323
    return Source(str(entry["name"]), how, address, holds=holds, tables=tables, **given)


def filled(address: str) -> str:
    """`${NAME}` stands for a variable of the environment, so that no password need stand in the
    file."""

    def value(found: re.Match[str]) -> str:
        if found[1] not in os.environ:
            raise ValueError(f"${{{found[1]}}} is not set")
        return os.environ[found[1]]

    return re.sub(r"\$\{(\w+)\}", value, address)


def _table(entry: dict[str, Any]) -> TableMap:
    kind = entry["kind"]
    if kind not in STATION_KINDS:
        raise ValueError(f"kind: {kind}; {', '.join(STATION_KINDS)}")
    given = dict(entry["columns"])
    if wrong := set(given) - set(columns(KINDS[kind])):
        raise ValueError(f"columns: {', '.join(sorted(wrong))}")
    if missing := required(KINDS[kind]) - set(given):
        raise KeyError(f"columns.{min(missing)}")
    return TableMap(entry["table"], kind, given, bool(entry.get("clock_hours")))
