"""Evacuation (转移避险): per unit and category what should move, has moved and is back.

A unit's figure is what it reported itself, else the sum of its townships; the city's is the sum of the county-level
units; 累计 `moved` and 实时 `now` stand side by side and successive reports are never added."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import Category


@dataclass(frozen=True, kw_only=True, slots=True)
class Evacuation(Fact):
    """`moved` and `returned` are cumulative over the incident; persons for people and raft workers, vessels else."""

    KIND: ClassVar[str] = "evacuation"
    KEY: ClassVar[tuple[str, ...]] = ("incident", "unit", "category")

    incident: str
    unit: str
    category: Category
    target: int
    moved: int
    returned: int = 0
    reporter: str = ""

    @property
    def now(self) -> int:
        return self.moved - self.returned


@dataclass(frozen=True, slots=True)
class Progress:
    """A figure of one unit or of the city in one category. `change`: what `moved` rose by since the report before,
    None without one. `valid_at` is the newest and `oldest_at` the oldest moment in it; `rows`: the facts it stands on;
    `reported`: the county-level units (for a unit: itself, or its townships) whose figures are in it."""

    target: int
    moved: int
    returned: int
    change: int | None
    valid_at: datetime
    oldest_at: datetime
    known_at: datetime
    rows: tuple[Evacuation, ...]
    reported: int


def latest_reports(rows: Iterable[Evacuation]) -> dict[str, tuple[Evacuation, Evacuation | None]]:
    """unit or township → its newest report and the one before it (of an earlier hour). `rows` of one incident and
    category in the order (valid_at, seq): of the same hour the later row corrects the earlier."""
    found: dict[str, tuple[Evacuation, Evacuation | None]] = {}
    for row in rows:
        newest, before = found.get(row.unit, (None, None))
        found[row.unit] = (row, before if newest is None or newest.valid_at == row.valid_at else newest)
    return found


def unit_progress(rows: Iterable[Evacuation], county_of: Mapping[str, str]) -> dict[str, Progress]:
    """County-level unit → its figure: what it reported itself, else the sum of its townships."""
    reports = latest_reports(rows)
    own = {unit: pair for unit, pair in reports.items() if unit not in county_of}
    townships: dict[str, list[tuple[Evacuation, Evacuation | None]]] = {}
    for place, pair in reports.items():
        county = county_of.get(place)
        if county is not None and county not in own:
            townships.setdefault(county, []).append(pair)
    return {unit: _sum([_single(pair)]) for unit, pair in own.items()} | {
        unit: _sum([_single(pair) for pair in pairs]) for unit, pairs in townships.items()
    }


def city_progress(units: Iterable[Progress]) -> Progress | None:
    """The sum of the county-level units; `change` adds what each rose by since its own report before."""
    parts = list(units)
    return _sum(parts) if parts else None


def _single(pair: tuple[Evacuation, Evacuation | None]) -> Progress:
    row, before = pair
    change = row.moved - before.moved if before else None
    known = row.known_at or row.valid_at
    return Progress(row.target, row.moved, row.returned, change, row.valid_at, row.valid_at, known, (row,), 1)


def _sum(parts: Sequence[Progress]) -> Progress:
    changes = [part.change for part in parts if part.change is not None]
    return Progress(
        target=sum(part.target for part in parts),
        moved=sum(part.moved for part in parts),
        returned=sum(part.returned for part in parts),
        change=sum(changes) if changes else None,
        valid_at=max(part.valid_at for part in parts),
        oldest_at=min(part.oldest_at for part in parts),
        known_at=max(part.known_at for part in parts),
        rows=tuple(row for part in parts for row in part.rows),
        reported=len(parts),
    )


def city_over_time(
    rows: Sequence[Evacuation], county_of: Mapping[str, str]
) -> tuple[tuple[datetime, int, int, int], ...]:
    """(moment, target, moved, returned) of the city whenever a figure of one incident and category changed. `rows` in
    the order (valid_at, seq)."""
    newest: dict[str, Evacuation] = {}
    total = [0, 0, 0]
    points: list[tuple[datetime, int, int, int]] = []
    reported_itself: set[str] = set()
    for row in rows:
        county = county_of.get(row.unit)
        if county is None and row.unit not in reported_itself:
            reported_itself.add(row.unit)
            for place in [p for p in newest if county_of.get(p) == row.unit]:
                _add(total, newest.pop(place), -1)
        elif county in reported_itself:
            continue
        if row.unit in newest:
            _add(total, newest[row.unit], -1)
        newest[row.unit] = row
        _add(total, row, 1)
        point = (row.valid_at, *total)
        if points and points[-1][0] == row.valid_at:
            points[-1] = point
        else:
            points.append(point)
    return tuple(points)


def _add(total: list[int], row: Evacuation, sign: int) -> None:
    for place, amount in enumerate((row.target, row.moved, row.returned)):
        total[place] += sign * amount
