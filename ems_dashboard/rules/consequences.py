"""What a change of level will do, said before it is done."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ems_dashboard.rules.city import City, Group
from ems_dashboard.rules.duties import UNITS
from ems_dashboard.rules.plan import Duty, Rhythm
from ems_dashboard.rules.responses import highest, reaches
from ems_dashboard.rules.terms import GroupKind, Hazard, Level

Levels = Mapping[Hazard, Level | None]


@dataclass(frozen=True, slots=True)
class Consequences:
    """`told`: the units and departments that get the notice. `groups`: the leader groups that go
    out, `recalled`: that may come back. `rhythm`: the timetable from then on, None where it stays;
    `rhythm_ends`: nothing is due any more."""

    told: tuple[str, ...]
    begins: tuple[Duty, ...]
    ends: tuple[Duty, ...]
    groups: tuple[Group, ...]
    recalled: tuple[Group, ...]
    rhythm: Rhythm | None
    rhythm_ends: bool


def consequences(
    city: City, unit: str, now: Levels, hazard: Hazard, level: Level | None
) -> Consequences:
    """`now`: the levels in force of the city or unit whose response changes."""
    then = {**now, hazard: level}
    before, after = _duties(city, unit, now), _duties(city, unit, then)
    found = Consequences(
        told=(city.code, *_townships(city, unit)),
        begins=tuple(duty for duty in after if duty not in before),
        ends=tuple(duty for duty in before if duty not in after),
        groups=(),
        recalled=(),
        rhythm=None,
        rhythm_ends=False,
    )
    return _of_the_city(city, found, now, then) if unit == city.code else found


def _of_the_city(city: City, found: Consequences, now: Levels, then: Levels) -> Consequences:
    """What a change of the city's own level does beside its duties."""
    out_now, out_then = _out(city, now), _out(city, then)
    leaders = tuple(group for group in city.groups if group.kind == GroupKind.LEADER)
    go_out = out_then and not out_now
    come_back = out_now and not out_then
    rhythm_now, rhythm_then = _rhythm(city, now), _rhythm(city, then)
    rhythm_changes = rhythm_then is not rhythm_now
    return replace(
        found,
        told=(*city.by_code, *city.departments_by_code),
        groups=leaders if go_out else (),
        recalled=leaders if come_back else (),
        rhythm=rhythm_then if rhythm_changes else None,
        rhythm_ends=rhythm_changes and rhythm_then is None,
    )


def _duties(city: City, unit: str, levels: Levels) -> tuple[Duty, ...]:
    laid = city.plan.duties
    if unit != city.code:
        laid = tuple(duty for duty in laid if duty.owner_code == UNITS)
    return tuple(duty for duty in laid if _holds(duty, levels))


def _holds(duty: Duty, levels: Levels) -> bool:
    hazards = [duty.hazard] if duty.hazard else list(Hazard)
    level = highest(levels.get(hazard) for hazard in hazards)
    return reaches(level, duty.level)


def _out(city: City, levels: Levels) -> bool:
    return reaches(highest(levels.values()), city.plan.leader_groups_from)


def _rhythm(city: City, levels: Levels) -> Rhythm | None:
    level = highest(levels.values())
    return city.plan.rhythm(level) if level is not None else None


def _townships(city: City, unit: str) -> tuple[str, ...]:
    return tuple(township.code for township in city.townships if township.unit == unit)
