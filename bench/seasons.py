"""The demonstration's season, moved so that its busiest evening is now, and again in each of the years before."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from pathlib import Path

from bench.measuring import Sizes
from ems_dashboard import clock
from ems_dashboard.actions.demo import NOTE, load_demonstration
from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.store import Store, open_store
from ems_dashboard.text import words

CITY_DIR = ROOT / "data" / "zhangzhou"
CITY = load_city(CITY_DIR)
BUSY = clock.parse("2023-09-04T20:24")
YEAR = timedelta(days=365)
IDS = (
    "id",
    "incident",
    "order",
    "consultation",
    "report",
    "batch",
    "storm",
    "handover",
    "proposal",
    "duty",
)
"""Fields that name a thing of one season: another year's has another name."""


def until_now(rows: Iterable[Fact], now: datetime) -> list[Fact]:
    """A year of rows that ends at `now`, with the busiest evening: what came after it is put a year earlier."""
    moved = (_moved(fact, now - BUSY) for fact in rows)
    return [
        _moved(fact, -YEAR, "before") if fact.known_at and fact.known_at > now else fact
        for fact in moved
    ]


def earlier(rows: Iterable[Fact], years: int) -> list[Fact]:
    return [_moved(fact, -years * YEAR, str(years)) for fact in rows]


def _moved(fact: Fact, by: timedelta, year: str = "") -> Fact:
    values = {field.name: getattr(fact, field.name) for field in fields(fact)}
    moments = {name: value + by for name, value in values.items() if isinstance(value, datetime)}
    names = {name: f"{values[name]}-{year}" for name in IDS if year and values.get(name)}
    return replace(fact, **moments | names | {"seq": None, "written_at": None, "replaces": None})


def ledger(path: Path, rows: list[Fact]) -> Store:
    """A new ledger that everybody may read."""
    store = open_store(f"sqlite:///{path}")
    store.note(NOTE, CITY.code)
    store.append(rows, moment=clock.now())
    return store


@dataclass(frozen=True)
class Ground:
    """What everything is measured on. `season`: the demonstration as it is; `year`: its rows moved to end at `now`;
    `one` and `many`: ledgers of that year alone and of `years` of them."""

    folder: Path
    sizes: Sizes
    now: datetime
    season: Store
    year: list[Fact]
    one: Store
    many: Store


@contextmanager
def ground(folder: Path, sizes: Sizes) -> Iterator[Ground]:
    season = _demonstration(folder / "season.sqlite")
    now = clock.minute(clock.now())
    year = until_now((fact for kind in KINDS.values() for fact in season.history(kind)), now)
    one, many = ledger(folder / "one.sqlite", year), ledger(folder / "many.sqlite", year)
    for back in range(1, sizes.years):
        many.append(earlier(year, back), moment=now)
    yield Ground(folder, sizes, now, season, year, one, many)
    for store in (season, one, many):
        store.close()


def _demonstration(path: Path) -> Store:
    store = open_store(f"sqlite:///{path}")
    load_demonstration(store, CITY, CITY_DIR, moment=clock.now(), words=words("en"))
    return store
