"""What a run of the overview costs the server's processor, against a page of nothing measured in turn with it.

Both are real servers; a page is opened over the socket that a browser uses. Counted is the processor time of the whole
server process, all threads, from before the run is asked for until a moment after its end."""

import statistics
import time
from collections.abc import Callable, Iterator

from bench.figures import Figures
from bench.measuring import Finding, at_most
from bench.seasons import Ground, ledger
from bench.servers import Server, Viewer, dashboard, empty_page, viewing

SETTLE_SECONDS = 0.05


def measure(ground: Ground) -> Iterator[Finding]:
    path = ground.folder / "reruns.sqlite"
    store = ledger(path, ground.year)
    cases = (
        ("nothing changed", _leave, 10.0),
        ("one figure changed", Figures(store, ground.now).change, 30.0),
    )
    with (
        dashboard(f"sqlite:///{path}", ground.folder / "inbox") as full,
        empty_page() as empty,
        viewing(full) as page,
        viewing(empty) as nothing,
    ):
        for case, before, goal in cases:
            ours, least = _in_turn(full, page, before, empty, nothing, ground.sizes.reruns)
            what = f"the overview's server CPU per rerun, {case}, against an empty page"
            yield at_most(what, ours / least, goal, "×", f"{ours:.1f} ms against {least:.2f} ms")
    store.close()


def _in_turn(
    full: Server,
    page: Viewer,
    before: Callable[[], object],
    empty: Server,
    nothing: Viewer,
    times: int,
) -> tuple[float, float]:
    """Medians in ms, the first runs aside. `before`: what happens before each run of the page, and is part of what it
    costs."""
    warm = times // 10
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(warm + times):
        taken[0].append(_cost(full, page, before))
        taken[1].append(_cost(empty, nothing, _leave))
    return statistics.median(taken[0][warm:]), statistics.median(taken[1][warm:])


def _cost(server: Server, viewer: Viewer, before: Callable[[], object]) -> float:
    begin = server.cpu_ms()
    before()
    viewer.rerun()
    time.sleep(SETTLE_SECONDS)
    return server.cpu_ms() - begin


def _leave() -> None:
    """Nothing changes."""
