"""make bench: ratios within one run, because the machine is shared; the last run is kept in RESULTS.md."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pandas as pd

from bench.backtest import backtest
from ems_dashboard import clock
from ems_dashboard.actions.demo import load_demonstration
from ems_dashboard.config import ROOT
from ems_dashboard.feeds.city_pack import load_city
from ems_dashboard.feeds.csv_folder import write_csv
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.kinds import KINDS
from ems_dashboard.rules.terms import Category
from ems_dashboard.situation import situation
from ems_dashboard.store import Store, open_store
from ems_dashboard.text import words

CITY_DIR = ROOT / "data" / "zhangzhou"
CITY = load_city(CITY_DIR)
BUSY = clock.parse("2023-09-04T20:24")
YEARS = int(os.environ.get("EMS_BENCH_YEARS", "100"))


def best(work: Callable[[], object], times: int = 15) -> float:
    """The median of the faster half, in ms."""
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begin) * 1000)
    return statistics.median(sorted(taken)[: max(1, times // 2)])


def season_store(folder: Path, name: str) -> Store:
    store = open_store(f"sqlite:///{folder / name}.sqlite")
    load_demonstration(store, CITY, CITY_DIR, moment=clock.now(), words=words("en"))
    return store


def multiply(store: Store, years: int) -> None:
    """The same season in each of the years before: 100 times the rows of a city-year."""
    season = [fact for kind in KINDS.values() for fact in store.history(kind)]
    for back in range(1, years):
        store.append([_earlier(fact, back) for fact in season], moment=clock.now())


MOMENTS = ("valid_at", "known_at", "began_at", "ended_at", "expires_at", "starts_at", "ends_at", "due_at", "cut_off")
NAMES = ("incident", "order", "id", "consultation", "report", "batch", "storm")


def _earlier(fact: Fact, years: int) -> Fact:
    shift = timedelta(days=365.25 * years)
    moments = (*MOMENTS, "forecast_at", "receipt_due", "feedback_due")
    moved = {name: getattr(fact, name) - shift for name in moments if getattr(fact, name, None)}
    named = {name: f"{getattr(fact, name)}-{years}" for name in NAMES if getattr(fact, name, None)}
    return replace(fact, seq=None, written_at=None, **moved, **named)


def snapshots(store: Store) -> tuple[float, float]:
    """(now, past): at the show moment as the newest of the ledger, and half a season earlier."""
    past = clock.parse("2023-07-27T12:30")
    return best(lambda: situation(store, CITY, BUSY)), best(lambda: situation(store, CITY, past))


def pandas_snapshot(path: Path) -> float:
    def work() -> object:
        table = pd.read_csv(path)
        known = table[table.known_at <= "2023-09-04 20:24:00"]
        return known.groupby(["incident", "unit", "category"]).last()

    return best(work, 3)


def one_seek(store: Store) -> float:
    return best(lambda: store.current(Evacuation, as_of=BUSY, incident="2023-TY2311", category=Category.PEOPLE))


def durable_append(store: Store, folder: Path) -> tuple[float, float]:
    """(ours, raw): one small row written, on the disk when the call returns."""
    template = Evacuation(
        incident="bench", unit="350626", category=Category.PEOPLE, target=9, moved=1, valid_at=clock.now()
    )
    facts = iter(replace(template, valid_at=template.valid_at + timedelta(seconds=n)) for n in range(10_000))
    with (folder / "raw").open("ab") as raw:

        def write_raw() -> None:
            raw.write(b"x" * 200)
            raw.flush()
            os.fdatasync(raw.fileno())

        return best(lambda: store.append([next(facts)], moment=clock.now()), 60), best(write_raw, 60)


def main() -> None:
    lines = ["# Results of the last `make bench`", "", "| what | ratio | goal |", "|---|---|---|"]

    def say(what: str, ratio: float, goal: str) -> None:
        lines.append(f"| {what} | {ratio:,.2f} | {goal} |")
        print(f"{what}: {ratio:,.2f} (goal {goal})", flush=True)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = season_store(folder, "season")
        now1, past1 = snapshots(store)
        ours, raw = durable_append(store, folder)
        say("durable append against a raw append + fdatasync", ours / raw, "<= 1.5")
        tested = backtest(store, CITY)
        print(*tested, sep="\n", flush=True)
        multiply(store, YEARS)
        now100, past100 = snapshots(store)
        say(f"whole situation at the show moment, {YEARS}x against 1x", now100 / now1, "<= 1.2")
        say(f"whole situation as of July, {YEARS}x against 1x", past100 / past1, "<= 2")
        path = folder / "evacuation.csv"
        path.write_bytes(write_csv(Evacuation, store.history(Evacuation)))
        say(
            f"pandas read_csv + groupby at {YEARS}x against one seek",
            pandas_snapshot(path) / one_seek(store),
            ">= 1000",
        )
        store.close()
    (Path(__file__).parent / "RESULTS.md").write_text("\n".join([*lines, *tested]) + "\n")


if __name__ == "__main__":
    main()
