"""A year of the ledger in the shape of the annual report."""

from dataclasses import dataclass
from typing import Any

from ems_dashboard.moments import KnownAt, Moment, ValidAt
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.terms import Category, Hazard, Level


@dataclass(frozen=True, slots=True)
class Counted:
    """How many county-level units stand in a figure, of those that owe it or reported it
    unasked."""

    reported: int
    owed: int


@dataclass(frozen=True, slots=True)
class IncidentTotals:
    """One incident's final cumulative figures: vessels for vessels, person-times else; `highest` of
    the city in either hazard, `levels` in each. `evacuation` lacks the categories that nobody
    reported; `counted` has every one. `valid_at`, `known_at`: the newest of the rows; `source`: all
    of theirs."""

    incident: Incident
    highest: Level | None
    levels: dict[Hazard, Level]
    evacuation: dict[Category, int]
    counted: dict[Category, Counted]
    cadres: int | None
    orders: int
    warnings: int
    valid_at: ValidAt
    known_at: KnownAt
    source: str


@dataclass(frozen=True, slots=True)
class MonthCounts:
    """`month` 1 to 12 (Beijing); warnings by kind code, responses (starts and raises of the city)
    by hazard code, evacuation by category code, counted in the month in which the incident
    began."""

    month: int
    warnings: dict[str, int]
    responses: dict[str, int]
    orders: int
    evacuation: dict[str, int]


@dataclass(frozen=True, slots=True)
class Season:
    """The figures of the annual report, counted from the rows; None where nothing was reported or
    received, which is no zero. `evacuation`: of the categories that the plan has reported.
    `incidents` in order of time; `months` always twelve."""

    year: int
    as_of: Moment
    version: int
    heavy_rain_events: int
    typhoons: int
    rainstorm_responses: int
    rainstorm_highest: Level | None
    typhoon_responses: int
    typhoon_highest: Level | None
    orders: int
    warnings_weather: int | None
    warnings_flash_flood: int | None
    warnings_geological: int | None
    cadres: int | None
    evacuation: dict[Category, int | None]
    messages: int | None
    incidents: tuple[IncidentTotals, ...]
    months: tuple[MonthCounts, ...]
    simulated: bool

    def figure(self, key: str) -> Any:
        """By the name that the annual report, the screens and the command give it."""
        moved = {str(category): amount for category, amount in self.evacuation.items()}
        return moved[key] if key in moved else getattr(self, key)
