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
OUT_OF_DANGER = (RaceState.TIGHT, RaceState.AHEAD, RaceState.DONE)


class ChangeKind(StrEnum):
    TURNED_LATE = "turned_late"
    TURNED_SAFE = "turned_safe"
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
    moment; `by`: how much sooner or later; `km`: how near the centre comes now; `margin_hours`: of
    a runner, now."""

    kind: ChangeKind
    units: tuple[str, ...] = ()
    category: Category | None = None
    force: int | None = None
    agency: str = ""
    at: datetime | None = None
    by: timedelta | None = None
    km: float | None = None
    margin_hours: float | None = None

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
    """Who will be late and was not, and the other way, by category; `margin_hours` of the worst."""
    held = {(runner.unit, runner.category): runner for runner in before}
    found: dict[tuple[ChangeKind, Category], list[Runner]] = {}
    for runner in now:
        earlier = held.get((runner.unit, runner.category))
        if earlier is None:
            continue
        was, is_late = earlier.state in DANGEROUS, runner.state in DANGEROUS
        if is_late and not was and earlier.state is not RaceState.OVER:
            kind = ChangeKind.TURNED_LATE
        elif was and runner.state in OUT_OF_DANGER:
            kind = ChangeKind.TURNED_SAFE
        else:
            continue
        found.setdefault((kind, runner.category), []).append(runner)
    grouped = []
    for (kind, category), runners in found.items():
        runners.sort(key=lambda runner: runner.margin_hours or 0.0)
        units = tuple(runner.unit for runner in runners)
        grouped.append(Change(kind, units, category, margin_hours=runners[0].margin_hours))
    return sorted(
        grouped,
        key=lambda change: (change.kind is ChangeKind.TURNED_SAFE, change.margin_hours or 0.0),
    )


Spreads = Mapping[tuple[str, int], Spread]


def circles(before: Spreads, now: Spreads, moment: datetime) -> list[Change]:
    """Per force, the units that most agencies now see inside the circle and did not, those that are
    in it apart from those that will be; and the other way."""
    found = []
    for force in reversed(FORCES):
        inside, held = _reached(now, force), _reached(before, force)
        fresh = {unit: at for unit, at in inside.items() if unit not in held}
        for kind, units in (
            (ChangeKind.REACHED, tuple(unit for unit, at in fresh.items() if at <= moment)),
            (ChangeKind.ENTERED, tuple(unit for unit, at in fresh.items() if at > moment)),
        ):
            if units:
                found.append(
                    Change(kind, units, force=force, at=min(fresh[unit] for unit in units))
                )
        if left := tuple(unit for unit in held if unit not in inside):
            found.append(Change(ChangeKind.LEFT, left, force=force))
    return found


def gale(before: Spreads, now: Spreads, force: int, moment: datetime) -> list[Change]:
    """The circle of `force` at the unit that it reaches next: sooner or later than was thought."""
    coming = {unit: at for unit, at in _reached(now, force).items() if at > moment}
    held = _reached(before, force)
    unit = min(
        (unit for unit in coming if unit in held), key=lambda unit: coming[unit], default=None
    )
    if unit is None:
        return []
    shift = coming[unit] - held[unit]
    if abs(shift) < NOTICED:
        return []
    kind = ChangeKind.GALE_SOONER if shift < timedelta(0) else ChangeKind.GALE_LATER
    return [Change(kind, (unit,), force=force, at=coming[unit], by=abs(shift))]


def centre(before: Iterable[Approach], now: Iterable[Approach]) -> list[Change]:
    """By each agency: the centre nearest sooner or later; nearer or farther where it is not sooner
    or later."""
    held = {approach.agency: approach for approach in before}
    found = []
    for approach in now:
        earlier = held.get(approach.agency)
        if earlier is None:
            continue
        shift, nearer = approach.at - earlier.at, earlier.km - approach.km
        if abs(shift) >= NOTICED:
            kind = ChangeKind.CENTRE_SOONER if shift < timedelta(0) else ChangeKind.CENTRE_LATER
        elif abs(nearer) >= NOTICED_KM:
            kind = ChangeKind.CENTRE_NEARER if nearer > 0 else ChangeKind.CENTRE_FARTHER
        else:
            continue
        found.append(
            Change(
                kind,
                (approach.unit,),
                agency=approach.agency,
                at=approach.at,
                by=abs(shift),
                km=approach.km,
            )
        )
    return found


def _reached(spreads: Spreads, force: int) -> dict[str, datetime]:
    return {
        unit: spread.middle
        for (unit, strength), spread in spreads.items()
        if strength == force and spread.middle
    }
