"""What would help a unit that will be late: how much faster it would have to be, and how many
vehicles that is."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from ems_dashboard.rules.pace import HOUR, FinishTold
from ems_dashboard.rules.plan import HelpRule
from ems_dashboard.rules.race import RaceState, Runner

LEAST = timedelta(minutes=30)
"""Help that has less time for its work is none."""
HELPED = (
    RaceState.CAUGHT,
    RaceState.LATE,
    RaceState.STALLED,
    RaceState.TIGHT,
    RaceState.NOT_BEGUN,
)


@dataclass(frozen=True, slots=True)
class Help:
    """To be done `by` the gate, or with `before_wind` the early end of the wind where the gate is
    too near: so many more moved an hour, by so many vehicles. `vehicles` None: it is not people on
    land that are to be moved."""

    by: datetime
    before_wind: bool
    per_hour: int
    vehicles: int | None


def help_needed(runner: Runner, rule: HelpRule, *, on_land: bool) -> Help | None:
    """None where it would be in time without, and where no help would be."""
    arrives = runner.as_of + timedelta(hours=rule.arrival_hours)
    found = _aim(runner, arrives + LEAST)
    if found is None or runner.state not in HELPED:
        return None
    by, before_wind = found
    needed = _wanting(runner, arrives, by)
    if needed <= 0 or _sure(runner, by):
        return None
    vehicles = ceil(needed / rule.vehicle_persons_per_hour) if on_land else None
    return Help(by, before_wind, ceil(needed), vehicles)


def _sure(runner: Runner, by: datetime) -> bool:
    """In time at the slow end too."""
    return runner.finish.high is not None and runner.finish.high <= by


def _wanting(runner: Runner, arrives: datetime, by: datetime) -> float:
    """So many more an hour from when the help is there; at its own pace until then."""
    own = _own_pace(runner)
    by_then = own * ((arrives - runner.reported_at) / HOUR)
    return max(0.0, runner.left - by_then) / ((by - arrives) / HOUR) - own


def _own_pace(runner: Runner) -> float:
    if runner.pace is None or runner.finish.told is FinishTold.STALLED:
        return 0.0
    return max(0.0, runner.pace.middle)


def _aim(runner: Runner, least: datetime) -> tuple[datetime, bool] | None:
    if runner.gate is not None and runner.gate >= least:
        return runner.gate, False
    if runner.wind is not None and runner.wind.earliest >= least:
        return runner.wind.earliest, True
    return None
