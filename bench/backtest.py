"""The season once more: how good the projected arrival and the projected finish were at T−24, T−12 and T−6 hours."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from statistics import median

from ems_dashboard.rules.arrival import arrivals, spreads
from ems_dashboard.rules.circles import Territory
from ems_dashboard.rules.city import City
from ems_dashboard.rules.evacuation import Evacuation, city_over_time
from ems_dashboard.rules.incidents import Incident
from ems_dashboard.rules.storms import StormForecast
from ems_dashboard.rules.terms import Category
from ems_dashboard.situation.projections import Projection, came_out, projected
from ems_dashboard.situation.storms import storm_at
from ems_dashboard.situation.territories import territories
from ems_dashboard.store import Store

AHEAD = (24, 12, 6)
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Guess:
    """`error`: hours too late (below 0: too early), None where nothing was told; `inside`: the truth was between."""

    hours: int
    error: float | None
    inside: bool


def backtest(store: Store, city: City) -> list[str]:
    """The lines of a table, printed and kept."""
    lines = ["", "| back-test | cases | told | median error | too late (median) | 9 in 10 within | in the range |",
             "|---|---|---|---|---|---|---|"]  # fmt: skip
    subjects: tuple[tuple[str, Callable[[], Iterable[Guess]]], ...] = (
        ("arrival of the gale", lambda: arrival_guesses(store, city)),
        ("finish of an evacuation", lambda: finish_guesses(store, city)),
    )
    for name, guess in subjects:
        found = list(guess())
        lines += [
            _line(f"{name}, T−{hours} h", [g for g in found if g.hours == hours]) for hours in AHEAD
        ]
    return lines


def _line(name: str, guesses: list[Guess]) -> str:
    errors = sorted(guess.error for guess in guesses if guess.error is not None)
    if not errors:
        return f"| {name} | {len(guesses)} | 0 | | | | |"
    sizes = sorted(abs(error) for error in errors)
    inside = sum(guess.inside for guess in guesses if guess.error is not None) / len(errors)
    return (
        f"| {name} | {len(guesses)} | {len(errors)} | {median(sizes):.1f} h | {median(errors):+.1f} h | "
        f"{sizes[int(0.9 * (len(sizes) - 1))]:.1f} h | {inside:.0%} |"
    )


def arrival_guesses(store: Store, city: City) -> Iterable[Guess]:
    """Of every storm with forecasts, for every unit that the gale reached by the analysed track of afterwards."""
    for storm in sorted({row.storm for row in store.history(StormForecast)}):
        for unit, place in territories(city).items():
            came = _arrival(store, storm, {unit: place}, None)
            for hours in AHEAD if came else ():
                told = _arrival(store, storm, {unit: place}, came[1] - hours * HOUR)
                error = (told[1] - came[1]) / HOUR if told else None
                yield Guess(hours, error, bool(told) and told[0] <= came[1] <= told[2])


def _arrival(
    store: Store, storm: str, place: Mapping[str, Territory], moment: datetime | None
) -> tuple[datetime, datetime, datetime] | None:
    """Earliest, middle and latest as told at a moment; None: as it was, by the whole analysed track."""
    newest = store.history(Incident, storm=storm)[-1]
    with store.reading() as reader:
        known = storm_at(reader, storm, moment or newest.ended_at or newest.valid_at)
    if known is None:
        return None
    if moment is None:
        known = replace(known, forecasts={})
    # asked from its first hour on, the analysed track tells the first gale and not the last
    found = arrivals(known.fixes, known.forecasts, place, moment or known.fixes[0].valid_at)
    spread = next(spread for (_, force), spread in spreads(found).items() if force == 7)
    return (spread.earliest, spread.middle, spread.latest) if spread.middle else None


def finish_guesses(store: Store, city: City) -> Iterable[Guess]:
    """Of every incident, unit and category that came to its end."""
    grouped: dict[tuple[str, str, Category], list[Evacuation]] = {}
    for row in store.history(Evacuation):
        unit = city.county_of.get(row.unit, row.unit)
        grouped.setdefault((row.incident, unit, row.category), []).append(row)
    for key, rows in grouped.items():
        came = came_out(city_over_time(rows, city.county_of), city.plan.thresholds.done_share)
        for hours in AHEAD if came else ():
            moment = came - hours * HOUR
            told = projected(rows, city, moment)
            if told is not None:
                found = Projection(*key, moment, told, came)
                yield Guess(
                    hours, None if found.error is None else found.error / HOUR, found.inside
                )
