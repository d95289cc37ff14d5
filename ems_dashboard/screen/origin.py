"""Where figures come from and how old they are, in words: what stands beside every number."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from markupsafe import Markup

from ems_dashboard.clock import beijing, full_time
from ems_dashboard.moments import KnownAt, ValidAt
from ems_dashboard.rules.facts import BY_HAND, SIMULATED, joined_sources, split_sources
from ems_dashboard.screen.here import Here
from ems_dashboard.templating import rendered

HOUR, DAY = 60, 24 * 60
"""In minutes."""


class Sourced(Protocol):
    """A fact, or a figure made of facts."""

    @property
    def valid_at(self) -> ValidAt: ...

    @property
    def known_at(self) -> KnownAt | None: ...

    @property
    def source(self) -> str: ...


def when(moment: datetime, here: Here) -> str:
    local, today = beijing(moment), beijing(here.as_of)
    if local.date() == today.date():
        return f"{local:%H:%M}"
    if local.year == today.year:
        return f"{local:%m-%d %H:%M}"
    return f"{local:%Y-%m-%d}"


def age(moment: datetime, here: Here) -> str:
    minutes = max(0, int((here.as_of - moment).total_seconds() // 60))
    if minutes < HOUR:
        return here.words("cards.age_minutes", n=minutes)
    if minutes < 2 * DAY:
        return here.words("cards.age_hours", n=minutes // HOUR)
    return here.words("cards.age_days", n=minutes // DAY)


def source(here: Here, name: str, entered: str = "entered") -> str:
    """In words; `entered` says who typed what names no source: entered, county, township."""
    names = split_sources(name) or [""]
    named = dict.fromkeys(_source(here, part, entered) for part in names)
    return here.words.listed(named)


def _source(here: Here, name: str, entered: str) -> str:
    """A feed's own name, or whose hand brought it."""
    if not name:
        return here.words(f"origin.{entered}")
    if name == SIMULATED:
        return here.words("origin.example")
    if name.startswith(BY_HAND):
        return here.words("intake.by_hand", name=name.removeprefix(BY_HAND))
    return name


def columns(here: Here, row: Sourced | None, entered: str = "entered") -> dict[str, str | None]:
    """The last columns of every table of facts; empty where nothing was reported."""
    if row is None:
        return dict.fromkeys(("valid_at", "age", "known_at", "source"))
    return {
        "valid_at": full_time(row.valid_at),
        "age": age(row.valid_at, here),
        "known_at": full_time(row.known_at or row.valid_at),
        "source": source(here, row.source, entered),
    }


def note(
    here: Here, rows: Iterable[Sourced], entered: str = "entered", *, in_link: bool = False
) -> Markup:
    """The newest moment of the rows and its age, their sources and the oldest moment on demand.
    `in_link`: within a link, where a tap leads to the rows; elsewhere a tap shows the demand."""
    reported = {(row.valid_at, row.source) for row in rows}
    if not reported:
        return Markup()
    moments = [at for at, _ in reported]
    newest, oldest = max(moments), min(moments)
    names = source(here, joined_sources(name for _, name in reported), entered)
    demand = here.words("origin.said", source=names, at=full_time(newest), oldest=full_time(oldest))
    shown = here.words("origin.as_of", at=when(newest, here), age=age(newest, here))
    return rendered("note.html", demand=demand, shown=shown, tappable=not in_link)
