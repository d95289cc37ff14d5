"""Duties of a level (职责清单): what the plan obliges whom to do while a response is in force."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from ems_dashboard.rules.city import City
from ems_dashboard.rules.facts import Fact, Key
from ems_dashboard.rules.level_changes import held_since
from ems_dashboard.rules.plan import Duty
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.terms import DutyStateName, Hazard

UNITS = "units"
"""The owner code of a duty in which every unit has its share."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DutyState(Fact):
    """How far a duty of the plan is. `unit` is whose response it belongs to (the city or a unit),
    `owner` the unit that reports where each unit has its share of the duty, else empty."""

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
    """A duty in force for `unit`, begun with the change of level at `begins`. `parts`: of a duty in
    which every unit has its share, each unit's newest state; `row`: the newest state of any other;
    `settled_at`: since when nothing is owed any more."""

    duty: Duty
    incident: str
    unit: str
    begins: datetime
    deadline: datetime
    state: DutyStateName
    row: DutyState | None
    parts: tuple[tuple[str, DutyState | None], ...] = ()
    settled_at: datetime | None = None

    def late(self, moment: datetime) -> bool:
        return self.state not in SETTLED and moment > self.deadline

    @property
    def late_by(self) -> timedelta | None:
        """How long after its deadline it was done (逾期落实); None where it was done in time, or is
        not."""
        if self.state is not DutyStateName.DONE or self.settled_at is None:
            return None
        late = self.settled_at - self.deadline
        return late if late > timedelta(0) else None

    @property
    def settled_parts(self) -> int:
        return sum(row is not None and row.state in SETTLED for _, row in self.parts)


SETTLED = (DutyStateName.DONE, DutyStateName.NOT_APPLICABLE)


def duties_in_force(
    city: City, unit: str, changes: Sequence[Response], states: Iterable[DutyState]
) -> tuple[DutyStatus, ...]:
    """The duties that the plan lays on the city or a unit at its levels in force, by their
    deadlines. `changes` and `states` oldest first."""
    rows: dict[Key, list[DutyState]] = {}
    for state in states:
        rows.setdefault(state.key, []).append(state)
    found = []
    for duty in _laid_on(city, unit):
        began = held_since(changes, unit, duty.level, (duty.hazard,) if duty.hazard else Hazard)
        if began is None:
            continue
        shared = duty.owner_code == UNITS and unit == city.code
        said = {
            owner: _since(rows.get((began.incident, unit, duty.code, owner), ()), began)
            for owner in (city.by_code if shared else ())
        }
        own = _since(rows.get((began.incident, unit, duty.code, ""), ()), began)
        found.append(_status(duty, unit, began, own, said))
    return tuple(sorted(found, key=lambda status: status.deadline))


def _laid_on(city: City, unit: str) -> list[Duty]:
    """A unit has its share of those that every unit has."""
    return [d for d in city.plan.duties if unit == city.code or d.owner_code == UNITS]


def _status(
    duty: Duty,
    unit: str,
    began: Response,
    own: Sequence[DutyState],
    said: Mapping[str, Sequence[DutyState]],
) -> DutyStatus:
    parts = tuple((owner, _newest(rows)) for owner, rows in said.items())
    owing = list(said.values()) or [own]
    newest = [_newest(rows) for rows in owing]
    return DutyStatus(
        duty,
        began.incident,
        unit,
        began.valid_at,
        deadline=began.valid_at + timedelta(hours=duty.deadline_hours),
        state=_together(newest) if parts else _state(_newest(own)),
        row=_newest(own),
        parts=parts,
        settled_at=_all_settled([_settled_since(rows) for rows in owing]),
    )


def _all_settled(since: Sequence[datetime | None]) -> datetime | None:
    """When the last of them was; None while one is not."""
    settled = [at for at in since if at is not None]
    return max(settled) if len(settled) == len(since) else None


def _since(rows: Iterable[DutyState], began: Response) -> list[DutyState]:
    """A state of an earlier stretch says nothing about this one."""
    return [row for row in rows if row.valid_at >= began.valid_at]


def _newest(rows: Sequence[DutyState]) -> DutyState | None:
    return rows[-1] if rows else None


def _state(row: DutyState | None) -> DutyStateName:
    return row.state if row is not None else DutyStateName.OPEN


def _settled_since(rows: Iterable[DutyState]) -> datetime | None:
    """A note that is added later does not make it late; one that was taken back was not done."""
    since = None
    for row in rows:
        since = (since or row.valid_at) if row.state in SETTLED else None
    return since


def _together(rows: Sequence[DutyState | None]) -> DutyStateName:
    states = {_state(row) for row in rows}
    if states <= set(SETTLED):
        return DutyStateName.DONE
    return DutyStateName.OPEN if states == {DutyStateName.OPEN} else DutyStateName.IN_HAND
