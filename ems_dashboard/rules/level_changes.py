"""Which changes of level are allowed (启动、提升、降低、终止): one table, and what has to be said
for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ems_dashboard.clock import beijing
from ems_dashboard.rules.city import City
from ems_dashboard.rules.facts import Key
from ems_dashboard.rules.numbering import Sequence
from ems_dashboard.rules.responses import Response, reaches
from ems_dashboard.rules.terms import Level, LevelChange

LADDER: tuple[Level | None, ...] = (None, Level.IV, Level.III, Level.II, Level.I)


@dataclass(frozen=True, slots=True)
class Move:
    """`steps` up or down the ladder; more than one (越级) asks for a reason, unless the plan itself
    suggests that level."""

    change: LevelChange
    steps: int

    def reasoned(self, *, suggested: bool) -> bool:
        return self.steps > 1 and not suggested


class Fault(StrEnum):
    """Why a change cannot be made; the sentence is responses.fault.<code>."""

    SAME = "same"
    UNREASONED = "unreasoned"
    TOO_EARLY = "too_early"


def _change(before: Level | None, after: Level | None) -> LevelChange:
    if after is None:
        return LevelChange.END
    if before is None:
        return LevelChange.START
    return LevelChange.RAISE if after.severity > before.severity else LevelChange.LOWER


MOVES: dict[tuple[Level | None, Level | None], Move] = {
    (before, after): Move(_change(before, after), abs(LADDER.index(after) - LADDER.index(before)))
    for before in LADDER
    for after in LADDER
    if before is not after
}


def fault(
    before: Level | None,
    after: Level | None,
    *,
    reason: str,
    effective_at: datetime,
    last_at: datetime | None,
    suggested: bool = False,
) -> Fault | None:
    """What stands against a change; `last_at`: when the last change of this unit and hazard took or
    takes effect; `suggested`: it is what the plan suggests."""
    move = MOVES.get((before, after))
    if move is None:
        return Fault.SAME
    if move.reasoned(suggested=suggested) and not reason.strip():
        return Fault.UNREASONED
    if last_at is not None and effective_at <= last_at:
        return Fault.TOO_EARLY
    return None


def reason_heading(
    change: LevelChange, before: Level | None, after: Level | None, suggested: Level | None
) -> str | None:
    """How the reason of a change is headed in its notice: by the kind of change, over_<kind> where
    it leaves out a level (越级); None for a start at the level that the plan suggested, which needs
    no reason."""
    if change is LevelChange.START and after is suggested:
        return None
    move = MOVES.get((before, after))
    if move is None or not move.reasoned(suggested=False) or change is LevelChange.END:
        return str(change)
    return f"over_{change}" if move.change is change else str(change)


def own_prefix(city: City, unit: str) -> str:
    """With which a unit's own headquarters numbers its changes; empty where it numbers them
    elsewhere, and for the city."""
    place = city.by_code.get(unit)
    return city.plan.levels.prefix_of(place.short) if place else ""


def decided_by_unit(change: Response, city: City) -> bool:
    """Whether its number is the unit's own: then its headquarters decided, not the city's."""
    prefix = own_prefix(city, change.unit)
    if not prefix:
        return False
    year = beijing(change.valid_at).year
    own = Sequence(city.plan.reference, prefix, year)
    return own.number_of(change.document) is not None


def held_since(
    changes: Iterable[Response], unit: str, level: Level, hazards: Iterable[str]
) -> Response | None:
    """The change with which the unit's present stretch at `level` or above began, in any of
    `hazards`; None where it is not in force. `changes` oldest first."""
    wanted = set(hazards)
    standing: dict[Key, bool] = {}
    began: Response | None = None
    for change in changes:
        if change.unit != unit or change.hazard not in wanted:
            continue
        standing[change.key] = reaches(change.level, level)
        began = (began or change) if any(standing.values()) else None
    return began


def times_this_year(
    changes: Iterable[Response], unit: str, hazard: str, year_began: datetime
) -> int:
    """How often the response was started or raised (启动或提升), as the annual report counts."""
    counted: set[tuple[str, datetime]] = set()
    for change in changes:
        mine = (change.unit, change.hazard) == (unit, hazard)
        upward = change.change in (LevelChange.START, LevelChange.RAISE)
        if mine and upward and change.valid_at >= year_began:
            counted.add((change.incident, change.valid_at))
    return len(counted)
