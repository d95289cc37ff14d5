"""A county's own figure beside what its townships reported: who of them is silent, and by how much
the two differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ems_dashboard.rules.evacuation import Evacuation, Progress, latest_reports, unit_progress


@dataclass(frozen=True, slots=True)
class RollUp:
    """`own`: what the county reported itself, None where it did not; `townships`: the sum of those
    of them that reported, None where none did; `silent`: those that did not where others did: a
    county whose townships are not counted apart has none."""

    own: Evacuation | None
    townships: Progress | None
    silent: tuple[str, ...]

    @property
    def difference(self) -> int | None:
        """By how many the county moved more than its townships say; None without both."""
        if self.own is None or self.townships is None:
            return None
        return self.own.moved - self.townships.moved


def rolled_up(rows: Iterable[Evacuation], unit: str, townships: Sequence[str]) -> RollUp:
    """`rows` of one incident and category in the order (valid_at, seq); `townships` of the
    county."""
    told = list(rows)
    reports = latest_reports(told)
    own = reports[unit][0] if unit in reports else None
    below = [row for row in told if row.unit in townships]
    total = unit_progress(below, dict.fromkeys(townships, unit)).get(unit)
    silent = tuple(place for place in townships if place not in reports) if total else ()
    return RollUp(own, total, silent)
