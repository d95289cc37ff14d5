"""Response levels (应急响应): one per unit and hazard, each change a fact that takes effect at a minute."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.rhythm import LevelSpan
from ems_dashboard.rules.terms import Hazard, Level, LevelChange, ProposalState, SuggestionChoice


@dataclass(frozen=True, kw_only=True, slots=True)
class Response(Fact):
    """`valid_at` is the effective minute; `level` None means that the response of this hazard has ended. `proposal`:
    what it was decided upon; `author` proposed and `approved_by` approved it."""

    KIND: ClassVar[str] = "responses"
    KEY: ClassVar[tuple[str, ...]] = ("unit", "hazard")

    incident: str
    unit: str
    hazard: Hazard
    level: Level | None
    change: LevelChange
    document: str = ""
    basis: str = ""
    reason: str = ""
    proposal: str = ""
    author: str = ""
    approved_by: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelProposal(Fact):
    """A change of level on its way to a decision; `valid_at` is the minute of the state named. `effective_at`: from
    when the level is to hold. `basis`: the warnings it rests on, by id; `suggested`: the level that the plan
    suggested when it was written, with `suggested_because`. `incident_name` and `storm` open the incident where this
    is the first start of one. `author` and `approved_by` are names of people; `note`: why it was refused."""

    KIND: ClassVar[str] = "level_proposals"
    KEY: ClassVar[tuple[str, ...]] = ("proposal",)
    LASTING: ClassVar[tuple[str, ...]] = ("incident", "unit", "hazard")

    proposal: str
    incident: str
    incident_name: str = ""
    storm: str = ""
    unit: str
    hazard: Hazard
    level: Level | None
    change: LevelChange
    effective_at: datetime
    basis: tuple[str, ...] = ()
    basis_text: str = ""
    reason: str = ""
    suggested: Level | None = None
    suggested_because: str = ""
    state: ProposalState = ProposalState.SUBMITTED
    author: str = ""
    approved_by: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SuggestionDecision(Fact):
    """What people made of a level that the plan suggested: the suggestion as it stood, and the decision."""

    KIND: ClassVar[str] = "suggestion_decisions"
    KEY: ClassVar[tuple[str, ...]] = ("suggestion",)
    LASTING: ClassVar[tuple[str, ...]] = ("unit", "hazard")

    suggestion: str
    unit: str
    hazard: Hazard
    level: Level | None
    basis: tuple[str, ...] = ()
    because: str = ""
    choice: SuggestionChoice
    reason: str = ""
    proposal: str = ""
    author: str = ""


def in_force(rows: Iterable[Response], units: Iterable[str]) -> dict[str, dict[Hazard, Level | None]]:
    """unit → hazard → level, every unit and hazard present. `rows`: the newest change per unit and hazard."""
    levels: dict[str, dict[Hazard, Level | None]] = {unit: dict.fromkeys(Hazard) for unit in units}
    for row in rows:
        if row.unit in levels:
            levels[row.unit][row.hazard] = row.level
    return levels


def highest(levels: Iterable[Level | None]) -> Level | None:
    return max((level for level in levels if level is not None), key=lambda level: level.severity, default=None)


def spans(changes: Iterable[Response], unit: str) -> tuple[LevelSpan, ...]:
    """The stretches of one highest level of `unit` over both hazards. `changes` oldest first."""
    levels: dict[Hazard, Level | None] = {}
    found: list[LevelSpan] = []
    for change in changes:
        if change.unit != unit:
            continue
        levels[change.hazard] = change.level
        level = highest(levels.values())
        if found and found[-1].ends is None:
            if found[-1].level is level:
                continue
            found[-1] = replace(found[-1], ends=change.valid_at)
        if level is not None:
            found.append(LevelSpan(level, change.valid_at, None))
    return tuple(span for span in found if span.ends is None or span.begins < span.ends)
