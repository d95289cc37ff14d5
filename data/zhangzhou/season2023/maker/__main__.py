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

from . import alerts, calendar, casebook, desk, means, moving

SEED = 2023
HERE = Path(__file__).resolve().parent.parent


def season(city: City) -> Iterator[Fact]:
    yield from casebook.kept(_year(city), city)


def _year(city: City) -> Iterator[Fact]:
    cases = calendar.cases()
    rng = random.Random(SEED)
    yield from desk.incidents(cases)
    yield from desk.responses(cases, city, rng)
    yield from alerts.alerts(cases, city, rng)
    yield from desk.orders(cases, city, rng)
    yield from desk.rhythm(cases, city, rng)
    yield from desk.deployments(cases, city, rng)
    yield from desk.measures(city)
    yield from desk.messages(cases, city, rng)
    yield from moving.cadres(cases, city, rng)
    yield from means.means(cases, city)
    for case in cases:
        yield from moving.evacuation(case, city, rng)
        if case.storm:
            yield from moving.shelters(case, city, rng)


def write(facts: Iterable[Fact], folder: Path) -> None:
    """One file per kind, in order of time; of the same hour in the order in which it became known."""
    kinds: dict[type[Fact], list[Fact]] = defaultdict(list)
    for fact in facts:
        kinds[type(fact)].append(fact)
    folder.mkdir(parents=True, exist_ok=True)
    for kind, rows in kinds.items():
        rows.sort(key=lambda fact: (fact.valid_at, fact.known_at))
        (folder / f"{kind.KIND}.csv").write_bytes(write_csv(kind, rows))


if __name__ == "__main__":
    write(season(load_city(HERE.parent)), Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
