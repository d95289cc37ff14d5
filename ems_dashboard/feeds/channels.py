"""The channels by which messages leave the house: `[[channel]]` entries of a TOML file, each with
the address of a service as Apprise writes it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Any

from ems_dashboard.errors import ConfigError
from ems_dashboard.feeds.sources import filled
from ems_dashboard.rules.notices import QuietHours
from ems_dashboard.rules.terms import CallAbout
from ems_dashboard.text import Words

PLACE = "{address}"
USUAL_MOST = 500
"""So many signs a message may have where the entry says nothing."""


@dataclass(frozen=True, slots=True)
class Channel:
    """`url`: of Apprise, never shown: it may hold a password. With {address} in it each contact that
    has an address of the channel's name is told; without, one message goes to the group of each
    unit. `about`, `units`: what goes by it and to whom, empty: everything, everybody; `people`: how
    many of a unit's chain; `most`: signs of a message; `quiet`: nothing but the urgent then."""

    name: str
    url: str = field(repr=False)
    about: tuple[CallAbout, ...] = ()
    units: tuple[str, ...] = ()
    people: int = 99
    most: int = USUAL_MOST
    quiet: QuietHours | None = None

    @property
    def personal(self) -> bool:
        return PLACE in self.url

    def carries(self, about: CallAbout, unit: str) -> bool:
        fits = about is CallAbout.TEST or not self.about or about in self.about
        return fits and (not self.units or unit in self.units)


def load_channels(path: Path, say: Words) -> tuple[Channel, ...]:
    """None where there is no such file. Raises ConfigError that names the file and the entry."""
    if not path.exists():
        return ()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: {error}") from error
    found = []
    for n, entry in enumerate(table.get("channel", ()), 1):
        try:
            found.append(_channel(entry))
        except (KeyError, ValueError, TypeError) as error:
            raise ConfigError(say("outbox.wrong_entry", path=path, n=n, reason=error)) from None
    if len({channel.name for channel in found}) < len(found):
        raise ConfigError(say("outbox.entry_twice", path=path))
    return tuple(found)


def _channel(entry: Mapping[str, Any]) -> Channel:
    return Channel(
        name=str(entry["name"]),
        url=filled(entry["url"]),
        about=tuple(CallAbout(each) for each in entry.get("about", ())),
        units=tuple(map(str, entry.get("units", ()))),
        people=int(entry.get("people", 99)),
        most=int(entry.get("most", USUAL_MOST)),
        quiet=_quiet(entry.get("quiet", "")),
    )


def _quiet(text: str) -> QuietHours | None:
    """22:00-06:00."""
    if not text:
        return None
    begins, _, ends = text.partition("-")
    return QuietHours(time.fromisoformat(begins.strip()), time.fromisoformat(ends.strip()))
