"""Where figures come from and how old they are, in words: what stands beside every number."""

from collections.abc import Iterable
from datetime import datetime
from html import escape
from typing import Protocol

from ems_dashboard.clock import beijing, full_time
from ems_dashboard.rules.facts import BY_HAND, SIMULATED
from ems_dashboard.screen.here import Here

JOINED = "、"
"""Between the sources of a figure that stands on several rows."""


class Sourced(Protocol):
    """A fact, or a figure made of facts."""

    valid_at: datetime
    known_at: datetime | None
    source: str


def when(moment: datetime, here: Here) -> str:
    local, today = beijing(moment), beijing(here.as_of)
    if local.year != today.year:
        return f"{local:%Y-%m-%d}"
    return f"{local:%H:%M}" if local.date() == today.date() else f"{local:%m-%d %H:%M}"


def age(moment: datetime, here: Here) -> str:
    minutes = max(0, int((here.as_of - moment).total_seconds() // 60))
    key = "minutes" if minutes < 60 else "hours" if minutes < 2880 else "days"
    number = minutes if minutes < 60 else minutes // 60 if minutes < 2880 else minutes // 1440
    return here.words(f"cards.age_{key}", n=number)


def source(here: Here, name: str, entered: str = "entered") -> str:
    """In words; `entered` says who typed what names no source: entered, county, township."""
    names = [part for part in name.split(JOINED) if part] or [""]
    said = {
        "": here.words(f"origin.{entered}"),
        SIMULATED: here.words("origin.example"),
    }
    return JOINED.join(dict.fromkeys(said.get(part) or _typed(here, part) for part in names))


def _typed(here: Here, name: str) -> str:
    """A feed's own name, or whose hand brought it."""
    return (
        here.words("intake.by_hand", name=name.removeprefix(BY_HAND))
        if name.startswith(BY_HAND)
        else name
    )


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
) -> str:
    """HTML: the newest moment of the rows and its age, their sources and the oldest moment on demand. `in_link`: within
    a link, where a tap leads to the rows."""
    found = {(row.valid_at, row.source) for row in rows}
    if not found:
        return ""
    newest, oldest = max(found)[0], min(found)[0]
    names = source(here, JOINED.join(sorted({name for _, name in found})), entered)
    said = here.words("origin.said", source=names, at=full_time(newest), oldest=full_time(oldest))
    shown = here.words("origin.as_of", at=when(newest, here), age=age(newest, here))
    demand = "" if in_link else ' tabindex="0"'  # a tap shows it where nothing hovers
    return f'<time class="asof" title="{escape(said)}"{demand}>{escape(shown)}</time>'
