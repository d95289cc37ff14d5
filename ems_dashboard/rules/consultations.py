"""Consultations (会商): two a day of a case, more at higher levels. Held, then signed by somebody else; what is signed
stays as it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import ConsultationState, Hazard, Level, LevelChange


@dataclass(frozen=True, kw_only=True, slots=True)
class Consultation(Fact):
    """`valid_at` is the minute of the state, `held_at` the minute it was held, `due_at` the minute the rhythm asked
    for, None when called for a reason. `attending`: names of departments, `units`: the county-level units on the line.
    `hazard`, `change`, `level`: the change of level it asks for, `change` None without one; `proposal` the draft made
    of it. What it decided are its `Decision`s."""

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
    """What a consultation decided (部署事项): the matter, who sees to it, until when; `order`: the order made of it."""

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
