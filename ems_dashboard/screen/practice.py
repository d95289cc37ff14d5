"""The clock of a demonstration as the bar shows it."""

from functools import cache
from pathlib import Path

from ems_dashboard.actions.practice import SPEEDS, clock_json
from ems_dashboard.clock import iso
from ems_dashboard.feeds.demonstration import Demonstration, demonstration_of
from ems_dashboard.runtime import runtime
from ems_dashboard.screen.key_moments import address
from ems_dashboard.text import Lang


@cache
def _script(city_dir: Path) -> Demonstration | None:
    return demonstration_of(city_dir)


def practice(lang: Lang) -> dict[str, object] | None:
    """None where the ledger has no clock of its own. `clock` is None while it shows today."""
    chosen = runtime().settings
    script = _script(chosen.city_dir) if chosen.practice_of else None
    if script is None:
        return None
    hours = [{"at": address(hour.at), "name": hour.name(lang)} for hour in script.hours]
    return {"clock": clock_json(), "speeds": SPEEDS, "hours": hours, "begins": iso(script.begins)}
