"""A server that starts: until its first answer, and what the first viewer of the overview waits for once it has made
ready what it makes beforehand, against the second."""

import statistics
import time
from collections.abc import Iterator

from bench.measuring import Finding, at_most
from bench.seasons import Ground, ledger
from bench.servers import Server, dashboard, viewing

READY_SECONDS = 6.0
"""The warm-up's own time, several times over."""


def measure(ground: Ground) -> Iterator[Finding]:
    path = ground.folder / "starts.sqlite"
    ledger(path, ground.year).close()
    taken = [_start(ground, f"sqlite:///{path}") for _ in range(ground.sizes.starts)]
    answered, first, second = (statistics.median(each) for each in zip(*taken, strict=True))
    yield at_most("`serve` to its first answer", answered, 3.0, " s")
    what = "the first overview after a cold start, its warm-up done"
    yield at_most(what, first, 0.5, " s", f"the second {second:.2f} s")


def _start(ground: Ground, database: str) -> tuple[float, float, float]:
    begin = time.perf_counter()
    with dashboard(database, ground.folder / "inbox") as server:
        answered = time.perf_counter() - begin
        time.sleep(READY_SECONDS)
        return answered, _seen(server), _seen(server)


def _seen(server: Server) -> float:
    begin = time.perf_counter()
    with viewing(server) as page:
        page.rerun()
    return time.perf_counter() - begin
