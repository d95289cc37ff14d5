"""Consultations (会商): two a day of a case, more at higher levels. Held, then signed by somebody
else; what is signed stays as it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import ConsultationState, Hazard, Level, LevelChange


@dataclass(frozen=True, kw_only=True, slots=True)
class Consultation(Fact):
    """`valid_at` is the minute of the state, `held_at` the minute it was held, `due_at` the minute
    the rhythm asked for, None when called for a reason. `attending`: names of departments, `units`:
    the county-level units on the line. `hazard`, `change`, `level`: the change of level it asks
    for, `change` None without one; `proposal` the draft made of it. What it decided are its
    `Decision`s."""

    KIND: ClassVar[str] = "consultations"
    KEY: ClassVar[tuple[str, ...]] = ("consultation",)
    LASTING: ClassVar[tuple[str, ...]] = ("incident",)

    consultation: str
    incident: str
    serial: int
    state: ConsultationState = ConsultationState.SIGNED
    held_at: datetime | None = None
    due_at: datetime | None = None
    host: str = ""
    place: str = ""
    attending: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    facts: str = ""
    judgement: str = ""
    conclusion: str = ""
    feedback: str = ""
    hazard: Hazard | None = None
    change: LevelChange | None = None
    level: Level | None = None
    proposal: str = ""
    author: str = ""
    signed_by: str = ""

    @property
    def began_at(self) -> datetime:
        """The minute it was held; a row that says no more than its moment was held then."""
        return self.held_at or self.valid_at


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision(Fact):
    """What a consultation decided (部署事项): the matter, who sees to it, until when; `order`: the
    order made of it."""

    KIND: ClassVar[str] = "decisions"
    KEY: ClassVar[tuple[str, ...]] = ("consultation", "number")
    LASTING: ClassVar[tuple[str, ...]] = ("incident",)

    consultation: str
    number: int
    incident: str
    matter: str
    units: tuple[str, ...] = ()
    deadline: datetime | None = None
    order: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """A decision as it is written down."""

    matter: str
    units: tuple[str, ...] = ()
    deadline: datetime | None = None

    @property
    def empty(self) -> bool:
        """A deadline alone is none: the plan's own stands in the row before anything is written."""
        return not (self.matter.strip() or self.units)


@dataclass(frozen=True, kw_only=True, slots=True)
class Minutes:
    """What is written down of a consultation before it is one."""

    incident: str
    held_at: datetime | None
    due_at: datetime | None = None
    host: str = ""
    place: str = ""
    attending: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    facts: str = ""
    judgement: str = ""
    conclusion: str = ""
    feedback: str = ""
    hazard: Hazard | None = None
    change: LevelChange | None = None
    level: Level | None = None
    decisions: tuple[Matter, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is missing or cannot be: the field (`decision_2_units` for the second decision) and the
    code of the sentence."""

    field: str
    code: str


def faults(minutes: Minutes, moment: datetime) -> tuple[Fault, ...]:
    """What must be put right before the consultation can be recorded at `moment`."""
    found = []
    if minutes.held_at is None:
        found.append(Fault("held_at", "no_moment"))
    elif minutes.held_at > moment:
        found.append(Fault("held_at", "not_yet"))
    found += [
        Fault(name, f"no_{name}")
        for name in ("host", "conclusion")
        if not getattr(minutes, name).strip()
    ]
    if not minutes.attending:
        found.append(Fault("attending", "no_attending"))
    found += _level_faults(minutes)
    for place, decision in enumerate(minutes.decisions):
        found += _decision_faults(decision, f"decision_{place}", minutes.held_at)
    return tuple(found)


def _level_faults(minutes: Minutes) -> list[Fault]:
    if minutes.change is None:
        return []
    found = [] if minutes.hazard else [Fault("hazard", "no_hazard")]
    ends = minutes.change is LevelChange.END
    if ends == (minutes.level is not None):
        found.append(Fault("level", "level_at_end" if ends else "no_level"))
    return found


def _decision_faults(decision: Matter, field: str, held_at: datetime | None) -> list[Fault]:
    if decision.empty:
        return []
    found = [] if decision.matter.strip() else [Fault(f"{field}_matter", "no_matter")]
    if not decision.units:
        found.append(Fault(f"{field}_units", "no_units"))
    if decision.deadline is None:
        found.append(Fault(f"{field}_deadline", "no_deadline"))
    elif held_at is not None and decision.deadline <= held_at:
        found.append(Fault(f"{field}_deadline", "deadline_before"))
    return found


MOVES: Mapping[ConsultationState | None, frozenset[ConsultationState]] = {
    None: frozenset({ConsultationState.HELD}),
    ConsultationState.HELD: frozenset({ConsultationState.HELD, ConsultationState.SIGNED}),
    ConsultationState.SIGNED: frozenset(),
}
"""From → to; held again is a correction before the signature."""


def may_move(before: ConsultationState | None, after: ConsultationState) -> bool:
    return after in MOVES[before]


def next_serial(serials: Iterable[int]) -> int:
    """第 N 次 within the incident."""
    return max(serials, default=0) + 1
