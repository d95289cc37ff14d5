"""Where the clock of a pack's demonstration begins, and the hours that are worth going to:
`season*/demonstration.toml`."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ems_dashboard.clock import parse
from ems_dashboard.moments import Moment
from ems_dashboard.text import Lang


@dataclass(frozen=True, slots=True)
class Hour:
    at: Moment
    zh: str
    en: str

    def name(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Demonstration:
    begins: Moment
    hours: tuple[Hour, ...]


def demonstration_of(city_dir: Path) -> Demonstration | None:
    """Of the newest season that has one; None: the demonstration is of the present day only.
    Raises ValueError or KeyError where the file says something else than it should."""
    files = sorted(city_dir.glob("season*/demonstration.toml"))
    if not files:
        return None
    said = tomllib.loads(files[-1].read_text(encoding="utf-8"))
    return Demonstration(parse(said["begins"]), tuple(_hour(row) for row in said["hours"]))


def _hour(row: dict[str, Any]) -> Hour:
    return Hour(parse(row["at"]), row["zh"], row["en"])
