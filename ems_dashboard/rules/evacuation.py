"""Evacuation (转移避险): per unit and category what should move, has moved and is back.

A unit's figure is what it reported itself, else the sum of its townships; the city's is the sum of
the county-level units; 累计 `moved` and 实时 `now` stand side by side and successive reports are
never added."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import ClassVar, NamedTuple

from ems_dashboard.moments import KnownAt, ValidAt
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import Category


@dataclass(frozen=True, kw_only=True, slots=True)
class Evacuation(Fact):
    """`moved` and `returned` are cumulative over the incident; persons for people and those on
    rafts, vessels else. Of those moved, `sheltered` are in shelters (集中) and `dispersed` with
    relatives (分散); `checked`: those whose place was inspected again (复查); `cleared`: those who
    may return (准予返回). None: the unit does not count it."""

    KIND: ClassVar[str] = "evacuation"
    KEY: ClassVar[tuple[str, ...]] = ("incident", "unit", "category")

    incident: str
    unit: str
    category: Category
    target: int
    moved: int
    returned: int = 0
    sheltered: int | None = None
    dispersed: int | None = None
    checked: int | None = None
    cleared: int | None = None
    reporter: str = ""

    @property
    def now(self) -> int:
        return self.moved - self.returned


STAGES = ("sheltered", "dispersed", "checked", "cleared")


@dataclass(frozen=True, slots=True)
class Progress:
    """A figure of one unit or of the city in one category. `change`: what `moved` rose by since the
    report before, None without one. `valid_at` is the newest and `oldest_at` the oldest moment in
    it; `rows`: the facts it stands on; `reported`: the county-level units (for a unit: itself, or
    its townships) whose figures are in it; `sheltered` … `cleared`: the sum of those who count it,
    None if nobody does; `confirmed`: every county in it stands by its figure: it reported itself,
    and no township of it has reported since."""

    target: int
    moved: int
    returned: int
    change: int | None
    valid_at: ValidAt
    oldest_at: ValidAt
    known_at: KnownAt
    rows: tuple[Evacuation, ...]
    reported: int
    sheltered: int | None = None
    dispersed: int | None = None
    checked: int | None = None
    cleared: int | None = None
    confirmed: bool = True


def latest_reports(rows: Iterable[Evacuation]) -> dict[str, tuple[Evacuation, Evacuation | None]]:
    """unit or township → its newest report and the one before it (of an earlier hour). `rows` of
    one incident and category in the order (valid_at, seq): of the same hour the later row corrects
    the earlier."""
    found: dict[str, tuple[Evacuation, Evacuation | None]] = {}
    for row in rows:
        newest, before = found.get(row.unit, (None, None))
        corrected = newest is None or newest.valid_at == row.valid_at
        found[row.unit] = (row, before if corrected else newest)
    return found


def unit_progress(rows: Iterable[Evacuation], county_of: Mapping[str, str]) -> dict[str, Progress]:
    """County-level unit → its figure: what it reported itself, else the sum of its townships."""
    own: dict[str, Progress] = {}
    townships: dict[str, list[Progress]] = {}
    for place, (row, before) in latest_reports(rows).items():
        county = county_of.get(place)
        if county is None:
            own[place] = _single(row, before)
        else:
            townships.setdefault(county, []).append(_single(row, before))
    sums = {unit: _sum(parts, confirmed=False) for unit, parts in townships.items()}
    own = {unit: _confirmed(figure, sums.get(unit)) for unit, figure in own.items()}
    return own | {unit: total for unit, total in sums.items() if unit not in own}


def _confirmed(own: Progress, townships: Progress | None) -> Progress:
    """A unit stands by its own figure until a township of it reports a newer one."""
    confirmed = townships is None or townships.valid_at <= own.valid_at
    return replace(own, confirmed=confirmed)


def city_progress(units: Iterable[Progress]) -> Progress | None:
    """The sum of the county-level units; `change` adds what each rose by since its own report
    before."""
    parts = list(units)
    if not parts:
        return None
    confirmed = all(part.confirmed for part in parts)
    return replace(_sum(parts, confirmed=confirmed), reported=len(parts))


def _single(row: Evacuation, before: Evacuation | None) -> Progress:
    change = row.moved - before.moved if before else None
    return Progress(
        target=row.target,
        moved=row.moved,
        returned=row.returned,
        change=change,
        valid_at=row.valid_at,
        oldest_at=row.valid_at,
        known_at=row.heard_at,
        rows=(row,),
        reported=1,
        sheltered=row.sheltered,
        dispersed=row.dispersed,
        checked=row.checked,
        cleared=row.cleared,
    )


def _sum(parts: Sequence[Progress], *, confirmed: bool) -> Progress:
    return replace(reduce(_added, parts), confirmed=confirmed)


def _added(one: Progress, other: Progress) -> Progress:
    return Progress(
        target=one.target + other.target,
        moved=one.moved + other.moved,
        returned=one.returned + other.returned,
        change=_counted(one.change, other.change),
        valid_at=max(one.valid_at, other.valid_at),
        oldest_at=min(one.oldest_at, other.oldest_at),
        known_at=max(one.known_at, other.known_at),
        rows=one.rows + other.rows,
        reported=one.reported + other.reported,
        sheltered=_counted(one.sheltered, other.sheltered),
        dispersed=_counted(one.dispersed, other.dispersed),
        checked=_counted(one.checked, other.checked),
        cleared=_counted(one.cleared, other.cleared),
    )


def _counted(one: int | None, other: int | None) -> int | None:
    """The sum of those who count it, None if neither does."""
    if one is None:
        return other
    return one if other is None else one + other


def back_too_early(returned: int, cleared: int | None, *, response_in_force: bool) -> int:
    """How many are back who may not be (防回流): beyond those cleared; where nobody counts who is
    cleared, all of them while the unit's response is in force."""
    if cleared is None:
        return returned if response_in_force else 0
    return max(0, returned - cleared)


class CoursePoint(NamedTuple):
    """What was to be moved, had been moved and was back from a moment on."""

    at: ValidAt
    target: int
    moved: int
    returned: int

    def plus(self, row: Evacuation, sign: int = 1) -> "CoursePoint":
        return CoursePoint(
            self.at,
            self.target + sign * row.target,
            self.moved + sign * row.moved,
            self.returned + sign * row.returned,
        )


Course = Sequence[CoursePoint]


def city_over_time(
    rows: Sequence[Evacuation], county_of: Mapping[str, str]
) -> tuple[CoursePoint, ...]:
    """The city's figures whenever a figure of one incident and category changed. `rows` in the
    order (valid_at, seq)."""
    if not rows:
        return ()
    newest: dict[str, Evacuation] = {}
    total = CoursePoint(rows[0].valid_at, 0, 0, 0)
    points: dict[ValidAt, CoursePoint] = {}
    reported_itself: set[str] = set()
    for row in rows:
        county = county_of.get(row.unit)
        if county in reported_itself:
            continue
        replaced = [row.unit]
        if county is None and row.unit not in reported_itself:
            reported_itself.add(row.unit)
            replaced += [place for place in newest if county_of.get(place) == row.unit]
        for place in replaced:
            if place in newest:
                total = total.plus(newest.pop(place), -1)
        newest[row.unit] = row
        total = total.plus(row)._replace(at=row.valid_at)
        points[row.valid_at] = total
    return tuple(points.values())
