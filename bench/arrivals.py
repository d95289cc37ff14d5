"""make backtest: told arrivals against those that came, storm by storm and in sum: the rule of the
product (last analysed radii, the mean of the agencies without the outermost two), the rules before
it (their median; radii scaled by the forecast wind), every agency alone and the span of the
agencies; what the learnt interval holds of storms and years it was not learnt from, and the false
alarms.

From an archive, kept in ARRIVALS.md, and from the ledger at hand, against the interval of the pack."""

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import inf
from pathlib import Path
from statistics import median, median_low
from typing import NamedTuple
from unittest.mock import patch

from bench.seasons import CITY
from ems_dashboard.config import settings
from ems_dashboard.feeds.storm_archive import Archive, read_archive
from ems_dashboard.rules.arrival_errors import (
    ArrivalChance,
    ArrivalError,
    chance_of,
    error_of,
)
from ems_dashboard.rules.geometry import Point
from ems_dashboard.rules.paths import LEAST_MS, Node
from ems_dashboard.rules.paths import ahead as held_ahead
from ems_dashboard.rules.storms import StormFix, StormForecast, standing_points
from ems_dashboard.situation import arrival_learning
from ems_dashboard.situation.arrival_learning import (
    Case,
    arrival_chances,
    arrival_errors,
    cases,
    coast_places,
)
from ems_dashboard.situation.storms import one_agency
from ems_dashboard.store import Store, open_store

KEPT = Path(__file__).parent / "ARRIVALS.md"
AHEAD = (12, 24, 48)
NEAR = 3.0
"""Hours before and after T−n within which a moment counts as that."""
ALARM_HOURS = 24
MOST_SCALED = 1.5
CHANCES = (0.0, 0.3, 0.5, 0.7, 0.9, 1.01)
Learnt = Callable[[Case], Sequence[ArrivalError]]
"""What was learnt without the case: from the other storms, from the other years."""


class Held(NamedTuple):
    """Hours from the moment between which an arrival is told."""

    early: float
    late: float


@dataclass(frozen=True, slots=True)
class Score:
    """Of one rule: `errors` in hours (below 0: it came before the hour told); `missed`: it came
    untold."""

    errors: tuple[float, ...]
    missed: int

    def cells(self) -> tuple[str, ...]:
        if not self.errors:
            return "0", str(self.missed), "", "", ""
        sizes = sorted(abs(error) for error in self.errors)
        return (
            str(len(sizes)),
            str(self.missed),
            f"{median(sizes):.1f} h",
            f"{median(self.errors):+.1f} h",
            f"{sizes[int(0.9 * (len(sizes) - 1))]:.1f} h",
        )


def scaled_ahead(fixes: Sequence[StormFix], points: Sequence[StormForecast]) -> tuple[Node, ...]:
    """As the product told it before: the radii times forecast wind / analysed wind."""
    path = held_ahead(fixes, points)
    now = fixes[-1].wind_ms
    winds = {point.forecast_at: point.wind_ms for point in points}
    return (path[0], *(_scaled(node, winds[node.at], now) for node in path[1:]))


def _scaled(node: Node, wind: float | None, now: float | None) -> Node:
    if not wind or not now:
        return node
    share = min(MOST_SCALED, wind / now)
    radii = {
        force: tuple(radius * share if wind >= LEAST_MS[force] else 0.0 for radius in quarters)
        for force, quarters in node.radii.items()
    }
    return replace(node, radii=radii)


def arrived(found: Iterable[Case], ahead: int) -> list[Case]:
    """Those whose circle came about so many hours later."""
    return [case for case in found if abs(case.came - ahead) <= NEAR]


def score(found: Iterable[Case], ahead: int) -> Score:
    came = arrived(found, ahead)
    told = [case for case in came if case.expecting]
    return Score(tuple(case.error for case in told), len(came) - len(told))


def medians(found: Iterable[Case]) -> list[Case]:
    """As the product told it before: the agency in the middle, of an even number the earlier."""
    return [replace(case, told=(median_low(case.told),)) if case.most else case for case in found]


def alone(found: Iterable[Case], agency: str) -> list[Case]:
    """What one agency says, where it says something."""
    return [
        replace(case, told=(case.told[case.agencies.index(agency)],), agencies=(agency,))
        for case in found
        if agency in case.agencies
    ]


def on_the_same(found: Iterable[Case], agency: str, ahead: int) -> str:
    """The product's median error where the agency told the arrival too."""
    errors = [
        abs(case.error)
        for case in arrived(found, ahead)
        if agency in case.agencies and case.told[case.agencies.index(agency)] != inf
    ]
    return f"{median(errors):.1f} h" if errors else ""


def span(case: Case) -> Held:
    """From the earliest to the latest of the agencies that expect it."""
    told = [hours for hours in case.told if hours != inf]
    return Held(min(told), max(told))


def interval(case: Case, learnt: Learnt) -> Held | None:
    row = error_of(learnt(case), case.force, most=case.most, ahead_hours=case.planned)
    if row is None:
        return None
    return Held(max(0.0, case.planned + row.early_hours), case.planned + row.late_hours)


def without_its(group: str, found: Sequence[Case]) -> Learnt:
    """`group`: "storm" or "year". What is learnt is learnt once a group."""
    learnt = {
        name: arrival_errors([case for case in found if getattr(case, group) != name], "")
        for name in {getattr(case, group) for case in found}
    }
    return lambda case: learnt[getattr(case, group)]


def from_earlier(found: Sequence[Case]) -> Learnt:
    """As a headquarters lives through it: nothing is known of this year, nor of a later one."""
    learnt = {
        year: arrival_errors([case for case in found if case.year < year], "")
        for year in {case.year for case in found}
    }
    return lambda case: learnt[case.year]


def holding(name: str, found: Sequence[Case], told: Callable[[Case], Held | None]) -> str:
    """A row: how many arrivals came within what was told of them, before it and after it."""
    pairs = [(case.came, held) for case in found if case.expecting and (held := told(case))]
    if not pairs:
        return _row(name, "0", "", "", "", "")
    inside = sum(held.early <= came <= held.late for came, held in pairs)
    before = sum(came < held.early for came, held in pairs)
    after = sum(came > held.late for came, held in pairs)
    width = median(held.late - held.early for _, held in pairs)
    shares = (f"{count / len(pairs):.0%}" for count in (inside, before, after))
    return _row(name, str(len(pairs)), *shares, f"{width:.1f} h")


def alarms(found: Iterable[Case]) -> tuple[int, int]:
    """Of the cases in which most agencies expected the circle within a day: all, and those in which
    it never came."""
    told = [case for case in found if case.most and case.planned <= ALARM_HOURS]
    return len(told), sum(case.came == inf for case in told)


def chance_rows(found: Sequence[Case]) -> Iterator[str]:
    """Whether what is said to come in 85 of 100 does, in years that it was not learnt from."""
    pairs: list[tuple[float, bool]] = []
    for year in sorted({case.year for case in found}):
        learnt = arrival_chances([case for case in found if case.year != year], "")
        pairs += _chances_told([case for case in found if case.year == year], learnt)
    for low, high in pairwise(CHANCES):
        came = [one for told, one in pairs if low <= told < high]
        if came:
            means = sum(told for told, _ in pairs if low <= told < high) / len(came)
            yield _row(f"{means:.0%}", str(len(came)), f"{sum(came) / len(came):.0%}")


def _chances_told(
    found: Iterable[Case], learnt: Sequence[ArrivalChance]
) -> Iterator[tuple[float, bool]]:
    for case in found:
        if case.expecting:
            share = case.expecting / len(case.told)
            row = chance_of(learnt, case.force, ahead_hours=min(case.told), share=share)
            if row is not None:
                yield row.chance, case.came != inf


@dataclass(frozen=True, slots=True)
class Told:
    """What was told for the same places by the rule of the product and by the one before it."""

    product: Sequence[Case]
    scaled: Sequence[Case]
    agencies: Sequence[str]

    def of_force(self, force: int) -> "Told":
        return Told(
            [case for case in self.product if case.force == force],
            [case for case in self.scaled if case.force == force],
            self.agencies,
        )


def told(archive: Archive, places: Sequence[Point]) -> Told:
    product = cases(archive, places)
    with patch.object(arrival_learning, "ahead", scaled_ahead):
        scaled = cases(archive, places)
    names = {row.agency for rows in archive.bulletins.values() for row in rows}
    return Told(product, scaled, sorted(names))


Learner = Callable[[int], dict[str, Learnt]]
"""Force → what an interval is called and what it was learnt from."""


def left_out(found: Sequence[Case]) -> Learner:
    """Learnt from these cases, the storm or the year that is looked at left out."""

    def of_force(force: int) -> dict[str, Learnt]:
        own = [case for case in found if case.force == force]
        return {
            "interval, its storm left out": without_its("storm", own),
            "interval, its year left out": without_its("year", own),
            "interval, earlier years only": from_earlier(own),
        }

    return of_force


def report(found: Told, learner: Learner, *, by_storm: bool = True) -> Iterator[str]:
    for force in arrival_learning.FORCES:
        of_force = found.of_force(force)
        if of_force.product:
            yield from _of_force(force, of_force, learner(force), by_storm)


def _of_force(force: int, found: Told, learnt: dict[str, Learnt], by_storm: bool) -> Iterator[str]:
    yield f"\n### Force {force}: {len({case.storm for case in found.product})} storms"
    for ahead in AHEAD:
        yield from _errors(ahead, found)
        yield from _held(ahead, found.product, learnt)
    expected, never = alarms(found.product)
    yield (
        f"\nFalse alarms: most agencies expected it within {ALARM_HOURS} h {expected} times, "
        f"it never came {never} times ({never / max(1, expected):.0%})."
    )
    if by_storm:
        yield from _by_storm(found.product, next(iter(learnt.values())))


def _errors(ahead: int, found: Told) -> Iterator[str]:
    columns = ("told", "untold", "median error", "later than told", "9 in 10 within", "product")
    yield from _head(f"T−{ahead} h", *columns)
    yield _row("**product**", *score(found.product, ahead).cells(), "")
    yield _row("median of the agencies", *score(medians(found.product), ahead).cells(), "")
    yield _row("radii scaled by the wind", *score(found.scaled, ahead).cells(), "")
    for name in found.agencies:
        cells = score(alone(found.product, name), ahead).cells()
        yield _row(f"{name} alone", *cells, on_the_same(found.product, name, ahead))


def _held(ahead: int, found: Sequence[Case], learnt: dict[str, Learnt]) -> Iterator[str]:
    came = arrived(found, ahead)
    yield from _head(f"T−{ahead} h", "arrivals", "inside", "earlier", "later", "middle width")
    for name, of in learnt.items():
        yield holding(name, came, lambda case, of=of: interval(case, of))
    yield holding("span of the agencies", came, span)


def _by_storm(found: Sequence[Case], learnt: Learnt) -> Iterator[str]:
    columns = ("told", "untold", "median error", "later than told", "9 in 10 within")
    held = ("told", "inside", "earlier", "later", "width")
    yield from _head("storm, T−24 h", *columns, *held, "alarms", "false")
    for storm in sorted({case.storm for case in found}):
        rows = [case for case in found if case.storm == storm]
        within = holding("", arrived(rows, 24), lambda case: interval(case, learnt))
        cells = [cell.strip() for cell in within.split("|")[2:-1]]
        yield _row(storm, *score(rows, 24).cells(), *cells, *map(str, alarms(rows)))


def _head(*cells: str) -> Iterator[str]:
    yield ""
    yield _row(*cells)
    yield "|" + "---|" * len(cells)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def of_ledger(store: Store) -> Archive:
    """What the ledger holds of its storms, as an archive."""
    fixes, bulletins = store.history(StormFix), store.history(StormForecast)
    names = sorted({fix.storm for fix in fixes})
    return Archive(
        "",
        {name: one_agency([fix for fix in fixes if fix.storm == name]) for name in names},
        {name: _standing([row for row in bulletins if row.storm == name]) for name in names},
    )


def _standing(rows: Sequence[StormForecast]) -> list[StormForecast]:
    return sorted(
        standing_points(rows), key=lambda point: (point.valid_at, point.agency, point.forecast_at)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path, nargs="*", help="fixes and bulletins")
    asked = parser.parse_args().archive
    if asked:
        fixes, bulletins = asked
        lines = list(of_archive(read_archive(fixes, bulletins, ""), fixes.name))
        print(*lines, sep="\n")
        KEPT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    store = open_store(settings().database_url)
    print("\n# The ledger at hand, at the units of the city\n")
    print(*report(told(of_ledger(store), units()), in_the_pack), sep="\n")
    store.close()


def in_the_pack(_force: int) -> dict[str, Learnt]:
    return {"interval of the city pack": lambda _: CITY.arrival_errors}


def units() -> list[Point]:
    return [(unit.lon, unit.lat) for unit in CITY.units]


def of_archive(archive: Archive, name: str) -> Iterator[str]:
    places = coast_places(CITY)
    coast, city = told(archive, places), told(archive, units())
    yield "# Results of the last `make backtest`\n"
    yield (
        f'Archive {name}: {len(archive.fixes)} storms. "Later than told": the median of the hours '
        'by which the circle came after the hour told; below 0 it came before. "Untold": it came '
        'although nobody expected it. "Product": its median error on the arrivals that the agency '
        "of the row told too.\n"
    )
    yield f"## At the {len(units())} units of the city\n"
    yield "The intervals are learnt on the coast.\n"
    yield from report(city, left_out(coast.product))
    yield f"\n## At {len(places)} places of the coast within {arrival_learning.COAST_KM} km\n"
    yield from report(coast, left_out(coast.product), by_storm=False)
    yield "\n## Chances, learnt from the other years, at the places of the coast"
    yield from _head("chance told", "cases", "came")
    yield from chance_rows(coast.product)


if __name__ == "__main__":
    main()
