"""Response levels (应急响应): one per unit and hazard, each change a fact that takes effect at a minute."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from ems_dashboard.rules.facts import Fact
from ems_dashboard.rules.rhythm import LevelSpan
from ems_dashboard.rules.terms import Hazard, Level, LevelChange


@dataclass(frozen=True, kw_only=True, slots=True)
class Response(Fact):
    """`valid_at` is the effective minute; `level` None means that the response of this hazard has ended."""

    KIND: ClassVar[str] = "responses"
    KEY: ClassVar[tuple[str, ...]] = ("unit", "hazard")

    incident: str
    unit: str
    hazard: Hazard
    level: Level | None
    change: LevelChange
    document: str = ""
    basis: str = ""
    approved_by: str = ""


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
