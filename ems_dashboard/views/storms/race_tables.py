"""The race and the arrivals as tables."""

import pandas as pd

from ems_dashboard.clock import short_time
from ems_dashboard.reports.race_words import help_said, people, verb
from ems_dashboard.rules.arrival import Arrival, Ground, Spread
from ems_dashboard.rules.expected_wind import expected_wind
from ems_dashboard.rules.geometry import beside
from ems_dashboard.rules.race import GaleState, Runner
from ems_dashboard.rules.storms import StormFix
from ems_dashboard.rules.terms import Category
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.origin import source
from ems_dashboard.screen.race_line import nearest_said
from ems_dashboard.situation.race import Race, experience
from ems_dashboard.situation.wind_words import wind_said


def runners(race: Race, here: Here, category: Category | None) -> pd.DataFrame:
    """The greatest danger first. `category`: one only, None for all."""
    shown = [
        runner
        for runner in race.runners
        if category in (None, runner.category) and here.unit in (None, runner.unit)
    ]
    return _titled([_runner(here, runner) for runner in shown], here)


def _runner(here: Here, runner: Runner) -> dict[str, object]:
    word, finish, wind = here.words, runner.finish, runner.wind
    return {
        "unit": here.city.name_of(runner.unit, here.lang),
        "category": word(f"terms.category.{runner.category}"),
        "verb": verb(runner, here.city, word),
        "left": runner.left,
        "moved": runner.moved,
        "target": runner.target,
        "ordered": short_time(runner.ordered),
        "planned": short_time(runner.planned),
        "finish_low": short_time(finish.low),
        "finish": short_time(finish.likely),
        "finish_high": short_time(finish.high),
        "left_in_wind": people(runner, word),
        "helping": help_said(runner, here.city, word),
        "nearest": nearest_said(here, runner),
        "wind": f"{word('race.wind_band', force=wind.force)}: "
        f"{wind_said(wind, here.as_of, word)}" if wind else "",
        "first_touch": short_time(wind.first_touch) if wind else "",
        "reported": short_time(runner.reported_at),
    }  # fmt: skip


def arrivals(race: Race, here: Here, force: int) -> pd.DataFrame:
    """Per unit, at the first touch of its border: in the fixed words how sure it is, and each
    agency's own."""
    word = here.words
    rows = []
    for unit in here.city.units:
        spread = race.spreads.get((unit.code, force))
        if spread is None or here.unit not in (None, unit.code):
            continue
        none = word("race.untold" if race.gale is GaleState.UNKNOWN else "race.not_within")
        rows.append(_unit(here, unit.code, spread, none))
    return _titled(rows, here)


def _unit(here: Here, unit: str, spread: Spread, none: str) -> dict[str, object]:
    wind = expected_wind(spread, Ground.UNIT, None, here.as_of, experience(here.city))
    row: dict[str, object] = {
        "unit": here.city.name_of(unit, here.lang),
        "wind": wind_said(wind, here.as_of, here.words) if wind else none,
    }
    arrivals = sorted(spread.by_agency, key=lambda arrival: arrival.agency)
    return row | {arrival.agency: _stay(arrival, none) for arrival in arrivals}


def fixes(found: tuple[StormFix, ...], here: Here) -> pd.DataFrame:
    """The analysed track, the newest first."""
    return _titled([_fix(here, fix) for fix in reversed(found)], here)


def _fix(here: Here, fix: StormFix) -> dict[str, object]:
    return {
        "at": short_time(fix.valid_at),
        "lat": fix.lat,
        "lon": beside(fix.lon, 0),
        "grade": here.words(f"terms.grade.{fix.grade}") if fix.grade else "",
        "wind_ms": fix.wind_ms,
        "pressure_hpa": fix.pressure_hpa,
        "move_speed_kmh": fix.move_speed_kmh,
        **{f"r{force}": _radii(fix, force) for force in (7, 10, 12)},
        "source": source(here, fix.source),
    }


def _radii(fix: StormFix, force: int) -> str:
    """NE / SE / SW / NW in km."""
    radii = [getattr(fix, f"r{force}_{quadrant}_km") for quadrant in ("ne", "se", "sw", "nw")]
    if all(radius is None for radius in radii):
        return ""
    return " / ".join("—" if radius is None else f"{radius:.0f}" for radius in radii)


def _stay(arrival: Arrival, none: str) -> str:
    if arrival.arrives_at is None:
        return none
    return f"{short_time(arrival.arrives_at)} → {short_time(arrival.leaves_at) or '…'}"


def _titled(rows: list[dict[str, object]], here: Here) -> pd.DataFrame:
    table = pd.DataFrame(rows)
    return table.rename(columns={name: _title(name, here) for name in table.columns})


def _title(name: str, here: Here) -> str:
    return here.words.either(f"race.column.{name}", here.words.either(f"terms.agency.{name}", name))
