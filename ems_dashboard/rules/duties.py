"""Duties of a level (职责清单): what the plan obliges whom to do while a response is in force."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from ems_dashboard.rules.city import City
from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.level_changes import held_since
from ems_dashboard.rules.plan import Duty
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.terms import DutyStateName, Hazard

UNITS = "units"
"""The owner code of a duty in which every unit has its share."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DutyState(Fact):
    """How far a duty of the plan is. `unit` is whose response it belongs to (the city or a unit), `owner` the unit that
    reports where each unit has its share of the duty, else empty."""

    KIND: ClassVar[str] = "duty_states"
    KEY: ClassVar[tuple[str, ...]] = ("incident", "unit", "duty", "owner")

    incident: str
    unit: str
    duty: str
    owner: str = ""
    state: DutyStateName
    person: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DutyStatus:
    """A duty in force for `unit`, begun with the change of level at `begins`. `parts`: of a duty in which every unit
    has its share, each unit's newest state; `row`: the newest state of any other."""

    duty: Duty
    incident: str
    unit: str
    begins: datetime
    deadline: datetime
    state: DutyStateName
    row: DutyState | None
    parts: tuple[tuple[str, DutyState | None], ...] = ()

    def late(self, moment: datetime) -> bool:
        return self.state not in SETTLED and moment > self.deadline

    @property
    def settled_parts(self) -> int:
        return sum(row is not None and row.state in SETTLED for _, row in self.parts)


SETTLED = (DutyStateName.DONE, DutyStateName.NOT_APPLICABLE)


def duties_in_force(
    city: City, unit: str, changes: Sequence[Response], states: Iterable[DutyState]
) -> tuple[DutyStatus, ...]:
    """The duties that the plan lays on the city or a unit at its levels in force, by their deadlines. `changes`: oldest
    first; `states`: the newest per duty and owner."""
    newest = {state.key: state for state in states}
    found = []
    for duty in city.plan.duties:
        began = held_since(changes, unit, duty.level, (duty.hazard,) if duty.hazard else Hazard)
        if began is None or (unit != city.code and duty.owner_code != UNITS):
            continue
        owners = tuple(city.by_code) if duty.owner_code == UNITS and unit == city.code else ()
        row = _since(newest.get((began.incident, unit, duty.code, "")), began)
        parts = tuple((owner, _since(newest.get((began.incident, unit, duty.code, owner)), began)) for owner in owners)
        deadline = began.valid_at + timedelta(hours=duty.deadline_hours)
        state = _together([part for _, part in parts]) if parts else (row.state if row else DutyStateName.OPEN)
        found.append(DutyStatus(duty, began.incident, unit, began.valid_at, deadline, state, row, parts))
    return tuple(sorted(found, key=lambda status: status.deadline))


def _since(row: DutyState | None, began: Response) -> DutyState | None:
    """A state of an earlier stretch says nothing about this one."""
    return row if row is not None and row.valid_at >= began.valid_at else None


def _together(rows: Sequence[DutyState | None]) -> DutyStateName:
    states = {row.state if row else DutyStateName.OPEN for row in rows}
    if states <= set(SETTLED):
        return DutyStateName.DONE
    return DutyStateName.OPEN if states == {DutyStateName.OPEN} else DutyStateName.IN_HAND
