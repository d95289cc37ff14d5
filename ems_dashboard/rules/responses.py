"""Response levels (应急响应): one per unit and hazard, each change a fact that takes effect at a
minute."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import ClassVar

from ems_dashboard.rules.facts import Fact, Key
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.rhythm import LevelSpan
from ems_dashboard.rules.terms import Hazard, Level, LevelChange, ProposalState, SuggestionChoice


@dataclass(frozen=True, kw_only=True, slots=True)
class Response(Fact):
    """`valid_at` is the effective minute; `level` None means that the response of this hazard has
    ended for the incident. `proposal`: what it was decided upon; `author` proposed and
    `approved_by` approved it."""

    KIND: ClassVar[str] = "responses"
    KEY: ClassVar[tuple[str, ...]] = ("unit", "hazard", "incident")

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
    """A change of level on its way to a decision; `valid_at` is the minute of the state named.
    `effective_at`: from when the level is to hold. `basis`: the warnings it rests on, by id;
    `suggested`: the level that the plan suggested when it was written, with `suggested_because`.
    `incident_name` and `storm` open the incident where this is the first start of one. `author` and
    `approved_by` are names of people; `note`: why it was refused."""

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
    """What people made of a level that the plan suggested: the suggestion as it stood, and the
    decision."""

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


def in_force(
    rows: Iterable[Response], units: Iterable[str]
) -> dict[str, dict[Hazard, Level | None]]:
    """unit → hazard → level, every unit and hazard present; of several incidents of a hazard the
    highest level. `rows`: the newest change per unit, hazard and incident."""
    levels: dict[str, dict[Hazard, Level | None]] = {unit: dict.fromkeys(Hazard) for unit in units}
    for row in rows:
        if row.unit in levels:
            levels[row.unit][row.hazard] = highest((levels[row.unit][row.hazard], row.level))
    return levels


def hazards_of(incident: Incident, rows: Iterable[Response]) -> frozenset[Hazard]:
    """What an incident is about: the hazard that it was begun for, and every other that a response
    of it stands against. `rows`: the newest change per unit, hazard and incident."""
    standing = (row.hazard for row in rows if row.level and row.incident == incident.incident)
    return frozenset({incident.hazard, *standing})


def highest(levels: Iterable[Level | None]) -> Level | None:
    in_force = [level for level in levels if level is not None]
    return max(in_force, key=lambda level: level.severity, default=None)


def reaches(level: Level | None, least: Level) -> bool:
    """Whether a level is in force, and is `least` or a graver one."""
    return level is not None and level.severity >= least.severity


def of_unit(rows: Iterable[Response], unit: str, hazard: Hazard) -> list[Response]:
    """What stands of a hazard in a unit, the highest level first. `rows`: the newest change per
    key."""
    mine = [
        row for row in rows if row.level is not None and (row.unit, row.hazard) == (unit, hazard)
    ]
    return sorted(mine, key=lambda row: (-(row.level.severity if row.level else 0), row.incident))


def with_change(
    rows: Iterable[Response], unit: str, hazard: Hazard, incident: str, level: Level | None
) -> Level | None:
    """The unit's level of a hazard once the response of one incident is at `level`: others may
    stand higher."""
    others = (row.level for row in of_unit(rows, unit, hazard) if row.incident != incident)
    return highest((level, *others))


def level_steps(
    changes: Iterable[Response], unit: str, hazard: Hazard
) -> list[tuple[datetime, Level | None]]:
    """Since when the unit's level of a hazard was what, over its incidents. `changes` oldest
    first."""
    levels: dict[str, Level | None] = {}
    found: list[tuple[datetime, Level | None]] = []
    for change in changes:
        if (change.unit, change.hazard) == (unit, hazard):
            levels[change.incident] = change.level
            found.append((change.valid_at, highest(levels.values())))
    return found


def standing(changes: Iterable[Response]) -> list[Response]:
    """The responses that stand by all that is decided, whether or not its minute has come.
    `changes` in the order (valid_at, seq)."""
    newest = {row.key: row for row in changes}
    return [row for row in newest.values() if row.level is not None]


def stretches(changes: Iterable[Response]) -> list[tuple[datetime, datetime | None]]:
    """When any of the responses stands, as [begin, end); None where no end is decided."""
    levels: dict[Key, Level | None] = {}
    found: list[tuple[datetime, datetime | None]] = []
    for at, rows in groupby(sorted(changes, key=_takes_effect), key=_takes_effect):
        levels |= {row.key: row.level for row in rows}
        running = bool(found) and found[-1][1] is None
        if any(levels.values()) and not running:
            found.append((at, None))
        elif running and not any(levels.values()):
            found[-1] = (found[-1][0], at)
    return found


def _takes_effect(change: Response) -> datetime:
    return change.valid_at


def spans(changes: Iterable[Response], unit: str) -> tuple[LevelSpan, ...]:
    """The stretches of one highest level of `unit` over its incidents and both hazards. `changes`
    oldest first."""
    levels: dict[Key, Level | None] = {}
    found: list[LevelSpan] = []
    for change in changes:
        if change.unit != unit:
            continue
        levels[change.key] = change.level
        level = highest(levels.values())
        if found and found[-1].ends is None:
            if found[-1].level is level:
                continue
            found[-1] = replace(found[-1], ends=change.valid_at)
        if level is not None:
            found.append(LevelSpan(level, change.valid_at, None))
    return tuple(span for span in found if span.ends is None or span.begins < span.ends)
