"""A response level as it is marked: its colour's class and its sign."""

from dataclasses import dataclass

from ems_dashboard.rules.terms import Level
from ems_dashboard.screen.here import Here

NONE = "—"
"""No level, and no figure."""


@dataclass(frozen=True, slots=True)
class LevelMark:
    """`rank`: the class that colours it, l1 for the highest, l0 for none."""

    rank: str
    symbol: str


def level_mark(level: Level | None) -> LevelMark:
    if level is None:
        return LevelMark("l0", NONE)
    return LevelMark(f"l{5 - level.severity}", level.value)


def marks_of(here: Here, unit: str) -> list[LevelMark]:
    """A unit's levels, one for each hazard."""
    return [level_mark(level) for level in here.situation.responses[unit].values()]
