"""The card of the warnings in force: how many of each colour, or why nobody can tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ems_dashboard.reports.headline import warnings_heard
from ems_dashboard.rules.terms import Colour
from ems_dashboard.rules.warnings import WarningMessage, severity
from ems_dashboard.screen.here import Here
from ems_dashboard.screen.level_marks import NONE
from ems_dashboard.screen.links import link, rows_address
from ems_dashboard.screen.origin import note, when
from ems_dashboard.templating import rendered

ORANGE = 3
"""From this severity on a headline stands on the card."""


@dataclass(frozen=True, slots=True)
class ColourCount:
    name: Colour
    word: str
    count: str
    href: str


def warnings(here: Here, *, gravest: bool = True) -> Markup:
    """`gravest`: with the headline of the gravest of them, red or orange. 0 is said of a living
    source only."""
    messages = here.picture.warnings
    heard = here.situation.warnings_from.sound
    explained = not heard or not messages
    return rendered(
        "cards/warnings.html",
        title=here.words("screens.overview.warnings"),
        href=rows_address(here, "warnings"),
        counted=_counted(here, messages, heard),
        asof=note(here, messages),
        colours=[_colour(here, messages, colour, heard) for colour in Colour],
        gravest=_gravest(here, messages) if gravest else "",
        heard={
            "text": warnings_heard(here.situation, here.words) if explained else "",
            "warn": not heard,
        },
    )


def _counted(here: Here, messages: Sequence[WarningMessage], heard: bool) -> str:
    levelled = sum(message.colour is None for message in messages)
    if levelled:
        return here.words("screens.overview.warnings_levelled", n=len(messages), levelled=levelled)
    return _number(len(messages), heard)


def _number(count: int, heard: bool) -> str:
    """Nothing received is no zero."""
    return str(count) if count or heard else NONE


def _colour(
    here: Here, messages: Sequence[WarningMessage], colour: Colour, heard: bool
) -> ColourCount:
    count = sum(message.colour is colour for message in messages)
    return ColourCount(
        name=colour,
        word=here.words(f"terms.colour.{colour}"),
        count=_number(count, heard),
        href=link(here, "warnings", colour=colour),
    )


def _gravest(here: Here, messages: Sequence[WarningMessage]) -> str:
    """With 省级 before it where it is not the city's own."""
    if not messages or severity(messages[0]) < ORANGE:
        return ""
    first = messages[0]
    headline = first.headline
    if first.provincial:
        headline = here.words("screens.overview.provincial", headline=headline)
    return f"{headline} · {when(first.valid_at, here)}"
