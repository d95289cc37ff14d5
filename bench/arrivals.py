"""make backtest: told arrivals against those that came, over an archive of storms, storm by storm and in sum: the rule
of the product (last analysed radii, middle of the agencies), the rule before it (radii scaled by the forecast wind) and
every agency alone; how many arrivals the learnt interval holds when their year was left out, and the false alarms."""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path
from statistics import median, median_low
from unittest.mock import patch

from bench.seasons import CITY
from ems_dashboard.feeds.storm_archive import Archive, read_archive
from ems_dashboard.rules.arrival_errors import error_of
from ems_dashboard.rules.paths import LEAST_MS, Node
from ems_dashboard.rules.paths import ahead as held_ahead
from ems_dashboard.rules.storms import StormFix, StormForecast
from ems_dashboard.situation import arrival_learning
from ems_dashboard.situation.arrival_learning import Case, arrival_errors, cases, coast_places

AHEAD = (12, 24, 48)
NEAR = 3.0
"""Hours before and after T−n within which a moment counts as that."""
MOST_SCALED = 1.5


@dataclass(frozen=True, slots=True)
class Score:
    """Of one rule: `errors` in hours (below 0: it came before the hour told); `missed`: it came untold."""

    errors: tuple[float, ...]
    missed: int

    def line(self, name: str) -> str:
        if not self.errors:
            return f"| {name} | 0 | | | {self.missed} |"
        sizes = [abs(error) for error in self.errors]
        return (
            f"| {name} | {len(sizes)} | {median(sizes):.1f} h | {median(self.errors):+.1f} h | "
            f"{self.missed} |"
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


def score(found: Iterable[Case], ahead: int) -> Score:
    errors, missed = [], 0
    for case in found:
        if abs(case.came - ahead) <= NEAR:
            told = case.planned if case.most else inf
            missed += told == inf
            errors += [case.came - told] if told != inf else []
    return Score(tuple(errors), missed)


def alone(found: Iterable[Case], agency: int) -> list[Case]:
    """What one agency of the five says, where all five say something."""
    return [replace(case, told=(case.told[agency],)) for case in found if len(case.told) == 5]


def held_share(found: Sequence[Case], ahead: int) -> tuple[float, float]:
    """Of the arrivals: inside the interval learnt from the other years; before its early end."""
    inside = before = counted = 0
    for year in sorted({case.year for case in found}):
        learnt = arrival_errors([case for case in found if case.year != year], "")
        for case in found:
            if case.year == year and abs(case.came - ahead) <= NEAR and case.expecting:
                row = error_of(learnt, case.force, most=case.most, ahead_hours=case.planned)
                if row is not None:
                    counted += 1
                    inside += row.early_hours <= case.error <= row.late_hours
                    before += case.error < row.early_hours
    return inside / max(1, counted), before / max(1, counted)


def false_alarms(found: Iterable[Case]) -> tuple[int, int]:
    """Of the cases in which most agencies expected the circle within a day: all, and those that it never came in."""
    told = [case for case in found if case.most and median_low(case.told) <= 24]
    return len(told), sum(case.came == inf for case in told)


def agencies(archive: Archive) -> list[str]:
    return sorted({row.agency for rows in archive.bulletins.values() for row in rows})


def report(archive: Archive, force: int) -> Iterable[str]:
    places = coast_places(CITY)
    with patch.object(arrival_learning, "ahead", scaled_ahead):
        before = [case for case in cases(archive, places) if case.force == force]
    found = [case for case in cases(archive, places) if case.force == force]
    yield f"force {force}: {len({case.storm for case in found})} storms, {len(places)} places of the coast"
    for ahead in AHEAD:
        yield f"\n| T−{ahead} h | arrivals | median error | too late (above 0: it came later) | untold |"
        yield "|---|---|---|---|---|"
        yield score(found, ahead).line("product")
        yield score(before, ahead).line("radii scaled by wind")
        for index, agency in enumerate(agencies(archive)):
            yield score(alone(found, index), ahead).line(f"{agency} alone")
        inside, early = held_share(found, ahead)
        yield f"\nin the interval of the other years {inside:.0%}, before its early end {early:.0%}"
    told, never = false_alarms(found)
    yield f"\nfalse alarms: most expected the circle within a day {told} times, it never came {never} times"
    yield from by_storm(found)


def by_storm(found: Sequence[Case]) -> Iterable[str]:
    yield "\n| storm | arrivals | median error | too late | untold | (T−24 h)"
    yield "|---|---|---|---|---|"
    grouped: dict[str, list[Case]] = {case.storm: [] for case in found}
    for case in found:
        grouped[case.storm].append(case)
    yield from (score(rows, 24).line(storm) for storm, rows in sorted(grouped.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("fixes", type=Path)
    parser.add_argument("bulletins", type=Path)
    parser.add_argument("--force", type=int, default=7)
    asked = parser.parse_args()
    print(*report(read_archive(asked.fixes, asked.bulletins, ""), asked.force), sep="\n")


if __name__ == "__main__":
    main()
