"""The clock of a demonstration as the bar and the wall show it."""

from functools import cache
from pathlib import Path

from ems_dashboard.actions.practice import SPEEDS, clock_json
from ems_dashboard.clock import iso
from ems_dashboard.feeds.demonstration import Demonstration, demonstration_of
from ems_dashboard.runtime import runtime
from ems_dashboard.screen.key_moments import address
from ems_dashboard.text import Lang, Words


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


def wall_mark(words: Words) -> str:
    """What stands on a wall that runs by such a clock; empty otherwise."""
    said = clock_json()
    if said is None:
        return ""
    key = "wall.practice" if said["speed"] else "wall.practice_stopped"
    return words(key, speed=said["speed"])
