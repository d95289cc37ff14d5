"""The race and the arrivals as tables."""

import pandas as pd

from ems_dashboard.clock import short_time
from ems_dashboard.rules import arrival_errors
from ems_dashboard.rules.arrival import Arrival, Spread
from ems_dashboard.rules.geometry import beside
from ems_dashboard.rules.race import GaleState, RaceState, Runner
from ems_dashboard.rules.storms import StormFix
from ems_dashboard.rules.terms import Category
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.origin import source
from ems_dashboard.situation.race import Race


def runners(race: Race, here: Here, category: Category | None) -> pd.DataFrame:
    """The greatest danger first. `category`: one only, None for all."""
    word = here.words
    return _titled(
        [
            {
                "unit": here.city.name_of(r.unit, here.lang),
                "category": word(f"terms.category.{r.category}"),
                "state": word(f"race.state.{r.state}"),
                "margin": margin(r, here),
                "target": r.target,
                "moved": r.moved,
                "left": r.left,
                "deadline": short_time(r.deadline),
                "finish_low": short_time(r.finish_low),
                "finish": short_time(r.finish),
                "finish_high": short_time(r.finish_high),
                "left_at_gale": _range(r.left_low, r.left_high),
                "latest_start": _start(r, here),
                "reported": short_time(r.reported_at),
            }
            for r in race.runners
            if category in (None, r.category) and here.unit in (None, r.unit)
        ],
        here,
    )


def margin(runner: Runner, here: Here) -> str:
    """Hours in hand; where it cannot be told, why."""
    if runner.margin_hours is not None:
        return f"{runner.margin_hours:+.1f}".replace("-", "−")
    if runner.deadline is None:
        key = "untold" if runner.state is RaceState.UNKNOWN else "no_deadline"
        return here.words(f"race.no_margin.{key}")
    known = runner.state in (RaceState.UNKNOWN, RaceState.STALLED)
    return here.words(f"race.no_margin.{runner.state if known else 'no_finish'}")


def _start(runner: Runner, here: Here) -> str:
    """The latest safe start in words."""
    if runner.latest_start is None:
        return here.words("race.begun") if runner.moved else ""
    key = "race.start_by" if runner.latest_start > here.as_of else "race.start_missed"
    return here.words(key, at=short_time(runner.latest_start))


def arrivals(race: Race, here: Here, force: int) -> pd.DataFrame:
    """Per unit: earliest, middle and latest of the agencies, how many expect it, what past storms
    say of such a forecast, and each agency's own."""
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
    row: dict[str, object] = {
        "unit": here.city.name_of(unit, here.lang),
        "earliest": short_time(spread.earliest) or none,
        "middle": short_time(spread.middle) or none,
        "latest": short_time(spread.latest) or none,
        "agencies": f"{len(spread.expecting)}/{len(spread.by_agency)}",
        "past_window": _window(spread, here),
        "past_chance": _chance(spread, here),
    }
    arrivals = sorted(spread.by_agency, key=lambda arrival: arrival.agency)
    return row | {arrival.agency: _stay(arrival, none) for arrival in arrivals}


def _window(spread: Spread, here: Here) -> str:
    """Where the archive's arrivals lay that were told so far ahead; empty where it tells nothing."""
    found = arrival_errors.window(spread, here.as_of, here.city.arrival_errors)
    if found is None:
        return ""
    return f"{short_time(found.earliest)} – {short_time(found.latest)}"


def _chance(spread: Spread, here: Here) -> str:
    found = arrival_errors.chance(spread, here.as_of, here.city.arrival_chances)
    return f"{found.chance:.0%}" if found else ""


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


def _range(low: int, high: int) -> str:
    return f"{high:,}" if low == high else f"{low:,} – {high:,}"


def _titled(rows: list[dict[str, object]], here: Here) -> pd.DataFrame:
    table = pd.DataFrame(rows)
    return table.rename(columns={name: _title(name, here) for name in table.columns})


def _title(name: str, here: Here) -> str:
    return here.words.either(f"race.column.{name}", here.words.either(f"terms.agency.{name}", name))
