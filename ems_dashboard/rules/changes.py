"""What changed between two moments of a race, in the order of weight: margins that turned, circles
that units entered or left, the centre sooner or later. A change is said in one sentence; see
text/changes.toml."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ems_dashboard.rules.arrival import Approach, Spread
from ems_dashboard.rules.paths import FORCES
from ems_dashboard.rules.race import DANGEROUS, RaceState, Runner
from ems_dashboard.rules.terms import Category

NOTICED = timedelta(minutes=30)
NOTICED_KM = 30.0
ON_TIME = timedelta(0)
OUT_OF_DANGER = (RaceState.TIGHT, RaceState.AHEAD, RaceState.DONE)


class ChangeKind(StrEnum):
    TURNED_LATE = "turned_late"
    TURNED_SAFE = "turned_safe"
    FIRST_FIGURES = "first_figures"  # units that had reported nothing of a category before
    ENTERED = "entered"  # units that the circle will reach, and would not before
    REACHED = "reached"  # units that the circle has reached since, and would not before
    LEFT = "left"
    GALE_SOONER = "gale_sooner"
    GALE_LATER = "gale_later"
    CENTRE_SOONER = "centre_sooner"
    CENTRE_LATER = "centre_later"
    CENTRE_NEARER = "centre_nearer"
    CENTRE_FARTHER = "centre_farther"


@dataclass(frozen=True, slots=True)
class Change:
    """`units`: whom it is about; `force`: of a circle; `agency`: whose forecast; `at`: the new
    moment; `by`: how much sooner or later; `km`: how near the centre comes now; `late_by`: the
    worst of the runners, None where that cannot be told; `target`, `moved`: the units' sums."""

    kind: ChangeKind
    units: tuple[str, ...] = ()
    category: Category | None = None
    force: int | None = None
    agency: str = ""
    at: datetime | None = None
    by: timedelta | None = None
    km: float | None = None
    late_by: timedelta | None = None
    target: int | None = None
    moved: int | None = None

    @property
    def bad(self) -> bool:
        return self.kind in (
            ChangeKind.TURNED_LATE,
            ChangeKind.ENTERED,
            ChangeKind.REACHED,
            ChangeKind.GALE_SOONER,
            ChangeKind.CENTRE_SOONER,
            ChangeKind.CENTRE_NEARER,
        )


def margins(before: Iterable[Runner], now: Iterable[Runner]) -> list[Change]:
    """Who will be late and was not, and the other way, by category."""
    held = {(runner.unit, runner.category): runner for runner in before}
    turned: dict[tuple[ChangeKind, Category], list[Runner]] = {}
    for runner in now:
        kind = _turn(held.get((runner.unit, runner.category)), runner)
        if kind is not None:
            turned.setdefault((kind, runner.category), []).append(runner)
    found = [_margin(kind, category, runners) for (kind, category), runners in turned.items()]
    return sorted(
        found,
        key=lambda change: (change.kind is ChangeKind.TURNED_SAFE, -(change.late_by or ON_TIME)),
    )


def _turn(earlier: Runner | None, now: Runner) -> ChangeKind | None:
    if earlier is None:
        return None
    was_late, is_late = earlier.state in DANGEROUS, now.state in DANGEROUS
    if was_late:
        return ChangeKind.TURNED_SAFE if now.state in OUT_OF_DANGER else None
    if is_late and earlier.state is not RaceState.OVER:
        return ChangeKind.TURNED_LATE
    return None


def _margin(kind: ChangeKind, category: Category, runners: Iterable[Runner]) -> Change:
    worst_first = sorted(runners, key=_late_by, reverse=True)
    units = tuple(runner.unit for runner in worst_first)
    worst = _late_by(worst_first[0])
    return Change(kind, units, category, late_by=worst if worst > ON_TIME else None)


def _late_by(runner: Runner) -> timedelta:
    return -runner.margin if runner.margin is not None else ON_TIME


Spreads = Mapping[tuple[str, int], Spread]


def circles(before: Spreads, now: Spreads, moment: datetime) -> list[Change]:
    """Per force, the units that most agencies now see inside the circle and did not, those that are
    in it apart from those that will be; and the other way."""
    found = []
    for force in reversed(FORCES):
        inside, held = _reached(now, force), _reached(before, force)
        fresh = {unit: at for unit, at in inside.items() if unit not in held}
        reached = {unit: at for unit, at in fresh.items() if at <= moment}
        entered = {unit: at for unit, at in fresh.items() if at > moment}
        left = tuple(unit for unit in held if unit not in inside)
        if reached:
            found.append(_inside(ChangeKind.REACHED, force, reached))
        if entered:
            found.append(_inside(ChangeKind.ENTERED, force, entered))
        if left:
            found.append(Change(ChangeKind.LEFT, left, force=force))
    return found


def _inside(kind: ChangeKind, force: int, units: Mapping[str, datetime]) -> Change:
    return Change(kind, tuple(units), force=force, at=min(units.values()))


def gale(before: Spreads, now: Spreads, force: int, moment: datetime) -> list[Change]:
    """The circle of `force` at the unit that it reaches next: sooner or later than was thought."""
    coming = {unit: at for unit, at in _reached(now, force).items() if at > moment}
    held = _reached(before, force)
    both = [unit for unit in coming if unit in held]
    if not both:
        return []
    unit = min(both, key=lambda unit: coming[unit])
    shift = coming[unit] - held[unit]
    if abs(shift) < NOTICED:
        return []
    kind = ChangeKind.GALE_SOONER if shift < timedelta(0) else ChangeKind.GALE_LATER
    return [Change(kind, (unit,), force=force, at=coming[unit], by=abs(shift))]


def centre(before: Iterable[Approach], now: Iterable[Approach]) -> list[Change]:
    """By each agency: the centre nearest sooner or later; nearer or farther where it is not sooner
    or later."""
    held = {approach.agency: approach for approach in before}
    found = (_shifted(held.get(approach.agency), approach) for approach in now)
    return [change for change in found if change is not None]


def _shifted(earlier: Approach | None, now: Approach) -> Change | None:
    if earlier is None:
        return None
    shift, nearer_km = now.at - earlier.at, earlier.km - now.km
    if abs(shift) >= NOTICED:
        kind = ChangeKind.CENTRE_SOONER if shift < timedelta(0) else ChangeKind.CENTRE_LATER
    elif abs(nearer_km) >= NOTICED_KM:
        kind = ChangeKind.CENTRE_NEARER if nearer_km > 0 else ChangeKind.CENTRE_FARTHER
    else:
        return None
    return Change(kind, (now.unit,), agency=now.agency, at=now.at, by=abs(shift), km=now.km)


def _reached(spreads: Spreads, force: int) -> dict[str, datetime]:
    return {
        unit: spread.middle
        for (unit, strength), spread in spreads.items()
        if strength == force and spread.middle
    }
