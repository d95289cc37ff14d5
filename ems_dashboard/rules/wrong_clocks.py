"""What may be true later than now, and what a row means that a wrong clock dated. A figure or an
observation may not be later, but for the few minutes by which clocks differ; what is planned has a
field of its own: a measure's beginning, an order's deadline, a forecast's hour."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from ems_dashboard.moments import as_known
from ems_dashboard.rules.evacuation import Evacuation
from ems_dashboard.rules.facts import Fact, own_fields
from ems_dashboard.rules.impact import Impact
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.plan import Thresholds
from ems_dashboard.rules.responses import Response
from ems_dashboard.rules.shelters import ShelterState
from ems_dashboard.rules.supplies import SupplyState
from ems_dashboard.rules.teams import TeamState
from ems_dashboard.rules.vessels import VesselAction

F = TypeVar("F", bound=Fact)

EFFECTIVE: tuple[type[Fact], ...] = (Response, Incident)
"""Kinds whose `valid_at` is the minute from which a decision holds, which may be decided before it
comes."""
HOURLY: tuple[type[Fact], ...] = (
    Evacuation,
    VesselAction,
    ShelterState,
    TeamState,
    SupplyState,
    Impact,
)
"""Kinds that people report for a full hour."""


def latest_true(now: datetime, thresholds: Thresholds) -> datetime:
    """The latest moment that a figure may be true for."""
    return now + timedelta(minutes=thresholds.ahead_minutes)


def not_yet_true(
    kind: type[Fact], valid_at: datetime, now: datetime, thresholds: Thresholds
) -> bool:
    return kind not in EFFECTIVE and valid_at > latest_true(now, thresholds)


def put_right(row: F, now: datetime, thresholds: Thresholds) -> F:
    """What the row says by a clock that stands at `now` and is right: whatever it claims to have
    come by the time it was written, and has not, came at `now` at the latest (a figure: at the last
    full hour, so that the next one for that hour follows it). What was planned for later then, and
    what other clocks said, stays. The same row where nothing changes."""
    known = as_known(now) if row.known_at is None else row.known_at
    came = latest_true(known, thresholds)
    changed: dict[str, Any] = {name: now for name, at in _moments(row) if now < at <= came}
    if "valid_at" in changed and isinstance(row, HOURLY):
        changed["valid_at"] = now.replace(minute=0, second=0, microsecond=0)
    if known <= now and not changed:
        return row
    given = {"seq": None, "written_at": None, "replaces": row.seq, "known_at": min(known, now)}
    return replace(row, **{**given, **changed})


def _moments(row: Fact) -> Iterator[tuple[str, datetime]]:
    """The moments that a row names, without those that are part of its key."""
    for name in (*own_fields(type(row)), "valid_at"):
        value = getattr(row, name)
        if name not in row.KEY and isinstance(value, datetime):
            yield name, value
