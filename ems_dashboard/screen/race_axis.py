"""The one time axis of the race: hour ticks, now, and when the wind comes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ems_dashboard.clock import beijing
from ems_dashboard.rules.expected_wind import ExpectedWind, first_of_each_force
from ems_dashboard.rules.race import Runner
from ems_dashboard.screen.here import Here
from ems_dashboard.situation.wind_words import wind_said

HOUR = timedelta(hours=1)
LEAST, BEFORE, AFTER = timedelta(hours=12), timedelta(hours=6), timedelta(hours=36)
"""How long the axis is at least, and how far from now it reaches at most."""
TICKS, STEPS = 8, (1, 2, 3, 6)
LABEL_PERCENT = 12.0
"""A label takes about so much of the axis."""


@dataclass(frozen=True, slots=True)
class Axis:
    """From a full hour to a full hour."""

    begins: datetime
    ends: datetime
    now: datetime

    def percent(self, moment: datetime) -> float:
        return round(
            100 * max(0.0, min(1.0, (moment - self.begins) / (self.ends - self.begins))), 1
        )

    @property
    def step(self) -> int:
        """Hours between two ticks."""
        hours = (self.ends - self.begins) / HOUR
        return next((step for step in STEPS if hours / step <= TICKS), STEPS[-1])


@dataclass(frozen=True, slots=True)
class Tick:
    """`minor`: left out where it is narrow."""

    left: float
    label: str
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """When the wind of a force comes to the first of the units shown: its window, its likely
    hour."""

    force: int
    left: float
    width: float
    likely: float
    label: str
    said: str


def axis_of(now: datetime, runners: Sequence[Runner], bands: Iterable[ExpectedWind]) -> Axis:
    moments = [now, *_moments(runners)]
    for wind in bands:
        moments += [wind.earliest, wind.latest]
    begins = _full_hour(max(min(*moments, now - HOUR), now - BEFORE))
    ends = _full_hour(min(max(*moments, now + LEAST), now + AFTER)) + HOUR
    return Axis(begins, ends, now)


def _moments(runners: Iterable[Runner]) -> Iterable[datetime]:
    for runner in runners:
        finish = runner.finish
        yield from filter(None, (runner.gate, finish.likely))


def _full_hour(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def ticks(axis: Axis) -> list[Tick]:
    found: list[Tick] = []
    moment = axis.begins + timedelta(hours=-beijing(axis.begins).hour % axis.step)
    while moment < axis.ends:
        local = beijing(moment)
        label = f"{local:%m-%d}" if local.hour == 0 else f"{local:%H}"
        if abs(axis.percent(moment) - axis.percent(axis.now)) > LABEL_PERCENT / 4:
            minor = local.hour != 0 and local.hour // axis.step % 2 == 1
            found.append(Tick(axis.percent(moment), label, minor))
        moment += axis.step * HOUR
    return found


def first_winds(winds: Iterable[ExpectedWind], runners: Iterable[Runner]) -> list[ExpectedWind]:
    """Of each force that counts for the units shown."""
    shown = {(runner.unit, runner.force) for runner in runners}
    return first_of_each_force(wind for wind in winds if (wind.unit, wind.force) in shown)


def bands(here: Here, axis: Axis, winds: Iterable[ExpectedWind]) -> list[Band]:
    return [_band(here, axis, wind) for wind in winds]


def _band(here: Here, axis: Axis, wind: ExpectedWind) -> Band:
    left, right = axis.percent(wind.earliest), axis.percent(wind.latest)
    label = here.words("race.wind_band", force=wind.force)
    unit = here.city.short_of(wind.unit, here.lang)
    return Band(
        force=wind.force,
        left=left,
        width=max(0.4, round(right - left, 1)),
        likely=axis.percent(wind.likely),
        label=label,
        said=f"{label} {unit}: {wind_said(wind, here.as_of, here.words)}",
    )
