"""Rescue teams: where each is and what it does."""

from dataclasses import dataclass
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.terms import TeamStateName


@dataclass(frozen=True, kw_only=True, slots=True)
class TeamState(Fact):
    KIND: ClassVar[str] = "team_states"
    KEY: ClassVar[tuple[str, ...]] = ("team",)

    team: str
    incident: str
    state: TeamStateName
    unit: str = ""
    people: int = 0
    task: str = ""


AT_HOME = frozenset({TeamStateName.STANDBY, TeamStateName.RETURNED})
FREE = AT_HOME | {TeamStateName.PREPOSITIONED}
"""A team that waits somewhere in advance can be sent on."""
