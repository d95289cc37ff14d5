"""python -m data.zhangzhou.season2023.maker [FOLDER]"""

import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.feeds.csv_folder import write_csv
from ems_dashboard.rules.city import City
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.reports import Report, ReportFigures
from ems_dashboard.rules.responses import Response

from . import (
    alerts,
    announced,
    calendar,
    casebook,
    deciding,
    desk,
    moving,
    reaching,
    reporting,
    resources,
)
from .ledger import loaded

SEED = 2023
HERE = Path(__file__).resolve().parent.parent


def season(city: City) -> Iterator[Fact]:
    facts = list(casebook.kept(_year(city), city, calendar.cases()))
    yield from facts
    yield from reaching.reaching(facts, city)


def _year(city: City) -> Iterator[Fact]:
    cases = calendar.cases()
    rng = random.Random(SEED)
    yield from desk.incidents(cases)
    yield from desk.responses(cases, city, rng)
    yield from announced.announced(alerts.alerts(cases, city, rng), cases, city)
    yield from desk.orders(cases, city, rng)
    yield from desk.rhythm(cases, city, rng)
    yield from desk.deployments(cases, city, rng)
    yield from desk.measures(city)
    yield from desk.messages(cases, city, rng)
    yield from moving.cadres(cases, city, rng)
    yield from resources.resources(cases, city)
    for case in cases:
        yield from moving.evacuation(case, city, random.Random(f"evacuation {case.incident}"))
        if case.storm:
            yield from moving.shelters(case, city, random.Random(f"shelters {case.incident}"))


def make(city: City, folder: Path) -> None:
    """What happened; then what officers made of it: levels as proposed, reports as written, each of what was known in
    its minute; then the reports' figures once more, as they stand in a ledger that holds all of it."""
    facts = list(season(city))
    reports, changes = ([f for f in facts if isinstance(f, kind)] for kind in (Report, Response))
    storms = sorted(HERE.glob("storm_*.csv"))
    with loaded(
        city, [*storms, *write((f for f in facts if not isinstance(f, Report)), folder)]
    ) as store:
        decided = list(deciding.decided(store, city, changes, calendar.cases()))
        written = list(reporting.reports(store, city, reports, calendar.cases()))
    write([*decided, *written], folder)
    with loaded(
        city, {path.name: path for path in (*storms, *folder.glob("*.csv"))}.values()
    ) as store:
        figures = [row for row in written if isinstance(row, ReportFigures)]
        write(reporting.frozen_again(store, city, figures), folder)


def write(facts: Iterable[Fact], folder: Path) -> list[Path]:
    """One file per kind, in order of time; of the same hour in the order in which it became known."""
    kinds: dict[type[Fact], list[Fact]] = defaultdict(list)
    for fact in facts:
        kinds[type(fact)].append(fact)
    folder.mkdir(parents=True, exist_ok=True)
    for kind, rows in kinds.items():
        rows.sort(key=lambda fact: (fact.valid_at, fact.known_at))
        (folder / f"{kind.KIND}.csv").write_bytes(write_csv(kind, rows))
    return [folder / f"{kind.KIND}.csv" for kind in kinds]


if __name__ == "__main__":
    make(load_city(HERE.parent), Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
